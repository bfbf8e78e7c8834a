"""Z08 and Z09: items that counties handed over to towns."""
from collections import Counter, defaultdict

from .calendar import holds, month_of, number
from .cells import LAST
from .powers import FEWEST, percent

FEWEST_BEFORE = 3
KINDS = ("法定", "赋权", "委托")
ZERO = {"zero_open", "zero_explained"}


class HandedOver:
    """Cells of towns on items that they hold by empowerment in the last month."""

    def __init__(self, cells, answers, places):
        self.cells, self.city = cells, cells.city
        self.answers, self.places = answers, places
        self.towns = [cell for cell, (state, _) in sorted(answers.items())
                      if cell[2] and self.city.unit_level[cell[0]] == "town"
                      and state != "not_empowered" and self.kind(cell[0], cell[2]) == "赋权"]

    def kind(self, unit, item):
        """The strongest kind of the grants of an item, else of its domain."""
        if not self.cells.power[unit, item][-1]:
            return ""
        grants = [row for row in self.city.powers[unit]
                  if holds(row["valid_from"], row["valid_to"], LAST)]
        own = {row["kind"] for row in grants if row["item_code"] == item}
        domain = self.city.items[item]["domain"]
        kinds = own or {row["kind"] for row in grants if row["domain"] == domain}
        return min(kinds, key=KINDS.index, default="")

    def county(self, unit):
        return self.city.county(self.city.district[unit])

    def held_from(self, cell):
        power = self.cells.power[cell[0], cell[2]]
        at = len(power)
        while at and power[at - 1]:
            at -= 1
        return self.cells.months[at]

    def offices(self, county, domain, item):
        return [(unit, domain, item) for unit in self.city.units()
                if self.city.unit_level[unit] == "county" and self.county(unit) == county]

    def city_offices(self, _, domain, item):
        """Units of the city, which hold the power in every county."""
        return [(unit, domain, item) for unit in self.city.units()
                if self.city.unit_level[unit] == "city"]

    def before(self, hand_over, county, domain, item):
        """Cases of the county in the year before; None where that time is not known."""
        if hand_over <= self.cells.months[0]:
            return None
        year = [month_of(number(hand_over) - back) for back in range(1, 13)]
        known, count = False, 0
        for cell in self.offices(county, domain, item):
            for month in set(year) & set(self.cells.months):
                at = self.cells.months.index(month)
                if self.cells.power[cell[0], item][at] and self.cells.sent[cell[0]][at]:
                    known = True
                    count += self.cells.events.by_cell.get(cell, {}).get(month, {}).get("every", 0)
        return count if known else None

    def use(self):
        """The row of each town."""
        rows = defaultdict(Counter)
        for cell in self.towns:
            row, state = rows[cell[0]], self.answers[cell][0]
            row["empowered"] += 1
            if state in ("not_sent", "no_exposure", "exposure_unknown"):
                row["not_sent" if state == "not_sent" else "unexposed"] += 1
                continue
            row["assessed"] += 1
            row["used"] += state in ("active", "handled")
            cases = self.before(self.held_from(cell), self.county(cell[0]), *cell[1:])
            if cases is not None:
                row["known"] += 1
                row["used_before"] += cases > 0
                row["cases_before"] += cases
        return rows

    def use_table(self):
        first = ("empowered", "assessed", "used", "not_sent", "unexposed")
        last = ("known", "used_before", "cases_before")
        return {self.city.unit_name[unit]: (
            self.city.district_name[self.county(unit)], *(str(row[name]) for name in first),
            percent(row["used"], row["assessed"]) if row["assessed"] >= FEWEST else "",
            *(str(row[name]) for name in last)) for unit, row in self.use().items()}

    def unused_towns(self):
        return {unit for unit, row in self.use().items()
                if row["assessed"] >= FEWEST and not row["used"] and row["used_before"] >= 3}

    def between(self):
        """Outcome of every district and item that a town of it holds."""
        groups, outcomes = defaultdict(list), {}
        for cell in self.towns:
            groups[self.county(cell[0]), cell[1], cell[2]].append(cell)
        for place, towns in groups.items():
            state, numbers = self.places.answer(place)
            hand_over = min(self.held_from(cell) for cell in towns)
            others = self.offices(*place) + self.city_offices(*place)
            parts = [self.answers[cell][1] for cell in towns + others
                     if cell in self.answers] + [numbers]
            whole = all(part[0] <= part[1] for part in parts)
            outcomes[place] = self.outcome(state, whole, self.before(hand_over, *place))
        return outcomes

    @staticmethod
    def outcome(state, whole, before):
        if state in ("active", "handled"):
            return "passed"
        if state == "not_sent":
            return "not_computable"
        if state not in ZERO:
            return "not_applicable"
        if not whole or before is None:
            return "not_computable"
        return "flagged" if before >= FEWEST_BEFORE else "passed"
