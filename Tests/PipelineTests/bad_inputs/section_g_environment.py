"""Section G: poor environments, and a clock that is wrong."""

import os
import stat

from . import invariants
from .cases import NotRun, case, expect
from .faults import need
from .sweep import ALL, Stage
from .world import export, row


@case(146, "cron: no environment, no input, folder /", "works")
def _(context):
    stage = Stage(context.folder, context.programs)
    stage.reference()
    workspace = stage.copy("cron")
    ran = workspace.call("run", "-C", workspace.path, "--quiet", clean=True, cwd="/")
    expect(ran.code == 0 and ran.out == "" and ran.err == "", f"exit {ran.code}, prints {ran.out} {ran.err}")
    expect(workspace.digest(*ALL) == stage.wanted, "other bytes")
    return "exit 0, nothing printed with --quiet, the same bytes"


@case(147, "a helper program is missing", "69 for that target; the others are published")
def _(context):
    workspace = context.workspace()
    workspace.write("inbox/a.csv", export(row(1, month="2024-03")))
    ran = workspace.run(env=dict(PATH="/nonexistent"))
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    return "no helper is called: exit 0 with an empty path"


@case(148, "a font with Chinese characters is missing", "69, no boxes in place of text")
def _(context):
    raise NotRun("no PDF is written by this version")


@case(149, "LibreOffice already running or stuck", "own settings folder, time limit, 69")
def _(context):
    raise NotRun("LibreOffice is not used by this version")


@case(150, "clock jumps back; run at 23:59:59 on 31 December", "outputs do not depend on now")
def _(context):
    need("faketime")
    stage = Stage(context.folder, context.programs)
    stage.reference()
    for number, moment in enumerate(("2019-12-31 23:59:59", "2031-01-01 00:00:00", "1999-02-28 12:00:00")):
        workspace = stage.copy(f"t{number}")
        ran = workspace.run(wrapper=("faketime", moment))
        expect(ran.code == 0, f"{moment}: exit {ran.code}")
        expect(workspace.digest(*ALL) == stage.wanted, f"{moment}: other bytes")
    return "the same bytes in 1999, 2019 and 2031"


@case(151, "machine was off on the 5th", "the timer runs it later; a run twice changes nothing")
def _(context):
    workspace = context.workspace()
    before = invariants.outputs_of(workspace)
    ran = workspace.run()
    expect(ran.code == 0 and invariants.outputs_of(workspace) == before, "a second run changes something")
    timer = os.path.join(os.path.dirname(__file__), "..", "..", "..", "packaging", "caseload.timer")
    with open(timer, encoding="ascii") as file:
        expect("Persistent=true" in file.read(), "the timer forgets a day on which the machine was off")
    mode = stat.S_IMODE(os.stat(timer).st_mode)
    expect(mode & 0o022 == 0, "the timer is writable by others")
    return "Persistent=true in packaging/caseload.timer; a second run changes nothing"
