"""Cells of counties and of the whole city."""
from collections import defaultdict

from .cells import LONG, WINDOW

# As in the program: in a state that is no evidence a silence is not dormancy either.
DORMANT = {"zero_open", "zero_explained", "exposure_unknown"}


class Places:
    """A place holds a power while any of its units does; its month came when all theirs did."""

    def __init__(self, cells):
        self.cells, self.city = cells, cells.city
        self.holders = defaultdict(set)
        for (unit, item), power in cells.power.items():
            if any(power):
                domain = self.city.items[item]["domain"]
                county = self.city.county(self.city.district[unit])
                for cell in ((county, domain, item), (county, domain, ""), ("", domain, item)):
                    self.holders[cell].add((unit, item))

    def district_items(self):
        """Items that a county ever held, and those on which something happened there."""
        counties = {self.city.county(code) for code in self.city.level}
        happened = {cell for cell in self.cells.events.by_cell if cell[2] and cell[0] in counties}
        return happened | {cell for cell in self.holders if cell[0] and cell[2]}

    def district_domains(self):
        # As in the program: only where some unit held the power, not where a case alone shows it.
        return {cell for cell in self.holders if not cell[2]}

    def city_items(self):
        return {("", row["domain"], item) for item, row in self.city.items.items()}

    def history(self, cell):
        """Power and delivery, month by month."""
        power = [[self.cells.power[holder][at] for holder in self.holders[cell]]
                 for at in range(len(self.cells.months))]
        sent = [all(self.cells.sent[unit][at]
                    for (unit, _), held in zip(self.holders[cell], each) if held)
                for at, each in enumerate(power)]
        return [any(each) for each in power], self.cells.came(cell, sent)

    def registers(self, cell, month):
        """Parties of a county, or of each of the counties of the city."""
        # As in the program: the city's register is the sum over the seats of those that hold the
        # power, the city's own among them; without a row of its own the city is all its counties.
        seats = {self.city.county(self.city.district[unit]) for unit, _ in self.holders[cell]}
        top = {place for place in seats if self.city.level[place] == "city"
               and self.city.regulated(place, cell[1], cell[2], month) is None}
        if not cell[0] and top:
            seats = {code for code, parent in self.city.parent.items() if parent in top}
        return [self.city.regulated(place, cell[1], cell[2], month)
                for place in ([cell[0]] if cell[0] else seats)]

    def parties(self, cell, month):
        """The sum of what is known; unknown parts hide no known one."""
        known = self.registers(cell, month)
        total = sum(count or 0 for count in known)
        return total if known and (total or None not in known) else None

    def whole(self, cell, month):
        """The sum where every part is known."""
        known = self.registers(cell, month)
        return sum(known) if known and None not in known else None

    def answer(self, cell):
        """State and numbers of a cell."""
        power, sent = self.history(cell)
        parties = [self.parties(cell, month) for month in self.cells.window]
        state = self.cells.state(cell, power, sent, parties, self.holders[cell])
        return state, self.cells.numbers(cell, power, sent) + parties[-1:]

    def dormant(self):
        """Items of the city without any activity, with their silent months."""
        for cell in self.city_items():
            power, sent = self.history(cell)
            silent = self.cells.silence(cell, power, sent)
            if all(power[-WINDOW:]) and silent >= LONG:
                yield cell[2], silent

    def dormant_by_district(self, answers):
        """Items in force of each county, and those silent for 12, 24 and 36 months."""
        rows = defaultdict(lambda: [0, 0, 0, 0])
        for (place, _, _), (state, numbers) in answers.items():
            rows[place][0] += numbers[0] > 0
            for at, band in enumerate((12, 24, 36), 1):
                rows[place][at] += state in DORMANT and numbers[2] >= band
        return rows


def levels_of(places, answers):
    """Answers of all cells by level, in the order of the report's columns."""
    levels = {
        "unit_item": {cell: answer for cell, answer in answers.items() if cell[2]},
        "unit_domain": {cell: answer for cell, answer in answers.items() if not cell[2]}}
    for level, cells in (("district_item", places.district_items()),
                         ("district_domain", places.district_domains()),
                         ("city_item", places.city_items())):
        levels[level] = {cell: places.answer(cell) for cell in cells}
    return levels
