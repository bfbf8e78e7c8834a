"""Up to which day the exports speak of what each unit did in a month."""
import os
from collections import Counter, defaultdict

from ..calendar import month_end
from ..exports import rows_of
from .world import END

FEWEST, LATER, SHARE = 30, 5, 20


class Reach:
    """Exports of a table by unit, with the months of their rows and their day."""

    def __init__(self, world, start, month_of, rows):
        """`rows` are those asked about: unit, month, and the day by then; empty without one."""
        self.months = defaultdict(lambda: defaultdict(list))
        for name in sorted(os.listdir(world.inbox)):
            if name.startswith(start):
                day = month_end(name[len(start):][:7])
                for row in rows_of(os.path.join(world.inbox, name), day)[0]:
                    held = self.months[world.city.unit(row["unit_code"])][month_of(row)]
                    held += [day] if day not in held else []
        self.all, self.dated, self.later = Counter(), Counter(), Counter()
        for unit, month, day in rows:
            self.all[unit] += 1
            self.dated[unit] += bool(day)
            self.later[unit] += bool(day) and day > (self.first(unit, month) or day)
        self.dated = +self.dated

    def first(self, unit, month):
        """The day of the first whole export of a month; empty where there is none."""
        days = self.months[unit][month]
        return min((day for day in days if day >= month_end(month)),
                   default=max(days, default=""))

    def is_filled_in(self, unit):
        return self.later[unit] >= LATER and SHARE * self.later[unit] >= self.dated[unit]

    def reaches(self, unit):
        """Whether a blank says something up to the last export of the unit."""
        others = [each for each in self.dated if each != unit]
        if self.is_filled_in(unit) or others and (
                2 * sum(map(self.is_filled_in, others)) >= len(others)):
            return True
        every = self.all.total() - self.all[unit]
        dated = self.dated.total() - self.dated[unit]
        return self.all[unit] >= FEWEST and not self.dated[unit] and 0 < every <= 2 * dated

    def until(self, unit, month):
        """The last day of which a blank says something."""
        day = self.first(unit, month)
        if day and self.reaches(unit):
            day = max(day for held in self.months[unit].values() for day in held)
        return min(day or END, END)
