"""S03, S10 and S13: odds of two groups of parties within strata."""
from collections import Counter, defaultdict

from ..published import compare_outcomes
from .closed import Closed
from .estimates import information, mantel_haenszel, odds_ratio
from .outcomes import compare_tested, of_little, unjudged
from .published import (chosen, compare, dashed, fixed, intervals, is_hidden, ratio_text, table)
from .world import CONTRASTS, FOUND

COLUMNS = ("前组数", "前组占比", "后组数", "后组占比", "分层比值比（95%区间）", "不分层", "信息量V",
           "同级居中值", "q", "结果")
FEWEST_FOR_SHARE, FEWEST, LEAST_INFORMATION, FEWEST_UNITS = 30, 10, 6, 5


def compare_contrasts(report, world):
    visits = [visit for visit in world.visits if visit.month in world.window and visit.result]
    severe = [case for case in world.current if case.sanction != "dismissed" and case.item]
    found = [visit for visit in visits if is_chance(visit)]
    risks = Risks(world)
    by_party = {
        "S03": tables(visits, lambda visit: visit_stratum(visit, risks),
                      lambda visit: visit.result in FOUND),
        "S10": tables(found, lambda visit: (visit.domain, visit.item),
                      lambda visit: visit.is_filed),
        "S13": tables(severe, lambda case: (case.item, case.grade, case.month[:4]),
                      lambda case: case.sanction in ("money", "heavy"))}
    for code, every in by_party.items():
        others = against_others(visits, world, risks) if code == "S03" else {}
        compare_code(report, world, code, every, others)
        compare_overall(report, code, every)
        if code == "S03":
            alone = Counter(of_little(world, unit) for unit, _ in others)
            compare_outcomes(report, code, unjudged(world, visits) + alone)
            compare_tested(report, code, 0, 0, 0)


def is_chance(visit):
    """Whether it found a problem that the unit could have filed, and did not refer."""
    return visit.result in FOUND and (visit.is_filed or visit.result != "移送")


def visit_stratum(visit, risks):
    return (visit.domain, visit.item, risks.of(visit), visit.mode, visit.month[:4])


class Risks:
    """The risk class of a party in the register; empty where it has none, or several."""

    def __init__(self, world):
        self.by_party = defaultdict(list)
        for party, domain, risk, since in world.register:
            self.by_party[party].append((domain, risk, since))

    def of(self, visit):
        listed = [(domain, risk) for domain, risk, since in self.by_party.get(visit.party.code, [])
                  if since[:7] <= visit.month and domain in ("", visit.domain)]
        own = [pair for pair in listed if pair[0] == visit.domain]
        classes = {risk for _, risk in own or listed}
        return classes.pop() if len(classes) == 1 else ""


def tables(members, stratum_of, is_marked):
    """Two-by-two tables of each unit and contrast, by stratum."""
    found = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
    for member in members:
        for contrast, (_, side_of) in CONTRASTS.items():
            side = side_of(member.party)
            if side is not None:
                cell = 2 * side + (not is_marked(member))
                found[member.unit, contrast][stratum_of(member)][cell] += 1
    return {key: [tuple(strata[name]) for name in sorted(strata)] for key, strata in found.items()}


def against_others(visits, world, risks):
    """S03, unit: each unit against the others of its level, by district where these share any."""
    levels = shared_districts(visits, world)
    strata = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for visit in visits:
        level = world.level(visit.unit)
        place = visit.district if level in levels else ""
        strata[level, place, visit_stratum(visit, risks)][visit.unit][
            visit.result not in FOUND] += 1
    found = defaultdict(list)
    for units in strata.values():
        sums = [sum(column) for column in zip(*units.values())]
        for unit, (yes, no) in units.items():
            found[unit, "unit"].append((yes, no, sums[0] - yes, sums[1] - no))
    every = defaultdict(lambda: [0, 0])
    for visit in visits:
        every[world.level(visit.unit)][visit.result not in FOUND] += 1
    for (unit, _), own in found.items():
        # Peers' inspections elsewhere: no evidence, but part of what is added up without strata.
        sums = [sum(table[at] + table[at + 2] for table in own) for at in (0, 1)]
        level = every[world.level(unit)]
        own.append((0, 0, level[0] - sums[0], level[1] - sums[1]))
    return dict(found)


def shared_districts(visits, world):
    """Levels most of whose visits lie in districts in which two of their units inspect."""
    holders, numbers = defaultdict(set), defaultdict(int)
    for visit in visits:
        holders[world.level(visit.unit), visit.district].add(visit.unit)
        numbers[world.level(visit.unit), visit.district] += 1
    levels = {level for level, _ in numbers}
    return {level for level in levels
            if 2 * sum(number for key, number in numbers.items()
                       if key[0] == level and len(holders[key]) >= 2)
            > sum(number for key, number in numbers.items() if key[0] == level)}


