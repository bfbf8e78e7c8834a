"""Fails, or kills at, the n-th system call of a purge, and looks at what is left.

`python3 -m bad_inputs.sweep_purge --programs DIR [--limit N]`: after each fault the next run must leave a
sound archive, and the same purge once more the bytes of one that nothing disturbed, with no trace of the case.
"""

import os
import shutil
import subprocess
import tempfile

from . import invariants
from .cases import Failed, expect
from .sweep import FAULTS, made, main, plan, strace, tally
from .world import Workspace, export, make_base, row

CALLS = ("write", "fsync", "rename", "link", "mkdir", "chmod", "unlink", "rmdir", "ftruncate",
         "openat", "close", "read", "getdents64", "newfstatat")
UNIT, NUMBER = "某市市场监督管理局", "某市监罚〔2024〕902号"
PURGE = ("--case", UNIT, NUMBER, "--reason", "PIPL-47")
CANARIES = ("〔2024〕902号", "金丝雀乙", "999999198805060012")
# counts/ is made anew by whichever run comes first.
FOLDERS = ("archive", "rejects", "reports", "staging")


def start(path, programs):
    """A workspace whose case was stated twice, corrected, rejected and inspected, with internal reports."""
    make_base(path, programs)
    workspace = Workspace(path, programs)
    gone = row(902, name="金丝雀乙", party="999999198805060012", amount="95.00")
    workspace.write("inbox/cases-2024-03.csv", export(gone, row(904, month="2024-03"), gone.replace("2024-02-10", "2024-02-30")))
    workspace.write("inbox/检查-2024-03.csv", inspections(1).encode("gb18030"))
    expect(workspace.run("--level", "internal").code == 0, "the base workspace cannot be made")
    return workspace


def inspections(*numbers):
    """An export of inspections that name the case."""
    return export(*(f"J{number},{UNIT},2024-03-1{number},立案,{NUMBER}" for number in numbers),
                  head="检查编号,执法主体名称,检查日期,检查结果,案件编号")


def plain(name, data):
    """The content of a file: its frames wherever they begin, and its bytes."""
    parts, place = [data], data.find(b"\x28\xb5\x2f\xfd")
    while name.endswith((".zst", ".parquet")) and place >= 0:
        parts.append(subprocess.run(["zstd", "-dcqf"], input=data[place:], capture_output=True).stdout)
        place = data.find(b"\x28\xb5\x2f\xfd", place + 4)
    return b"\n".join(parts)


def holders(workspace, canaries=CANARIES):
    """Files outside inbox/ that hold a canary in some encoding."""
    words = [canary.encode(code) for canary in canaries for code in ("utf-8", "gb18030", "utf-16-le")]
    return [name for name in workspace.names("") if not name.startswith("inbox/")
            and any(word in plain(name, workspace.read(name)) for word in words)]


def purge(workspace, dry=False, **options):
    return workspace.call(
        "purge", "-C", workspace.path, *PURGE, *(["--dry-run"] if dry else []), **options)


def judge(folder, programs, index, wanted, fault):
    call, kind, n = fault
    path = os.path.join(folder, f"purge{index}")
    shutil.copytree(os.path.join(folder, "start"), path, symlinks=True)
    workspace = Workspace(path, programs)
    try:
        ran = purge(workspace, wrapper=strace(
            "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{kind}:when={n}"))
        begun = not (ran.code == 127 and "shared libraries" in ran.err)
        expect(ran.code in invariants.CODES or ran.code == -9 or not begun, f"exit code {ran.code}")
        expect(ran.code != 0 or not holders(workspace) or kind.startswith("error"), "exit 0, and a trace is left")
        other = Workspace(path + "-run", programs)
        shutil.copytree(path, other.path, symlinks=True)
        expect(other.run("--level", "internal").code == 0, "the next run fails")
        expect(other.call("verify", "-C", other.path).code == 0, "the next run leaves an archive that is not sound")
        expect(purge(other).code == 0 and not holders(other), "after a run it cannot be ended")
        again = purge(workspace)
        expect(again.code == 0, f"once more it ends with {again.code}: {again.err}")
        found = workspace.digest(*FOLDERS)
        expect(found == wanted, f"other bytes: {sorted(set(found.items()) ^ set(wanted.items()))[:2]}")
        expect(not holders(workspace), "a trace is left")
        check = workspace.call("verify", "-C", workspace.path)
        expect(check.code == 0, f"verify ends with {check.code}: {check.err}")
        return ran.code
    finally:
        for left in (path, path + "-run"):
            shutil.rmtree(left, ignore_errors=True)


def one(work):
    folder, programs, index, wanted, fault = work
    try:
        return fault, judge(folder, programs, index, wanted, fault), ""
    except Failed as end:
        return fault, None, str(end)


def calls(folder, programs):
    """How often each call is made once the workspace is open."""
    workspace = Workspace(os.path.join(folder, "reference"), programs)
    shutil.copytree(os.path.join(folder, "start"), workspace.path, symlinks=True)
    trace = os.path.join(folder, "trace")
    ran = purge(workspace, wrapper=strace("-o", trace, "-e", "trace=" + ",".join(CALLS)))
    expect(ran.code == 0 and not holders(workspace), f"the undisturbed purge fails: {ran.err}")
    begin, most = made(trace, workspace)
    return workspace.digest(*FOLDERS), {
        call: (begin.get(call, 1), most[call]) for call in CALLS if most[call]}


def sweep(programs, limit=None, jobs=2, tell=None, faults=FAULTS, names=CALLS):
    """Runs the sweep; returns counts by exit code and what went wrong."""
    folder, programs = tempfile.mkdtemp(prefix="caseload-purge-"), os.path.abspath(programs)
    try:
        expect(bool(holders(start(os.path.join(folder, "start"), programs))), "there is nothing to purge")
        wanted, possible = calls(folder, programs)
        chosen = plan({call: possible[call] for call in names if call in possible}, limit, faults)
        work = [(folder, programs, index, wanted, fault) for index, fault in enumerate(chosen)]
        return tally(one, work, jobs, tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main("sweep_purge", __doc__, sweep)
