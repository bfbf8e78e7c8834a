"""Mixes of items that ordinary units of S02 would have, by draws around the mix of their peers."""
import math
import random
from bisect import bisect
from collections import defaultdict
from itertools import accumulate

from .estimates import benjamini_hochberg, mean, quantile, squares
from .gamma import gamma_above
from .party_sizes import likeliest
from .simulated import ERRORS, REPORTS

# Weight in cases of the whole group's mix and of an even one: no item is impossible.
GROUP_CASES, EVEN_CASES = 0.5, 1e-3
# The strength is the likeliest of the units that fit best, then set on the middle unit.
ORDINARY, ROUNDS, LOGARITHMS = 0.8, 3, (0.0, 9.0)
INTERVAL, HALVINGS, SETTING_DRAWS = (1 / 6, 2.0), 7, 60
# As in the program, whose page does not say how often it draws; chances that so few draws reach
# are read off a gamma law.
THEIR_DRAWS, FEW = 499, 5
# Ours, of each unit at strengths between which each draw of a report is taken.
STRENGTHS, OUR_DRAWS, SEED = 7, 800, 5
ROUNDING = 1e-12


def mixes_of_peers(units):
    """Expected shares of items of each unit by the others, none heavier than the middle one."""
    cap = quantile([sum(counts) for counts in units], 0.5)
    weights = [min(1, cap / sum(counts)) for counts in units]
    whole = [sum(column) for column in zip(*units)]
    found = []
    for own in range(len(units)):
        cases = [sum(weight * counts[item] for at, (weight, counts) in enumerate(
            zip(weights, units)) if at != own)
                 + GROUP_CASES * whole[item] / sum(whole) + EVEN_CASES / len(whole)
                 for item in range(len(whole))]
        found.append([each / sum(cases) for each in cases])
    return found


def distance(counts, shares):
    """The share of the cases that would have to be of other items."""
    every = sum(counts)
    return sum(abs(count / every - share) for count, share in zip(counts, shares)) / 2


class Mix:
    """A unit's mix beside the one that is expected of it."""

    def __init__(self, counts, shares):
        self.counts, self.shares, self.every = counts, shares, sum(counts)
        self.distance = distance(counts, shares)
        self.pools = []

    def likelihood(self, strength):
        """Of a Dirichlet-multinomial law around the expected mix."""
        return (math.lgamma(strength) - math.lgamma(strength + self.every)
                + sum(math.lgamma(count + strength * share) - math.lgamma(strength * share)
                      for count, share in zip(self.counts, self.shares) if count))

    def misfit(self, strength):
        """Pearson's sum, over how much wider the strength makes it."""
        total = sum((count - self.every * share) ** 2 / (self.every * share)
                    for count, share in zip(self.counts, self.shares))
        return total / (1 + (self.every - 1) / (1 + strength))

    def draw(self, strength, source):
        """The distance of a mix of the law."""
        sizes = [source.gammavariate(strength * share, 1) for share in self.shares]
        ends = list(accumulate(sizes))
        counts = [0] * len(sizes)
        if ends[-1] > 0:
            for item in source.choices(range(len(sizes)), cum_weights=ends, k=self.every):
                counts[item] += 1
        else:
            # Of a strength near none one item has all.
            counts[source.choices(range(len(sizes)), self.shares)[0]] = self.every
        return distance(counts, self.shares)

    def sample(self, at, part, number, source):
        """Draws at a strength between two, by taking each from either."""
        upper = sum(source.random() < part for _ in range(number))
        return (source.choices(self.pools[at + 1], k=upper)
                + source.choices(self.pools[at], k=number - upper))

    def place(self, at, part):
        """The share of our draws that lie nearer."""
        low, high = (sum(one < self.distance for one in self.pools[at + step]) / OUR_DRAWS
                     for step in (0, 1))
        return low + part * (high - low)


