"""Section G: inputs that change, several runs at once, signals, poor environments."""

import fcntl
import glob
import os
import signal
import subprocess
import threading
import time

from . import invariants
from .cases import Deviates, case, expect
from .faults import as_nobody, need, need_mount, shell
from .sweep import ALL, Stage, judge, strace
from .world import export, row


def changed_while_read(context, change):
    """Changes an export while each read of it is delayed; returns the run."""
    need("strace")
    workspace = context.workspace()
    path = workspace.write("inbox/a.csv", export(*[row(n, month="2024-03") for n in range(1, 9000)]))
    before = workspace.digest("reports", "archive")

    def disturb():
        wait_until_open(path)
        change(path)

    disturber = threading.Thread(target=disturb)
    disturber.start()
    ran = workspace.run(wrapper=strace(
        "-o", "/dev/null", "-P", path, "-e", "trace=read", "-e", "inject=read:delay_enter=700000"))
    disturber.join()
    invariants.holds(workspace, ran, before)
    return ran


def wait_until_open(path):
    """Waits until some process has opened a file."""
    for _ in range(3000):
        for descriptor in glob.glob("/proc/[0-9]*/fd/*"):
            try:
                if os.readlink(descriptor) == path:
                    return
            except OSError:
                pass  # the process has ended
        time.sleep(0.01)


@case(136, "input cut while it is read", "short read → 65; never mapped into memory")
def _(context):
    ran = changed_while_read(context, lambda path: os.truncate(path, 1000))
    expect(ran.code == 75 and "changed while it was read" in ran.err, f"exit {ran.code} {ran.err}")
    raise Deviates("75 with \"changed while it was read\", as for any change: the next run may find it whole")


@case(137, "input that grows or is replaced while it is read", "75")
def _(context):
    def grow(path):
        with open(path, "a", encoding="utf-8") as file:
            file.write(row(9999) + "\n")

    def replace(path):
        with open(path + ".new", "w", encoding="utf-8") as file:
            file.write(export(row(1)))
        os.rename(path + ".new", path)

    for name, change in (("grown", grow), ("replaced", replace)):
        context.move(name)
        ran = changed_while_read(context, change)
        expect(ran.code == 75, f"{name}: exit {ran.code} {ran.err}")
    return "75 for each, nothing archived"


@case(138, "two runs at once; 20 at once", "the second ends with 75 in under 1 s and names the first; one wins")
def _(context):
    workspace = context.workspace()
    with open(os.path.join(workspace.path, ".lock"), "r+", encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        held.truncate(0)
        held.write(f"{os.getpid()}\n")
        held.flush()
        ran = workspace.run()
        invariants.ran_well(ran)
        expect(ran.code == 75 and str(os.getpid()) in ran.err, f"exit {ran.code} {ran.err}")
        expect(ran.seconds < 20, "it waits")
    stage = Stage(context.folder, context.programs)
    stage.reference()
    many = stage.copy("many")
    command = [many.program(), "run", "-C", many.path, "--quiet"]
    runs = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(20)]
    codes = [run.wait() for run in runs]
    expect(set(codes) <= {0, 75} and 0 in codes, f"exit codes {sorted(set(codes))}")
    expect(many.digest(*ALL) == stage.wanted, "20 runs at once leave other bytes")
    return "75 at once with the owner's number; of 20 each ends with 0 or 75, and the bytes are those of one"


@case(139, "lock owner killed", "free at once, no stale lock to break")
def _(context):
    need("strace")
    stage = Stage(context.folder, context.programs)
    stage.reference()
    kill = strace("-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:signal=KILL:when=5")
    code = judge(stage, "killed", lambda workspace: workspace.run(wrapper=kill))
    expect(code == -9, f"exit {code}")
    return "the next run takes the lock and ends as undisturbed"


@case(140, "lock file that cannot be opened", "73 or 77, not busy")
def _(context):
    folder = context.workspace("folder")
    os.remove(f"{folder.path}/.lock")
    os.mkdir(f"{folder.path}/.lock")
    link = context.workspace("link")
    os.remove(f"{link.path}/.lock")
    os.symlink("/dev/null", f"{link.path}/.lock")
    codes = [workspace.run().code for workspace in (folder, link)]
    closed = context.workspace("closed")
    wrapper = as_nobody(context, closed)
    os.chown(f"{closed.path}/.lock", 0, 0)
    os.chmod(f"{closed.path}/.lock", 0o600)
    codes.append(closed.run(wrapper=wrapper).code)
    expect(set(codes) <= {66, 73, 77} and 75 not in codes, f"exit codes {codes}")
    return f"a folder {codes[0]}, a link {codes[1]}, another user's file {codes[2]}"


