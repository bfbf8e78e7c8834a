"""L11: exempted, mitigated and lenient cases of a unit beside those of its peers."""
from collections import Counter, defaultdict

from ..patterns.chances import adjusted
from ..patterns.funnels import normal_limits
from ..patterns.estimates import wilson
from ..patterns.published import compare, fixed, flags, funnel, significant, span
from ..patterns.shares import PeerShares, half_year
from .printed import compare_headline, compare_outcomes, percent, rate, rows

RECORDED, LEVEL, POINTS = 80, 0.10, 0.05
MARKS = {"不予处罚": "exempt", "免罚": "exempt", "减轻": "mitigated", "从轻": "lenient",
         "一般": "other", "从重": "other", "": "unknown"}


def kind(case):
    if case.disposition in ("exempted", "corrected"):
        return "exempt"
    return MARKS[case.word("裁量情形")]


def missing(world, unit):
    """Whether the unit did not deliver most months of the window."""
    city, window = world.city, sorted(world.months)
    gone = sum(city.exists(unit, month) and not city.sent(unit, month) for month in window)
    return 2 * gone > len(window)


def closed_cases(world):
    """Cases that ended in a penalty or without one, by unit that states most of them."""
    kept, cases = {}, settled_cases(world)
    for unit, own in world.by_unit(cases).items():
        kinds = Counter(map(kind, own))
        if missing(world, unit) or 100 * (len(own) - kinds["unknown"]) < RECORDED * len(own):
            continue
        kept[unit] = own
    return kept


def settled_cases(world):
    """As in the program: of the window by the decision, else by the filing."""
    return [case for case in world.every
            if (case.decided or case.filed)[:7] in world.months and is_settled(case)]


def is_settled(case):
    """As in the program: a penalty of which neither kind nor amount is stated says nothing."""
    if case.is_later:
        return False
    if case.disposition in ("exempted", "corrected"):
        return True
    return case.disposition == "punished" and bool(case.kinds or case.money)


def compare_leniency(report, world):
    closed = closed_cases(world)
    tested = compared(world, closed)
    q_values = adjusted({unit: row[-1] for unit, row in tested.items()}, world.level)
    ours, marked = {}, {}
    for unit, cases in closed.items():
        kinds = Counter(map(kind, cases))
        known = len(cases) - kinds["unknown"]
        lesser = known - kinds["other"]
        cells = ("",) * 6
        if unit in tested:
            number, every, expected, _, _ = tested[unit]
            cells = (str(every), percent(number / every), percent(expected),
                     fixed(number / every / expected, 2),
                     span([end / expected for end in wilson(number, every)]),
                     significant(q_values[unit], 2))
            excess = number / every - expected
            if q_values[unit] <= LEVEL and abs(excess) >= POINTS:
                marked[unit] = (str(number), expected * every, number / every / expected,
                                *(end / expected for end in wilson(number, every)))
        ours[world.name(unit)] = (
            str(known), *(str(kinds[name]) for name in ("exempt", "mitigated", "lenient")),
            rate(lesser, known)[0], str(kinds["unknown"]), *cells)
    compare(report, "L11 by unit", ours, rows(report, "L11", "写明情形的办结案件"))
    compare(report, "L11 flags", marked, {key[0]: row for key, row in flags(report, "L11").items()})
    compare(report, "L11 funnel", {
        ("", unit, ""): (str(every), number / every / expected,
                         *(end / expected for end in normal_limits(every, expected, shared)))
        for unit, (number, every, expected, shared, _) in tested.items()},
        funnel(report, "L11", "x", "y", "lower", "upper"))
    if not ours:
        return
    sums = sum((Counter(map(kind, cases)) for cases in closed.values()), Counter())
    known = sum(sums.values()) - sums["unknown"]
    compare_headline(report, "L11", known - sums["other"], known)
    compare_outcomes(report, world, "L11", Counter(
        flagged=len(marked), passed=len(tested) - len(marked),
        not_computable=len({case.unit for case in settled_cases(world)} - closed.keys())))


def compared(world, closed):
    """Units compared: marked, all, expected share, correlation, chance on either side."""
    sides = defaultdict(lambda: PeerShares(world.level))
    for unit, cases in sorted(closed.items()):
        for case in cases:
            if case.item and kind(case) != "unknown":
                lesser = kind(case) != "other"
                strata = (case.item + "/" + half_year(case.decided or case.filed), case.item)
                sides["high"].add(unit, strata, lesser)
                sides["low"].add(unit, strata, not lesser)
    low, found = sides["low"].compared(), {}
    for unit, (number, every, expected, shared, chance) in sides["high"].compared().items():
        found[unit] = (number, every, expected, shared, min(1, 2 * min(chance, low[unit][-1])))
    return found
