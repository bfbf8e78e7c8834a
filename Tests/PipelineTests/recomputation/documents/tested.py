"""How many subjects a headline says were tested and flagged, and how many of these falsely."""
import re

from .. import markdown
from ..judged import number
from .groups import standing

# Their headlines count tests of another family than the subjects.
SEVERAL = ("D03", "P01", "S05")
# As in the program: by the level that q was set to, where others take the largest q of a flag.
BY_LEVEL = ("P01", "P03", "P04", "P05", "P06", "S01", "S03", "S04", "S10", "S11", "S13")
LEVEL = 0.10
# Of S09 the q of a flag may be hidden; its headline is recomputed with the register.
ELSEWHERE = ("D03", "S09")
TOLD = re.compile(r"本期检验(\d+)个，标记(\d+)个，按q预计误报约([\d.]+)个")


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
            worst = LEVEL if code in BY_LEVEL else max(values, default=0.0)
            ours[code, "falsely flagged"] = number(worst * len(values))
            theirs[code, "falsely flagged"] = wrong
    report.compare("subjects tested by headlines", ours, theirs)
