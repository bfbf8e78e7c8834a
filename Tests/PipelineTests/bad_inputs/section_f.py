"""Section F: personal data."""

import hashlib
import hmac
import os
import re
import stat
import subprocess
import sys

from . import invariants
from .cases import Deviates, NotRun, case, expect
from .exports import sound
from .section_d import city, line
from .world import KEY, Workspace, export, row

REPOSITORY = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
TESTS = os.path.join(REPOSITORY, "Tests", "PipelineTests")


@case(111, "F01 small cells", "shared outputs show <5")
def _(context):
    delivery = sound(context, "F01-small-cells.csv", rows_of(context))
    counts = delivery.workspace.table("reports/2024-03/case_counts.csv")
    found = [item["cases"] for item in counts if item["domain"] == "农业农村"]
    expect(found == ["3"], f"{found}")
    raise Deviates(
        "3 cases of 农业农村 are shown as 3: cases by office and field of law are what the office did, and "
        "zero and near zero are what is looked for; counts of parties are shown as <5")


def rows_of(context):
    return context.bytes_of("F01-small-cells.csv").decode().strip().count("\n")


def planted(context, name, months, without=""):
    """A workspace of small groups with the reports of some months."""
    path = os.path.join(context.folder, name)
    made = subprocess.run(
        [sys.executable, "-B", "-m", "disclosure.planted", path, without], cwd=TESTS, capture_output=True)
    expect(made.returncode == 0, made.stderr.decode()[-200:])
    workspace = Workspace(path, context.programs)
    for month in months:
        ran = workspace.run("--month", month)
        expect(ran.code == 0, f"{month}: exit {ran.code} {ran.err}")
    return workspace


def found_out(*workspaces):
    """What a reader can find out of hidden numbers; fails where that is any of them."""
    found = subprocess.run(
        [sys.executable, "-B", "-m", "disclosure", *(workspace.path for workspace in workspaces)],
        cwd=TESTS, capture_output=True)
    told = found.stdout.decode().strip().split("\n")
    expect(found.returncode == 0, told[0])
    return told[-1]


@case(112, "small cells with totals", "no hidden cell follows from a total")
def _(context):
    told = found_out(planted(context, "w", ["2024-12"]))
    return told.replace("1 reports", "a report of small groups") + ", by sums, shares, references and charts"


@case(113, "two monthly reports, or one with and one without an agency", "no difference reveals a hidden cell")
def _(context):
    months = ["2024-10", "2024-11", "2024-12"]
    return found_out(planted(context, "w", months), planted(context, "without", months, "U1")) + (
        ": three successive months, with and without one agency")


@case(114, "zero", "0 is shown")
def _(context):
    workspace = city(context, "w", {f"2024-{m:02}": line("A", m, f"2024-{m:02}") for m in range(1, 7)})
    cells = workspace.table("reports/2024-06/zero_cells.csv")
    silent = [item["months_silent"] for item in cells]
    expect(silent and all(text.isdigit() for text in silent), f"zero is hidden: {silent}")
    return "silent cells are listed with their months"


@case(115, "F02 id and telephone in free text", "in no output")
def _(context):
    return sound(context, "F02-id-in-free-text.csv", 1).observed() + "; in no output"


@case(116, "rejects file", "code, line and column only; 0600")
def _(context):
    content = export(row(1, month="2024-03").replace("2024-03-10", "张三"), "李四,短")
    delivery = sound(context, "bad.csv", 0, content=content, rules=[("DATE-FORMAT", 2), ("CSV-FEW", 3)])
    expect([line["column"] for line in delivery.rejects()] == ["filed_date", ""], "the column is not named")
    for name in delivery.workspace.names("rejects"):
        mode = stat.S_IMODE(os.stat(os.path.join(delivery.workspace.path, name)).st_mode)
        expect(mode == 0o600, f"mode {mode:o}")
    return delivery.observed() + "; rows without cells in .csv, the bytes in .raw, both 0600"


@case(117, "pseudonym of an identifier", "HMAC-SHA-256 with a key from a 0600 file")
def _(context):
    found = {item["party"] for item in context.workspace().archived()}
    key = bytes.fromhex(KEY.strip())
    wanted = {hmac.new(key, b"party\0id:" + text.encode(), hashlib.sha256).hexdigest()[:32]
              for text in ("999999199203040018", "999999198805060012")}
    expect(found == wanted, "not the HMAC of the identifier")
    return "HMAC-SHA-256 cut to 16 bytes, as docs say"


