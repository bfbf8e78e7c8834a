"""Subjects of the indicators of patterns, by what became of them.

Who is tested and flagged is recomputed with each indicator, and stands in its headline; here are
the others, told apart as the program does.
"""
import re
from collections import Counter

from .. import markdown
from ..published import compare_outcomes
from .bands import FEWEST, position

# Kinds of one test that each unit is asked.
KINDS = {"P03": 1, "P05": 3, "P06": 1}


def compare_subjects(report, world):
    tested = {code: headline(report, code) for code in ("S01", "S05", *KINDS)}
    units = world.city.units()
    silent = set(filter(world.mostly_missing, units))
    for code, kinds in KINDS.items():
        missing = silent | (unplaced(world) if code == "P06" else set())
        compare_outcomes(report, code, judged(tested[code], {
            "not_computable": len(missing) * kinds,
            "not_applicable": (len(units) - len(missing)) * kinds - tested[code][0]}))
    compare_ratios(report, world, tested["S01"])
    compare_caps(report, world, tested["S05"])


def headline(report, code):
    """Tested and flagged."""
    text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
    return tuple(map(int, re.search(r"本期检验(\d+)个，标记(\d+)个", text).groups()))


def judged(tested, others):
    return {"flagged": tested[1], "passed": tested[0] - tested[1], **others}


def unplaced(world):
    """Units of whose cases most name no place of the party."""
    blank = Counter()
    for case in world.current:
        if case.sanction != "dismissed" and not world.mostly_missing(case.unit):
            blank[case.unit] += -1 if case.party.locality else 1
    return {unit for unit, number in blank.items() if number > 0}


def compare_ratios(report, world, tested):
    """S01: units and domains, of which parties and most deliveries must be known."""
    outcomes = Counter(judged(tested, {}))
    every = 0
    for (_, _, item), (state, numbers) in world.answers.items():
        if item:
            continue
        every += 1
        empowered, sent, parties = numbers[0], numbers[1], numbers[-1]
        if state == "not_empowered" or not empowered:
            continue
        is_unsent = state == "not_sent" or not sent or 2 * sent < empowered
        outcomes["not_computable"] += parties is None or parties > 0 and is_unsent
    outcomes["not_applicable"] = every - outcomes.total()
    compare_outcomes(report, "S01", outcomes)


def compare_caps(report, world, tested):
    """S05: each unit is asked for fines at the cap and for those outside the band."""
    fines = Counter(case.unit for case in world.current if position(case, world) is not None)
    levels = Counter(map(world.level, fines))
    units = world.city.units()
    large = sum(number >= FEWEST and levels[world.level(unit)] > 1
                for unit, number in fines.items())
    outside = sum(row["category"] == "outside" for row in report.flags("S05"))
    outcomes = Counter(judged(tested, {"not_computable": large - tested[0]}))
    outcomes.update(flagged=outside, passed=len(fines) - outside)
    outcomes["not_computable"] += 2 * sum(
        world.mostly_missing(unit) and not fines[unit] for unit in units)
    outcomes["not_applicable"] = 2 * len(units) - outcomes.total()
    compare_outcomes(report, "S05", outcomes)
