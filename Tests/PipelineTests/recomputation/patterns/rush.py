"""P05: the last working days of months, and what falls on them by the calendar alone."""
import datetime
import re
from collections import Counter

from .. import markdown
from ..calendar import month_end
from ..exports import rows_of
from .published import compare, compare_sentences, fixed

DAYS, FEWEST = 5, 30
PERIODS = {"month": lambda month: True,
           "quarter": lambda month: month[5:] in ("03", "06", "09", "12"),
           "year": lambda month: month[5:] == "12"}


class Ends:
    """Decisions of the window by unit, and the ends of its months."""

    def __init__(self, world):
        self.named = {row["date"]: row["working"] == "yes"
                      for row in rows_of(f"{world.inbox}/holidays.csv")[0]}
        days = {month: self.working_days(month) for month in world.window}
        # From the fifth-last working day on, with the days off between and behind.
        self.first = {month: own[-DAYS] for month, own in days.items()}
        self.even = {month: DAYS / len(own) for month, own in days.items()}
        self.decided = [(date, unit, domain) for date, unit, domain, _ in world.decided
                        if date[:7] in self.first and not world.mostly_missing(unit)]

    def working_days(self, month):
        last = datetime.date.fromisoformat(month_end(month))
        days = [last.replace(day=number) for number in range(1, last.day + 1)]
        return [day.isoformat() for day in days
                if self.named.get(day.isoformat(), day.weekday() < 5)]

    def is_late(self, date):
        return date >= self.first[date[:7]]

    def evenly(self, months):
        """The share of decisions that would fall on the ends were all days alike."""
        return sum(number * self.even[month] for month, number in months.items()) / months.total()


def compare_rush(report, ends):
    """What sentences and headline say of the calendar."""
    ours = {}
    for flag in report.flags("P05"):
        unit, kind = flag["unit_code"], flag["category"]
        ours[unit, "", "", kind] = (tenths(ends.evenly(Counter(
            date[:7] for date, own, _ in ends.decided
            if own == unit and PERIODS[kind](date[:7])))),)
    compare_sentences(report, "P05", r"按工作日均摊为([\d.]+)%；", ours)
    late = sum(ends.is_late(date) for date, *_ in ends.decided)
    even = ends.evenly(Counter(date[:7] for date, *_ in ends.decided))
    text = markdown.plain(markdown.section(report.text, "### P05 ").split("\n\n")[1])
    found = re.search(r"全市决定的([\d.]+)%在月末，按工作日均摊为([\d.]+)%。", text)
    rated = len(ends.decided) >= FEWEST
    compare(report, "P05 decisions by the calendar", {
        "figures": (tenths(late / len(ends.decided)), tenths(even)) if rated else ("", "")},
            {"figures": found.groups() if found else ("", "")})


def tenths(share):
    return fixed(100 * share, 1)
