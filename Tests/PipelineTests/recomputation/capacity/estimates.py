"""Exact intervals of counts, medians and survival, written from their definitions."""
import math

from ..patterns.estimates import Z


def poisson_below(number, mean):
    """Chance of at most so many events at this mean."""
    if number < 0:
        return 0.0
    logs = (k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(number + 1))
    return math.fsum(map(math.exp, logs)) if mean else 1.0


def bisected(is_above, low, high):
    """Where a test turns from false to true."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if is_above(middle) else (middle, high)
    return (low + high) / 2


def garwood(number):
    """Exact 95 % interval of the mean behind a count: both tails hold 2.5 %."""
    top = number + 10 * math.sqrt(number + 1) + 10
    lower = bisected(lambda mean: 1 - poisson_below(number - 1, mean) > 0.025, 0.0, top)
    upper = bisected(lambda mean: poisson_below(number, mean) < 0.025, 0.0, top)
    return (lower if number else 0.0), upper


def median(values):
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def survival(spells):
    """Share still open by day, from (entry, exit, has ended); with Greenwood's sum.

    Kaplan and Meier with delayed entry; a spell is at risk from its entry to its exit.
    """
    share, total, curve = 1.0, 0.0, {}
    for at in sorted({leaving for _, leaving, ended in spells if ended}):
        risk = sum(entry <= at <= leaving for entry, leaving, _ in spells)
        ended = sum(leaving == at and has_ended for _, leaving, has_ended in spells)
        share *= 1 - ended / risk
        total += ended / (risk * (risk - ended)) if ended < risk else math.inf
        curve[at] = (share, total)
    return curve


def open_after(curve, days):
    """The share still open after so many days and its log-log interval, if it has one."""
    share, total = next((curve[at] for at in sorted(curve, reverse=True) if at <= days), (1, 0))
    if not 0 < share < 1:
        return share, None
    spread = math.exp(Z * math.sqrt(total) / -math.log(share))
    return share, (share ** spread, share ** (1 / spread))


def median_open(curve):
    return min(at for at, (share, _) in curve.items() if share <= 0.5)
