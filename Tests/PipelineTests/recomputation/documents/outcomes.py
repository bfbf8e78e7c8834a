"""Subjects by what became of them: in the table of coverage, in the report, and by the flags."""
import re

from .. import markdown
from .groups import standing

OUTCOMES = ("flagged", "passed", "not_applicable", "not_computable")
# Flags that are not one a subject: each cap of a unit that was passed has its own.
SEVERAL = ("D01",)


def compare_outcomes(report):
    rows = {row["indicator"]: row for row in report.rows("coverage")}
    ours = {code: tuple(row[name] for name in OUTCOMES) for code, row in rows.items()}
    theirs = {}
    computed = [code for code, row in rows.items() if row["computed"] == "true"]
    for code in computed:
        text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
        found = re.search(r"对象：标记(\d+)，未标记(\d+)，不适用(\d+)，无法计算(\d+)。", text)
        theirs[code] = found and found.groups()
    report.compare("outcomes in the sections of indicators",
                   {code: ours[code] for code in computed}, theirs)
    table = markdown.table(markdown.section(report.text, "## 3 "), "代码")
    report.compare("outcomes in the section of coverage", {
        code: (row["name"], row["clause"], "是" if row["computed"] == "true" else "否", *ours[code])
        for code, row in rows.items()},
                   {code: cells[:3] + cells[4:] for code, cells in table.items()})
    report.compare("indicators computed", {"figures": (str(len(rows)), str(len(computed)))}, {
        "figures": re.search(r"共(\d+)项指标，本期计算(\d+)项。", report.text).groups()})
    flags = {code: sum(row["indicator"] == code for row in standing(report.rows("flags")))
             for code in rows}
    report.compare("subjects flagged and flags",
                   {code: str(number) for code, number in flags.items() if code not in SEVERAL},
                   {code: row["flagged"] for code, row in rows.items() if code not in SEVERAL})
