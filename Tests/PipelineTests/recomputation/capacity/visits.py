"""D01, D02: visits over the yearly cap of a party, and visits soon after another unit's."""
from collections import Counter, defaultdict
from datetime import date

from ..cells import LAST, WINDOW
from ..exports import day, folded
from ..patterns.published import compare, compare_shown, fixed, growing, is_growth_hidden, people
from .estimates import median
from .outcomes import (
    compare_flags, compare_headline, compare_missing, compare_outcomes, compare_reasons)
from .rules import effect, rated, stated
from .world import END, rows

WARNING, DAYS, LEAST = 20, 30, 5


def compare_visits(report, world):
    if world.has("caps"):
        compare_caps(report, world)
    else:
        compare_missing(report, "D01", "caps")
    compare_repeats(report, world)


def counted(world, domain_caps):
    """Days of visits of the year by party and domain, with the units of the day."""
    found = defaultdict(lambda: defaultdict(set))
    for visit in world.visits:
        if visit.date[:4] == LAST[:4] and visit.mode != "投诉核查" and visit.party and not visit.offsite:
            # As in the program: all visits of a day are one, joint or not.
            found[visit.party, visit.domain][visit.date].add(visit.unit)
    return {key: days for key, days in found.items() if key[1] in domain_caps}


def compare_caps(report, world):
    caps = {(row["domain"], row["风险等级"]): int(row["年度检查次数上限"])
            for row in world.table("caps")}
    register = {(folded(row["监管对象代码"]).upper(), row["domain"]): row["风险等级"]
                for row in world.table("register") if day(row["纳入日期"], "") <= END}
    days_of = counted(world, {domain for domain, _ in caps})
    numbers, over, parties = defaultdict(list), Counter(), defaultdict(set)
    for (party, domain), risk in register.items():
        days = days_of.get((party, domain), {})
        cap = caps.get((domain, risk))
        numbers[domain, risk].append(len(days))
        for on in sorted(days)[cap:] if cap is not None else ():
            for unit in days[on]:
                over[unit, domain, risk] += 1
                parties[unit, domain, risk].add(party)
    compare_frequency(report, numbers, caps)
    own = Counter((visit.unit, visit.domain) for visit in world.visits
                  if visit.date[:4] == LAST[:4] and visit.mode != "投诉核查" and not visit.offsite)
    compare(report, "D01 visits over the cap", {
        (world.name(unit), domain, risk): (
            str(caps[domain, risk]), growing(number), growing(len(parties[unit, domain, risk])),
            str(own[unit, domain]))
        for (unit, domain, risk), number in over.items() if len(numbers[domain, risk]) > 4},
        rows(report, "D01", ("单位", "领域", "风险等级"), (
            "年度上限", "上限后检查", "涉及对象", "本单位该领域检查（投诉核查、非现场除外）")))
    compare_flags(report, "D01", {
        (unit, domain, "", risk): (
            ("notice", None) if len(numbers[domain, risk]) <= 4 else
            ("warning" if number >= WARNING else "notice",
             None if is_growth_hidden(number) else float(number)))
        for (unit, domain, risk), number in over.items()})
    flagged = {unit for unit, _, _ in over}
    compare_headline(report, "D01", (str(sum(over.values())), str(len(flagged))))
    judged = {unit for unit, domain in own}
    compare_outcomes(report, "D01", (len(flagged), len(judged - flagged),
                                     len(world.units()) - len(judged), 0))


def compare_frequency(report, numbers, caps):
    ours = {}
    for (domain, risk), visits in numbers.items():
        cap = caps.get((domain, risk))
        above = sum(number > cap for number in visits)
        rest = len(visits) - above
        is_hidden = is_growth_hidden(above)
        told = not is_hidden and not is_growth_hidden(rest)
        ours[domain, risk] = (
            str(cap), people(len(visits)), fixed(median(visits), 0),
            "—" if is_hidden else str(max(visits)),
            growing(above) if is_hidden or told else "—",
            *(rated(above, len(visits)) if told else ("", "")))
    # One party would follow from the records of the register.
    ours = {kind: row for kind, row in ours.items() if not 1 <= len(numbers[kind]) <= 4}
    compare(report, "D01 visits by class", ours, rows(report, "D01", ("领域", "风险等级"), (
        "年度上限", "名录对象", "次数中位数", "最多次数", "超过上限的对象", "占比", "95%区间")))


def repeats(world):
    """Days to the nearest earlier visit of another unit, by the later and the earlier unit."""
    by_party, own = defaultdict(list), Counter()
    for visit in world.visits:
        if visit.mode in ("联合", "投诉核查") or visit.offsite or visit.date > END:
            continue
        if visit.party:
            by_party[visit.party].append((visit.date, visit.unit))
        else:
            own[visit.unit] += visit.date[:7] in world.window
    found = defaultdict(list)
    for visits in by_party.values():
        # On one day, and among several units before, by the unit's code.
        # Several inspections of a unit on one day are one visit.
        visits = sorted(set(visits))
        for at, (on, unit) in enumerate(visits):
            if on[:7] not in world.window:
                continue
            own[unit] += 1
            earlier = [each for each in visits[:at] if each[1] != unit]
            if earlier:
                gap = (date.fromisoformat(on) - date.fromisoformat(earlier[-1][0])).days
                if gap <= DAYS:
                    found[unit, earlier[-1][1]].append(gap)
    return found, own


def compare_repeats(report, world):
    found, own = repeats(world)
    ours = {(world.name(unit), world.name(other)): (
        str(len(gaps)), fixed(median(gaps), 1 if median(gaps) % 1 else 0), str(own[unit]),
        *rated(len(gaps), own[unit])) for (unit, other), gaps in found.items()}
    theirs = rows(report, "D02", ("单位（后查）", "先查单位"), (
        "期限内重复检查", "相隔天数中位数", "本单位检查（联合、投诉核查、非现场除外）", "占比", "95%区间"))
    compare_shown(report, "D02 pairs", ours, theirs)
    flagged = {(unit, "", "", other): ("warning" if len(gaps) >= WARNING else "notice",
                                       float(len(gaps)), *effect(len(gaps), own[unit]))
               for (unit, other), gaps in found.items() if len(gaps) >= LEAST}
    compare_flags(report, "D02", flagged)
    compare_reasons(report, "D02", {
        (unit, other): [str(DAYS), str(len(found[unit, other])), fixed(
            median(found[unit, other]), 1), *stated(len(found[unit, other]), own[unit])]
        for unit, _, _, other in flagged})
    every = sum(map(len, found.values()))
    compare_headline(report, "D02", [str(WINDOW), str(DAYS)] + stated(every, sum(own.values()))
                     + [str(len(flagged)), str(LEAST)])
    units, visiting = {key[0] for key in flagged}, {unit for unit in own if own[unit]}
    compare_outcomes(report, "D02", (len(units), len(visiting - units),
                                     len(world.units()) - len(visiting), 0))
