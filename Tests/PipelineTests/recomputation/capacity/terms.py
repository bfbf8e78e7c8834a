"""L02, L10, O01: terms of acts, publications and answers."""
import datetime

from ..calendar import month_end, month_of, number
from ..cells import LAST, ending, month_of_case
from ..exports import rows_like
from ..patterns.published import compare
from .outcomes import compare_missing
from .reach import Reach
from .rules import Verdicts, compare_rule
from .world import END, date_of, rows

YEARS, PUBLISHED, ANSWERED = 2, 7, {"举报": 15, "投诉": 7, "": 15}
ONE = datetime.timedelta(days=1)
MISSING = "缺少数据"
# Months of which days of complaints and visits are kept.
RECENT = {month_of(at) for at in range(number(LAST) - 23, number(LAST) + 1)}


class WorkingDays:
    """Days of work: what the table of holidays says, else Monday to Friday."""

    def __init__(self, world):
        self.said = {row["date"]: row["working"] == "yes" for row in world.table("holidays")}

    def is_working(self, on):
        return self.said.get(on.isoformat(), on.weekday() < 5)

    def between(self, start, end):
        """Working days after the first day, up to the last one."""
        at, last = map(datetime.date.fromisoformat, (start, end))
        number = 0
        while at < last:
            at += ONE
            number += self.is_working(at)
        return number


def compare_terms(report, world):
    compare_limitation(report, world)
    compare_publication(report, world)
    compare_answers(report, world)


def decided_now(world):
    return [row for row in world.cases if row["decided_date"][:7] in world.window]


def last_day(ended, years):
    """The day so many years after an act; the end of the month where it has no such day."""
    try:
        return datetime.date(int(ended[:4]) + years, int(ended[5:7]), int(ended[8:])).isoformat()
    except ValueError:
        return month_end(f"{int(ended[:4]) + years}-{ended[5:7]}")


def compare_limitation(report, world):
    if not world.column("违法行为终了日期"):
        # As in the program: the date of finding is named too, though the exports state it.
        compare_missing(report, "L02", "cases.act_ended_date；cases.found_date")
        return
    verdicts = Verdicts(["late"])
    before = {}
    for row in decided_now(world):
        # Only a penalty can come too late.
        if ending(row) != "予以处罚":
            continue
        unit = world.city.unit(row["unit_code"])
        ended, found = date_of(row, "违法行为终了日期"), row["found_date"]
        if not ended or not found or found < ended:
            verdicts.add(unit, "unknown")
            before[unit] = before.get(unit, 0) + bool(ended and found)
        else:
            verdicts.add(unit, "late" if found > last_day(ended, YEARS) else "kept")
    compare_rule(report, world, "L02", verdicts, (
        "应判断时效的案件", "发现日晚于时效", "占比", "95%区间", MISSING))
    compare(report, "L02 found before the end", {
        (world.name(unit),): (str(before.get(unit, 0)),) for unit in verdicts.by_unit},
            rows(report, "L02", ("单位",), ("其中发现早于终了",)))


def by_then(day):
    """A day, empty where it lies after the report month."""
    return "" if day > END else day


def compare_publication(report, world):
    days, verdicts = WorkingDays(world), Verdicts(["late", "none"])
    reach = Reach(world, "cases-", month_of_case, (
        (world.city.unit(row["unit_code"]), row["decided_date"][:7], by_then(row["published_date"]))
        for row in decided_now(world)
        if ending(row) == "予以处罚" and row.get("应否公示") != "否"))
    for row in decided_now(world):
        unit = world.city.unit(row["unit_code"])
        if ending(row) != "予以处罚" or row.get("应否公示") == "否":
            continue
        decided, published = row["decided_date"], row["published_date"]
        until = reach.until(unit, decided[:7])
        if not published and days.between(decided, until) <= PUBLISHED:
            continue
        if not published and row.get("应否公示") != "是":
            verdicts.add(unit, "unknown")
        elif published and published < decided:
            verdicts.add(unit, "unknown")
        elif published:
            verdicts.add(unit, "late" if days.between(decided, published) > PUBLISHED else "kept")
        else:
            verdicts.add(unit, "none" if world.city.sent(unit, LAST) else "unknown")
    compare_rule(report, world, "L10", verdicts, (
        "应公示的决定", "超过期限公示或未见公示", "超过期限公示", "超过期限未见公示", "占比", "95%区间",
        MISSING))


def compare_answers(report, world):
    days, verdicts = WorkingDays(world), Verdicts(["late", "none"])
    every = list(rows_like(world.inbox, "complaints-"))
    reach = Reach(world, "complaints-", lambda row: row["received_date"][:7], (
        (world.city.unit(row["unit_code"]), row["received_date"][:7], by_then(row["outcome_date"]))
        for row in every if row["received_date"][:7] in RECENT and row["kind"] != "咨询"))
    for row in every:
        received, answered = date_of(row, "received_date"), date_of(row, "outcome_date")
        if received[:7] not in world.window or row["kind"] == "咨询":
            continue
        unit, term = world.city.unit(row["unit_code"]), ANSWERED[row["kind"]]
        # That it was taken up, or not, answers a complaint; nobody says when.
        is_done = row["outcome"] not in ("", "办理中") or (
            row["kind"] != "举报" and row["accepted"] and not answered)
        if (is_done and not answered) or (answered and answered < received):
            verdicts.add(unit, "unknown")
        elif answered and answered <= END:
            verdicts.add(unit, "late" if days.between(received, answered) > term else "kept")
        elif days.between(received, reach.until(unit, received[:7])) > term:
            verdicts.add(unit, "none")
    compare_rule(report, world, "O01", verdicts, (
        "应答复的投诉举报", "超过期限处理或未见处理", "超过期限处理", "超过期限未见处理", "占比", "95%区间",
        MISSING))
