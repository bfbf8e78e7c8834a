"""Q02: cases of the window that match an item of the catalogue."""
import re
from collections import Counter

from . import markdown
from .cells import month_of_case
from .powers import percent
from .published import compare_headline, compare_outcomes

LOWEST_RATE, FEWEST = 95, 30
KEYS = ("单位", "原因", "领域", "填报的事项编码", "案件数")


def compare(report, cells, cases):
    every, lines, further = Counter(), Counter(), 0
    for rows in cases.values():
        main = rows[0]
        if month_of_case(main) in cells.window:
            unit = cells.city.unit(main["unit_code"])
            every[unit] += 1
            if not cells.city.matched(main)[1]:
                lines[(unit, *told(main, cells.city))] += 1
            further += sum(not cells.city.matched(row)[1] for row in rows[1:])
    compare_rate(report, every.total(), lines.total())
    compare_further(report, further)
    compare_lines(report, cells.city, lines)
    compare_units(report, every, lines)


def told(case, city):
    """Why a case matches no item, its domain and the code that it states."""
    if not (case["item_code"] or case["item_name"]):
        why = "未填事项"
    elif case["domain"] in {row["domain"] for row in city.items.values()}:
        is_shared = not case["item_code"] and case["item_name"] in city.by_name
        why = "清单中有多个同名事项" if is_shared else "清单中没有该事项"
    else:
        why = "清单中没有该领域"
    return why, case["domain"], case["item_code"]


def compare_rate(report, every, unmatched):
    counts = r"窗口期(\d+)件案件中(\d+)件未能对应到清单事项"
    if every < FEWEST:
        compare_headline(report, "Q02", counts + "。", (every, unmatched))
    else:
        compare_headline(report, "Q02", counts + r"，匹配率(\d+\.\d%)",
                         (every, unmatched, percent(every - unmatched, every)))


def compare_further(report, further):
    """Items that stand beside the first of a case, and that nothing knows."""
    found = re.search(r"另有(\d+)个并列登记的事项未能对应", report.text)
    report.compare("Q02 further items", {"items": str(further)},
                   {"items": found.group(1) if found else "0"})


def compare_lines(report, city, lines):
    """The table: cases of each unit by reason, domain and code."""
    ours = {(city.unit_name[unit], *why): str(number) for (unit, *why), number in lines.items()}
    theirs = {tuple(row[:4]): row[4] for row in markdown.rows(
        markdown.section(report.text, "### Q02 "), KEYS[0])} if ours else {}
    report.compare("Q02 unmatched cases", ours, theirs)


def compare_units(report, every, lines):
    """Of few cases no rate is given; the others are flagged below the lowest rate."""
    unmatched, outcomes, flagged = Counter(), Counter(), {}
    for (unit, *_), number in lines.items():
        unmatched[unit] += number
    for unit, number in every.items():
        matched = number - unmatched[unit]
        if number < FEWEST:
            outcomes["not_applicable"] += 1
        elif 100 * matched < LOWEST_RATE * number:
            outcomes["flagged"] += 1
            flagged[unit] = str(matched)
        else:
            outcomes["passed"] += 1
    report.compare("Q02 units", flagged, {
        row["unit_code"]: row["observed"] for row in report.flags("Q02")})
    compare_outcomes(report, "Q02", outcomes)
