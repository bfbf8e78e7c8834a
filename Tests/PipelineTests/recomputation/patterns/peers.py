"""S01: cases of a unit in a domain beside those of its peers."""
import math
from collections import Counter, defaultdict
from statistics import NormalDist

from ..published import compare_outcomes
from ..silence.grid import month_ranges
from .chances import WINSORISED, adjusted, widened
from .estimates import mean, quantile
from .outcomes import compare_tested
from .published import (chosen, compare, compare_marked, fixed, funnel, percent, significant,
                        span, table)

FEWEST, LEAST_EXPECTED, CUT, LEVEL, LEAST_RATIO, UNSENT = 5, 3, 0.1, 0.10, 1.5, 0.17
SCALES = (
    (math.sqrt, lambda expected: 1 / (2 * math.sqrt(expected)), lambda value: max(0, value) ** 2),
    (math.log, lambda expected: 1 / math.sqrt(expected), math.exp))


def compare_peers(report, world):
    ours, rows, chances = {}, {}, {}
    for members in comparable(world).values():
        tested = beside(members)
        if len(members) < FEWEST or len(tested) < FEWEST:
            continue
        funnels = [Funnel(list(tested.values()), *scale) for scale in SCALES]
        inner, outer = (widest(funnels, tail) for tail in (0.025, 0.001))
        for at, ((unit, domain), (cases, expected)) in enumerate(tested.items()):
            chances[unit, domain] = max(scaled.chance(at) for scaled in funnels)
            ours["", unit, domain] = (fixed(expected, 2), cases / expected, *outer[at])
            numbers = world.answers[unit, domain, ""][1]
            months = observed(world, unit, domain)
            rows[unit, domain] = (
                fixed(sum(parties(world, unit, domain, months)) / len(months), 0),
                str(len(months)), percent(held(world, unit, domain)),
                str(cases), fixed(expected, 1), fixed(cases / expected, 2),
                span(inner[at]), span(outer[at]), str(numbers[5]))
    compare(report, "S01 cases beside peers", ours,
            funnel(report, "S01", "x", "y", "lower", "upper"))
    q_values = adjusted(chances, lambda key: world.level(key[0]))
    columns = ("监管对象（月均）", "已报送月数", "持有事项份额", "案件（按事项，不含无处罚办结的）", "参照值", "比值", "95%界限", "99.8%界限", "投诉举报", "q值")
    compare(report, "S01 table of cases", {
        (world.name(unit), domain): (*row, significant(q_values[unit, domain], 2))
        for (unit, domain), row in rows.items()}, chosen(
        table(report, "S01", *columns), ("单位", "领域"), columns))
    flagged = {key[1:] for key, (_, ratio, lower, upper) in ours.items()
               if not lower <= ratio <= upper and q_values[key[1:]] <= LEVEL
               and not 1 / LEAST_RATIO < ratio < LEAST_RATIO}
    compare_marked(report, "S01", "funnel", flagged)
    report.compare("S01 flags", dict.fromkeys(flagged), dict.fromkeys(
        (row["unit_code"], row["domain"]) for row in report.flags("S01")))
    outcomes = untested(world, chances)
    compare_outcomes(report, "S01", outcomes + Counter(
        flagged=len(flagged), passed=len(chances) - len(flagged)))
    compare_tested(report, "S01", len(chances), len(flagged),
                   max((q_values[key] for key in flagged), default=0))


def untested(world, tested):
    """What became of units and domains that were not compared."""
    outcomes, usual = Counter(), usual_months(world)
    for (unit, domain, item), (state, numbers) in world.answers.items():
        empowered, sent, parties = numbers[0], numbers[1], numbers[-1]
        if item or (unit, domain) in tested:
            continue
        if state == "not_empowered" or not empowered or parties == 0:
            outcomes["not_applicable"] += 1
        elif parties is None or state == "not_sent" or not sent or (
                empowered - sent > UNSENT * usual[world.level(unit), domain]):
            outcomes["not_computable"] += 1
        else:
            outcomes["not_applicable"] += 1
    return outcomes


