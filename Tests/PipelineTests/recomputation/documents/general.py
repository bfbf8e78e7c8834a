"""Indicators that flag more than a quarter of at least ten subjects: nobody is named, the report
says how the flags are distributed."""
import re

from .. import markdown
from .groups import GRADES, JUDGED, SEVERITIES, standing

FEWEST = 10
BUSY = ("active", "handled")


def general_of(report, levels):
    """Flagged subjects and all that could be judged, by indicator. Only silent cells are tested for
    silence, and stand beside all that have cases."""
    found = {}
    for row in report.rows("coverage"):
        code, flagged = row["indicator"], int(row["flagged"] or 0)
        subjects = flagged + int(row["passed"] or 0)
        if is_general(flagged, subjects) and code in JUDGED:
            subjects += sum(
                answer[0] in BUSY for level, cells in levels.items() if level != "city_item" and (
                    code != "Z03" or level == "unit_domain") for answer in cells.values())
        if is_general(flagged, subjects):
            found[code] = (flagged, subjects)
    return found


def is_general(flagged, subjects):
    return subjects >= FEWEST and 4 * flagged > subjects


def named(report, flags):
    """Flags that a document tells one by one."""
    return [row for row in flags if row["indicator"] not in report.general]


def compare_distributions(report):
    """What the report says in place of the list."""
    ours, theirs = {}, {}
    for code, (flagged, subjects) in report.general.items():
        flags = [row for row in standing(report.rows("flags")) if row["indicator"] == code]
        if not flags:
            continue
        grades = [sum(row["severity"] == name for row in flags) for name in SEVERITIES]
        ours[code] = (f"{subjects:,}", f"{flagged:,}", "、".join(
            f"{GRADES[name]}：{number:,}项" for name, number in zip(SEVERITIES, grades) if number))
        section = markdown.plain(markdown.section(report.text, f"### {code} "))
        found = re.search(
            r"在([\d,]+)个可判断的对象中标记了([\d,]+)个（[\d.]+%），超过四分之一.*?\n\n- 按关注程度：(.*?)。\n",
            section, re.S)
        theirs[code] = found and found.groups()
    report.compare("indicators told as a distribution", ours, theirs)


def compare_note(report, what, text, flags, order):
    """The indicators that a briefing puts to nobody alone."""
    standing_codes = {row["indicator"] for row in standing(flags)}
    found = re.search(r"^(.*?)：(?:全市)?标记的对象超过四分之一，更可能是普遍情况", markdown.plain(text), re.M)
    report.compare(f"{what}: indicators put to nobody", {
        "codes": [code for code in order if code in report.general and code in standing_codes]},
                   {"codes": re.findall(r"[A-Z]\d\d", found.group(1)) if found else []})
