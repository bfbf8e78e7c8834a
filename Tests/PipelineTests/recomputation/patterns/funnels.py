"""Limits of funnels of shares: how far ordinary units of a level lie from what is expected."""
import math

from .estimates import Z, quantile

NORMAL_QUARTILE_RANGE, LARGEST_CORRELATION, INDEPENDENT = 1.349, 0.9, 1e-6
SPREAD, LEAST_CORRELATION = 0.2, 1e-5


def correlation(units):
    """The correlation at which the scores' quartiles lie as far apart as normal ones.

    Units are (marked, every, expected share).
    """
    def excess(tried):
        scores = [(marked - every * share)
                  / math.sqrt(every * share * (1 - share) * (1 + (every - 1) * tried))
                  for marked, every, share in units]
        return quantile(scores, 0.75) - quantile(scores, 0.25) - NORMAL_QUARTILE_RANGE
    if excess(0) <= 0:
        return 0.0
    low, high = 0.0, LARGEST_CORRELATION
    if excess(high) > 0:
        return high
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def normal_limits(every, share, shared):
    """Limits of 95 % of a share, by the normal law."""
    half = Z * math.sqrt(share * (1 - share) / every * (1 + (every - 1) * shared))
    return share - half, share + half


def chances(every, share, shared):
    """Chances of 0 to all: beta-binomial, binomial without correlation."""
    if shared <= INDEPENDENT:
        return [math.comb(every, at) * share ** at * (1 - share) ** (every - at)
                for at in range(every + 1)]
    size = 1 / shared - 1
    first, second = size * share, size * (1 - share)

    def beta(left, right):
        return math.lgamma(left) + math.lgamma(right) - math.lgamma(left + right)
    return [math.comb(every, at)
            * math.exp(beta(at + first, every - at + second) - beta(first, second))
            for at in range(every + 1)]


def floored(share, shared):
    """The correlation, not below that of an ordinary spread of log odds of few units."""
    # As in the program: the setting's spread, squared, times share times the rest.
    return max(shared, SPREAD ** 2 * share * (1 - share), LEAST_CORRELATION)


def quantile_of(law, part):
    """The smallest count of which the chance of it and less reaches a part."""
    total = 0.0
    for count, chance in enumerate(law):
        total += chance
        if total >= part * (1 - 1e-12):
            return count
    return len(law) - 1


def count_limits(law):
    """Counts of 95 of 100 units."""
    return quantile_of(law, 0.025), quantile_of(law, 0.975)


def exact_limits(every, share):
    """Limits of 95 % of a share between the steps of the binomial law."""
    law, ends = chances(every, share, 0), []
    for part in (0.025, 0.975):
        count = quantile_of(law, part)
        ends.append((count - (sum(law[:count + 1]) - part) / law[count]) / every)
    return ends


def upper_mid_p(law, count):
    """The chance of more, and half that of as many."""
    return sum(law[count + 1:]) + law[count] / 2


def lower_mid_p(law, count):
    """The chance of fewer, and half that of as many."""
    return sum(law[:count]) + law[count] / 2
