"""How unequal parties of a domain are, and how many penalties the first of them has by chance."""
import math
from collections import Counter
from itertools import accumulate
from statistics import NormalDist

from .estimates import quantile

# As in the program: beyond these, sizes are as good as equal, or one party has all.
SHAPES, SPREADS = (math.exp(-4), math.exp(4)), (0.05, 3.0)
# The normal law is summed over so many steps between these ends.
STEPS, REACH = 240, 6.0
# As in the program: the most concentrated units do not say what is ordinary, where others do.
ORDINARY, FEWEST_TO_TRIM = 0.9, 5
# Sizes of a law are taken from so many that lie evenly over it: drawn once, the largest of them
# would be too large or too small in every draw.
SIZES = 200_000


class Parties:
    """Penalties of a unit by party, and how many parties there could have been."""

    def __init__(self, counts, regulated):
        self.tallies = Counter(counts)
        self.cases, self.top, self.parties = sum(counts), max(counts), len(counts)
        self.regulated = max(regulated, self.parties)
        self.tallies[0] = self.regulated - self.parties

    @property
    def share(self):
        return self.top / self.cases


def ordinary(members):
    """Those whose first party stands out least."""
    if len(members) < FEWEST_TO_TRIM:
        return members
    limit = quantile([one.share for one in members], ORDINARY)
    return [one for one in members if one.share <= limit]


class Gamma:
    """Sizes by a gamma law of mean 1."""

    def __init__(self, shape):
        self.shape = shape

    def log_chance(self, count, mean):
        """Of so many penalties of a party that expects a mean: the negative binomial law."""
        shape = self.shape
        return (math.lgamma(count + shape) - math.lgamma(shape) - math.lgamma(count + 1)
                + shape * math.log(shape / (shape + mean))
                + count * math.log(mean / (shape + mean)))

    def top(self, unit, source):
        """Penalties of the first party, drawn as from an urn that takes back two balls of one."""
        owners, counts = [], Counter()
        whole = self.shape * unit.regulated
        for at in range(unit.cases):
            place = source.random() * (whole + at)
            owner = (owners[int(place)] if place < at
                     else source.randrange(unit.regulated))
            owners.append(owner)
            counts[owner] += 1
        return max(counts.values())


class LogNormal:
    """Sizes whose logarithm is normal, of mean 1."""

    def __init__(self, spread):
        self.spread = spread
        self.nodes = []
        for at in range(STEPS + 1):
            place = REACH * (2 * at / STEPS - 1)
            self.nodes.append((spread * place - spread ** 2 / 2, -place ** 2 / 2))
        self.whole = math.log(math.fsum(math.exp(weight) for _, weight in self.nodes))
        self.sizes = []

    def log_chance(self, count, mean):
        """A Poisson chance, averaged over the sizes."""
        terms = [weight + count * (math.log(mean) + logarithm) - mean * math.exp(logarithm)
                 for logarithm, weight in self.nodes]
        most = max(terms)
        return (most + math.log(math.fsum(math.exp(term - most) for term in terms))
                - self.whole - math.lgamma(count + 1))

    def top(self, unit, source):
        if not self.sizes:
            self.sizes = [math.exp(self.spread * NormalDist().inv_cdf((at + 0.5) / SIZES))
                          for at in range(SIZES)]
        ends = list(accumulate(source.choices(self.sizes, k=unit.regulated)))
        owners = source.choices(range(unit.regulated), cum_weights=ends, k=unit.cases)
        return max(Counter(owners).values())


def likelihood(law, members):
    return math.fsum(number * law.log_chance(count, one.cases / one.regulated)
                     for one in members for count, number in one.tallies.items() if number)


def fitted(members):
    """The likelier of both laws, each at its likeliest parameter."""
    ways = []
    for law, (low, high) in ((Gamma, SHAPES), (LogNormal, SPREADS)):
        found = likeliest(lambda value, law=law: likelihood(law(math.exp(value)), members),
                          math.log(low), math.log(high))
        ways.append(law(math.exp(found)))
    # Of two that are as likely the gamma law.
    return max(ways, key=lambda law: likelihood(law, members))


def likeliest(function, low, high, steps=45):
    """Where a function with one peak is highest, by golden sections."""
    part = (math.sqrt(5) - 1) / 2
    left, right = high - part * (high - low), low + part * (high - low)
    at_left, at_right = function(left), function(right)
    for _ in range(steps):
        if at_left > at_right:
            high, right, at_right = right, left, at_left
            left = high - part * (high - low)
            at_left = function(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + part * (high - low)
            at_right = function(right)
    return (low + high) / 2