class Field:
    """Mixes of a level and domain, of groups of units with the same powers."""

    def __init__(self, groups, source):
        self.mixes = {}
        for units in groups:
            counts = list(units.values())
            for unit, own, shares in zip(units, counts, mixes_of_peers(counts)):
                self.mixes[unit] = Mix(own, shares)
        likely = likeliest_strength(list(self.mixes.values()))
        low, high = (math.log(likely * end) for end in INTERVAL)
        self.logs = [low + (high - low) * at / (STRENGTHS - 1) for at in range(STRENGTHS)]
        for mix in self.mixes.values():
            mix.pools = [[mix.draw(math.exp(log), source) for _ in range(OUR_DRAWS)]
                         for log in self.logs]
        self.places = {}

    def between(self, log):
        """The strength below, and how far this one lies beyond it."""
        at = min(bisect(self.logs, log), len(self.logs) - 1) - 1
        return at, (log - self.logs[at]) / (self.logs[at + 1] - self.logs[at])

    def played_strength(self, source):
        """The logarithm of a strength at which the middle unit lies in the middle of its law."""
        low, high = self.logs[0], self.logs[-1]
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            if middle not in self.places:
                self.places[middle] = [mix.place(*self.between(middle))
                                       for mix in self.mixes.values()]
            told = [place + source.gauss(0, 1) * math.sqrt(place * (1 - place) * (
                1 / SETTING_DRAWS + 1 / OUR_DRAWS)) for place in self.places[middle]]
            low, high = (low, middle) if quantile(told, 0.5) > 0.5 else (middle, high)
        return (low + high) / 2

    def played(self, source):
        """Strength, chances and bands of the mixes in a report that was played."""
        log = self.played_strength(source)
        found = {}
        for unit, mix in self.mixes.items():
            drawn = mix.sample(*self.between(log), THEIR_DRAWS, source)
            found[unit] = (chance_of(mix.distance, drawn),
                           quantile(drawn, 0.05), quantile(drawn, 0.95))
        return log, found


def likeliest_strength(mixes):
    kept, log = mixes, 0.0
    for _ in range(ROUNDS):
        log = likeliest(lambda value, own=tuple(kept): sum(
            mix.likelihood(math.exp(value)) for mix in own), *LOGARITHMS)
        misfits = [mix.misfit(math.exp(log)) for mix in mixes]
        limit = quantile(misfits, ORDINARY)
        kept = [mix for mix, misfit in zip(mixes, misfits) if misfit <= limit]
    return math.exp(log)


def chance_of(found, drawn):
    """Counted, or where few draws reach it by a gamma law with their moments."""
    counted = (1 + sum(one >= found - ROUNDING for one in drawn)) / (len(drawn) + 1)
    if counted > FEW / (len(drawn) + 1):
        return counted
    middle, variance = mean(drawn), squares(drawn) / len(drawn)
    start = min(drawn) - 2 * math.sqrt(variance)
    shape = (middle - start) ** 2 / variance
    return min(counted, gamma_above(shape, (found - start) * (middle - start) / variance))


class Reports:
    """Reports that were played: between which ends each of their figures lies."""

    def __init__(self, fields, level_of):
        source = random.Random(SEED)
        self.logs, self.bands = defaultdict(list), defaultdict(lambda: ([], []))
        self.chances, self.adjusted = defaultdict(list), defaultdict(list)
        for level in sorted({level_of(key) for key in fields}):
            own = {key: field for key, field in fields.items() if level_of(key) == level}
            for _ in range(REPORTS):
                for subject, value in benjamini_hochberg(self.play(own, source)).items():
                    self.adjusted[subject].append(value)
        self.q_ends = {subject: around(values) for subject, values in self.adjusted.items()}

    def play(self, fields, source):
        chances = {}
        for key, field in fields.items():
            log, found = field.played(source)
            self.logs[key].append(log)
            for unit, (chance, *ends) in found.items():
                chances[unit, key] = chance
                self.chances[unit, key].append(chance)
                for values, end in zip(self.bands[unit, key], ends):
                    values.append(end)
        return chances

    def band(self, subject):
        """The ends of either end of a band."""
        return [around(values) for values in self.bands[subject]]

    def strengths(self, key):
        """The weakest and the strongest law of the reports that were played."""
        return [math.exp(log) for log in (min(self.logs[key]), max(self.logs[key]))]

    def chance(self, subject):
        return around(self.chances[subject])


def around(values):
    """Four standard errors around the mean, by what our own draws add to those of the program."""
    error = math.sqrt(squares(values) / len(values) * (1 + THEIR_DRAWS / OUR_DRAWS))
    return mean(values) - ERRORS * error, mean(values) + ERRORS * error
