"""P01: growth of amounts, and of fines within item, judged among the units of a level."""
from collections import Counter

from ..published import compare_outcomes
from .chances import adjusted
from .estimates import around
from .growth import compare_split, growth_chances, growth_changes, has_grown, split
from .outcomes import compare_tested
from .prices import (compare_prices, compare_sentences, odds_changes, price_chances,
                     price_changes)
from .published import FIGURES, compare, compare_marked, flags, intervals

LEAST_RATIO, LEVEL = 1.2, 0.10


class Growth:
    """Both kinds of tests by unit and kind: figures, chances, and those that are large."""

    def __init__(self, world, cases):
        self.figures, self.chances, self.prices, self.large = {}, {}, {}, set()
        self.odds = odds_changes(world, cases)
        pairs, decided = split(world, cases), split(world, cases, quashed_too=True)
        for members in growth_changes(world, cases):
            self.chances.update({(unit, "growth"): chance
                                 for unit, chance in growth_chances(members).items()})
            for unit, change in members.items():
                self.figures[unit, "growth"] = around(*change[:2])
                if has_grown(pairs[unit], decided[unit], self.figures[unit, "growth"][0]):
                    self.large.add((unit, "growth"))
        for level, members in price_changes(world, cases).items():
            centre, chances = price_chances(members, self.odds.get(level, {}))
            for unit, change in members.items():
                self.figures[unit, "price"], self.prices[unit] = around(*change), (change, centre)
                self.chances[unit, "price"] = chances[unit]
                # As in the program: beside its own past and beside the centre of its level.
                if self.figures[unit, "price"][0] >= LEAST_RATIO * max(1, centre):
                    self.large.add((unit, "price"))
        self.q_values = adjusted(self.chances, lambda key: (key[1], world.level(key[0])))
        self.flagged = {key for key in self.large if self.q_values[key] <= LEVEL}


def compare_amounts(report, world):
    periods = world.before + world.window
    whole = {unit for unit in world.city.units() if world.is_complete(unit, periods)}
    cases = [case for case in world.cases if case.month in periods and case.unit in whole]
    own = Growth(world, cases)
    compare(report, "P01 growth and prices", {
        (kind, unit): figures for (unit, kind), figures in own.figures.items()},
            intervals(report, "P01"))
    compare_prices(report, world, own)
    compare_split(report, world, cases)
    compare(report, "P01 flags", {
        (unit, "", "", kind): (None, None, *own.figures[unit, kind], own.chances[unit, kind],
                               own.q_values[unit, kind])
        for unit, kind in own.flagged}, flags(report, "P01", (*FIGURES, "p_value", "q_value")))
    compare_sentences(report, world, own)
    compare_marked(report, "P01", "interval", {(unit, "") for unit, _ in own.flagged})
    tested, marked = ({unit for unit, _ in keys} for keys in (own.chances, own.flagged))
    compare_outcomes(report, "P01", Counter(
        flagged=len(marked), passed=len(tested - marked), not_applicable=len(whole - tested),
        not_computable=len(world.city.units()) - len(whole)))
    compare_tested(report, "P01", len(own.chances), len(own.flagged),
                   max((own.q_values[key] for key in own.flagged), default=0))
