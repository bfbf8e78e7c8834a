"""Chances of windows as strong as those of S12, where peers' seasons and clumping make them."""
import math
import random
from bisect import bisect
from collections import namedtuple

from .estimates import quantile
from .simulated import ROUNDING, Counted, Draws, adjusted_ends, counted

# As in the program: how cases clump is set on cells of so many cases, by halving an interval of
# shapes by draws of these cells: so many of all together, and no fewer of each.
TELLING, INTERVAL, HALVINGS, ALL_DRAWS, FEW_DRAWS = 10, (0.05, 1000.0), 8, 8000, 40
# As in the program, whose page does not say how often it draws.
THEIR_DRAWS = Draws(499, 0.02, 20_000)
# Ours, of all cells of a level together, at shapes between which chances are read off.
SHAPES = (2, 3, 4, 5.5, 7.5, 12, 25, 80, 1000)
OUR_DRAWS, SEED = 12_000, 1
# Factors of a shape are taken from so many that are drawn once.
FACTORS = 20_000

# What draws of one shape say: how many lie below the cell's own, and how many reach it.
Told = namedtuple("Told", "place chance")


class Null:
    """Cases that fall on months as the season has them, each month with a gamma factor."""

    def __init__(self, counts, shares, longest):
        self.cases = sum(counts)
        self.months = [at for at, share in enumerate(shares) if share]
        self.shares, self.windows = shares, []
        self.products = [count * math.log(count) if count else 0.0
                         for count in range(self.cases + 1)]
        for length in range(1, longest + 1):
            for start in range(len(shares) - length + 1):
                expected = self.cases * sum(shares[start:start + length])
                if 0 < expected < self.cases:
                    self.windows.append((start, start + length, expected, math.log(expected),
                                         math.log(self.cases - expected)))
        self.found = self.statistic(counts)

    def statistic(self, counts):
        """The largest log likelihood ratio of a window."""
        sums, best, products = [0], 0.0, self.products
        for count in counts:
            sums.append(sums[-1] + count)
        for start, end, expected, inner, outer in self.windows:
            inside = sums[end] - sums[start]
            if inside > expected:
                others = self.cases - inside
                best = max(best, products[inside] - inside * inner
                           + products[others] - others * outer)
        return best

    def draw(self, factors, source):
        """The statistic of cases without a burst."""
        ends, whole, counts = [], 0.0, [0] * len(self.shares)
        for month, factor in zip(self.months, source.choices(factors, k=len(self.months))):
            whole += self.shares[month] * factor
            ends.append(whole)
        for _ in range(self.cases):
            counts[self.months[min(bisect(ends, source.random() * whole), len(ends) - 1)]] += 1
        return self.statistic(counts)

    def told(self, factors, draws, source):
        """What draws of months with such factors say."""
        drawn = [self.draw(factors, source) for _ in range(draws)]
        equal = sum(abs(one - self.found) <= ROUNDING for one in drawn)
        below = sum(one < self.found - ROUNDING for one in drawn)
        return Told((below + equal / 2) / draws, counted(
            draws - below, draws, lambda: self.draw(factors, source) >= self.found - ROUNDING))


class Level:
    """Cells whose chances rest on one shape."""

    def __init__(self, nulls):
        self.nulls, self.source = nulls, random.Random(SEED)
        self.factors, self.told = {}, {}
        self.draws = OUR_DRAWS // len(nulls)
        # As in the program: where no cell has so many cases, those with a pair tell.
        self.telling = [null for null in nulls.values() if null.cases >= TELLING] or list(
            nulls.values())
        self.their_draws = max(FEW_DRAWS, ALL_DRAWS // len(self.telling))

    def between(self, null, shape):
        """What draws say of the shapes on either side, and how far it lies from the lower."""
        shape = min(max(shape, SHAPES[0]), SHAPES[-1])
        at = min(bisect(SHAPES, shape), len(SHAPES) - 1) - 1
        part = math.log(shape / SHAPES[at]) / math.log(SHAPES[at + 1] / SHAPES[at])
        return self.tell(null, at), self.tell(null, at + 1), part

    def tell(self, null, at):
        """What draws of a shape say, asked once."""
        if at not in self.factors:
            self.factors[at] = [self.source.gammavariate(SHAPES[at], 1) for _ in range(FACTORS)]
        if (null, at) not in self.told:
            self.told[null, at] = null.told(self.factors[at], self.draws, self.source)
        return self.told[null, at]

    def played_shape(self, source):
        """The shape at which the middle cell lies in the middle of its own law, by their draws."""
        low, high = INTERVAL
        for _ in range(HALVINGS):
            middle, places = math.sqrt(low * high), []
            for null in self.telling:
                first, second, part = self.between(null, middle)
                place = first.place + part * (second.place - first.place)
                error = math.sqrt(place * (1 - place) / self.their_draws)
                places.append(place + source.gauss(0, 1) * error)
            low, high = (low, middle) if quantile(places, 0.5) > 0.5 else (middle, high)
        return math.sqrt(low * high)

    def chances(self, source):
        """Our chances in a report that was played."""
        shape, found = self.played_shape(source), {}
        for key, null in self.nulls.items():
            first, second, part = self.between(null, shape)
            low, high = first.chance, second.chance
            found[key] = Counted(low.chance + part * (high.chance - low.chance), low.draws)
        return found

    def adjusted(self):
        """Between which ends the adjusted chance of each cell lies."""
        return adjusted_ends(self.chances, THEIR_DRAWS, self.source)
