"""Section G: poor environments, and a clock that is wrong."""

import os
import stat

from . import invariants
from .cases import case, expect
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
    need("pandoc", "rsvg-convert", "weasyprint", "fc-list")
    # The real fc-list over settings that know no folder of fonts.
    settings = os.path.join(context.folder, "fonts.conf")
    with open(settings, "w", encoding="ascii") as file:
        file.write("<fontconfig/>")
    ran, made = helped(context, "fc-list", f'exec env FONTCONFIG_FILE="{settings}" /usr/bin/fc-list "$@"')
    expect(ran.code == 69 and "no font for Chinese" in ran.err, f"exit {ran.code} {ran.err}")
    expect(made == ["docx", "html", "md"], f"made: {made}")
    return "69, says which font is missing; docx, html and md are published"


def helped(context, name, line, settings=""):
    """Runs with a helper program replaced; returns what it ended with, and the briefings made."""
    workspace = context.workspace()
    path = os.path.join(context.folder, "helpers")
    os.makedirs(path)
    with open(os.path.join(path, name), "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\n{line}\n")
    os.chmod(os.path.join(path, name), 0o755)
    if settings:
        workspace.write("caseload.toml", settings + workspace.text("caseload.toml"))
    workspace.write("inbox/a.csv", export(row(1, month="2024-03")))
    ran = workspace.run(
        "--formats", "md,html,docx,pdf", env=dict(PATH=f"{path}:/usr/local/bin:/usr/bin:/bin"))
    invariants.ran_well(ran)
    made = [briefing.split(".")[-1] for briefing in workspace.names("reports/2024-03")
            if "briefing." in briefing]
    return ran, made


@case(149, "LibreOffice already running or stuck", "own settings folder, time limit, 69")
def _(context):
    need("pandoc", "rsvg-convert", "weasyprint")
    # No LibreOffice is called; pandoc and WeasyPrint are, and either may hang.
    for name, left in (("weasyprint", "docx"), ("pandoc", "pdf")):
        context.move(name)
        ran, made = helped(context, name, "sleep 600", "[report]\nhelper_seconds = 20\n")
        expect(ran.code == 69 and f"{name} took longer than 20 seconds" in ran.err, f"exit {ran.code} {ran.err}")
        expect(made == sorted([left, "html", "md"]), f"made: {made}")
        expect(ran.seconds < 120, f"{ran.seconds:.0f} s")
    return "no LibreOffice; WeasyPrint and pandoc are stopped at report.helper_seconds: 69, the others are published"


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
