"""Up to which day the exports speak of what each unit did in a month."""
import os
from collections import defaultdict

from ..calendar import month_end
from ..exports import rows_of
from .world import END


class Reach:
    """Exports of a table by unit, with the months of their rows and their day."""

    def __init__(self, world, start, month_of, stated):
        """`stated` are rows that have a day by then: unit, month and that day."""
        self.spans = defaultdict(list)
        for name in sorted(os.listdir(world.inbox)):
            if name.startswith(start):
                day = month_end(name[len(start):][:7])
                months = defaultdict(set)
                for row in rows_of(os.path.join(world.inbox, name), day)[0]:
                    months[world.city.unit(row["unit_code"])].add(month_of(row))
                for unit, own in months.items():
                    self.spans[unit].append((min(own), max(own), day))
        stated = list(stated)
        self.dated = {unit for unit, _, _ in stated}
        self.filled = {unit for unit, month, day in stated
                       if min(self.days(unit, month), default=day) < day}

    def days(self, unit, month):
        return [day for first, last, day in self.spans[unit] if first <= month <= last]

    def until(self, unit, month):
        """The last day of which a blank says something."""
        is_filled = unit in self.filled or (
            self.filled and 2 * len(self.filled) >= len(self.dated))
        days = self.days(unit, month)
        if is_filled and days:
            days = [day for _, _, day in self.spans[unit]]
        return min(max(days, default=END), END)
