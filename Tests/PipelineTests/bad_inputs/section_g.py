"""Section G: system calls that fail, small disks, interrupted and killed runs."""

import os
import re
import shutil

from . import invariants
from .cases import case, expect
from .faults import need, need_mount, shell
from .sweep import ALL, Stage, judge, strace, sweep
from .world import Workspace


def swept(context, faults, sample):
    need("strace")
    counts, found = sweep(
        context.programs, None if context.long else sample, 1, faults=faults)
    expect(not found, "; ".join(found[:3]))
    codes = {code for _, _, code in counts}
    return codes


def on_exports(context, call):
    """The exit codes of runs in which the n-th of every call that touches an export fails with EIO."""
    stage = Stage(context.folder, context.programs)
    codes = []
    while not codes or injected:
        workspace = stage.copy(f"{call}{len(codes)}")
        exports = [f"-P{workspace.path}/inbox/{name}" for name in ("", "base.csv", "new.csv")]
        trace = os.path.join(context.folder, "trace")
        ran = workspace.run(wrapper=strace(
            "-o", trace, *exports, "-e", f"trace={call}",
            "-e", f"inject={call}:error=EIO:when={len(codes) + 1}"))
        with open(trace, encoding="utf-8", errors="replace") as file:
            injected = "(INJECTED)" in file.read()
        codes.append(ran.code)
        shutil.rmtree(workspace.path)
    return codes[:-1]


@case(126, "the n-th of every call fails with EIO, for every n", "exit 74, nothing torn, old stays")
def _(context):
    codes = swept(context, ("error=EIO",), 16)
    expect(codes <= {0, 66, 69, 73, 74, 77, 127}, f"exit codes {codes}")
    for call in ("newfstatat", "openat", "read"):
        codes = on_exports(context, call)
        # A look ahead that fails costs time alone: the export is read all the same.
        expect(codes and set(codes) <= ({0, 74} if call == "newfstatat" else {74}), f"{call} of an export: {codes}")
    return "74, or 0 where the call did not matter; nothing torn, old reports whole, the next run ends as undisturbed"


@case(127, "the same with ENOSPC, EDQUOT, EROFS", "74, or 73 on creation")
def _(context):
    codes = swept(context, ("error=ENOSPC", "error=EDQUOT", "error=EROFS"), 18)
    expect(codes <= {0, 66, 69, 73, 74, 77, 127}, f"exit codes {codes}")
    return "74 or 73, or 0 where the call did not matter; nothing torn, the next run ends as undisturbed"


@case(128, "killed at the n-th call, for every n", "the next run ends in the same bytes")
def _(context):
    swept(context, ("signal=KILL",), 16)
    return "each state that a reader can see is old or new; the next run ends as undisturbed"


def staged(context):
    stage = Stage(context.folder, context.programs)
    stage.reference()
    return stage


@case(129, "short writes, interrupted calls (EINTR)", "repeated to the end")
def _(context):
    need("strace")
    stage = staged(context)
    # The first reads are the loader's, which repeats none.
    for call, when in (("write", "2+3"), ("read", "60+3"), ("fsync", "2+3"), ("flock", "1")):
        inject = strace("-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:error=EINTR:when={when}")
        code = judge(stage, call, lambda workspace, inject=inject: workspace.run(wrapper=inject))
        expect(code == 0, f"{call}: exit {code}")
    return "exit 0 and the same bytes with every third write, read, fsync and flock interrupted"


