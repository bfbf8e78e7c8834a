"""S10: filings of units against those that their level lets one expect."""
from collections import Counter, defaultdict

from ..published import compare_outcomes
from .contrasts import is_chance
from .estimates import benjamini_hochberg, wilson
from .funnels import chances, correlation, count_limits, floored, lower_mid_p
from .outcomes import compare_tested, unjudged
from .published import (FIGURES, chosen, compare, compare_marked, fixed, flags, funnel,
                        ratio_text, significant, table)
from .shares import bounded, check_size

FEWEST, FEWEST_UNITS, LEAST_RATIO, LEVEL = 30, 5, 1.4, 0.10
SOURCES = {"inspection": "检查", "complaint": "投诉举报"}


def compare_filings(report, world):
    visits = [(visit, visit.is_filed) for visit in world.visits
              if visit.month in world.window and is_chance(visit)]
    complaints = [(complaint, complaint.outcome == "立案") for complaint in once_each(world)]
    rows, tested = {}, {}
    for source, trials in (("inspection", visits), ("complaint", complaints)):
        units = expected_filings(world, trials)
        tested.update(judged(world, source, units))
        for unit, figures in units.items():
            q_value = tested[source, unit][-1] if (source, unit) in tested else None
            rows[world.name(unit), SOURCES[source]] = (
                *row_of(*figures, q_value), told(world, unit, figures, q_value))
    columns = ("可比件数", "立案", "参照值", "比值（95%区间）", "q", "结果")
    compare(report, "S10 table of filings", rows, chosen(
        table(report, "S10", "来源", *columns), ("单位", "来源"), columns))
    compare_chances(report, tested)
    found = [visit for visit, _ in visits]
    compare_outcomes(report, "S10", unjudged(world, found) + Counter(
        passed=len(tested), not_applicable=len(rows) - len(tested)))
    compare_tested(report, "S10", len(tested), 0, 0)


def once_each(world):
    """Decided reports of the window; of one complainant about one item of a unit a filed one, if any.

    The exports do not say whom they are about.
    """
    kept = {}
    for at, complaint in enumerate(world.complaints):
        if complaint.month not in world.window or complaint.kind != "举报":
            continue
        if complaint.outcome in ("立案", "不予立案"):
            key = (complaint.unit, complaint.domain, complaint.item,
                   complaint.complainant or at)
            if kept.get(key) is None or complaint.outcome == "立案":
                kept[key] = complaint
    return kept.values()


def told(world, unit, figures, q_value):
    """The verdict; a unit that says it filed although no case of the window is its own is marked."""
    filed, every, _ = figures
    if filed and unit not in {case.unit for case in world.current}:
        return verdict(every, q_value) + "；登记为立案，而案件数据中该单位没有案件"
    if q_value is not None and q_value <= LEVEL:
        return "未标记：差距小于下限"
    return verdict(every, q_value)


def verdict(every, q_value):
    """No unit of the sample that stands out lies far enough below its level."""
    if q_value is not None:
        return "未标记"
    return "没有两组可比的层" if not every else (
        "件数不足" if every < FEWEST else "可比单位不足")


def judged(world, source, units):
    """Filed, comparable, expected share, law and chances of units whose level can be compared."""
    levels, found = defaultdict(dict), {}
    for unit, (filed, every, expected) in units.items():
        if every >= FEWEST and not world.mostly_missing(unit):
            levels[world.level(unit)][unit] = (filed, every, bounded(expected / every))
    for members in levels.values():
        if len(members) < FEWEST_UNITS:
            continue
        check_size(members)
        shared = correlation(members.values())
        laws = {unit: chances(every, share, floored(share, shared))
                for unit, (_, every, share) in members.items()}
        low = {unit: lower_mid_p(laws[unit], own[0]) for unit, own in members.items()}
        adjusted = benjamini_hochberg(low)
        found.update({(source, unit): (*own, laws[unit], low[unit], adjusted[unit])
                      for unit, own in members.items()})
    return found


def compare_chances(report, tested):
    points, marked = {}, {}
    for (source, unit), (filed, every, share, law, chance, q_value) in tested.items():
        expected = share * every
        ends = [end / expected for end in count_limits(law)]
        points[source, unit, ""] = (str(every), filed / expected, *ends)
        marked[unit, "", "", "unit/" + source] = (
            filed, expected, filed / expected, *(end / share for end in wilson(filed, every)),
            chance, q_value)
    compare(report, "S10 filings beside the level", points,
            funnel(report, "S10", "x", "y", "lower", "upper"))
    theirs = flags(report, "S10", (*FIGURES, "p_value", "q_value"))
    ours = {key: figures for key, figures in marked.items()
            if figures[-1] <= LEVEL and figures[2] * LEAST_RATIO <= 1}
    compare(report, "S10 flags", ours, theirs)
    compare_marked(report, "S10", "funnel", {key[:2] for key in ours})


def expected_filings(world, trials):
    """Filed, comparable and expected ones of each unit, by domain and item of the others."""
    strata = defaultdict(Counter)
    for trial, is_filed in trials:
        stratum = strata[world.level(trial.unit), trial.domain, trial.item]
        stratum.update({"all": 1, (trial.unit, "all"): 1, "filed": is_filed,
                        (trial.unit, "filed"): is_filed})
    linked = {world.level(trial.unit) for trial, is_filed in trials if is_filed}
    found = {trial.unit: (0, 0, 0.0) for trial, _ in trials if world.level(trial.unit) in linked}
    for (level, *_), counts in strata.items():
        for unit in found:
            own, others = counts[unit, "all"], counts["all"] - counts[unit, "all"]
            if own and others and world.level(unit) == level:
                filed = counts[unit, "filed"]
                expected = own * (counts["filed"] - filed) / others
                sums = found[unit]
                found[unit] = (sums[0] + filed, sums[1] + own, sums[2] + expected)
    return found


def row_of(filed, every, expected, q_value):
    ratio = None
    if every and expected:
        ends = [end * every for end in wilson(filed, every)]
        ratio = [figure / expected for figure in (filed, *ends)]
    return (str(every), str(filed), fixed(expected, 1), ratio_text(ratio),
            "" if q_value is None else significant(q_value, 2))
