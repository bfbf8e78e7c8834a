"""S07: how the penalties of a unit and domain gather on parties."""
from collections import Counter, defaultdict

from ..cells import LAST
from ..published import compare_headline, compare_outcomes
from .published import chosen, compare, fixed, flags, growing, is_growth_hidden, percent, table

FEWEST, FEWEST_UNITS = 30, 5
COLUMNS = ("写明当事人的处罚", "未写明", "当事人", "监管对象", "最多者份额", "同规模单位90%范围", "HHI",
           "基尼系数", "q值")


def compare_concentration(report, world, penalties):
    """What is described of each unit and domain, and what becomes of it."""
    groups = defaultdict(Counter)
    for case in penalties:
        if case.domain:
            groups[case.unit, case.domain][case.party.code] += 1
    blanks = {subject: parties.pop("", 0) for subject, parties in groups.items()}
    compare(report, "S07 table of concentration", {
        (world.name(unit), domain): row(world, unit, domain, parties, blanks[unit, domain])
        for (unit, domain), parties in groups.items() if parties.total() >= FEWEST},
            chosen(table(report, "S07", *COLUMNS), ("单位", "领域"), COLUMNS))
    compare_verdicts(report, world, groups, blanks)


def row(world, unit, domain, parties, blank):
    counts = sorted(parties.values())
    every = sum(counts)
    # Of few parties the shares would say how many they are.
    is_told = not is_growth_hidden(len(counts))
    described = (percent(counts[-1] / every), "",
                 fixed(sum((number / every) ** 2 for number in counts), 3),
                 fixed(gini(counts), 3), "") if is_told else ("—", "", "—", "—", "—")
    listed = regulated(world, unit, domain)
    return (str(every), str(blank), growing(len(counts)),
            "" if listed is None else str(listed), *described)


def regulated(world, unit, domain):
    """Parties of the register where the unit has its seat."""
    city = world.city
    return city.regulated(city.place(city.district[unit]), domain, "", LAST)


def compare_verdicts(report, world, groups, blanks):
    """Nobody is tested while no level has five comparable units of a domain."""
    outcomes, comparable = Counter(), Counter()
    for (unit, domain), parties in groups.items():
        what = verdict(world, unit, domain, parties, blanks[unit, domain])
        outcomes[what or "not_applicable"] += 1
        comparable[world.level(unit), domain] += not what
    if max(comparable.values()) >= FEWEST_UNITS:
        raise ValueError("concentration is tested by draws, which are not recomputed")
    compare_outcomes(report, "S07", outcomes)
    compare_headline(report, "S07", r"本期检验(\d+)个，标记(\d+)个，按q预计误报约?((?:不到)?[\d.]+)个", (0, 0, 0))
    report.compare("S07 flags", {}, flags(report, "S07"))


def verdict(world, unit, domain, parties, blank):
    """Why a unit and domain are not compared with others; empty where they may be."""
    known, listed = parties.total(), regulated(world, unit, domain)
    if world.mostly_missing(unit):
        return "not_computable"
    if known + blank < FEWEST:
        return "not_applicable"
    if blank > known:
        return "not_computable"
    if known < FEWEST:
        return "not_applicable"
    return "" if listed is not None and listed >= len(parties) else "not_computable"


def gini(ordered):
    number, whole = len(ordered), sum(ordered)
    ranked = sum((rank + 1) * value for rank, value in enumerate(ordered))
    return 2 * ranked / (number * whole) - (number + 1) / number
