"""Q03: what later exports changed in months that had been delivered."""
import os
from collections import Counter, defaultdict

from .calendar import month_end, number
from .cells import month_of_case
from .exports import grouped, rows_of

KINDS = ("added", "replaced", "withdrawn")
BANDS = ((0, "0–1"), (2, "2–3"), (4, "4–6"), (7, "7–12"), (13, ">12"))


class Revisions:
    """Changes by unit, case month and month of the export; exports are read in their order."""

    def __init__(self, city, inbox):
        self.city, self.counts = city, defaultdict(Counter)
        self.spans, versions = defaultdict(list), {}
        for name in sorted(name for name in os.listdir(inbox) if name.startswith("cases-")):
            export = name[6:13]
            rows, _ = rows_of(os.path.join(inbox, name), month_end(export))
            for key, now in grouped(rows, Counter()).items():
                if versions.get(key) != now:
                    self.change(key[0], versions.get(key), now, export)
                versions[key] = now
            self.close(rows, export)

    def close(self, rows, export):
        """The months that an export spans, up to its own, are delivered."""
        months = defaultdict(list)
        for row in rows:
            months[row["unit_code"]].append(month_of_case(row))
        for unit, own in months.items():
            self.spans[unit].append((min(own), min(max(own), export)))

    def change(self, unit, before, now, export):
        month = month_of_case(now[0])
        if before is None:
            self.note(unit, month, export, "added")
            return
        old = month_of_case(before[0])
        if old == month:
            self.note(unit, old, export, "replaced")
            return
        decided = not before[0]["decided_date"] and now[0]["decided_date"]
        self.note(unit, old, export, "decided" if decided else "withdrawn")
        self.note(unit, month, export, "added")

    def note(self, unit, month, export, kind):
        if any(start <= month <= end for start, end in self.spans[unit]):
            self.counts[self.city.unit(unit), month, export][kind] += 1

    def within(self, window):
        """Changes of months before the report month by exports of the window, with their age."""
        for (unit, month, export), kinds in self.counts.items():
            if export in window and month < window[-1]:
                yield unit, month, number(export) - number(month), kinds

    def tables(self, window):
        """Rows by age and rows by unit, as the report prints them."""
        ages, units = {name: Counter() for _, name in BANDS}, defaultdict(Counter)
        bands = defaultdict(Counter)
        for unit, _, age, kinds in self.within(window):
            band = [name for least, name in BANDS if least <= age][-1]
            ages[band].update(kinds)
            units[unit].update(kinds)
            bands[unit][band] += total(kinds)
        by_unit = {self.city.unit_name[unit]:
                   row(kinds) + tuple(str(bands[unit][name]) for _, name in BANDS)
                   for unit, kinds in units.items()}
        return {name: row(kinds) for name, kinds in ages.items()}, by_unit

    def flagged(self, window, cases):
        """Units with a month over 3 months old of at least 20 cases that changed by 5 %."""
        old, moved = Counter(), Counter()
        for unit, month, age, kinds in self.within(window):
            if age > 3:
                old[unit, month] += total(kinds)
                moved[unit, month] += kinds["withdrawn"]
        whole = {key: cases[key] + moved[key] for key in old}
        return {unit for (unit, month), count in old.items()
                if count and whole[unit, month] >= 20 and 20 * count >= whole[unit, month]}


def total(kinds):
    return sum(kinds[kind] for kind in KINDS)


def row(kinds):
    numbers = [kinds[kind] for kind in KINDS] + [total(kinds), kinds["decided"]]
    return tuple(str(count) for count in numbers)
