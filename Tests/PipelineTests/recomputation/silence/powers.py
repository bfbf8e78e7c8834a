"""How much of a domain's work lies with the items that a unit or place holds, month by month."""
from collections import defaultdict

from .grid import month_counts, month_ranges

# Cases of a holder, spread evenly over the items, from which the weight of an item starts.
PRIOR = 5


class Held:
    """What one holder observed of a domain, or of one of its items."""

    def __init__(self, row):
        self.months = set(month_ranges(row["observed"]))
        self.cases = sum(month_counts(row["case_months"]).values())


def shares_of(domain_rows, item_rows, length):
    """Shares by month of the holders that do not hold all there is, by holder and domain."""
    domains, items = defaultdict(dict), defaultdict(lambda: defaultdict(dict))
    for row in domain_rows:
        domains[row["domain"]][holder(row)] = Held(row)
    for row in item_rows:
        whole = domains[row["domain"]].get(holder(row))
        if row["observed"] and whole and whole.months:
            items[row["domain"]][row["item_code"]][holder(row)] = Held(row)
    found = {}
    for domain, holders in domains.items():
        for name in holders:
            if items[domain]:
                own = shares(name, holders, items[domain], length)
                if any(own[month] < 1 for month in holders[name].months):
                    found[name, domain] = own
    return found


def holder(row):
    return row["unit_code"] or row["district_code"]


def shares(name, holders, items, length):
    """Weights of the items held over those of the items that anyone holds; own cases weigh none."""
    held, there = [0.0] * length, [0.0] * length
    for parts in items.values():
        cases, due = PRIOR / len(items), PRIOR
        for other, part in parts.items():
            if other != name:
                whole = holders[other]
                cases += part.cases
                due += (1 + whole.cases) * len(part.months) / len(whole.months)
        for month in range(length):
            if any(month in part.months for part in parts.values()):
                there[month] += cases / due
            if name in parts and month in parts[name].months:
                held[month] += cases / due
    return [1.0 if own >= (1 - 1e-6) * every else own / every
            for own, every in zip(held, there)]
