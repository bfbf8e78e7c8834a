"""L01: decisions and open cases against the term of 90 days, and how long cases stay open."""
from collections import defaultdict
from datetime import date, timedelta

from ..calendar import month_end
from ..patterns.published import compare, percent
from .estimates import median_open, open_after, survival
from .outcomes import compare_flags, compare_headline, compare_outcomes, compare_reasons
from .rules import FEWEST, effect, percents, rated, stated
from .terms import WorkingDays
from .world import END, rows

TERM, AGES = 90, (90, 180)
ENDINGS = ("不予立案", "撤销案件", "终止调查", "移送其他机关")
GROUPS = {"": "全市", "city": "市级", "county": "县区级", "town": "镇街级"}


def days_between(start, end):
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def rest_before(days, end):
    """Days of rest right before a day, to which a term that ended on one of them goes on."""
    at, number = date.fromisoformat(end) - timedelta(days=1), 0
    while not days.is_working(at):
        at, number = at - timedelta(days=1), number + 1
    return number


class Case:
    """An ordinary case that was decided in the window or is open at its end."""

    def __init__(self, world, row, days):
        self.unit = world.city.unit(row["unit_code"])
        self.is_open = not row["decided_date"] or row["decided_date"] > END
        # Ended, but by none of the four decisions of APL 57.
        self.is_dropped = row["disposition"] in ENDINGS
        self.end = END if self.is_open else row["decided_date"]
        self.days = None
        if row["filed_date"] and row["filed_date"] <= self.end:
            self.days = days_between(row["filed_date"], self.end) - int(row["扣除天数"] or 0)
        # While it is open, days that do not count may still lie ahead.
        if self.days is not None and self.days < 0:
            self.days = 0 if self.is_open else None
        self.rest = rest_before(days, self.end)

    def is_over(self):
        return self.days is not None and self.days - self.rest > TERM

    def spell(self, start):
        """Age at the start of the window, age at the end, and whether the case had ended."""
        end = END
        if not self.is_open:
            month = self.end[:7]
            half = days_between(month + "-01", month_end(month)) // 2
            end = f"{month}-{half + 1:02d}"
        entry = min(self.days, max(0, self.days - days_between(start, end)))
        return entry, self.days, not self.is_open


def compare_duration(report, world):
    days = WorkingDays(world)
    cases = [Case(world, row, days) for row in world.cases
             if row["办案程序"] not in ("简易程序", "当场处罚")
             and (not row["decided_date"] or row["decided_date"][:7] in world.window)]
    by_unit = defaultdict(list)
    for case in cases:
        if case.is_open or not case.is_dropped:
            by_unit[case.unit].append(case)
    numbers = {unit: numbers_of(own) for unit, own in by_unit.items()}
    ours = {(world.name(unit),): (
        str(every), str(over), *rated(over, every), *map(str, (unknown, *waiting)))
            for unit, (every, over, unknown, *waiting) in numbers.items()}
    compare(report, "L01 units", ours, rows(report, "L01", ("单位",), (
        "普通程序决定", "超过期限", "占比", "95%区间", "决定缺少数据", "未结案件", "未结超过期限",
        "未结缺少数据")))
    flagged, sentences = {}, {}
    unread = world.cells.events.unread_by_unit()
    for unit, (every, over, _, _, waiting, _) in numbers.items():
        if over + waiting:
            # Decisions of open cases may stand in records that were rejected.
            certain = over + max(0, waiting - unread[unit])
            flagged[unit, "", "", ""] = ("warning" if certain >= 3 else "notice",
                                         float(over + waiting), *effect(over, every))
            sentences[unit, ""] = [str(TERM), *stated(over, every)]
    compare_flags(report, "L01", flagged)
    compare_reasons(report, "L01", sentences)
    compare_outcomes(report, "L01", (len(flagged), len(numbers) - len(flagged),
                                     len(world.units()) - len(numbers), 0))
    curve = compare_curves(report, world, [case for case in cases if case.days is not None])
    every, over, unknown, waiting, late, unclear = map(sum, zip(*numbers.values()))
    headline = [str(TERM), *stated(over, every)] + [str(waiting), str(late), str(len(flagged))]
    headline += [str(unknown + unclear)] if unknown + unclear else []
    for age in AGES:
        headline += [str(age), percent(open_after(curve, age)[0])]
    compare_headline(report, "L01", headline + [str(median_open(curve))])


def numbers_of(cases):
    """Decisions judged, over the term, unknown; open cases judged, over the term, unknown."""
    found = []
    for is_open in (False, True):
        here = [case for case in cases if case.is_open == is_open]
        known = sum(case.days is not None for case in here)
        found += [known, sum(map(Case.is_over, here)), len(here) - known]
    return found


def compare_curves(report, world, cases):
    """The table of survival; the curve of the city."""
    ours, curves = {}, {}
    for level, title in GROUPS.items():
        here = [case for case in cases if level in ("", world.level(case.unit))]
        curves[level] = survival([case.spell(world.window[0] + "-01") for case in here])
        waiting = sum(case.is_open for case in here)
        cells = [str(len(here) - waiting), str(waiting)]
        for age in AGES:
            share, ends = open_after(curves[level], age)
            cells += [percent(share), percents(ends) if ends else ""]
        if len(here) >= FEWEST:
            ours[title,] = (*cells, str(median_open(curves[level])))
    titles = ["窗口内办结", "月末未结"]
    for age in AGES:
        titles += [f"满{age}天未结占比", f"{age}天的95%区间"]
    compare(report, "L01 curves", ours, rows(report, "L01", ("范围",), (*titles, "中位天数")))
    return curves[""]
