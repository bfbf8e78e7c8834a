"""Sentences of flags in the report and in briefings: those of flags.csv, of the right flags."""
import re

from .. import markdown
from .general import named
from .groups import GRADES, groups_of, questions_of, standing

LINE = re.compile(r"^- (\S+?)［(\S+?)］：(.*)线索编号 ([A-Z]\d\d-[0-9a-f]{12})。$", re.M)
STATUSES = {"新增": "new", "持续": "persisting", "已消除": "resolved", "再次出现": "reappeared"}
QUESTION = re.compile(
    r"^#### 问题\S：(.*?)，([A-Z]\d\d) .*?\n\n- 数据：(.*?)。\n- 情况：(.*?)\n", re.M)


def compare_report(report, periods, order):
    """Each flag of the sections of indicators, with its grade."""
    groups = groups_of(named(report, standing(report.rows("flags"))), periods, order)
    body = "\n" + markdown.plain(report.text).split("\n## 5 ")[1].split("\n## 6 ")[0]
    theirs = {identifier: (grade, text) for _, grade, text, identifier in LINE.findall(body)}
    report.compare("sentences of flags in the report", {
        group.first["flag_id"]: (GRADES[group.severity], group.reason()) for group in groups},
                   theirs)
    compare_changes(report, "report", report.rows("flags"), report.text)


def compare_changes(report, what, flags, text):
    """How many flags are new, persisting, resolved and back."""
    found = re.search(r"线索新增(\d+)条，持续(\d+)条，已消除(\d+)条，再次出现(\d+)条",
                      markdown.plain(text))
    report.compare(f"{what}: flags by what became of them", {
        "figures": tuple(str(sum(row["status"] == status for row in flags))
                         for status in STATUSES.values())},
                   {"figures": found and found.groups()})


def compare_questions(report, what, text, flags, periods, order):
    """The findings that a briefing puts first, by the printed rule, with their figures."""
    groups = questions_of(groups_of(named(report, standing(flags)), periods, order))
    ours = {at: (group.first["indicator"], figures(group), group.reason())
            for at, group in enumerate(groups)}
    theirs = {at: found[1:] for at, found in enumerate(QUESTION.findall(markdown.plain(text)))}
    report.compare(f"{what}: questions", ours, theirs)


def figures(group):
    """The line of data of a question."""
    parts = [group.start if group.start == group.end else f"{group.start}至{group.end}",
             f"线索{len(group.flags)}条", GRADES[group.severity]]
    silent = max((int(row["months_silent"] or 0) for row in group.flags), default=0)
    if silent:
        parts.append(f"最长静默{silent}个月")
    if group.persisted > 1:
        parts.append(f"连续{group.persisted}期")
    return "，".join(parts + [f"线索编号 {group.first['flag_id']}"])
