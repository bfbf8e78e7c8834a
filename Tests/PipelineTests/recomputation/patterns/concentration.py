"""S07: how the penalties of a unit and domain gather on parties."""
import random
from collections import Counter, defaultdict
from statistics import median

from ..cells import LAST
from ..published import compare_outcomes
from .estimates import wilson
from .outcomes import compare_tested
from .parameters import parameters
from .party_sizes import Parties, fitted, ordinary
from .published import (chosen, compare, compare_sentences, fixed, flags, funnel, growing,
                        is_growth_hidden, percent, significant, table)
from .simulated import (Counted, Draws, adjusted_ends, between, chance_between, counted, decided,
                        quantile_ends)

COLUMNS = ("写明当事人的处罚", "未写明", "当事人", "监管对象", "最多者份额", "同规模单位90%范围", "HHI",
           "基尼系数", "q值")
# As in the program, whose page does not say how often it draws; an equal number counts by half.
THEIR_DRAWS, OUR_DRAWS, SEED = Draws(499, 0.02, 20_000, 0.5), 1000, 4
# Draws whose quantiles err as much as theirs and ours do together.
BOTH = round(1 / (1 / THEIR_DRAWS.first + 1 / OUR_DRAWS))
# Shares are printed with one decimal of a percent.
PRINTED = 0.0005
SENTENCE = (r"的(\d+)件处罚中([\d.]+)%（95%区间([\d.]+)%–([\d.]+)%，(\d+)件）集中于同一对象，"
            r"同规模单位90%在([\d.]+)%–([\d.]+)%之间，其他单位的中位数为([\d.]+)%；.*?"
            r"概率为([\d.<]+)（q值([\d.<]+)）。(?:有处罚的对象(\d+)个，)?监管对象(\d+)个；"
            r"(?:除去该对象，其余处罚中最多的对象占([\d.]+)%；)?写明当事人的处罚占([\d.]+)%")


def compare_concentration(report, world, penalties, uncounted):
    """What is described of each unit and domain, and what becomes of it.

    In uncounted units and domains S08 hides how many parties are penalised again.
    """
    settings = parameters(report, "S07")
    groups = defaultdict(Counter)
    for case in penalties:
        if case.domain:
            groups[case.unit, case.domain][case.party.code] += 1
    blanks = {subject: parties.pop("", 0) for subject, parties in groups.items()}
    tests = tests_of(world, groups, blanks, settings, uncounted)
    q_ends = adjusted(world, tests)
    compare(report, "S07 table of concentration", {
        (world.name(unit), domain): row(
            world, unit, domain, parties, blanks[unit, domain], tests.get((unit, domain)),
            q_ends.get((unit, domain)), (unit, domain) in uncounted)
        for (unit, domain), parties in groups.items()
        if parties.total() >= settings["cases"]},
            chosen(table(report, "S07", *COLUMNS), ("单位", "领域"), COLUMNS))
    compare(report, "S07 points", {
        (world.level(unit), unit, domain): (
            str(one.unit.cases), None if one.is_hidden else significant(one.unit.share, 6),
            *(between(*ends, 1e-6) for ends in one.band))
        for (unit, domain), one in tests.items()},
            funnel(report, "S07", "x", "y", "lower", "upper"))
    flagged = compare_flags(report, settings, tests, q_ends)
    compare_flag_sentences(report, world, {key: tests[key] for key in flagged}, q_ends, blanks)
    compare_verdicts(report, world, groups, blanks, settings, len(tests), len(flagged))


class Test:
    """A unit's parties beside parties whose sizes follow the law of the domain."""

    def __init__(self, unit, law, others, source, is_uncounted):
        self.unit, self.others, self.is_uncounted = unit, others, is_uncounted
        self.is_hidden = is_hidden(unit.parties, unit.cases - unit.top, is_uncounted)
        drawn = sorted(law.top(unit, source) for _ in range(OUR_DRAWS))
        more = sum(reached(top, unit.top) for top in drawn)
        self.chance = counted(more, OUR_DRAWS, lambda: reached(law.top(unit, source), unit.top))
        self.band = [tuple(end / unit.cases for end in quantile_ends(drawn, part, BOTH))
                     for part in (0.05, 0.95)]

    def is_far(self, settings, is_theirs):
        """Whether all but its chance lets it be flagged; at the edge of the band theirs tells."""
        share = self.unit.share
        return (share > self.band[1][0 if is_theirs else 1] and share >= settings["share"]
                and share >= settings["peer_ratio"] * median(self.others)
                and self.unit.top >= settings["top_cases"])

    def figures(self):
        """Figures of a flag; of few parties none is told."""
        unit = self.unit
        return (None,) * 5 if self.is_hidden else (
            str(unit.top), None, unit.share, *wilson(unit.top, unit.cases))

    def band_text(self, text):
        return "–".join(percent_between(*ends)(part) for ends, part in zip(
            self.band, text.split("–"))) if "–" in text else str(self.band)


def is_hidden(parties, rest, is_uncounted):
    """Of few parties shares would tell; so would one that leaves ten no room for another with three."""
    return is_growth_hidden(parties) or is_uncounted and rest < 11


def reached(top, found):
    """A larger number of penalties of the first party, and half an equal one."""
    return 1.0 if top > found else 0.5 if top == found else 0.0


def percent_between(low, high):
    def of(text):
        return between(100 * low, 100 * high, 100 * PRINTED)(text.rstrip("%")) + "%"
    return of


