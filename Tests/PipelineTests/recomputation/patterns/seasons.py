"""Seasons of the cases of a unit, as those of the other units of its level have them."""
from collections import defaultdict, namedtuple

from .estimates import quantile

# As in the program: so many cases of the whole level complete the season of the peers.
LEVEL_CASES = 60

# Cases by month, 0 where not observed; and whether each month was observed.
Series = namedtuple("Series", "counts seen")


def total(series):
    return sum(series.counts)


class Sums:
    """Cases by month of several series, none of which counts for more than a middle one."""

    def __init__(self, members, cap):
        self.cap = cap
        months = range(len(members[0].counts))
        self.cases = [sum(self.part(one) * one.counts[at] for one in members) for at in months]
        self.seeing = [sum(self.weight(one) for one in members if one.seen[at]) for at in months]
        self.whole = sum(map(self.weight, members))

    def part(self, series):
        return min(1, self.cap / total(series))

    def weight(self, series):
        return min(total(series), self.cap)

    def profile(self, without=None):
        """Cases by month as if all had observed every month; None where nobody did."""
        whole, own = self.whole, 0
        if without:
            own = self.weight(without)
            whole -= own
        found = []
        for at, (cases, seeing) in enumerate(zip(self.cases, self.seeing)):
            if without and without.seen[at]:
                cases, seeing = cases - self.part(without) * without.counts[at], seeing - own
            found.append(max(cases, 0) * whole / seeing if seeing > 1e-9 else None)
        return found


def expected_shares(series, group_of):
    """The share of each month in the cases of each series of one level, by its key."""
    # As in the program: no series counts for more than the median one of the level.
    cap = quantile(list(map(total, series.values())), 0.5)
    groups = defaultdict(list)
    for key, own in series.items():
        groups[group_of(key)].append(own)
    level = Sums(list(series.values()), cap)
    # As in the program: the page leaves the unit out, but the level's season, with which that of
    # its peers is completed, holds the unit's own cases.
    at_large = [cases or 0 for cases in level.profile()]
    at_large = [cases / sum(at_large) for cases in at_large]
    sums = {name: Sums(members, cap) for name, members in groups.items()}
    return {key: shares_of(own, sums[group_of(key)], at_large) for key, own in series.items()}


def shares_of(own, group, at_large):
    others = group.whole - group.weight(own)
    months = []
    for at, cases in enumerate(group.profile(own)):
        # Where no peer observed a month the level speaks for them.
        known = others * at_large[at] if cases is None else cases
        months.append(known + LEVEL_CASES * at_large[at] if own.seen[at] else 0)
    return [cases / sum(months) for cases in months]


def peers_then(own, others, start, end):
    """Cases by observing series of the others in these months, as a multiple of all months'."""
    rates = []
    for at in range(len(own.seen)):
        seeing = [one.counts[at] for one in others if one.seen[at]]
        rates.append(sum(seeing) / len(seeing) if seeing else None)
    inside = [rate for rate in rates[start:end] if rate is not None]
    every = [rate for rate in rates if rate is not None]
    if not inside or not sum(every):
        return None
    return (sum(inside) / len(inside)) / (sum(every) / len(every))
