"""L03, L04 and L05: what must come before a decision of weight."""
from collections import Counter, defaultdict

from ..patterns.published import compare
from .printed import (checks, compare_headline, compare_listed, compare_rule, compare_verdicts,
                      is_silent, rate, rows)

# As in the program: the page says "licences, operation or liberty"; these are those of APL 63.
GRAVE = {"grade_lowered", "licence_revoked", "suspended_operation", "closed", "barred"}
REVIEWS = ("after", "same_day", "undated", "returned", "none", "missing")


def derived(world, case, title, *amounts):
    """Whether an amount reaches what the catalogue states, or a grave penalty was given."""
    least = world.threshold(case, title)
    return bool(case.kinds & GRAVE) or least is not None and any(
        amount >= max(1, least) for amount in amounts)


def compare_decisions(report, world):
    compare_reviews(report, world)
    compare_hearings(report, world)
    compare_discussions(report, world)


def timing(case):
    """When a decision was reviewed."""
    state, day = case.word("法制审核"), case.row.get("review_date", "")
    if state == "未审核":
        return "missing" if day and day <= (case.decided or day) else "none"
    if state == "退回":
        return "returned"
    if not day:
        return "undated" if state else "missing"
    if day >= case.decided:
        return "after" if day > case.decided else "same_day"
    # Nobody knows whether a review without a result passed.
    return "before" if state else "unstated"


def compare_reviews(report, world):
    ticked = {case for case in world.penalties if case.word("major") == "是"}
    pointed = {case for case in world.penalties
               if derived(world, case, "法制审核起点金额", case.money) or case.word("听证") == "已举行"}
    stating = {case.unit for case in world.penalties if timing(case) != "missing"}
    # A month without one review on five or more that need it is an export without the column.
    stated = {(case.unit, case.decided[:7]) for case in world.penalties
              if timing(case) != "missing"}
    needing = Counter((case.unit, case.decided[:7]) for case in ticked | pointed)

    def judge(case):
        if case not in ticked and case not in pointed:
            return None
        month = case.unit, case.decided[:7]
        if case.unit not in stating or month not in stated and needing[month] >= 5:
            return "unknown"
        return {"before": "kept", "unstated": "unknown"}.get(timing(case), timing(case))

    found = checks(world.penalties, judge)
    compare_pointed(report, world, ticked, pointed)
    if is_silent(report, world, "L03", found):
        return
    ours = {}
    for unit, check in found.items():
        numbers = [check.kept, *(check.broken[kind] for kind in REVIEWS)]
        kept, *broken = [str(each) if check.judged else "—" for each in numbers]
        ours[world.name(unit)] = (str(check.judged + check.unknown), kept,
                                  *rate(check.kept, check.judged), *broken, str(check.unknown))
    compare(report, "L03 by unit", ours, rows(report, "L03", "应审核", "决定前审核"))
    compare_headline(report, "L03", *(sum(getattr(check, name) for check in found.values())
                                      for name in ("kept", "judged")))
    compare_verdicts(report, world, "L03", found, weaker=("same_day",))
    compare_listed(report, world, "L03", world.penalties, judge)


def compare_pointed(report, world, ticked, pointed):
    """What the unit ticked beside what the data point to."""
    ours = defaultdict(lambda: [0] * 6)
    for case in world.penalties:
        both = (case in ticked, case in pointed)
        for at, counts in enumerate((both[0], both[1], all(both), both[1] and not both[0],
                                     both[0] and not both[1], not case.word("major"))):
            ours[world.name(case.unit)][at] += counts
    compare(report, "L03 ticked and derived", {
        unit: tuple(map(str, row)) for unit, row in ours.items() if row[0] + row[1] + row[5]},
        rows(report, "L03", "勾选为重大", "推导应审核"))


def compare_hearings(report, world):
    answers = {"已举行": "kept", "告知未申请": "kept", "未告知": "not_informed",
               "不适用": "contradiction", "": "unknown"}

    def judge(case):
        return answers[case.word("听证")] if derived(
            world, case, "听证起点金额", case.fine, case.money - case.fine) else None

    compare_rule(report, world, "L04", world.penalties, judge, ("not_informed", "contradiction"))


def compare_discussions(report, world):
    """Amounts alone ask for no discussion; the exports have no column that says of one."""
    def judge(case):
        due = (case.word("major") == "是" or case.kinds & GRAVE
               or case.word("听证") == "已举行")
        answer = {"是": "kept", "否": "not_discussed"}.get(case.word("集体讨论"), "unknown")
        return answer if due else None

    compare_rule(report, world, "L05", world.penalties, judge)
