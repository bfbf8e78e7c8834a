"""S05 and S06: where fines lie in the bands of their items."""
import math
from collections import Counter, defaultdict

from ..published import compare_headline, compare_outcomes
from .estimates import benjamini_hochberg, wilson
from .funnels import (INDEPENDENT, chances, correlation, count_limits, exact_limits,
                      upper_mid_p)
from .outcomes import compare_tested, of_little
from .published import (chosen, compare, compare_marked, compare_sentences, count, fixed, flags,
                        funnel, significant, span, table)
from .shares import bounded, check_size

CAP, FEWEST, FEWEST_OTHERS, WEIGHT = 0.99, 30, 3, 5
FEWEST_CAPPED, LEAST_RATIO, LEVEL = 3, 1.5, 0.10
LENIENT_UP_TO, FEWEST_WRONG, FEWEST_MARKED, LEAST_SHARE = 0.30, 5, 10, 0.05
ROUNDING = 1e-9


def compare_bands(report, world):
    placed = [(case, place) for case in world.current
              for place in [position(case, world)] if place is not None]
    tested = compare_caps(report, world, placed)
    compare_outside(report, world, placed, tested)
    compare_leniency(report, world, placed)


def position(case, world):
    """0 at the lowest fine, 1 at the highest; None without a fine or a band."""
    band = world.band(case)
    if not band or not case.fine or case.sanction not in ("money", "heavy"):
        return None
    return (case.fine - band[0]) / (band[1] - band[0])


def compare_caps(report, world, placed):
    levels = defaultdict(list)
    for case, place in placed:
        levels[world.level(case.unit)].append((case, place >= CAP - ROUNDING))
    rows, points, far = {}, {}, {}
    for level, cases in levels.items():
        tested = {unit: figures for unit, figures in expected_caps(cases).items()
                  if figures[1] >= FEWEST}
        check_size(tested)
        units = {unit: (capped, every, bounded(expected / every))
                 for unit, (capped, every, expected, _) in tested.items()}
        shared = correlation(units.values()) if units else 0
        q_values = benjamini_hochberg({
            unit: max(upper_mid_p(chances(every, share, shared), capped), exact(tested[unit][3]))
            for unit, (capped, every, share) in units.items()})
        for unit, (capped, every, share) in units.items():
            if capped >= FEWEST_CAPPED and capped >= LEAST_RATIO * share * every:
                far[unit, ""] = q_values[unit] <= LEVEL
            ends = [end / share for end in wilson(capped, every)]
            points[level, unit, ""] = (
                str(every), capped / every / share,
                *(max(end, 0) / share for end in limits(every, share, shared)))
            ratio = fixed(capped / every / share, 2), span(ends)
            if not any(others for _, _, others, _ in tested[unit][3]):
                ratio = "同类0件", ""
            rows[world.name(unit),] = (str(every), str(capped), count(share * every), *ratio,
                                       significant(q_values[unit], 2))
    columns = ("可比案件", "顶格", "参照值", "之比", "95%区间", "q")
    compare(report, "S05 fines at the cap", rows,
            chosen(table(report, "S05", *columns), ("单位",), columns))
    compare(report, "S05 points", points,
            funnel(report, "S05", "x", "y", "lower", "upper"))
    flagged = {key[0] for key, is_sure in far.items() if is_sure}
    compare_marked(report, "S05", "funnel", {(unit, "") for unit in flagged})
    return {unit: unit in flagged for _, unit, _ in points}


def limits(every, share, shared):
    if shared <= INDEPENDENT:
        return exact_limits(every, share)
    return [count / every for count in count_limits(chances(every, share, shared))]


def expected_caps(cases):
    """At the cap, comparable and expected fines of each unit, by item and grade of the others."""
    strata, grades = defaultdict(Counter), defaultdict(Counter)
    for case, is_capped in cases:
        for key, counts in (((case.item, case.grade), strata), (case.grade, grades)):
            counts[key].update({(case.unit, "all"): 1, "all": 1, (case.unit, "cap"): is_capped,
                                "cap": is_capped})
    found = defaultdict(lambda: (0, 0, 0.0, ()))
    for (item, grade), counts in strata.items():
        for unit in {case.unit for case, _ in cases if (case.item, case.grade) == (item, grade)}:
            own, others = counts[unit, "all"], counts["all"] - counts[unit, "all"]
            if others < FEWEST_OTHERS:
                continue
            alike = [grades[grade][what] - grades[grade][unit, what] for what in ("cap", "all")]
            # As in the program: half a case of each kind is added to the share of the grade.
            at_large = (alike[0] + 0.5) / (alike[1] + 1)
            capped = counts["cap"] - counts[unit, "cap"]
            share = (capped + WEIGHT * at_large) / (others + WEIGHT)
            sums, table = found[unit], (counts[unit, "cap"], own, capped, others)
            found[unit] = (sums[0] + counts[unit, "cap"], sums[1] + own, sums[2] + own * share,
                           (*sums[3], table))
    return found