def tests_of(world, groups, blanks, settings, uncounted):
    """Each unit of a level and domain that enough units can be compared in."""
    fields = defaultdict(dict)
    for subject, parties in sorted(groups.items()):
        if not verdict(world, *subject, parties, blanks[subject], settings):
            fields[world.level(subject[0]), subject[1]][subject] = Parties(
                list(parties.values()), regulated(world, *subject, len(parties)))
    source, tests = random.Random(SEED), {}
    for _, members in sorted(fields.items()):
        if len(members) < settings["units"]:
            continue
        law = fitted(ordinary(list(members.values())))
        for subject, unit in members.items():
            others = [other.share for other in members.values() if other is not unit]
            tests[subject] = Test(unit, law, others, source, subject in uncounted)
    return tests


def adjusted(world, tests):
    """Between which ends the adjusted chances lie, each level alone."""
    source, found = random.Random(SEED), {}
    for level in sorted({world.level(unit) for unit, _ in tests}):
        chances = {key: one.chance for key, one in tests.items() if world.level(key[0]) == level}
        found.update(adjusted_ends(lambda _, own=chances: own, THEIR_DRAWS, source))
    return found


def row(world, unit, domain, parties, blank, test, q_ends, is_uncounted):
    counts = sorted(parties.values())
    every = sum(counts)
    is_told = not is_hidden(len(counts), every - counts[-1], is_uncounted)
    unequal = ("—", "—") if is_uncounted or not is_told else (
        fixed(sum((number / every) ** 2 for number in counts), 3), fixed(gini(counts), 3))
    told = (percent(counts[-1] / every), chance_between(q_ends) if test else "") if is_told else (
        "—", "—")
    listed = regulated(world, unit, domain, len(counts))
    seen = "—" if is_uncounted and not is_growth_hidden(len(counts)) else growing(len(counts))
    return (str(every), str(blank), seen, "" if listed is None else str(listed), told[0],
            test.band_text if test else "", *unequal, told[1])


def regulated(world, unit, domain, seen):
    """Parties of the register where the unit has its seat, of the groups whose items it may enforce."""
    city, groups = world.city, defaultdict(list)
    place = city.place(city.district[unit])
    every = city.regulated(place, domain, "", LAST)
    for item, row in city.items.items():
        if row["domain"] == domain and any(
                city.empowered(unit, item, month) for month in world.window):
            groups[row["exposure_group"]].append(city.regulated(place, domain, item, LAST))
    if every is None or not groups or any(None in parties for parties in groups.values()):
        return every
    held = sum(map(max, groups.values()))
    # Where more were seen the list of powers is not whole.
    return min(every, held) if held >= seen else every


def compare_flags(report, settings, tests, q_ends):
    theirs = {key[:2] for key in flags(report, "S07")}
    ours = decided(q_ends, settings["q"], theirs)
    ours = {key for key in ours if tests[key].is_far(settings, key in theirs)}
    compare(report, "S07 flags", {(*key, "", ""): tests[key].figures() for key in ours},
            flags(report, "S07"))
    return ours


def compare_flag_sentences(report, world, tests, q_ends, blanks):
    """Numbers of the sentences of flags that tell their figures."""
    said = {}
    for (unit, domain), one in tests.items():
        parties, blank = one.unit, blanks[unit, domain]
        if one.is_hidden:
            continue
        rest = max(count for count, number in parties.tallies.items()
                   if number and (count < parties.top or number > 1))
        said[unit, domain, "", ""] = (
            str(parties.cases), fixed(100 * parties.share, 1),
            *(fixed(100 * end, 1) for end in wilson(parties.top, parties.cases)), str(parties.top),
            *(between(100 * low, 100 * high, 100 * PRINTED) for low, high in one.band),
            fixed(100 * median(one.others), 1), chance_of(one.chance),
            chance_between(q_ends[unit, domain]),
            "" if one.is_uncounted else str(parties.parties),
            str(regulated(world, unit, domain, parties.parties)),
            "" if one.is_uncounted else fixed(100 * rest / (parties.cases - parties.top), 1),
            fixed(100 * parties.cases / (parties.cases + blank), 1))
    compare_sentences(report, "S07", SENTENCE, said)


def chance_of(ours):
    """A chance of ours as the program may have counted it: as one of a family of its own."""
    return chance_between(adjusted_ends(
        lambda _: {"": Counted(*ours)}, THEIR_DRAWS, random.Random(SEED))[""])


def compare_verdicts(report, world, groups, blanks, settings, tested, flagged):
    outcomes = Counter(verdict(world, *subject, parties, blanks[subject], settings)
                       or "not_applicable" for subject, parties in groups.items())
    outcomes["not_applicable"] -= tested
    compare_outcomes(report, "S07", outcomes + Counter(
        flagged=flagged, passed=tested - flagged))
    worst = max((float(row["q_value"]) for row in report.flags("S07") if row["q_value"]), default=0)
    compare_tested(report, "S07", tested, flagged, worst)


def verdict(world, unit, domain, parties, blank, settings):
    """Why a unit and domain are not compared with others; empty where they may be."""
    known, listed = parties.total(), regulated(world, unit, domain, len(parties))
    if world.mostly_missing(unit):
        return "not_computable"
    if known + blank < settings["cases"]:
        return "not_applicable"
    if blank > known:
        return "not_computable"
    if known < settings["cases"]:
        return "not_applicable"
    return "" if listed is not None and listed >= len(parties) else "not_computable"


def gini(ordered):
    number, whole = len(ordered), sum(ordered)
    ranked = sum((rank + 1) * value for rank, value in enumerate(ordered))
    return 2 * ranked / (number * whole) - (number + 1) / number
