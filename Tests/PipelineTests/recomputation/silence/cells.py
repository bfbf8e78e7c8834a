"""Cells of a level as the zero-case model reads them, made from the exports alone."""
from ..cells import FOLLOWED
from . import powers
from .model import Level

LEVELS = ("unit_domain", "unit_item", "district_domain", "district_item")


def ranges(held):
    """Months in which something holds, as ranges of their numbers."""
    months = [at for at, holds in enumerate(held) if holds]
    starts = [at for at in months if at - 1 not in set(months)]
    ends = [at for at in months if at + 1 not in set(months)]
    return " ".join(f"{start}-{end}" for start, end in zip(starts, ends))


class Histories:
    """Rows of the model's grid: months observed, and what happened in them."""

    def __init__(self, cells, places):
        self.cells, self.places, self.city = cells, places, cells.city
        self.powers = {}
        units = cells.unit_cells()
        self.keys = {
            "unit_domain": [cell for cell in units if not cell[2]],
            "unit_item": [cell for cell in units if cell[2]],
            "district_domain": places.district_domains(),
            "district_item": places.district_items()}

    def level(self, name, turned=()):
        """The whole model of a level; cells of these keys teach where they would not, or not."""
        rows = [self.row(name, cell) for cell in sorted(self.keys[name])]
        return Level(rows, name, self.cells.months[0], self.cells.months[-1], turned,
                     self.shares(name))

    def shares(self, name):
        """Shares of the domains that the items of each holder make, where they make not all."""
        if not name.endswith("domain"):
            return {}
        if name not in self.powers:
            rows = [[self.row(level, cell) for cell in self.keys[level]]
                    for level in (name, name.replace("domain", "item"))]
            self.powers[name] = powers.shares_of(*rows, len(self.cells.months))
        return self.powers[name]

    def power(self, level, cell):
        """Power and delivery by month."""
        unit, domain, item = cell
        if not level.startswith("unit"):
            return self.places.history(cell)
        items = [item] if item else [code for code, row in self.city.items.items()
                                     if row["domain"] == domain]
        power = [any(held) for held in zip(*(self.cells.power[unit, code] for code in items))]
        return power, self.cells.came(cell, self.cells.sent[unit])

    def row(self, level, cell):
        place, domain, item = cell
        is_unit = level.startswith("unit")
        power, sent = self.power(level, cell)
        seen = [held and came for held, came in zip(power, sent)]
        by_month = self.cells.events.by_cell.get(cell, {})
        active = [month for month, sums in by_month.items() if sums["cases"] + sums["settled"] > 0]
        parties = self.parties(level, cell)
        answer = self.cells.answer(cell) if is_unit else self.places.answer(cell)

        def counts(what, within):
            return " ".join(
                f"{at}:{by_month[month][what]}" for at, month in enumerate(self.cells.months)
                if within[at] and month in by_month and by_month[month][what])
        return {
            "level": level, "unit_code": place if is_unit else "",
            "district_code": self.city.place(self.city.district[place]) if is_unit else place,
            "domain": domain, "item_code": item, "state": answer[0],
            "exposure_group": self.city.items[item]["exposure_group"] if item else domain,
            "observed": ranges(seen), "case_months": counts("every", seen),
            "settled_months": counts("settled", seen),
            "finding_months": counts("findings", power),
            "complaint_months": counts("complaints", power),
            **{name: sum(
                by_month[month][name] for at, month in enumerate(self.cells.months)
                if power[at] and month in self.cells.window and month in by_month)
                for name in FOLLOWED},
            "last_active": max(active, default=""),
            "regulated_parties": "" if parties is None else str(parties),
            "parties_before": self.parties_before(level, cell) if counts("every", seen) else ""}

    def parties_before(self, level, cell):
        """Parties from each month on, no fewer than in the last, where there ever were more.

        What is not known of all is not known; a month without a figure has the one before.
        """
        known = [self.whole(level, cell, month) for month in self.cells.months]
        if known[-1] is None:
            return ""
        changes = {}
        for at, parties in enumerate(known):
            if parties is not None:
                count = max(parties, known[-1], 1)
                if not changes or changes[max(changes)] != count:
                    changes[at if changes else 0] = count
        return " ".join(f"{at}:{count}" for at, count in changes.items()) if changes.keys() - {0} else ""

    def whole(self, level, cell, month):
        """Parties of a unit, or of a place whose parts are all known."""
        if level.startswith("unit"):
            return self.city.regulated(
                self.city.place(self.city.district[cell[0]]), *cell[1:], month)
        return self.places.whole(cell, month)

    def parties(self, level, cell):
        month = self.cells.months[-1]
        if not level.startswith("unit"):
            return self.places.parties(cell, month)
        return self.city.regulated(self.city.place(self.city.district[cell[0]]), *cell[1:], month)

    def holders(self, cell):
        """How many units of a place hold the power of a cell in the last month."""
        place = (cell.key[2], *cell.key[3:])
        return len({unit for unit, item in self.places.holders[place]
                    if self.cells.power[unit, item][-1]})
