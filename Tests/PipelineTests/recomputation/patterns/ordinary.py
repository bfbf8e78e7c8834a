"""What differences between fewer than twenty units of a level are ordinary, on a log scale."""
import math
from statistics import NormalDist

from .estimates import quantile
from .shares import check_size

FEWEST_UNITS, FEWEST_FOR_QUARTILES = 5, 10
NORMAL_QUARTILE_RANGE, PRECISE = 1.349, 0.8


class Ordinary:
    """Centre of estimates (value, variance), and the variance between ordinary units."""

    def __init__(self, estimates, spread, centre=None):
        check_size(estimates)
        self.centre, self.between = centre, spread ** 2
        if len(estimates) >= FEWEST_UNITS:
            # As in the program: the weights hold the least spread, so that no large unit is the
            # centre by itself.
            self.centre = weighted_median(
                [(value, variance + spread ** 2) for value, variance in estimates])
        # As in the program: the quartiles of fewer units would take in what is sought.
        if len(estimates) >= FEWEST_FOR_QUARTILES:
            self.between = max(self.between, between_variance(estimates))

    def score(self, estimate):
        value, variance = estimate
        return (value - self.centre) / math.sqrt(variance + self.between)

    def either(self, estimate):
        """The chance of lying as far from the centre on either side."""
        return math.erfc(abs(self.score(estimate)) / math.sqrt(2))

    def above(self, estimate):
        return NormalDist().cdf(-self.score(estimate))


class Robust(Ordinary):
    """The same of changes: the centre is that of the most precise four fifths."""

    def __init__(self, estimates, spread):
        check_size(estimates)
        limit = quantile([variance for _, variance in estimates], PRECISE)
        precise = [estimate for estimate in estimates if estimate[1] < limit] or estimates
        self.centre = weighted_median(precise)
        self.between = max(spread ** 2, between_variance(estimates))


def weighted_median(estimates):
    """The median by weights of one through the variance, the lower of two."""
    ordered = sorted(estimates)
    half, total = sum(1 / variance for _, variance in ordered) / 2, 0.0
    for value, variance in ordered:
        total += 1 / variance
        if total >= half:
            return value
    return ordered[-1][0]


def between_variance(estimates):
    """The variance at which the quartiles of the scores lie as far apart as normal ones."""
    middle = quantile([value for value, _ in estimates], 0.5)

    def excess(tried):
        scores = [(value - middle) / math.sqrt(variance + tried) for value, variance in estimates]
        return quantile(scores, 0.75) - quantile(scores, 0.25) - NORMAL_QUARTILE_RANGE
    if excess(0) <= 0:
        return 0.0
    low, high = 0.0, 4 * max(abs(value - middle) for value, _ in estimates) ** 2
    for _ in range(100):
        tried = (low + high) / 2
        low, high = (tried, high) if excess(tried) > 0 else (low, tried)
    return (low + high) / 2