def both(own):
    """Tables of the strata that hold both groups, added up."""
    return [sum(column) for column in
            zip(*[table for table in own if sum(table[:2]) and sum(table[2:])])]


def share_text(marked, every):
    if every < FEWEST_FOR_SHARE:
        return "—"
    return lambda text: fixed(100 * marked / every, 1)(text.rstrip("%")) + "%"


def figures(own, is_of_persons, size, is_closed):
    """The row of a comparison, without what rests on the level's centre."""
    yes, no, other_yes, other_no = both(own)
    sums = [sum(column) for column in zip(*own)]
    if is_of_persons and (is_closed or not is_told(own)):
        numbers = size(yes + no), "—", size(other_yes + other_no), "—", "—", "—", "—"
        return (*numbers, "—", "—", verdict(own))
    is_crude = min(sums[0] * sums[3], sums[1] * sums[2]) > 0
    crude = sums[0] * sums[3] / (sums[1] * sums[2]) if is_crude else None
    return (size(yes + no), share_text(yes, yes + no), size(other_yes + other_no),
            share_text(other_yes, other_yes + other_no), ratio_text(odds_ratio(own)),
            dashed(crude), fixed(sum(map(information, own)), 1), "—", "", verdict(own))


def verdict(own):
    return "可比单位不足" if is_assessable(own) else "信息量不足，不作判断"


def is_told(own):
    """Whether no count of a group of parties is one to four: each figure would give it away."""
    return not any(map(is_hidden, [*both(own), *(sum(column) for column in zip(*own))]))


def compare_code(report, world, code, by_party, others):
    suffix = ("（检查）", "/inspection") if code == "S10" else ("", "")
    levels = shared_districts([visit for visit in world.visits
                               if visit.month in world.window and visit.result], world)
    ours, assessable, closed, blank = {}, defaultdict(list), closed_of(by_party), 0
    for (unit, contrast), own in {**by_party, **others}.items():
        # What a handful of parties got is listed nowhere.
        if not both(own) or world.mostly_missing(unit) or min(sizes(own)) < FEWEST:
            continue
        is_of_persons, level = contrast in CONTRASTS, world.level(unit)
        name = CONTRASTS[contrast][0] + suffix[0] if is_of_persons else (
            "本单位／同级其他单位" + "（按区县）" * (level in levels))
        row = figures(own, is_of_persons,
                      lambda number, key=(unit, contrast): closed.size(number, *key),
                      closed.holds(unit, contrast))
        if all(isinstance(part, str) and part == "—" for part in row[:-1]):
            blank += 1
        else:
            ours[world.name(unit), name] = row
        if is_assessable(own):
            assessable[contrast + suffix[1], level].append(unit)
    if blank:
        ours["其余", f"{blank}个比较"] = ("—",) * 8 + ("", "各数均不列，不作判断")
    if max(map(len, assessable.values()), default=0) >= FEWEST_UNITS:
        raise ValueError("odds of enough units can be judged, whose chances are not recomputed")
    compare(report, f"{code} odds by group of parties", ours, chosen(
        table(report, code, "单位", *COLUMNS), ("单位", "组别"), COLUMNS))
    compare(report, f"{code} odds ratios that were tested", {}, intervals(report, code))


def groups(tables):
    """How many there are of each group."""
    sums = [sum(column) for column in zip(*tables)]
    return sums[0] + sums[1], sums[2] + sums[3]


def sizes(own):
    yes, no, other_yes, other_no = both(own)
    return yes + no, other_yes + other_no


def is_assessable(own):
    return min(sizes(own)) >= FEWEST and sum(map(information, own)) >= LEAST_INFORMATION


def closed_of(by_party):
    return Closed([key for key, own in by_party.items() if not is_told(own)])


def compare_overall(report, code, by_party):
    """All units together, within unit and stratum."""
    ours, closed = {}, closed_of(by_party)
    for contrast, (name, _) in CONTRASTS.items():
        units = [strata for (_, own), strata in sorted(by_party.items()) if own == contrast]
        every = [table for strata in units for table in strata]
        told = not any(closed.holds(*key) for key in by_party if key[1] == contrast)
        common = mantel_haenszel(every)
        if common:
            sums = [sum(column) for column in zip(*every)]
            crude = mantel_haenszel([sums])
            ours[name,] = (*map(str, groups(every)), dashed(crude and crude[0]),
                           ratio_text(common)) if told else ("—",) * 4
    columns = ("前组数", "后组数", "不分层比值比", "单位内分层比值比（95%区间）")
    compare(report, f"{code} odds of all units together", ours, chosen(
        table(report, code, "组别", *columns), ("组别",), columns))
