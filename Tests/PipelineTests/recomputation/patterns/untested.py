"""S02 and P04: why nobody of the sample is tested by draws, which are not recomputed."""
from collections import Counter, defaultdict

from ..calendar import month_of, number
from ..cells import LAST
from ..published import compare_headline, compare_outcomes
from .published import flags

FEWEST_CASES, FEWEST_UNITS, FEWEST_TOWNS, MONTHS = 30, 5, 5, 24
NONE_TESTED = r"本期检验(\d+)个，标记(\d+)个，按q预计误报约?((?:不到)?[\d.]+)个"


def compare_untested(report, world):
    compare_mixes(report, world)
    compare_evenness(report, world)


def compare_mixes(report, world):
    """S02: no level has five units with cases enough of a domain."""
    cases = Counter((case.unit, case.domain) for case in world.current if case.item)
    comparable = Counter((world.level(unit), domain) for (unit, domain), every in cases.items()
                         if every >= FEWEST_CASES and not world.mostly_missing(unit))
    unsent = sum(world.mostly_missing(unit) for unit, _ in cases)
    compare_none(report, "S02", max(comparable.values()) >= FEWEST_UNITS, {
        "not_computable": unsent, "not_applicable": len(cases) - unsent})


def compare_evenness(report, world):
    """P04: no county has five towns with cases of a domain in two years."""
    first = month_of(number(LAST) - MONTHS + 1)
    towns = defaultdict(set)
    for case in world.cases:
        if (case.month >= first and case.domain and case.sanction != "dismissed"
                and world.level(case.unit) == "town"):
            county = world.city.county(world.city.district[case.unit])
            towns[county, case.domain].add(case.unit)
    compare_none(report, "P04", max(map(len, towns.values())) >= FEWEST_TOWNS,
                 {"not_applicable": len(towns)})


def compare_none(report, code, is_tested, outcomes):
    if is_tested:
        raise ValueError(f"{code} is tested by draws, which are not recomputed")
    compare_outcomes(report, code, outcomes)
    compare_headline(report, code, NONE_TESTED, (0, 0, 0))
    report.compare(f"{code} flags", {}, flags(report, code))
