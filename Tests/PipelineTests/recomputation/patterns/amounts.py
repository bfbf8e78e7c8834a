"""P01: amounts of units in the window and before."""
import math
from collections import Counter, defaultdict

from ..published import compare_headline
from .estimates import (around, difference, information, mean, pooled_variance, quantile)
from .published import (chosen, compare, compare_flags, compare_marked, fixed, intervals, span,
                        table)

FEWEST, FEWEST_UNITS, WARNING, FLOOR_IN_FEN, LEAST_RATIO = 10, 5, 1.2, 10_000_000, 1.2
LEAST_INFORMATION = 1.5


def compare_amounts(report, world):
    periods = world.before + world.window
    cases = [case for case in world.cases
             if case.month in periods and world.is_complete(case.unit, periods)]
    growth, prices = growths(world, cases), price_changes(world, cases)
    compare(report, "P01 growth and prices", {
        **{("growth", unit): figures for unit, figures in growth.items()},
        **{("price", unit): figures for unit, figures in prices.items()}},
        intervals(report, "P01"))
    compare_flags(report, "P01", {
        (unit, "", "", kind): (None, None, *figures)
        for kind, every in (("growth", growth), ("price", prices))
        for unit, figures in every.items()})
    # Which of them were flagged rests on chances as well.
    kinds = {(row["unit_code"], row["category"]) for row in report.flags("P01")}
    compare_headline(report, "P01", r"本期检验(\d+)个，标记(\d+)个", (len(growth) + len(prices), len(kinds)))
    compare_marked(report, "P01", "interval", far_enough(world, cases, growth, prices))
    compare_split(report, world, cases)
    compare_prices(report, world, cases, prices)


def far_enough(world, cases, growth, prices):
    """Units that grew beyond the warning from a base, or whose fines rose by a fifth."""
    pairs = split(world, cases)
    sums = {unit: [sum(map(amount, own)) for own in pairs[unit]] for unit in growth}
    grown = {unit for unit, (ratio, *_) in growth.items()
             if ratio > WARNING and sums[unit][1] > WARNING * sums[unit][0]
             and sums[unit][0] >= FLOOR_IN_FEN}
    dearer = {unit for unit, (ratio, *_) in prices.items() if ratio >= LEAST_RATIO}
    return {(unit, "") for unit in grown | dearer}


def amount(case):
    return case.fine + case.confiscated


def split(world, cases):
    """Amounts of each unit before the window and in it."""
    found = defaultdict(lambda: ([], []))
    for case in cases:
        if amount(case):
            found[case.unit][case.month in world.window].append(case)
    return found


def growths(world, cases):
    """Ratios of the amounts without the largest case of either period, with intervals."""
    levels = defaultdict(dict)
    for unit, pair in split(world, cases).items():
        rest = [sorted(map(amount, own))[:-1] for own in pair]
        if min(map(len, rest)) >= FEWEST:
            variance = sum(variance_of_log(own) for own in rest)
            levels[world.level(unit)][unit] = around(
                math.log(sum(rest[1]) / sum(rest[0])), variance)
    return {unit: figures for members in levels.values() if len(members) >= FEWEST_UNITS
            for unit, figures in members.items()}


def variance_of_log(amounts):
    """(1 + cv²) / n of a sum of a random number of amounts."""
    middle = mean(amounts)
    spread = sum((value / middle - 1) ** 2 for value in amounts) / (len(amounts) - 1)
    return (1 + spread) / len(amounts)


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
    levels = defaultdict(dict)
    for unit, pairs in price_strata(world, cases).items():
        if pairs and min(sum(len(pair[side]) for pair in pairs) for side in (0, 1)) >= FEWEST:
            levels[world.level(unit)][unit] = pairs
    found = {}
    for members in levels.values():
        if len(members) < FEWEST_UNITS:
            continue
        # As in the program: within item and period, of all units of the level that are compared.
        residual = pooled_variance([side for pairs in members.values() for pair in pairs
                                    for side in pair])
        found.update({unit: around(*difference(pairs, residual))
                      for unit, pairs in members.items()})
    return found


def compare_prices(report, world, cases, prices):
    """Prices, and the one-step odds of a party from elsewhere after and before, within item."""
    tables = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    for case in cases:
        if case.item and case.sanction != "dismissed" and case.party.locality:
            place = 2 * (case.month not in world.window) + (case.party.locality == "local")
            tables[case.unit][case.item][place] += 1
    odds = {unit: one_step(list(own.values())) for unit, own in tables.items()}
    levels = Counter(world.level(unit) for unit, figures in odds.items() if figures)
    ours = {}
    for unit, (ratio, *ends) in prices.items():
        move = odds.get(unit) if levels[world.level(unit)] >= FEWEST_UNITS else None
        ours[world.name(unit),] = (
            fixed(ratio, 2), span(ends),
            *((fixed(move[0], 2), span(move[1:])) if move else ("", "")))
    rows = table(report, "P01", "同级中心", "异地优势比")
    compare(report, "P01 table of prices", ours, {
        (row["单位"],): (row["倍数"], *row_ends(report, row)) for row in rows})


def row_ends(report, row):
    """Both intervals of a row, whose columns have one title."""
    for cells in report.text.split("\n"):
        if cells.startswith("| " + row["单位"] + " |") and cells.count("|") == 8 and "–" in cells:
            parts = [cell.strip() for cell in cells.split("|")[1:-1]]
            if parts[3] == row["同级中心"] and parts[1] == row["倍数"]:
                return parts[2], parts[4], parts[5]
    return "", "", ""


def one_step(tables):
    weight = sum(map(information, tables))
    if weight < LEAST_INFORMATION:
        return None
    excess = sum(yes - (yes + no) * (yes + old_yes) / (yes + no + old_yes + old_no)
                 for yes, no, old_yes, old_no in tables)
    return around(excess / weight, 1 / weight)


def compare_split(report, world, cases):
    """Growth as number × amount within item × mix."""
    ours = {}
    for unit, (before, after) in split(world, cases).items():
        if not before:
            continue
        old, new = (sum(map(amount, own)) for own in (before, after))
        parts = ("", "", "")
        if after:
            at_old = sum(old_price(before, case) for case in after)
            parts = (fixed(len(after) / len(before), 2), fixed(new / at_old, 2),
                     fixed(at_old / len(after) / (old / len(before)), 2))
        rest = [sum(sorted(map(amount, own))[:-1]) for own in (before, after)]
        ours[world.name(unit),] = (
            str(old // 100), str(new // 100), fixed(new / old, 2), *parts,
            fixed(rest[1] / rest[0], 2) if rest[0] else "", "是" if new > 1.2 * old else "否")
    columns = ("前期", "窗口期", "倍数", "件数", "同事项平均额", "事项结构", "剔除最大一案", "超过20%")
    compare(report, "P01 amounts and their split", ours, chosen(
        table(report, "P01", *columns), ("单位",), columns))


def old_price(before, case):
    """What a case would have cost before; an item that is new counts at its own amount."""
    prices = [amount(old) for old in before if old.item == case.item]
    return mean(prices) if prices else amount(case)
