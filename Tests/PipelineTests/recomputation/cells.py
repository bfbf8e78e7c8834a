"""Aggregates of cases and events, and what follows from them for each cell."""
from collections import Counter, defaultdict

from .calendar import month_of, number
from .exports import rows_like

LAST, WINDOW, LONG = "2024-12", 12, 12
OPEN = {"予以处罚", "办理中", ""}
DEALT_WITH = {"当场改正", "指导", "责令改正", "移送"}


def month_of_case(row):
    return (row["decided_date"] or row["filed_date"])[:7]


def case_counts(city, cases):
    counts, sums = defaultdict(Counter), Counter()
    for rows in cases.values():
        main, place = rows[0], rows[0]["district_code"] or city.district[rows[0]["unit_code"]]
        start = (month_of_case(main), city.unit(main["unit_code"]), city.place(place))
        once = counts[start + city.matched(main)]
        once["cases"] += 1
        once["undecided"] += not main["decided_date"]
        once["fine_fen"] += main["fine"]
        once["confiscated_fen"] += main["confiscated"]
        once["major"] += main["major"] == "是"
        sums["unmatched"] += month_of_case(main)[:4] == LAST[:4] and not city.matched(main)[1]
        for row in rows:
            each = counts[start + city.matched(row)]
            each["item_cases"] += 1
            each["settled"] += main["disposition"] not in OPEN
    return counts, sums


class Events:
    """What happened in each cell, by month: unit, domain and item; empty unit is the city."""

    def __init__(self, city, counts, inbox):
        self.by_cell = defaultdict(lambda: defaultdict(Counter))
        for (month, unit, _, domain, item), sums in counts.items():
            self.add(unit, domain, item, month, "cases", sums["item_cases"] - sums["settled"])
            self.add(unit, domain, item, month, "settled", sums["settled"])
        for row in rows_like(inbox, "inspections-"):
            self.inspection(city, row)
        for row in rows_like(inbox, "complaints-"):
            month, kind = row["received_date"][:7], row["kind"]
            self.add(city.unit(row["unit_code"]), *city.matched(row), month, "complaints",
                     kind == "举报")

    def inspection(self, city, row):
        if row["result"] in ("未发现问题", ""):
            return
        place = (city.unit(row["unit_code"]), *city.matched(row), row["date"][:7])
        self.add(*place, "findings", 1)
        self.add(*place, "settled", row["result"] in DEALT_WITH)

    def add(self, unit, domain, item, month, what, amount):
        for cell in {(unit, domain, item), (unit, domain, ""), ("", domain, item)}:
            self.by_cell[cell][month][what] += amount

    def total(self, cell, what, months=None):
        by_month = self.by_cell.get(cell, {})
        return sum(sums[what] for month, sums in by_month.items()
                   if months is None or month in months)


class Cells:
    """State and silence of cells over the window that ends with the last month."""

    def __init__(self, city, events, first):
        self.city, self.events = city, events
        self.months = [month_of(at) for at in range(number(first), number(LAST) + 1)]
        self.window = self.months[-WINDOW:]
        self.power = {
            (unit, item): [city.empowered(unit, item, month) for month in self.months]
            for unit in city.units() for item in city.items}
        self.sent = {unit: [city.sent(unit, month) for month in self.months]
                     for unit in city.units()}

    def unit_cells(self):
        """Cells of units: those empowered in the window, and those where something happened."""
        cells = set()
        for (unit, item), power in self.power.items():
            domain = self.city.items[item]["domain"]
            if any(power[-WINDOW:]):
                cells |= {(unit, domain, item), (unit, domain, "")}
        return cells | {cell for cell in self.events.by_cell if cell[0]}

    def silence(self, cell, empowered, sent):
        """Silent months since the last activity that were empowered and delivered."""
        silent = 0
        for at in range(len(self.months) - 1, -1, -1):
            sums = self.events.by_cell.get(cell, {}).get(self.months[at], {})
            if sums and sums["cases"] + sums["settled"] > 0:
                return silent
            silent += empowered[at] and sent[at]
        return silent

    def answer(self, cell):
        """State and silent months of a cell of a unit."""
        unit, domain, item = cell
        items = [item] if item else [code for code, row in self.city.items.items()
                                     if row["domain"] == domain]
        power = [any(held) for held in zip(*(self.power[unit, code] for code in items))]
        sent = self.sent[unit]
        silent = self.silence(cell, power, sent)
        held = [there for has, there in zip(power[-WINDOW:], sent[-WINDOW:]) if has]
        numbers = [len(held), sum(held), silent, self.events.total(cell, "cases")]
        numbers += [self.events.total(cell, what, self.window)
                    for what in ("settled", "complaints", "findings")]
        place = self.city.place(self.city.district[unit])
        numbers.append(self.city.regulated(place, domain, item, LAST))
        return self.state(cell, power, held, silent), numbers

    def state(self, cell, power, held, silent):
        if not held:
            return "not_empowered"
        if self.events.total(cell, "cases", self.window):
            return "active"
        if self.events.total(cell, "settled", self.window):
            return "handled"
        if not any(held) or (not all(held) and silent < LONG):
            return "not_sent"
        exposure = self.exposure(cell, power)
        if exposure:
            return exposure
        return "zero_explained" if self.city.explained(*cell, LAST) else "zero_open"

    def exposure(self, cell, power):
        unit, domain, item = cell
        parties = [self.city.regulated(self.city.place(self.city.district[unit]), domain, item, m)
                   for m, held in zip(self.window, power[-WINDOW:]) if held]
        traces = sum(self.events.total(cell, what)
                     for what in ("cases", "settled", "complaints", "findings"))
        if any(parties):
            return ""
        if all(count == 0 for count in parties):
            return "exposure_unknown" if traces else "no_exposure"
        return "" if traces else "exposure_unknown"

    def dormant(self):
        """Items of the city without any activity, with their silent months."""
        for item, row in self.city.items.items():
            holders = [unit for unit in self.city.units() if any(self.power[unit, item])]
            power = [any(self.power[unit, item][at] for unit in holders)
                     for at in range(len(self.months))]
            sent = [all(self.sent[unit][at] for unit in holders if self.power[unit, item][at])
                    for at in range(len(self.months))]
            cell = ("", row["domain"], item)
            silent = self.silence(cell, power, sent)
            if all(power[-WINDOW:]) and silent >= LONG:
                yield item, silent
