"""P01: how the amounts of units grew, and what the growth is made of."""
import math
from collections import defaultdict, namedtuple

from .chances import QUARTILES, student_of
from .estimates import mean
from .ordinary import FEWEST_UNITS, Robust
from .published import chosen, compare, fixed, table, whole_yuan

FEWEST, WARNING, FLOOR_IN_FEN = 10, 1.2, 10_000_000
# As in the program: differences of a tenth between units of one level are ordinary.
SPREAD = 0.1

# Logarithm of the ratio, its variance, and how many cases of equal amounts would tell as much.
Change = namedtuple("Change", "value variance worth")


def amount(case):
    return case.fine + case.confiscated


def split(world, cases, quashed_too=False):
    """Amounts of each unit before the window and in it, of decisions that stand."""
    found = defaultdict(lambda: ([], []))
    for case in cases:
        if amount(case) and (quashed_too or not case.quashed):
            found[case.unit][case.month in world.window].append(case)
    return found


def growth_changes(world, cases):
    """Changes without the largest case of either period, of levels with enough units."""
    levels = defaultdict(dict)
    for unit, pair in split(world, cases).items():
        rest = [sorted(map(amount, own))[:-1] for own in pair]
        if min(map(len, rest)) >= FEWEST:
            variances = [variance_of_log(own) for own in rest]
            levels[world.level(unit)][unit] = Change(
                math.log(sum(rest[1]) / sum(rest[0])), sum(variances),
                sum(1 / variance for variance in variances))
    return [members for members in levels.values() if len(members) >= FEWEST_UNITS]


def growth_chances(members):
    """The chance of so large a growth of each unit of a level."""
    norm = Robust([change[:2] for change in members.values()], SPREAD)
    # As in the program: the variance of few or unequal amounts is as little known as the spread.
    known = QUARTILES * (len(members) - 1)
    return {unit: student_of(norm.above(change[:2]), max(1, min(change.worth - 2, known)))
            for unit, change in members.items()}


def has_grown(pair, decided, ratio):
    """Whether amounts grew beyond the warning from a base, with and without the largest cases, and
    also as they were decided."""
    before, after = (sum(map(amount, own)) for own in pair)
    first, then = (sum(map(amount, own)) for own in decided)
    return (ratio > WARNING and after > WARNING * before and then > WARNING * first
            and before >= FLOOR_IN_FEN)


def variance_of_log(amounts):
    """(1 + cv²) / n of a sum of a random number of amounts."""
    middle = mean(amounts)
    spread = sum((value / middle - 1) ** 2 for value in amounts) / (len(amounts) - 1)
    return (1 + spread) / len(amounts)


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
            whole_yuan(old), whole_yuan(new), fixed(new / old, 2), *parts,
            fixed(rest[1] / rest[0], 2) if rest[0] else "", "是" if new > 1.2 * old else "否")
    columns = ("前期", "窗口期", "倍数", "件数", "同事项平均额", "事项结构", "剔除最大一案", "超过20%")
    compare(report, "P01 amounts and their split", ours, chosen(
        table(report, "P01", *columns), ("单位",), columns))


def old_price(before, case):
    """What a case would have cost before; an item that is new counts at its own amount."""
    prices = [amount(old) for old in before if old.item == case.item]
    return mean(prices) if prices else amount(case)
