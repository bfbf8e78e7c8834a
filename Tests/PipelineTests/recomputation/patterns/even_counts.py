"""How even the monthly counts of towns are, beside cases thrown on their months."""
import math
from collections import Counter

from .gamma import gamma_below, gamma_quantile
from .published import fixed, span
from .simulated import ROUNDING

# As in the program: draws end where so many are as even; where few are, the gamma law tells.
ENOUGH, FEW = 50, 5
OUR_DRAWS = 4000
# No chance is none, however few of our draws reach it.
LEAST = 1e-6


class Evenness:
    """Pearson's sum of squares beside cases that are thrown on the months of each town."""

    def __init__(self, series, source):
        self.series = series
        freedom = [len(counts) - 1 for counts in series]
        self.mean = sum(freedom)
        # The moments of the sum are exact under chance.
        variance = sum(2 * free * (1 - 1 / sum(counts)) for free, counts in zip(freedom, series))
        self.shape, self.rate = self.mean ** 2 / variance, self.mean / variance
        self.found = sum(map(pearson, series))
        self.dispersion = self.found / self.mean
        even = sum(self.draw(source) <= self.found + ROUNDING * self.mean
                   for _ in range(OUR_DRAWS))
        self.chance = even / OUR_DRAWS

    def draw(self, source):
        total = 0.0
        for counts in self.series:
            thrown = Counter(source.choices(range(len(counts)), k=sum(counts)))
            total += pearson([*thrown.values(), *[0] * (len(counts) - len(thrown))])
        return total

    def played(self, source, draws):
        """The chance as the program might have counted it."""
        known = (self.chance * OUR_DRAWS + 1) / (OUR_DRAWS + 2)
        error = math.sqrt(known * (1 - known) / OUR_DRAWS)
        chance = min(max(self.chance + source.gauss(0, 1) * error, LEAST), 1)
        # Draws that end with the fiftieth hit are about fifty over the chance.
        number_of = min(draws, max(ENOUGH, ENOUGH / chance))
        hits = chance * number_of + source.gauss(0, 1) * math.sqrt(
            number_of * chance * (1 - chance))
        counted = min(max(hits, 0) / number_of + (1 / number_of if number_of == draws else 0), 1)
        if hits <= FEW:
            counted = min(counted, gamma_below(self.shape, self.rate * self.found))
        return counted

    def figures(self):
        """The dispersion and its interval by the gamma law."""
        return (self.dispersion, *(self.found / (gamma_quantile(self.shape, part) / self.rate)
                                   for part in (0.975, 0.025)))

    def row(self):
        return fixed(self.dispersion, 2), span(self.figures()[1:])


def pearson(counts):
    """Sum of squares around the mean, over the mean."""
    middle = sum(counts) / len(counts)
    return sum((count - middle) ** 2 for count in counts) / middle
