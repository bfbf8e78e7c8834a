"""S04 and S13: means of fines and of positions in the band, within strata."""
import math
from collections import defaultdict

from .estimates import Z, around, difference, mean, pooled_variance, quantile
from .published import (chosen, compare, compare_marked, compare_shown, dashed, fixed, intervals,
                        people, ratio_text, table)
from .shares import check_size
from .world import CONTRASTS

FEWEST, FEWEST_UNITS, FEWEST_FOR_SPREAD = 10, 5, 30
LEAST_RESIDUAL, SPREAD = 1e-6, 0.2
# Robust standard deviations, as multiples of the median distance.
FAR = 2.5 * 1.482602218505602


def compare_means(report, world):
    fines = [(case, math.log(case.fine)) for case in world.current if case.item and case.fine]
    judged = cut(fines, world)
    rows, tested = rows_of_families(world, by_party(fines), by_party(judged), False)
    more, others = rows_of_families(
        world, against_others(fines, world), against_others(judged, world), True)
    columns = ("前组件数", "后组件数", "几何均值之比（95%区间）", "不分层", "同级居中值")
    theirs = chosen(table(report, "S04", "单位", *columns), ("单位", "组别"), columns)
    compare_shown(report, "S04 means of fines", {**rows, **more}, theirs)
    compare(report, "S04 means that were tested", {**tested, **others}, intervals(report, "S04"))
    compare_marked(report, "S04", "interval", {(unit, "") for _, unit in {**tested, **others}})
    compare_spread(report, world, fines)
    compare_bands(report, world)


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


def comparable(strata):
    return [(first, second) for first, second in strata if first and second]


def residual(members, is_by_unit):
    """Variance within a group of a stratum, of all comparisons of one level and category."""
    # As in the program: of units each stratum counts, of parties those with both groups.
    groups = [group for strata in members
              for pair in (strata if is_by_unit else comparable(strata))
              for group in (pair[:1] if is_by_unit else pair)]
    if not any(len(group) > 1 for group in groups):
        return LEAST_RESIDUAL
    return max(pooled_variance(groups), LEAST_RESIDUAL)


def estimates_of(world, members, is_by_unit):
    variance = residual(members.values(), is_by_unit)
    return {unit: estimate for unit, strata in members.items()
            for estimate in [difference(strata, variance)]
            if estimate and not world.mostly_missing(unit)}


def rows_of_families(world, subjects, judged, is_by_unit):
    """Rows of the table, and the points of those tested."""
    families = defaultdict(dict)
    for (unit, category), strata in subjects.items():
        families[category, world.level(unit)][unit] = strata
    rows, points = {}, {}
    for (category, _), members in families.items():
        estimates = estimates_of(world, members, is_by_unit)
        cut_ones = estimates_of(
            world, {unit: judged[unit, category] for unit in members}, is_by_unit)
        tested = [unit for unit in estimates if min(numbers_of(members[unit])) >= FEWEST]
        middle = centre([cut_ones[unit] for unit in tested])
        name = CONTRASTS[category][0] if category in CONTRASTS else "本单位／同级其他单位"
        for unit in tested:
            estimate = estimates[unit]
            rows[world.name(unit), name] = (
                *map(people, numbers_of(members[unit])), ratio_text(around(*estimate)),
                dashed(math.exp(unstratified(members[unit]))),
                dashed(middle))
        if middle:
            points.update({(category, unit): around(*estimates[unit]) for unit in tested})
    return rows, points


def centre(estimates):
    """The ratio of the middle unit by weight; None where units are too few."""
    if len(estimates) < FEWEST_UNITS:
        return None
    check_size(estimates)
    # As in the program: weights hold the least spread, and of two in the middle the lower counts.
    weighted = sorted((value, 1 / (variance + SPREAD ** 2)) for value, variance in estimates)
    half, total = sum(weight for _, weight in weighted) / 2, 0.0
    for value, weight in weighted:
        total += weight
        if total >= half:
            return math.exp(value)
    return None


def numbers_of(strata):
    pairs = comparable(strata)
    return tuple(sum(len(pair[side]) for pair in pairs) for side in (0, 1))


def unstratified(strata):
    first, second = ([value for pair in strata for value in pair[side]] for side in (0, 1))
    return mean(first) - mean(second)


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
    compare_shown(report, "S04 spread of fines", ours, theirs)


def compare_bands(report, world):
    """S13: positions in the band, bounded to 0 and 1."""
    places = []
    for case in world.current:
        band = world.band(case)
        if band and case.fine and case.sanction != "dismissed" and case.item:
            place = (case.fine - band[0]) / (band[1] - band[0])
            places.append((case, min(max(place, 0), 1)))
    subjects, families, ours = by_party(places), defaultdict(list), {}
    for (unit, category), strata in subjects.items():
        families[category, world.level(unit)].append(strata)
    for (unit, category), strata in subjects.items():
        variance = residual(families[category, world.level(unit)], False)
        estimate = difference(strata, variance)
        if estimate and not world.mostly_missing(unit):
            ours[world.name(unit), CONTRASTS[category][0]] = (
                *map(people, numbers_of(strata)), difference_text(*estimate),
                fixed(unstratified(strata), 3))
    columns = ("前组件数", "后组件数", "位置之差（95%区间）", "不分层")
    theirs = chosen(table(report, "S13", "单位", *columns), ("单位", "组别"), columns)
    compare_shown(report, "S13 positions in the band", ours, theirs)


def difference_text(value, variance):
    """A difference with its interval as tables print it: three decimals."""
    half = Z * math.sqrt(variance)

    def of(text):
        shown, ends = text.rstrip(")").split(" (")
        low, high = ends.split("–")
        return "{} ({}–{})".format(*(fixed(figure, 3)(part) for figure, part in (
            (value, shown), (value - half, low), (value + half, high))))
    return of
