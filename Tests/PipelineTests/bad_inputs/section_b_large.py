"""Section B: inputs that are made on the spot, since they are large."""

import os

from . import invariants
from .cases import case, expect
from .world import HEAD

PIECE = b"a" * (1 << 20)
# Reading a large file must not take much more memory than reading a small one.
FLAT_KIB = 64 << 10


def refuse_large(context, name, first, mebibytes, code):
    """Runs over a file of one endless cell and returns what was refused."""
    small = context.workspace("small")
    small.write("inbox/small.csv", HEAD + "\n")
    base = small.run()
    workspace = context.workspace()
    path = workspace.write(f"inbox/{name}", first)
    with open(path, "ab") as file:
        for _ in range(mebibytes):
            file.write(PIECE)
    before = workspace.digest("reports", "archive")
    ran = workspace.run()
    os.remove(path)
    invariants.holds(workspace, ran, before)
    expect(ran.code == 65 and code in ran.err, f"exit {ran.code}")
    expect(ran.memory_kib < base.memory_kib + FLAT_KIB, "memory grows with the file")
    return f"refused 65 {code}, memory flat"


def pipe_is_refused(context, script):
    """A pipe in place of a file is refused at once, whatever is behind it."""
    workspace = context.workspace("piped")
    fifo = os.path.join(context.folder, "pipe.csv")
    os.mkfifo(fifo)
    ran = workspace.call(
        "run", "-C", workspace.path, fifo,
        wrapper=("sh", "-c", f"({script}) > '{fifo}' & \"$@\"; code=$?; kill $! 2>/dev/null; exit $code", "sh"))
    expect(ran.code == 66 and "found a pipe" in ran.err, f"a pipe: exit {ran.code} {ran.err}")
    expect(ran.seconds < 30, "a pipe is waited for")


@case(61, "one quote, then 512 MiB without another", "refused 65 FIELD-TOO-LONG; memory flat")
def _(context):
    size = 512 if context.long else 48
    pipe_is_refused(context, "printf '\"'; head -c 512M /dev/zero | tr '\\0' a")
    told = refuse_large(context, "quote.csv", HEAD + '\n"', size, "FIELD-TOO-LONG")
    return f"{told}; through a pipe refused 66, since an export is a file that can be read twice"


@case(62, "10 GB in one line from a pipe", "as 61, in under 1 s")
def _(context):
    size = 512 if context.long else 48
    pipe_is_refused(context, "yes a | tr -d '\\n' | head -c 10G")
    told = refuse_large(context, "line.csv", "", size, "FIELD-TOO-LONG")
    return f"{told}; through a pipe refused 66 at once"