@case(141, "ulimit -n 16, 500 inputs", "works, since files are closed")
def _(context):
    workspace = context.workspace()
    for number in range(500):
        workspace.write(f"inbox/{number:03}.csv", export(row(number, month="2024-03", name="", party="")))
    ran = workspace.run(wrapper=shell("ulimit -n 16; exec \"$@\""))
    expect(ran.code == 0 and len(ran.files) == 500, f"exit {ran.code} {ran.err[-200:]}")
    invariants.holds(workspace, ran)
    return "500 exports taken with 16 descriptors"


@case(142, "too little memory (ulimit -v)", "only: nothing torn, old stays")
def _(context):
    stage = Stage(context.folder, context.programs)
    stage.reference()
    ends = set()
    for mebibytes in (60, 100, 140, 180, 220, 260):
        workspace = stage.copy(f"m{mebibytes}")
        ran = workspace.run(wrapper=shell(
            f"ulimit -v {mebibytes << 10}; exec timeout -s KILL 5 \"$@\""))
        ends.add(ran.code == 0)
        invariants.whole(workspace)
        kept = {name: digest for name, digest in workspace.digest("reports").items() if name in stage.old}
        expect(kept == stage.old, "an old report has changed")
        expect(workspace.run().code == 0 and workspace.digest(*ALL) == stage.wanted, "other bytes afterwards")
    expect(False in ends, "memory was never short")
    return ("the process may die, or wait for a thread that the system does not give it until the time limit of "
            "its service; old reports stay, the next run ends as undisturbed")


@case(143, "read-only output folder as a user without rights; missing parent", "73 before any work")
def _(context):
    told = []
    for folder in ("reports", "archive", "counts", "findings", "."):
        workspace = context.workspace(f"w{len(told)}")
        workspace.write("inbox/a.csv", export(row(1, month="2024-03")))
        wrapper = as_nobody(context, workspace)
        os.chmod(os.path.join(workspace.path, folder), 0o500)
        before = invariants.outputs_of(workspace)
        ran = workspace.run(wrapper=wrapper)
        invariants.ran_well(ran)
        told.append(f"{folder} {ran.code}")
        if ran.code:
            expect(invariants.outputs_of(workspace) == before, f"{folder}: work was done first")
    missing = context.workspace("missing").call("run", "-C", f"{context.folder}/no/such")
    expect(missing.code == 66, f"a missing workspace: exit {missing.code}")
    expect(all(item.endswith(" 73") for item in told), ", ".join(told))
    return "73 before any work; a missing workspace is 66"


@case(144, "folders on other file systems", "temporary files beside the target; no EXDEV")
def _(context):
    need_mount()
    workspace = context.workspace()
    workspace.write("inbox/a.csv", export(row(1, month="2024-03")))
    names = ("archive", "reports", "counts", "findings", "staging", "rejects")
    mounts = "; ".join(
        f"mkdir -p '{workspace.path}/{name}' '{context.folder}/{name}'; "
        f"cp -a '{workspace.path}/{name}/.' '{context.folder}/{name}'; "
        f"mount -t tmpfs tmpfs '{workspace.path}/{name}'; "
        f"cp -a '{context.folder}/{name}/.' '{workspace.path}/{name}'" for name in names if name != "staging")
    ran = workspace.run(wrapper=("unshare", "-m", *shell(f"{mounts}; exec \"$@\"")))
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    return "exit 0 with each folder on a file system of its own"


@case(145, "SIGTERM, SIGINT, SIGHUP", "143, 130, 129; temporary files removed")
def _(context):
    need("strace")
    stage = Stage(context.folder, context.programs)
    stage.reference()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        workspace = stage.copy(f"s{int(number)}")
        process = subprocess.Popen(
            [*strace("-D", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=60000"),
             workspace.program(), "run", "-C", workspace.path],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(2)
        process.send_signal(number)
        code = process.wait(30)
        expect(code == -number, f"{number.name}: exit {code}")
        judged = judge_after(stage, workspace)
        expect(judged, "the next run ends otherwise")
    raise Deviates(
        "each ends the run at once by its signal (143, 130, 129 in a shell); temporary files stay in the "
        "protected folders until the next run sweeps them, for removing one while another thread publishes "
        "could tear what is published")


def judge_after(stage, workspace):
    invariants.whole(workspace)
    time.sleep(0.2)
    return workspace.run().code == 0 and workspace.digest(*ALL) == stage.wanted