def exact(tables):
    """The chance of so many at the cap or more by the hypergeometric laws of the strata."""
    law, observed = {0: 1}, sum(own for own, _, _, _ in tables)
    for own, cases, others, other_cases in tables:
        capped, summed = own + others, Counter()
        for at in range(max(0, capped - other_cases), min(capped, cases) + 1):
            part = (math.comb(cases, at) * math.comb(other_cases, capped - at)
                    / math.comb(cases + other_cases, capped))
            for before, chance in law.items():
                summed[before + at] += chance * part
        law = summed
    return min(1, math.fsum(chance for at, chance in law.items() if at >= observed))


def compare_outside(report, world, placed, tested):
    rows = defaultdict(Counter)
    for case, place in placed:
        row = rows[case.unit]
        row["all"] += 1
        row["graded"] += bool(case.grade)
        row["above"] += place > 1
        if place < 0 and case.leniency != "减轻":
            row["below" if case.leniency else "blank"] += 1
    columns = ("有幅度的罚款", "高于上限", "低于下限、非减轻", "低于下限、未记情形", "记录裁量阶次")
    compare(report, "S05 fines outside the band",
            {(world.name(unit),): tuple(str(row[name]) for name in (
                "all", "above", "below", "blank", "graded")) for unit, row in rows.items()},
            chosen(table(report, "S05", *columns), ("单位",), columns))
    listed = {unit: str(row["above"] + row["below"]) for unit, row in rows.items()
              if row["above"] + row["below"] >= 3}
    compare_subjects(report, world, rows, listed, tested)
    report.compare("S05 units with fines outside the band", listed, {
        unit: row[0] for (unit, _, _, kind), row in flags(report, "S05", ("observed",)).items()
        if kind == "outside"})


def compare_subjects(report, world, rows, listed, tested):
    """Each unit is a subject twice: by its share at the cap, and by its fines outside the band."""
    sizes = Counter(world.level(unit) for unit in rows)
    outcomes = Counter()
    for unit in set(world.city.units()) | rows.keys():
        fines = rows[unit]["all"] if unit in rows else 0
        little = of_little(world, unit)
        if fines >= FEWEST:
            # Fines enough, but none like them at other units, or no other unit.
            little = "not_applicable" if sizes[world.level(unit)] == 1 else "not_computable"
        at_cap = "flagged" if tested.get(unit) else "passed"
        outside = "flagged" if unit in listed else "passed" if fines else of_little(world, unit)
        outcomes.update([at_cap if unit in tested else little, outside])
    compare_outcomes(report, "S05", outcomes)
    compare_tested(report, "S05", len(tested), sum(tested.values()), 0,
                   r".*。(\d+)个单位有罚款在幅度之外；另有(\d+)件低于下限而未记录",
                   len(listed), sum(row["blank"] for row in rows.values()))


def compare_leniency(report, world, placed):
    marks = defaultdict(Counter)
    for case, place in placed:
        if case.leniency == "从轻":
            marks[case.unit].update({"lenient": 1, "high": int(place > LENIENT_UP_TO + ROUNDING)})
        if case.leniency == "减轻" and world.band(case)[0] > 0:
            marks[case.unit].update({"mitigated": 1, "not below": int(place >= 0)})
    columns = ("从轻", "从轻而位置偏高", "减轻", "减轻而不低于下限")
    compare(report, "S06 table of marks",
            {(world.name(unit),): tuple(str(own[name]) for name in (
                "lenient", "high", "mitigated", "not below")) for unit, own in marks.items()},
            chosen(table(report, "S06", *columns), ("单位",), columns))
    ours = {}
    for unit, own in marks.items():
        wrong, every = own["high"] + own["not below"], own["lenient"] + own["mitigated"]
        if every >= FEWEST_MARKED and wrong >= FEWEST_WRONG:
            low, high = wilson(wrong, every)
            if low > LEAST_SHARE:
                ours[unit, "", "", ""] = (wrong, None, wrong / every, low, high)
    compare(report, "S06 flags", ours, flags(report, "S06"))
    judged = {unit for unit, own in marks.items()
              if own["lenient"] + own["mitigated"] >= FEWEST_MARKED}
    compare_outcomes(report, "S06", Counter(
        of_little(world, unit) for unit in set(world.city.units()) - judged) + Counter(
            flagged=len(ours), passed=len(judged) - len(ours)))
    compare_headline(report, "S06", r"判断了(\d+)个单位的从轻、减轻登记，(\d+)个单位",
                     (len(judged), len(ours)))
    compare_beside(report, world, marks, ours)


def compare_beside(report, world, marks, flagged):
    """S06: the sentence of a flag, with the share of all other units of its level."""
    ours = {}
    for key, (wrong, _, share, low, high) in flagged.items():
        own, others = marks[key[0]], Counter()
        for unit, other in marks.items():
            if unit != key[0] and world.level(unit) == world.level(key[0]):
                others.update(other)
        beside = others["high"] + others["not below"], others["lenient"] + others["mitigated"]
        ours[key] = (str(own["lenient"] + own["mitigated"]), *map(
            tenths, (share, low, high)), str(own["high"]), str(own["not below"]),
                     tenths(beside[0] / beside[1]))
    compare_sentences(report, "S06", r"有幅度的(\d+)件中([\d.]+)%（95%区间([\d.]+)%–([\d.]+)%）.*?偏高"
                      r"(\d+)件，减轻而不低于下限(\d+)件.*合计为([\d.]+)%。", ours)


def tenths(share):
    """A share in percent, without its sign."""
    return fixed(100 * share, 1)
