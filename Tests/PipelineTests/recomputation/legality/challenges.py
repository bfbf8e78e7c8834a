"""L13 and L16: decisions that were overturned, and those that the unit corrected itself."""
import math
from collections import Counter
from fractions import Fraction

from ..patterns.published import compare, fixed, flags, significant
from .printed import compare_headline, compare_listed, compare_outcomes, rate, rows, share

LEAST, LEVEL = 10, Fraction(1, 10)
UPHELD = {"维持", "驳回"}
OVERTURNED = {"变更", "撤销", "确认违法", "确认无效", "责令履行"}


def results(case):
    return {case.word(title) for title in ("复议结果", "诉讼结果")} - {""}


def standing(case):
    """What both procedures together ended in."""
    found = results(case)
    if found & OVERTURNED:
        return "overturned"
    if found & UPHELD:
        return "upheld"
    if "审理中" in found:
        return "pending"
    return "settled" if found & {"撤回", "调解"} else "none" if found else "unknown"


def compare_challenges(report, world):
    units = {unit: Counter(map(standing, cases))
             for unit, cases in world.by_unit(world.decided).items()}
    known = {unit: states for unit, states in units.items()
             if sum(states.values()) > states["unknown"]}
    compare_overturned(report, world, known)
    compare_corrected(report, world, known)
    compare_listed(report, world, "L13", world.decided, lambda case: (
        "overturned" if standing(case) == "overturned" else "kept"))


def concluded(states):
    return states["overturned"] + states["upheld"]


def above(tables):
    """The chance of so many overturned among the unit's, by the hypergeometric laws of its strata."""
    chances, observed = [Fraction(1)], 0
    for own, marked, others, others_marked in tables:
        every, all_marked = own + others, marked + others_marked
        least = max(0, own - (every - all_marked))
        law = [Fraction(math.comb(all_marked, at) * math.comb(every - all_marked, own - at),
                        math.comb(every, own))
               for at in range(least, min(own, all_marked) + 1)]
        observed += marked - least
        summed = [Fraction(0)] * (len(chances) + len(law) - 1)
        for i, chance in enumerate(chances):
            for j, factor in enumerate(law):
                summed[i + j] += chance * factor
        chances = summed
    return sum(chances[observed:])


def strata(world, known):
    """Concluded and overturned decisions of a unit and of the others of its level, by item.

    The last is the level whatever the item.
    """
    cells = Counter()
    for case in world.decided:
        state = standing(case)
        if state in ("overturned", "upheld"):
            for key in ((case.domain, case.item), None):
                for who in (case.unit, ("level", world.level(case.unit))):
                    cells[who, key, "all"] += 1
                    cells[who, key, "marked"] += state == "overturned"
    found = {}
    for unit in known:
        whole = ("level", world.level(unit))
        rows_of = {key: (cells[unit, key, "all"], cells[unit, key, "marked"],
                         cells[whole, key, "all"] - cells[unit, key, "all"],
                         cells[whole, key, "marked"] - cells[unit, key, "marked"])
                   for key in {key for who, key, _ in cells if who == unit}}
        pooled = rows_of.pop(None, (0, 0, 0, 0))
        found[unit] = [row for row in rows_of.values() if row[0] and row[2]], pooled
    return found


def adjusted(chances):
    """Benjamini and Hochberg's, within one level."""
    ranked, smallest, found = sorted(chances, key=chances.get), Fraction(1), {}
    for rank in range(len(ranked), 0, -1):
        smallest = min(smallest, chances[ranked[rank - 1]] * len(ranked) / rank)
        found[ranked[rank - 1]] = smallest
    return found


def compare_overturned(report, world, known):
    every = sum(map(concluded, known.values()))
    marked = sum(states["overturned"] for states in known.values())
    compared, levels, apart = strata(world, known), {}, set()
    for unit, states in known.items():
        tables, _ = compared[unit]
        if not tables or min(sum(row[at] for row in tables) for at in (0, 2)) < LEAST:
            own, number = concluded(states), states["overturned"]
            rest = (own, number, every - own, marked - number)
            compared[unit] = [rest] if own and every > own else [], rest
            apart.add(unit)
    for unit in known:
        tables, _ = compared[unit]
        if tables and min(sum(row[0] for row in tables), sum(row[2] for row in tables)) >= LEAST:
            levels.setdefault(world.level(unit), {})[unit] = above(tables)
    chances = {unit: chance for members in levels.values() for unit, chance in members.items()}
    q_values = {unit: value for members in levels.values()
                for unit, value in adjusted(members).items()}
    ours, flagged = {}, {}
    for unit, states in known.items():
        own, number = concluded(states), states["overturned"]
        tables, (_, _, others, others_marked) = compared[unit]
        comparable, at_items = (sum(row[at] for row in tables) for at in (0, 1))
        expected = sum(Fraction(row[0] * row[3], row[2]) for row in tables)
        beside = ("", "", "") if unit not in q_values else (
            *(("", "") if unit in apart else (str(comparable), fixed(float(expected), 1))),
            fixed(comparable * others_marked / others, 1))
        ours[world.name(unit)] = (
            str(own), str(number), *rate(number, own), *(
                str(states[kind]) for kind in ("settled", "pending", "unknown")), *beside,
            significant(float(q_values[unit]), 2) if unit in q_values else "")
        if unit in q_values and q_values[unit] <= LEVEL:
            flagged[unit] = (str(at_items), float(expected), *share(at_items, comparable),
                             float(chances[unit]), float(q_values[unit]))
    compare(report, "L13 by unit", ours, rows(report, "L13", "已有结论", "被纠正"))
    theirs = flags(report, "L13", ("observed", "expected", "effect", "effect_lower",
                                   "effect_upper", "p_value", "q_value"))
    compare(report, "L13 flags", flagged, {key[0]: figures for key, figures in theirs.items()})
    if ours:
        compare_headline(report, "L13", marked, every)
    compare_outcomes(report, world, "L13", Counter(
        flagged=len(flagged), passed=len(q_values) - len(flagged),
        not_computable=len({case.unit for case in world.decided} - known.keys())),
        every=bool(known))


def compare_corrected(report, world, known):
    ours, sums = {}, Counter()
    for unit, cases in world.by_unit(world.decided).items():
        if unit not in known or not any(case.word("自我纠正") for case in cases):
            continue
        states = Counter((case.word("自我纠正") == "是", standing(case) == "overturned")
                         for case in cases)
        own, both = states[True, False], states[True, True]
        others = both + states[False, True]
        ours[world.name(unit)] = (str(own), str(others), str(both), *rate(own, own + others))
        sums.update(own=own, others=others)
    compare(report, "L16 by unit", ours, rows(report, "L16", "自我纠正", "被复议诉讼纠正"))
    if ours:
        compare_headline(report, "L16", sums["own"], sums["own"] + sums["others"])
    compare_outcomes(report, world, "L16", Counter(
        not_computable=len({case.unit for case in world.decided}) - len(ours)), every=bool(ours))
