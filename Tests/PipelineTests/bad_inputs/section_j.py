"""Section J: settings and command line."""

import os
import subprocess

from . import invariants
from .cases import Deviates, case, expect
from .world import export, row


def settings(context, text, code, hint="", data=None):
    """Runs with settings that must be refused before anything is written."""
    workspace = context.workspace(f"s{len(os.listdir(context.folder))}")
    workspace.write("caseload.toml", data or text)
    workspace.write("inbox/a.csv", export(row(1, month="2024-03")))
    before = invariants.outputs_of(workspace)
    ran = workspace.run()
    invariants.ran_well(ran)
    expect(ran.code == code, f"{text[:40]!r}: exit {ran.code} {ran.err[:200]}")
    expect(hint in ran.err and "caseload.toml" in ran.err, f"the message lacks {hint}: {ran.err}")
    expect(len(ran.err.splitlines()) == 1, "more than one line")
    expect(invariants.outputs_of(workspace) == before, "something was written")
    return ran


@case(175, "unknown key, typing error", "78 with path and nearest name")
def _(context):
    settings(context, "langauge = \"zh\"\n", 78, "did you mean language?")
    settings(context, "[ingest]\nreject_limt = 0.1\n", 78, "ingest.reject_limit")
    settings(context, "[indicators.Z05]\ncomplaint = 5\n", 78, "indicators.Z05.complaints")
    settings(context, "[nonsense.deep.er]\nx = 1\n", 78, "unknown key")
    return "78; names the key and the nearest one"


@case(176, "wrong type", "78 with the key")
def _(context):
    settings(context, "[zero]\nmonths = \"12\"\n", 78, "zero.months")
    settings(context, "language = 5\n", 78, "language")
    settings(context, "city = \"某市\"\n", 78, "city")
    settings(context, "language = \"fr\"\n", 78, "language")
    settings(context, "[ingest]\nreject_limit = true\n", 78, "ingest.reject_limit")
    settings(context, "not utf8", 78, "UTF-8", data=b"language = \"\xff\xfe\"\n")
    return "78; names the key"


@case(177, "duplicate key, depth 3000", "78")
def _(context):
    settings(context, "language = \"zh\"\nlanguage = \"en\"\n", 78, "line 2")
    settings(context, "a = " + "[" * 3000 + "]" * 3000 + "\n", 78)
    settings(context, "a = " + "{a=" * 3000 + "1" + "}" * 3000 + "\n", 78)
    settings(context, ".".join(["a"] * 3000) + " = 1\n", 78)
    return "78 at the place"


@case(178, "bare Chinese key", "78; docs show quotes")
def _(context):
    settings(context, "[domains.市场监管.L01]\nterm = 60\n", 78, "line 1")
    settings(context, "language = \"zh\"\n[市场监管]\nterm = 60\n", 78, "line 2, column 2")
    return "78 with line and column"


@case(179, "alias bomb in YAML", "TOML has no aliases")
def _(context):
    settings(context, "a: &a [x, x]\nb: &b [*a, *a]\n", 78, "line 1")
    return "YAML is not read: 78"


@case(180, "thresholds -1, 0, NaN, 10⁹", "78")
def _(context):
    for text in ("months = -1", "months = 0", "months = 1000000000"):
        settings(context, f"[zero]\n{text}\n", 78, "zero.months")
    for text in ("-1", "nan", "inf", "1000000000.0", "1.01"):
        settings(context, f"[ingest]\nreject_limit = {text}\n", 78, "ingest.reject_limit")
    for text in ("-1", "0", "nan", "1e9", "2.5"):
        settings(context, f"[indicators.Z05]\ncomplaints = {text}\n", 78, "indicators.Z05.complaints")
    for text in ("0", "1.5", "-0.1"):
        settings(context, f"[indicators.Z04]\nq = {text}\n", 78, "indicators.Z04.q")
    settings(context, "[domains.X.L01]\ndays = 0\n", 78, "domains.X.L01.days")
    return "78; names the key and the range"


@case(181, "settings writable by others", "77")
def _(context):
    told = []
    for name, mode in (("caseload.toml", 0o666), ("caseload.toml", 0o646), ("profiles/a.toml", 0o666)):
        workspace = context.workspace(f"w{len(told)}")
        workspace.write("profiles/a.toml", "name = \"a\"\ntable = \"cases\"\nheader = [\"x\"]\n")
        os.chmod(f"{workspace.path}/{name}", mode)
        workspace.write("inbox/a.csv", export(row(1, month="2024-03")))
        before = invariants.outputs_of(workspace)
        ran = workspace.run()
        expect(ran.code == 77 and name in ran.err, f"{name} mode {mode:o}: exit {ran.code} {ran.err}")
        expect(invariants.outputs_of(workspace) == before, "something was written")
        told.append(ran.code)
    grouped = context.workspace("grouped")
    os.chmod(f"{grouped.path}/caseload.toml", 0o664)
    expect(grouped.run().code == 0, "a file of a group")
    raise Deviates("77 where every user may write settings or a profile; a group may, since many systems give "
                   "each user a group of its own")


@case(182, "--month 2024-13, --langg", "64 with a suggestion")
def _(context):
    workspace = context.workspace()
    for arguments, hint in ((["--month", "2024-13"], "--month"), (["--langg", "en"], "--language"),
                            (["--level", "public"], "shared"), (["--as-of", "2024-02-30"], "--as-of"),
                            (["--format", "xml"], "json"), (["--reject-limit", "0"], "")):
        ran = workspace.run(*arguments)
        expect(ran.code == 64 and hint in ran.err, f"{arguments}: exit {ran.code} {ran.err}")
    ran = workspace.call("rnu", "-C", workspace.path)
    expect(ran.code == 64, f"an unknown command: exit {ran.code}")
    return "64; the option is named, and the nearest one"


@case(183, "a refusal while running is no usage error", "own message, own code")
def _(context):
    workspace = context.workspace()
    for arguments, code in ((["/nonexistent.csv"], 66), (["--month", "2031-01"], 66)):
        ran = workspace.run(*arguments)
        expect(ran.code == code and len(ran.err.splitlines()) == 1, f"{arguments}: exit {ran.code} {ran.err}")
        expect("Usage" not in ran.err and "NSCocoa" not in ran.err, "a usage text or a raw error")
    return "one line, no usage text"


@case(184, "--help, --version, completion scripts of all commands", "exit 0; zh and en")
def _(context):
    workspace = context.workspace()
    names = [("caseload", name) for name in ("init", "run", "status", "verify", "prune", "indicators",
                                             "tables")]
    names += [(f"caseload-{stage}",) for stage in ("ingest", "archive", "count", "flag", "report")]
    for program, *name in names:
        ran = workspace.call(*name, "--help", program=program)
        expect(ran.code == 0 and "USAGE" in ran.out, f"{name} --help: exit {ran.code}")
    expect(workspace.call("--version").code == 0, "--version")
    for shell in ("bash", "zsh", "fish"):
        ran = workspace.call("--generate-completion-script", shell)
        expect(ran.code == 0 and len(ran.out) > 1000, f"completion for {shell}: exit {ran.code}")
        if shell == "bash":
            checked = subprocess.run(["bash", "-n"], input=ran.out.encode(), capture_output=True)
            expect(checked.returncode == 0, "the completion script is no bash")
    raise Deviates("exit 0 for every command and shell; help is in English, reports are in both languages")
