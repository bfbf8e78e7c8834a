"""P01: fines within item, and odds of parties from elsewhere, beside the unit's own past."""
import math
import re
from collections import defaultdict
from statistics import NormalDist

from .. import markdown
from .estimates import around, difference, information, pooled_variance, quantile
from .ordinary import FEWEST_UNITS, Robust
from .published import compare, fixed, significant, span

FEWEST, LEAST_INFORMATION = 10, 1.5
# As in the program: yearly drifts of a twentieth in fines and a tenth in odds are ordinary.
SPREAD, SPREAD_OF_ODDS = 0.05, 0.1
TITLE = "同事项罚款额与本单位前期之比"
SENTENCE = (
    r"前期的([\d.]+)（95%区间([\d.]+)至([\d.]+)）倍，"
    r"(?:异地当事人的优势比变为([\d.]+)倍（95%区间([\d.]+)至([\d.]+)）|.*?)；"
    r".*?概率为([<\d.]+)（q值([<\d.]+)）。同级单位的中心变化为([\d.]+)倍")


def price_strata(world, cases):
    """Logarithms of fines around the median of their item, after and before, far ones cut."""
    fines = [(case, math.log(case.fine)) for case in cases
             if case.item and case.fine and case.sanction != "dismissed"]
    items = defaultdict(list)
    for case, value in fines:
        items[case.item].append(value)
    # As in the program: of both periods and all units together.
    middles = {item: quantile(values, 0.5) for item, values in items.items()}
    rest = [(case, value - middles[case.item]) for case, value in fines]
    bound = 2.5 * 1.482602218505602 * quantile([abs(value) for _, value in rest], 0.5)
    strata = defaultdict(lambda: ([], []))
    for case, value in rest:
        side = 0 if case.month in world.window else 1
        strata[case.unit][side].append(min(max(value, -bound), bound))
    return {unit: [pair] for unit, pair in strata.items() if all(pair)}


def price_changes(world, cases):
    """Differences of logarithms and their variances, of levels with enough units."""
    levels = defaultdict(dict)
    for unit, pairs in price_strata(world, cases).items():
        if pairs and min(sum(len(pair[side]) for pair in pairs) for side in (0, 1)) >= FEWEST:
            levels[world.level(unit)][unit] = pairs
    found = {}
    for level, members in levels.items():
        if len(members) >= FEWEST_UNITS:
            # As in the program: within item and period, of all units of the level compared.
            residual = pooled_variance([side for pairs in members.values() for pair in pairs
                                        for side in pair])
            found[level] = {unit: difference(pairs, residual) for unit, pairs in members.items()}
    return found


def odds_changes(world, cases):
    """One-step odds of a party from elsewhere after and before, of levels with enough units."""
    tables = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    for case in cases:
        if case.item and case.sanction != "dismissed" and case.party.locality:
            place = 2 * (case.month not in world.window) + (case.party.locality == "local")
            tables[case.unit][case.item][place] += 1
    levels = defaultdict(dict)
    for unit, own in tables.items():
        weight = sum(map(information, own.values()))
        if weight >= LEAST_INFORMATION:
            levels[world.level(unit)][unit] = (excess(own.values()) / weight, 1 / weight)
    return {level: members for level, members in levels.items() if len(members) >= FEWEST_UNITS}


def excess(tables):
    return sum(yes - (yes + no) * (yes + old_yes) / (yes + no + old_yes + old_no)
               for yes, no, old_yes, old_no in tables)


def price_chances(members, moves):
    """The centre of a level, and the chance of each unit's two scores together (Stouffer)."""
    norm = Robust(list(members.values()), SPREAD)
    others = Robust(list(moves.values()), SPREAD_OF_ODDS) if moves else None
    chances = {}
    for unit, change in members.items():
        scores = [norm.score(change)] + ([others.score(moves[unit])] if unit in moves else [])
        chances[unit] = NormalDist().cdf(-sum(scores) / math.sqrt(len(scores)))
    return math.exp(norm.centre), chances


def row_of(world, growth, unit):
    """Change, centre and odds of a unit, as tables and sentences have them."""
    change, centre = growth.prices[unit]
    ratio, *ends = around(*change)
    move = growth.odds.get(world.level(unit), {}).get(unit)
    ratio_of_odds, *ends_of_odds = around(*move) if move else (None,)
    return (fixed(ratio, 2), span(ends), fixed(centre, 2),
            *((fixed(ratio_of_odds, 2), span(ends_of_odds)) if move else ("", "")),
            significant(growth.q_values[unit, "price"], 2))


def compare_prices(report, world, growth):
    """Prices by unit."""
    rows = markdown.rows(markdown.section(report.text, "### P01 ").split(TITLE)[1], "单位")
    compare(report, "P01 table of prices", {
        (world.name(unit),): (*row_of(world, growth, unit), outcome(growth, unit))
        for unit in growth.prices},
            {(name,): tuple(row) for name, *row in rows})


def outcome(growth, unit):
    """Flagged, or why a change that is hardly chance is not."""
    if (unit, "price") in growth.flagged:
        return "标记"
    return "未标记：倍数或其与同级中心之比不足1.2" if growth.q_values[unit, "price"] <= 0.1 else "未标记"


def compare_sentences(report, world, growth):
    """Figures of the sentences of flags, in the order of the table's columns."""
    theirs = {}
    for row in report.flags("P01"):
        found = re.search(SENTENCE, row["reason"]) if row["category"] == "price" else None
        if found:
            ratio, low, high, odds, odds_low, odds_high, chance, q_value, centre = found.groups()
            theirs[row["unit_code"],] = (ratio, f"{low}–{high}", centre, odds or "",
                                         f"{odds_low}–{odds_high}" if odds else "", q_value, chance)
    compare(report, "P01 sentences of dearer fines", {
        (unit,): (*row_of(world, growth, unit), significant(growth.chances[unit, kind], 2))
        for unit, kind in growth.flagged if kind == "price"}, theirs)