@case(118, "key file 0644, of another owner, empty, short, a link", "77, nothing written")
def _(context):
    told = []
    for fault in ("0644", "owner", "empty", "short", "link"):
        workspace = context.workspace(fault)
        key = os.path.join(workspace.path, "key")
        if fault == "0644":
            os.chmod(key, 0o644)
        elif fault == "owner":
            if os.geteuid() != 0:
                continue
            os.chown(key, 65534, 65534)
        elif fault == "link":
            os.rename(key, key + "2")
            os.symlink(key + "2", key)
        else:
            workspace.write("key", "" if fault == "empty" else "ab" * 31 + "\n")
        workspace.write("inbox/a.csv", export(row(1)))
        before = invariants.outputs_of(workspace)
        ran = workspace.run()
        invariants.ran_well(ran)
        expect(ran.code == 77, f"{fault}: exit {ran.code} {ran.err}")
        expect(invariants.outputs_of(workspace) == before, f"{fault}: something was written")
        told.append(fault)
    if len(told) < 5:
        raise NotRun("another owner's key needs root; the other four end with 77")
    return "77 for each of the five, nothing written"


@case(119, "command line, environment, core file, --format json", "no key, no identifier")
def _(context):
    if subprocess.run(["which", "strace"], capture_output=True).returncode:
        raise NotRun("strace is missing")
    workspace = context.workspace()
    workspace.write("inbox/a.csv", export(row(1)))
    trace = os.path.join(context.folder, "trace")
    ran = workspace.run(wrapper=(
        "strace", "-f", "-qq", "-s", "200", "-e", "trace=execve,prlimit64,setrlimit,write", "-o", trace))
    invariants.ran_well(ran)
    with open(trace, encoding="utf-8", errors="replace") as file:
        lines = file.read()
    expect(re.search(r"RLIMIT_CORE, \{rlim_cur=0, rlim_max=0\}", lines), "a core file is possible")
    execution = "".join(line for line in lines.split("\n") if "execve(" in line)
    expect(KEY.strip() not in lines and KEY[:16] not in execution + ran.out, "the key is seen")
    return "core files are forbidden; neither key nor identifier on command line, output or environment"


@case(120, "umask 000", "archive, rejects, temporary files 0600 and 0700")
def _(context):
    workspace = context.workspace("open", base=False)
    workspace.write("inbox/a.csv", export(row(1), "短"))
    ran = workspace.run(umask=0)
    invariants.holds(workspace, ran)
    for folder in ("archive", "rejects", "counts", "findings"):
        for base, folders, _ in os.walk(os.path.join(workspace.path, folder)):
            for name in [".", *folders]:
                mode = stat.S_IMODE(os.stat(os.path.join(base, name)).st_mode)
                expect(mode & 0o077 == 0, f"{folder}: a folder has mode {mode:o}")
    shared = [stat.S_IMODE(os.stat(os.path.join(workspace.path, name)).st_mode)
              for name in workspace.names("reports")]
    expect(set(shared) == {0o644}, "shared reports have another mode than 0644")
    ran = workspace.run("--level", "internal", umask=0)
    internal = [name for name in workspace.names("reports") if "-internal." in name]
    expect(ran.code == 0 and internal, "no internal report")
    for name in internal:
        mode = stat.S_IMODE(os.stat(os.path.join(workspace.path, name)).st_mode)
        expect(mode == 0o600, f"an internal file has mode {mode:o}")
    return "0600 and 0700; shared reports 0644, internal ones 0600"


@case(121, "temporary files", "inside the protected folder, never elsewhere")
def _(context):
    if subprocess.run(["which", "strace"], capture_output=True).returncode:
        raise NotRun("strace is missing")
    workspace = context.workspace()
    workspace.write("inbox/a.csv", export(row(1, month="2024-03"), "短"))
    trace = os.path.join(context.folder, "trace")
    wrapper = ("strace", "-f", "-qq", "-A", "-e", "trace=openat,open,creat,mkdir", "-o", trace)
    invariants.ran_well(workspace.run(wrapper=wrapper))
    again = workspace.call("reproduce", "-C", workspace.path, "2024-03", wrapper=wrapper)
    expect(again.code == 0, f"reproduce: exit {again.code} {again.err}")
    with open(trace, encoding="utf-8", errors="replace") as file:
        # A call that another thread interrupts in the trace is told in two lines, the path in the first.
        made = [line for line in file if ("O_CREAT" in line or "mkdir" in line) and "resumed>" not in line]
    outside = [line for line in made if workspace.path not in line]
    expect(made and not outside, f"made outside: {outside[:1]}")
    left = [name for name in workspace.names(".") if ".tmp-" in name]
    expect(not left, "temporary files are left")
    return "all beside their targets in the workspace; none is left (a signal: case 145)"
