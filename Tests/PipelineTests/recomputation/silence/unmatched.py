"""Cases that match no item, which a silent cell may seem to lack."""
import math

from ..cells import month_of_case

# As in the program: a greater chance of so few makes a silence ordinary.
POSSIBLE = 0.05


class Unmatched:
    """Units, months and domains of such cases; without a domain they may be of any."""

    def __init__(self, city, cases):
        domains = {row["domain"] for row in city.items.values()}
        self.city, self.cases = city, []
        for rows in cases.values():
            main = rows[0]
            for row in rows:
                if not city.matched(row)[1]:
                    domain = row["domain"] if row["domain"] in domains else ""
                    self.cases.append((city.unit(main["unit_code"]), month_of_case(main), domain))

    def count(self, cell, first):
        """Cases from a month on that may be of a cell."""
        level, unit, district, domain, _ = cell.key
        return sum(
            month >= first and self.is_of(one, unit, district)
            and (not own or level.endswith("item") and own == domain)
            for one, month, own in self.cases)

    def is_of(self, one, unit, district):
        return one == unit if unit else self.city.county(self.city.district[one]) == district

    def may_explain(self, model, cell, first):
        """Whether so few cases would be nothing unusual, were these all of the cell."""
        count = self.count(cell, first)
        size, earlier, before, since, *_ = model.spell_law(cell)
        shape = size + earlier
        mean = shape / (size + before) * since
        return count > 0 and at_most(count, shape, mean) > POSSIBLE


def at_most(count, size, mean):
    """Chance of a negative binomial number of at most so much."""
    share = size / (size + mean)
    return sum(math.exp(
        math.lgamma(size + number) - math.lgamma(size) - math.lgamma(number + 1)
        + size * math.log(share) + number * math.log1p(-share)) for number in range(count + 1))
