"""P07: the share of the largest cases in the amount of a year, beside the unit's own past."""
import math
import random
from collections import Counter, defaultdict

from ..calendar import month_of, number
from ..cells import LAST
from ..published import compare_outcomes
from .estimates import mean, squares
from .outcomes import compare_tested
from .published import chosen, compare, flags, percent, points, table
from .simulated import (ERRORS, ROUNDING, Counted, Draws, adjusted_ends, between, chance_between,
                        quantile_ends)

FEWEST, TOP, LEAST_DIFFERENCE, LEVEL = 100, 0.01, 0.10, 0.10
# The upper tenth, and the fewest cases of it; as in the program, the index has a bound.
TAIL, FEWEST_OF_TAIL, HEAVIEST = 10, 10, 10
# As in the program: a fifth of the samples shows most units to be far from any limit.
THEIR_DRAWS, OUR_DRAWS, SEED = Draws(399, 0.1, 1999), 4000, 2
YEARS = [month_of(number(LAST) - 12 * back) for back in range(3, -1, -1)]
COLUMNS = ("有金额的案件", "最高件数", "份额", "以往参照", "差（百分点）", "95%区间", "最大一件", "q")


def compare_largest(report, world):
    years = yearly(world)
    source = random.Random(SEED)
    tested = {unit: Concentration(own, source) for unit, own in sorted(years.items())
              if min(len(own[-1]), sum(map(len, own[:-1]))) >= FEWEST}
    compare_years(report, {unit: years[unit] for unit in tested}, tested)
    q_ends = {}
    for level in {world.level(unit) for unit in tested}:
        chances = {unit: Counted(one.chance, OUR_DRAWS) for unit, one in tested.items()
                   if world.level(unit) == level}
        q_ends.update(adjusted_ends(lambda _: chances, THEIR_DRAWS, source))
    theirs = chosen(table(report, "P07", *COLUMNS), ("单位",), COLUMNS)
    ours = {(world.name(unit),): one.row(q_ends[unit], theirs.get((world.name(unit),)))
            for unit, one in tested.items()}
    compare(report, "P07 table", ours, theirs)
    compare_flags(report, world, years, tested, q_ends)


def compare_flags(report, world, years, tested, q_ends):
    """No unit of the sample is far enough from its past, whatever is drawn."""
    far = {unit for unit, one in tested.items() if q_ends[unit][0] <= LEVEL
           and any(one.share - low >= LEAST_DIFFERENCE for low, _ in map(one.reference, one.ways))}
    report.compare("P07 flags", dict.fromkeys(far),
                   dict.fromkeys(unit for unit, *_ in flags(report, "P07")))
    # As in the program: a unit without an amount is a subject as well.
    little = set(world.city.units()) | set(years)
    outcomes = Counter("not_computable" if world.mostly_missing(unit) else "not_applicable"
                       for unit in little - tested.keys())
    compare_outcomes(report, "P07", outcomes + Counter(passed=len(tested) - len(far)))
    compare_tested(report, "P07", len(tested), len(far), 0)


def yearly(world):
    """Amounts of each unit in each of four years, the window last, in ascending order."""
    years = defaultdict(lambda: [[] for _ in YEARS])
    for case in sorted(world.cases, key=lambda case: case.fine + case.confiscated):
        for own, end in zip(years[case.unit] if case.fine + case.confiscated else (), YEARS):
            if 0 <= number(end) - number(case.month) < 12:
                own.append(case.fine + case.confiscated)
    return years


def compare_years(report, years, tested):
    ours = {}
    for unit, own in years.items():
        part = tested[unit].top / len(own[-1])
        for end, amounts in zip(YEARS, own):
            top = max(1, int(part * len(amounts) + ROUNDING))
            ours[unit, end] = (share_of(amounts, top) if amounts else None,)
    compare(report, "P07 share of the largest cases by year", ours, {
        (row["unit_code"], row["x"]): (row["y"],) for row in points(report, "P07", "timeline")})


def share_of(ordered, top):
    return sum(ordered[-top:]) / sum(ordered)


class Concentration:
    """A unit's largest cases, and their share in samples of its past drawn in two ways."""

    def __init__(self, years, source):
        past = sorted(sum(years[:-1], []))
        self.now, self.top = years[-1], max(1, int(TOP * len(years[-1])))
        self.share = share_of(self.now, self.top)
        size = max(FEWEST_OF_TAIL, len(past) // TAIL)
        self.body, self.tail, self.part = past[:-size], past[-size:], size / len(past)
        index = mean([math.log(amount / self.body[-1]) for amount in self.tail])
        self.index = min(index, HEAVIEST)
        self.ways = [sorted(self.sample(way, source) for _ in range(OUR_DRAWS))
                     for way in (self.as_it_was, self.by_pareto)]
        self.chances = [sum(one >= self.share - ROUNDING for one in way) / OUR_DRAWS
                        for way in self.ways]
        # The way that makes the share less surprising.
        self.chance = max(self.chances)

    def as_it_was(self, number_of, source):
        return source.choices(self.tail, k=number_of)

    def by_pareto(self, number_of, source):
        return [self.body[-1] * math.exp(self.index * source.expovariate(1))
                for _ in range(number_of)]

    def sample(self, way, source):
        """The share of the largest of as many cases as there are now."""
        large = sum(source.random() < self.part for _ in self.now)
        amounts = way(large, source) + source.choices(self.body, k=len(self.now) - large)
        return share_of(sorted(amounts), self.top)

    def reference(self, way):
        """Between which ends the mean of the program's samples lies."""
        error = math.sqrt(squares(way) / OUR_DRAWS * (1 / OUR_DRAWS + 1 / THEIR_DRAWS.first))
        return mean(way) - ERRORS * error, mean(way) + ERRORS * error

    def likely_ways(self):
        """Ways that the program may have found the less surprising ones."""
        error = math.sqrt(2 * self.chance * (1 - self.chance) / THEIR_DRAWS.first)
        return [way for way, chance in zip(self.ways, self.chances)
                if chance >= self.chance - ERRORS * error]

    def row(self, q_ends, theirs):
        """Texts by the way that agrees best with the published ones."""
        rows = [(str(len(self.now)), str(self.top), percent(self.share),
                 *self.beside(way, theirs), percent(self.now[-1] / sum(self.now)),
                 chance_between(q_ends)) for way in self.likely_ways()]
        return max(rows, key=lambda row: theirs is not None and sum(
            not callable(own) or own(text) == text for own, text in zip(row, theirs)))

    def beside(self, way, theirs):
        """The reference, the difference to it, and its interval, in percent."""
        low, high = self.reference(way)
        # The reference is rounded as well as the difference.
        stated = float(theirs[3].rstrip("%")) if theirs else 100 * mean(way)
        ends = [[100 * (self.share - end) for end in
                 reversed(quantile_ends(way, part, THEIR_DRAWS.first))] for part in (0.975, 0.025)]

        def interval(text):
            low, high = text.split("至") if "至" in text else ("", "")
            return "至".join(between(*pair, 0.05)(part) for pair, part in zip(ends, (low, high)))
        return (lambda text: between(100 * low, 100 * high, 0.05)(text.rstrip("%")) + "%",
                between(100 * self.share - stated, 100 * self.share - stated, 0.1 + ROUNDING),
                interval)