@case(130, "full disk (tmpfs)", "74, old output whole")
def _(context):
    need_mount()
    stage = staged(context)
    size = sum(4 * (os.path.getsize(os.path.join(stage.start.path, name)) // 4096 + 2)
               for name in stage.start.names("."))
    codes = set()
    for extra in (40, 160, 400, 700):
        disk = os.path.join(context.folder, f"disk{extra}")
        after = [os.path.join(context.folder, f"{name}{extra}") for name in ("first", "second")]
        os.makedirs(disk)
        script = (
            f"mount -t tmpfs -o size={size + extra}k tmpfs '{disk}' && cp -a '{stage.start.path}' '{disk}/w'"
            f" || exit 99; \"$@\" run -C '{disk}/w' --format json; code=$?; cp -a '{disk}/w' '{after[0]}';"
            f" mount -o remount,size=200m '{disk}'; \"$@\" run -C '{disk}/w' >&2 || exit 98;"
            f" cp -a '{disk}/w' '{after[1]}'; exit $code")
        ran = stage.start.call(wrapper=("unshare", "-m", *shell(script)))
        expect(ran.code in (0, 73, 74), f"a disk with {extra} KiB left: exit {ran.code} {ran.err}")
        codes.add(ran.code)
        left, later = (Workspace(path, context.programs) for path in after)
        invariants.whole(left)
        kept = {name: digest for name, digest in left.digest("reports").items() if name in stage.old}
        expect(kept == stage.old, "an old report has changed")
        expect(later.digest(*ALL) == stage.wanted, "with room again, other bytes")
    expect(74 in codes, "no disk was full")
    return "74, old reports whole; with room again the same bytes as undisturbed"


@case(131, "file size limit (ulimit -f)", "74, no death by SIGXFSZ")
def _(context):
    stage = staged(context)
    codes = set()
    for blocks in (0, 1, 8, 64, 200):
        line = shell(f"ulimit -f {blocks}; exec \"$@\"")
        codes.add(judge(stage, f"f{blocks}", lambda workspace, line=line: through_pipe(workspace, line)))
    expect(codes <= {0, 73, 74} and 74 in codes, f"exit codes {codes}")
    return "74; the next run ends as undisturbed"


def through_pipe(workspace, wrapper):
    """Runs with its output in a pipe, since the limit holds for the runner's own files as well."""
    script = '"$@" 2>&1 | cat >/dev/null; exit ${PIPESTATUS[0]}'
    return workspace.run(wrapper=("bash", "-c", script, "bash", *wrapper))


@case(132, "standard output is /dev/full, or closed", "74")
def _(context):
    codes = []
    for text in ("exec \"$@\" >/dev/full", "exec \"$@\" >&-", "exec \"$@\" >&- 2>&- <&-"):
        workspace = context.workspace(f"o{len(codes)}")
        before = workspace.digest("reports")
        codes.append(workspace.run(wrapper=shell(text)).code)
        expect(workspace.digest("reports") == before, "an old report has changed")
        codes.append(workspace.call("status", "-C", workspace.path, wrapper=shell(text)).code)
        codes.append(workspace.call("indicators", wrapper=shell(text)).code)
    expect(set(codes) == {74}, f"exit codes {codes}")
    return "74 for run, status and indicators"


@case(133, "prog | head -1", "quiet 141 or 0")
def _(context):
    workspace = context.workspace()
    script = '"$@" | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}'
    for arguments in (("indicators",), ("run", "-C", workspace.path), ("tables", "cases")):
        ran = workspace.call(*arguments, wrapper=("bash", "-c", script, "bash"))
        expect(ran.code in (0, 74, 141) and "Fatal" not in ran.err, f"exit {ran.code} {ran.err}")
        expect(len(ran.err.splitlines()) <= 1, "more than a line")
    return "0, 141 or 74 with one line"


@case(134, "file and folder are brought to the disk", "fsync of the folder after each rename")
def _(context):
    need("strace")
    stage = staged(context)
    workspace = stage.copy("traced")
    trace = os.path.join(context.folder, "calls")
    ran = workspace.run(wrapper=strace("-y", "-o", trace, "-e", "trace=rename,renameat2,link,fsync"))
    expect(ran.code == 0, f"exit {ran.code}")
    with open(trace, encoding="utf-8", errors="replace") as file:
        lines = [line.split(None, 1)[1] for line in file]
    renames, moves = 0, []
    for index, line in enumerate(lines):
        found = re.findall(r'"([^"]+)"', line)
        if line.startswith("fsync") or len(found) < 2:
            continue
        # What lies in cache/ is sealed and made again where it is lost: nothing waits for the disk.
        if "/cache/" in found[1]:
            continue
        renames += 1
        folder = os.path.dirname(found[1])
        later = [text for text in lines[index:] if text.startswith("fsync") and f"<{folder}>" in text]
        expect(later, f"{os.path.basename(found[1])}: its folder is not brought to the disk")
        if line.startswith("rename("):
            # What was staged was brought to the disk under the name that it had before.
            names = [found[0]] + [earlier[0] for earlier in moves if earlier[1] == found[0]]
            before = [
                text for text in lines[:index]
                if text.startswith("fsync") and any(f"<{name}>" in text for name in names)]
            moves.append(found)
            expect(before, f"{os.path.basename(found[1])}: renamed before it is on the disk")
    expect(renames > 20, "too few renames")
    return "each file before, its folder after each rename; cache/, which is sealed, waits for nothing"


@case(135, "killed between the temporary file and the rename", "swept on the next run")
def _(context):
    need("strace")
    stage = staged(context)
    left = 0
    for call, n in (("rename", 1), ("rename", 9), ("renameat2", 1), ("link", 1)):
        def disturb(workspace, call=call, n=n):
            nonlocal left
            ran = workspace.run(wrapper=strace(
                "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}"))
            left += sum("/.tmp-" in name for name in workspace.names("."))
            return ran
        judge(stage, f"{call}{n}", disturb)
    expect(left > 0, "no temporary file was left to sweep")
    return "left in the workspace, swept by the next run"
