"""S01: cases of a unit in a domain beside those of its peers."""
import math
from collections import defaultdict
from statistics import NormalDist

from .estimates import mean, quantile
from .published import chosen, compare, compare_marked, fixed, funnel, span, table

FEWEST, LEAST_EXPECTED, WINSORISED = 5, 3, 0.1
SCALES = (
    (math.sqrt, lambda expected: 1 / (2 * math.sqrt(expected)), lambda value: max(0, value) ** 2),
    (math.log, lambda expected: 1 / math.sqrt(expected), math.exp))


def compare_peers(report, world):
    ours, rows = {}, {}
    for members in comparable(world).values():
        tested = beside(members)
        if len(members) < FEWEST or len(tested) < FEWEST:
            continue
        inner, outer = (widest(list(tested.values()), tail) for tail in (0.025, 0.001))
        for at, ((unit, domain), (cases, expected)) in enumerate(tested.items()):
            ours["", unit, domain] = (fixed(expected, 2), cases / expected, *outer[at])
            numbers = world.answers[unit, domain, ""][1]
            rows[world.name(unit), domain] = (
                str(numbers[-1]), str(cases), fixed(expected, 1), fixed(cases / expected, 2),
                span(inner[at]), span(outer[at]), str(numbers[5]))
    compare(report, "S01 cases beside peers", ours,
            funnel(report, "S01", "x", "y", "lower", "upper"))
    columns = ("监管对象", "案件", "参照值", "比值", "95%界限", "99.8%界限", "投诉举报")
    compare(report, "S01 table of cases", rows, chosen(
        table(report, "S01", *columns), ("单位", "领域"), columns))
    compare_marked(report, "S01", "funnel", {
        key[1:] for key, (_, ratio, lower, upper) in ours.items() if not lower <= ratio <= upper})


def comparable(world):
    """Cases and party-months of units with a case, by level and domain."""
    groups = defaultdict(dict)
    for (unit, domain, item), (state, numbers) in sorted(world.answers.items()):
        empowered, sent, parties = numbers[0], numbers[1], numbers[-1]
        # As in the program: with fewer than half of the months delivered nothing is said.
        if item or state in ("not_empowered", "not_sent") or not sent or 2 * sent < empowered:
            continue
        cases = world.cells.events.total((unit, domain, ""), "cases", world.window)
        if cases and parties:
            groups[world.level(unit), domain][unit, domain] = (cases, parties * sent)
    return groups


def beside(members):
    """Cases and expected ones of the members of which enough are expected."""
    cases, exposure = (sum(column) for column in zip(*members.values()))
    tested = {}
    for subject, (own, months) in members.items():
        if exposure > months:
            expected = months * (cases - own) / (exposure - months)
            if expected >= LEAST_EXPECTED:
                tested[subject] = (own, expected)
    return tested


def widest(units, tail):
    """Limits of each ratio with a chance of `tail` beyond either, on the wider of two scales."""
    found = [limits(units, tail, *scale) for scale in SCALES]
    return [(min(low for low, _ in ends), max(high for _, high in ends)) for ends in zip(*found)]


def limits(units, tail, scale, error, back):
    """Limits around the middle unit, with additive over-dispersion."""
    errors = [error(expected) for _, expected in units]
    estimates = [scale(cases / expected) for cases, expected in units]
    middle = quantile(estimates, 0.5)
    scores = [(estimate - middle) / own for estimate, own in zip(estimates, errors)]
    low, high = quantile(scores, WINSORISED), quantile(scores, 1 - WINSORISED)
    dispersion = mean([min(max(score, low), high) ** 2 for score in scores]) / left_of_variance()
    weights = [own ** -2 for own in errors]
    whole = sum(weights)
    between = max(0.0, (len(units) * dispersion - len(units) + 1)
                  / (whole - sum(weight ** 2 for weight in weights) / whole))
    halves = [NormalDist().inv_cdf(1 - tail) * math.sqrt(own ** 2 + between) for own in errors]
    return [(back(middle - half), back(middle + half)) for half in halves]


def left_of_variance():
    """Variance of a standard normal number that is winsorised."""
    law = NormalDist()
    limit = law.inv_cdf(1 - WINSORISED)
    return (1 - 2 * WINSORISED - 2 * limit * law.pdf(limit) + 2 * WINSORISED * limit ** 2)
