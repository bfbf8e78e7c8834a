"""S04: means of fines within strata."""
import math
from collections import defaultdict

from ..published import compare_outcomes
from .estimates import around, quantile
from .mean_tests import FEWEST, Tests
from .outcomes import compare_tested
from .published import (chosen, compare, compare_marked, dashed, flags, intervals, ratio_text,
                        table)
from .world import CONTRASTS

FEWEST_FOR_SPREAD, SPREAD, LEAST_RATIO, CONFIRMED = 30, 0.2, 1.25, 0.05
# Robust standard deviations, as multiples of the median distance.
FAR = 2.5 * 1.482602218505602
COLUMNS = ("前组件数", "后组件数", "几何均值之比（95%区间）", "不分层", "截尾后（判断用）", "同级居中值", "q", "结果")


def compare_means(report, world):
    fines = [(case, math.log(case.fine)) for case in world.current
             if case.item and case.fine and case.sanction in ("money", "heavy")]
    judged = cut(fines, world)
    tests = Tests(world, SPREAD)
    tests.add(by_party(fines), by_party(judged), False)
    tests.add(against_others(fines, world), against_others(judged, world), True)
    rows = tests.rows(
        lambda estimate: ratio_text(around(*estimate)), lambda value: dashed(math.exp(value)),
        is_cut=True)
    compare(report, "S04 means of fines", rows,
            chosen(table(report, "S04", "单位", *COLUMNS), ("单位", "组别"), COLUMNS))
    compare(report, "S04 means that were tested", {
        (category, unit): ("",) * 3 if tests.closed().holds(unit, category) else around(*estimate)
        for (unit, category), estimate in tests.compared().items()}, intervals(report, "S04"))
    compare_marked(report, "S04", "interval", {(unit, "") for unit, _ in tests.compared()})
    check_unsure(tests.chances)
    report.compare("S04 flags", dict.fromkeys(tests.far(math.log(LEAST_RATIO))), dict.fromkeys(
        (unit, category) for unit, _, _, category in flags(report, "S04")))
    compare_outcomes(report, "S04", tests.outcomes())
    compare_tested(report, "S04", len(tests.chances), 0, 0)
    compare_spread(report, world, fines)


def check_unsure(chances):
    """A small chance is confirmed by shuffling within strata, which is not done here."""
    if min(chances.values(), default=1) <= CONFIRMED:
        raise ValueError("a difference of fines is small enough to be confirmed by permutation")


def cut(fines, world):
    """Logarithms beyond 2.5 robust deviations from stratum and unit, cut to there."""
    keys = [(world.level(case.unit), case.item, case.grade, case.month[:4]) for case, _ in fines]
    middles = medians(zip(keys, (value for _, value in fines)))
    left = [value - middles[key] if key in middles else None
            for key, (_, value) in zip(keys, fines)]
    own = medians((case.unit, rest) for (case, _), rest in zip(fines, left) if rest is not None)
    far = [None if rest is None else rest - own.get(case.unit, 0)
           for (case, _), rest in zip(fines, left)]
    sizes = defaultdict(list)
    for key, distance in zip(keys, far):
        if distance is not None:
            sizes[key[0]].append(abs(distance))
    found = []
    for key, (case, value), distance in zip(keys, fines, far):
        if distance is not None:
            bound = FAR * quantile(sizes[key[0]], 0.5)
            value += (min(max(distance, -bound), bound) - distance) if bound > 1e-9 else 0
        found.append((case, value))
    return found


def medians(values):
    """Medians by key, of ten values and more."""
    groups = defaultdict(list)
    for key, value in values:
        groups[key].append(value)
    return {key: quantile(group, 0.5) for key, group in groups.items() if len(group) >= FEWEST}


def by_party(values):
    """Values of both groups by unit and contrast, in strata of item, grade and year."""
    found = defaultdict(lambda: defaultdict(lambda: ([], [])))
    for case, value in values:
        for contrast, (_, side_of) in CONTRASTS.items():
            side = side_of(case.party)
            if side is not None:
                stratum = (case.item, case.grade, case.month[:4])
                found[case.unit, contrast][stratum][side].append(value)
    return {key: list(strata.values()) for key, strata in found.items()}


def against_others(values, world):
    """Values of a unit and of the other units of its level."""
    strata = defaultdict(lambda: defaultdict(list))
    for case, value in values:
        stratum = (world.level(case.unit), case.item, case.grade, case.month[:4])
        strata[stratum][case.unit].append(value)
    found = defaultdict(list)
    for units in strata.values():
        for unit, own in units.items():
            others = [value for other, values in units.items() if other != unit
                      for value in values]
            found[unit, "unit"].append((own, others))
    return found


def compare_spread(report, world, fines):
    """How far fines of one item and grade lie apart."""
    groups = defaultdict(list)
    for case, value in fines:
        groups[case.item, case.grade].append((value, case.unit))
    ours = {}
    for (item, grade), members in groups.items():
        values = [value for value, _ in members]
        if len(values) >= FEWEST_FOR_SPREAD:
            ratio = math.exp(quantile(values, 0.9) - quantile(values, 0.1))
            ours[world.city.items[item]["item_name"], grade or "未登记"] = (
                str(len(values)), str(len({unit for _, unit in members})), dashed(ratio))
    columns = ("罚款件数", "单位数", "比值")
    theirs = chosen(table(report, "S04", "事项", *columns), ("事项", "裁量等级"), columns)
    compare(report, "S04 spread of fines", ours, theirs)
