"""Complaints and inspections of the window in each cell of units."""
from collections import Counter

from .exports import rows_like


def complainants(cells, inbox):
    """Reports about each cell, of each known complainant one; those that name nobody count each.

    None that a case of its unit followed in the window.
    """
    found = Subjects(cells)
    for at, row in enumerate(rows_like(inbox, "complaints-")):
        if row["kind"] == "举报" and not cells.events.is_followed(row, "complaint_id"):
            found.add(row, row["received_date"], row.get("投诉举报人") or at)
    return Counter({cell: len(+people) for cell, people in found.items()})


class Subjects(dict):
    """What was recorded of each cell of units, in months in which it held the power."""

    def __init__(self, cells):
        super().__init__()
        self.cells = cells

    def __missing__(self, cell):
        self[cell] = Counter()
        return self[cell]

    def add(self, row, date, what):
        unit, _, domain, item, month = self.cells.events.where(row, date)
        if month in self.cells.window:
            # About an item that is not held nothing is asked in its domain either.
            own = self.is_held((unit, domain, item), month) if item else True
            for cell in {(unit, domain, item), (unit, domain, "")}:
                self[cell][what] += own and self.is_held(cell, month)

    def is_held(self, cell, month):
        unit, domain, item = cell
        items = [item] if item else [code for code, row in self.cells.city.items.items()
                                     if row["domain"] == domain]
        at = self.cells.months.index(month)
        return any(self.cells.power[unit, code][at] for code in items
                   if (unit, code) in self.cells.power)
