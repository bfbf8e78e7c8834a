"""L06 and L18: cases that go to criminal justice, and those that come back."""
import re
from collections import Counter

from .. import markdown
from ..patterns.published import compare
from .printed import (WARNING, compare_flags, compare_listed, compare_outcomes,
                      compare_rule, headline_numbers, rate, rows, share)

LINE = 5_000_000


def compare_transfers(report, world):
    compare_due(report, world)
    compare_back(report, world)


def facts(case):
    """Whether a case was ticked, and what is said of its transfer."""
    moved = case.disposition == "transferred_criminal" or case.word("是否移送司法机关") == "是"
    return case.word("是否涉嫌犯罪"), "是" if moved else case.word("是否移送司法机关")


def judge(case):
    """What the list of cases says of one."""
    due, moved = facts(case)
    if due == "是":
        return {"是": "kept", "否": "not_transferred"}.get(moved, "unknown")
    if case.money >= LINE and moved != "是":
        return "over_amount_not_ticked"
    return None


def asked(world):
    """Cases that may go to criminal justice: they did not come from there, and found an offence."""
    return [case for case in world.current
            if case.word("是否移送司法机关") == "是" or (
                case.word("案件来源") != "司法机关移送"
                and case.disposition != "not_established")]


def compare_due(report, world):
    ours, flagged, outcomes, sums = {}, {}, Counter(), Counter()
    for unit, cases in world.by_unit(asked(world)).items():
        found = Counter(map(facts, cases))
        over = sum(judge(case) == "over_amount_not_ticked" for case in cases)
        unticked = sum(number for (due, moved), number in found.items()
                       if due != "是" and moved == "是")
        states = any(due for due, _ in found)
        done, left, blank = (found["是", moved] for moved in ("是", "否", ""))
        due = done + left + blank
        numbers = [str(each) if states else "—"
                   for each in (due, done, left, blank, unticked, over)]
        ours[world.name(unit)] = (str(len(cases)), *numbers[:4], *rate(done, due), *numbers[4:])
        if not states:
            outcomes["not_computable"] += 1
            continue
        sums.update(due=due, done=done, left=left, blank=blank, over=over)
        if left:
            flagged[unit] = (str(left), *share(done, due),
                             "warning" if left >= WARNING else "notice")
        outcomes["flagged" if left else "passed" if done else
                 "not_computable" if blank else "not_applicable"] += 1
    compare(report, "L06 by unit", ours, rows(report, "L06", "勾选应移送", "已登记移送"))
    compare_flags(report, "L06", flagged)
    compare_outcomes(report, world, "L06", outcomes)
    report.compare(
        "L06 headline",
        {"figures": [sums[name] for name in ("due", "done", "left", "blank", "over")]},
        {"figures": headline_numbers(report, "L06", "件")})
    text = markdown.plain(markdown.section(report.text, "### L06 ").split("\n\n")[1])
    found = re.search(r"勾选件中移送占([\d.]+%)（95%区间([\d.]+%–[\d.]+%)）", text)
    compare(report, "L06 share of the headline", {"figures": rate(sums["done"], sums["due"])},
            {"figures": found.groups() if found else ("", "")})
    compare_listed(report, world, "L06", asked(world), judge)


def compare_back(report, world):
    cases = [case for case in world.current if case.word("案件来源") == "司法机关移送"]

    def standing(case):
        if case.disposition in ("withdrawn", "terminated", "transferred_other"):
            return "ended"
        return "not_filed" if case.disposition == "not_filed" else case.state

    def judge_back(case):
        # As in the program: a pending case breaks nothing.
        return "kept" if standing(case) in ("decided", "pending") else standing(case)

    compare_rule(report, world, "L18", cases, judge_back, ("not_filed", "ended"))
    ours = {}
    for unit, own in world.by_unit(cases).items():
        states = Counter(map(standing, own))
        filed = sum(bool(case.filed) and standing(case) != "not_filed" for case in own)
        ours[world.name(unit)] = tuple(map(str, (
            len(own), filed, states["decided"], states["pending"], states["ended"],
            states["not_filed"])))
    compare(report, "L18 what became of them", ours, rows(report, "L18", "移回", "已立案"))
