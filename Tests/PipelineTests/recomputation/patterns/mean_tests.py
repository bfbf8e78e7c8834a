"""Differences of means within strata, judged among those of the other units of a level."""
from collections import Counter, defaultdict

from .chances import adjusted
from .closed import Closed
from .estimates import difference, mean, pooled_variance
from .ordinary import FEWEST_UNITS, Ordinary
from .published import is_hidden, significant
from .world import CONTRASTS

FEWEST, LEVEL, LEAST_RESIDUAL = 10, 0.10, 1e-6


class Tests:
    """Comparisons of one indicator by unit and category."""

    def __init__(self, world, spread):
        self.world, self.spread = world, spread
        self.strata, self.estimates, self.judged = {}, {}, {}
        self.ordinary, self.chances = {}, {}

    def add(self, subjects, judged, is_by_unit):
        """Strata as they are, and those that are judged, where they are not the same."""
        families = defaultdict(dict)
        for (unit, category), strata in subjects.items():
            self.strata[unit, category] = strata
            families[category, self.world.level(unit)][unit] = strata
        for (category, _), members in families.items():
            estimates = self.estimated(members, is_by_unit)
            same = self.estimated({unit: judged[unit, category] for unit in members}, is_by_unit)
            tested = [unit for unit in estimates if min(numbers_of(members[unit])) >= FEWEST]
            self.estimates.update({(unit, category): estimates[unit] for unit in tested})
            self.judged.update({(unit, category): same[unit] for unit in tested})
            if len(tested) < FEWEST_UNITS:
                continue
            norm = Ordinary([same[unit] for unit in tested], self.spread)
            for unit in tested:
                self.ordinary[unit, category] = norm
                self.chances[unit, category] = norm.either(same[unit])

    def estimated(self, members, is_by_unit):
        variance = residual(members.values(), is_by_unit)
        return {unit: estimate for unit, strata in members.items()
                for estimate in [difference(strata, variance)]
                if estimate and not self.world.mostly_missing(unit)}

    def adjusted(self):
        """Chances by level over all categories; few units do not tell shares of outliers."""
        return adjusted(self.chances, lambda key: self.world.level(key[0]))

    def compared(self):
        return {key: self.estimates[key] for key in self.chances}

    def far(self, distance):
        """Comparisons that stand out and lie so far from the centre."""
        q_values = self.adjusted()
        return {key for key in self.chances if q_values[key] <= LEVEL
                and abs(self.judged[key][0] - self.ordinary[key].centre) >= distance}

    def outcomes(self):
        """What became of each comparison; none of the sample stands out."""
        missing = sum(self.world.mostly_missing(unit) for unit, _ in self.strata)
        return Counter(passed=len(self.chances), not_computable=missing,
                       not_applicable=len(self.strata) - len(self.chances) - missing)

    def rows(self, estimate_text, value_text, is_cut=False):
        """Rows of the table by unit and groups; of cut values, what is judged too."""
        rows, q_values, closed = {}, self.adjusted(), self.closed()
        for key, estimate in self.estimates.items():
            unit, category = key
            name = CONTRASTS[category][0] if category in CONTRASTS else "本单位／同级其他单位"
            judged = ("—", "", "可比单位不足")
            if key in self.chances:
                judged = (value_text(self.ordinary[key].centre), significant(q_values[key], 2),
                          "未标记")
            cut = (value_text(self.judged[key][0]),) if is_cut else ()
            sizes = [closed.size(number, *key) for number in numbers_of(self.strata[key])]
            told = (estimate_text(estimate), value_text(unstratified(self.strata[key])), *cut)
            if closed.holds(*key):
                told, judged = ("—",) * len(told), (judged[0], "—", judged[2])
            rows[self.world.name(unit), name] = (*sizes, *told, *judged)
        return rows

    def closed(self):
        """Comparisons of which nothing is told beside a group of one to four."""
        return Closed([(unit, category) for (unit, category), strata in self.strata.items()
                       if category in CONTRASTS and any(map(is_hidden, numbers_of(strata)))])


def comparable(strata):
    return [(first, second) for first, second in strata if first and second]


def residual(members, is_by_unit):
    """Variance within a group of a stratum, of all comparisons of one level and category."""
    # As in the program: of units each stratum counts, of parties those with both groups.
    groups = [group for strata in members
              for pair in (strata if is_by_unit else comparable(strata))
              for group in (pair[:1] if is_by_unit else pair)]
    if not any(len(group) > 1 for group in groups):
        return LEAST_RESIDUAL
    return max(pooled_variance(groups), LEAST_RESIDUAL)


def numbers_of(strata):
    pairs = comparable(strata)
    return tuple(sum(len(pair[side]) for pair in pairs) for side in (0, 1))


def unstratified(strata):
    first, second = ([value for pair in strata for value in pair[side]] for side in (0, 1))
    return mean(first) - mean(second)
