"""How many subjects a headline says were tested and flagged, and how many of these falsely."""
import re

from .. import markdown
from ..judged import about
from .groups import standing

# Their headlines count tests of another family than the subjects.
SEVERAL = ("D03", "P01", "S05")
# Of S09 the q of a flag may be hidden; its headline is recomputed with the register.
ELSEWHERE = ("D03", "S09")
TOLD = re.compile(r"本期检验(\d+)个，标记(\d+)个，按q预计误报约?((?:不到)?[\d.]+)个")


def compare_tested(report):
    ours, theirs = {}, {}
    flags = standing(report.rows("flags"))
    for row in report.rows("coverage"):
        code = row["indicator"]
        found = TOLD.search(markdown.plain(markdown.section(
            report.text, f"### {code} ").split("\n\n")[1]))
        if not found:
            continue
        tested, flagged, wrong = found.groups()
        if code not in SEVERAL:
            ours[code, "tested"] = (str(int(row["flagged"]) + int(row["passed"])), row["flagged"])
            theirs[code, "tested"] = (tested, flagged)
        if code not in ELSEWHERE:
            values = [float(flag["q_value"]) for flag in flags if flag["indicator"] == code]
            ours[code, "falsely flagged"] = about(max(values, default=0.0) * len(values))
            theirs[code, "falsely flagged"] = wrong
    report.compare("subjects tested by headlines", ours, theirs)