def usual_months(world):
    """Months of the window for which the middle unit of a level held the power of a domain."""
    held = defaultdict(list)
    for (unit, domain, item), (_, numbers) in world.answers.items():
        if not item and numbers[0]:
            held[world.level(unit), domain].append(numbers[0])
    return {key: sorted(months)[len(months) // 2] for key, months in held.items()}


def comparable(world):
    """Cases and party-months of units with a case, by level and domain."""
    groups, usual = defaultdict(dict), usual_months(world)
    for (unit, domain, item), (state, numbers) in sorted(world.answers.items()):
        empowered, sent = numbers[0], numbers[1]
        if item or state in ("not_empowered", "not_sent") or not sent:
            continue
        # What a unit lacks may be the season of the domain.
        months = usual.get((world.level(unit), domain), 0)
        if max(abs(months - empowered), empowered - sent) > UNSENT * months:
            continue
        months = observed(world, unit, domain)
        cases = world.cells.events.total((unit, domain, ""), "cases", months)
        if cases and numbers[-1]:
            exposure = sum(parties(world, unit, domain, months)) * held(world, unit, domain)
            groups[world.level(unit), domain][unit, domain] = (cases, exposure)
    return groups


def observed(world, unit, domain):
    """Months of the window in which the unit held an item of the domain and its cases came."""
    cells = world.cells
    items = [code for code, row in cells.city.items.items() if row["domain"] == domain]
    power = [any(months) for months in zip(*(cells.power[unit, code] for code in items))]
    came = cells.came((unit, domain, ""), cells.sent[unit])
    return [month for month, has, there in zip(cells.months, power, came)
            if month in cells.window and has and there]


def parties(world, unit, domain, months):
    """Regulated parties in each of the months; the register fills a gap with what it said before."""
    city = world.cells.city
    place = city.place(city.district[unit])
    known = [city.regulated(place, domain, "", month) for month in world.window]
    told = [number for number in known if number is not None]
    last, figures = told[0], {}
    for month, number in zip(world.window, known):
        last = last if number is None else number
        figures[month] = last
    return [figures[month] for month in months]


def held(world, unit, domain):
    """Mean share of the domain's work in the window that the items of the unit make."""
    shares = world.histories.shares("unit_domain").get((unit, domain))
    if not shares:
        return 1
    row = world.histories.row("unit_domain", (unit, domain, ""))
    months = [month for month in month_ranges(row["observed"])
              if month >= len(shares) - len(world.window)]
    return mean([shares[month] for month in months])


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


def widest(funnels, tail):
    """Limits of each ratio with a chance of `tail` beyond either, on the wider of two scales."""
    found = [scaled.limits(tail) for scaled in funnels]
    return [(min(low for low, _ in ends), max(high for _, high in ends)) for ends in zip(*found)]


class Funnel:
    """Ratios around the middle one on a scale, with additive over-dispersion."""

    def __init__(self, units, scale, error, back):
        self.back = back
        errors = [error(expected) for _, expected in units]
        self.estimates = [scale(cases / expected) for cases, expected in units]
        self.middle = quantile(self.estimates, 0.5)
        scores = [(estimate - self.middle) / own
                  for estimate, own in zip(self.estimates, errors)]
        low, high = quantile(scores, CUT), quantile(scores, 1 - CUT)
        squares = [min(max(score, low), high) ** 2 for score in scores]
        dispersion = mean(squares) / left_of_variance()
        weights = [own ** -2 for own in errors]
        whole = sum(weights)
        self.between = max(0.0, (len(units) * dispersion - len(units) + 1)
                           / (whole - sum(weight ** 2 for weight in weights) / whole))
        self.errors = [math.sqrt(own ** 2 + self.between) for own in errors]

    def limits(self, tail):
        halves = [NormalDist().inv_cdf(1 - tail) * own for own in self.errors]
        return [(self.back(self.middle - half), self.back(self.middle + half))
                for half in halves]

    def chance(self, at):
        """The chance of a ratio as far from the middle on either side."""
        distance = abs(self.estimates[at] - self.middle) / self.errors[at]
        value = math.erfc(distance / math.sqrt(2)) / 2
        if self.between:
            value = widened(value, WINSORISED, len(self.errors))
        return min(1, 2 * value)


def left_of_variance():
    """Variance of a standard normal number that is winsorised."""
    law = NormalDist()
    limit = law.inv_cdf(1 - CUT)
    return (1 - 2 * CUT - 2 * limit * law.pdf(limit) + 2 * CUT * limit ** 2)
