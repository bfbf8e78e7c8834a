"""C01, C05, C09: cases and inspections by officer, and the line of caseload."""
from collections import Counter, defaultdict
from math import ceil

from ..calendar import number
from ..cells import LAST, month_of_case
from ..exports import folded
from ..patterns.published import compare, compare_sentences, fixed
from .estimates import garwood
from .outcomes import compare_flags, compare_headline, compare_outcomes
from .world import END, LEVELS, rows

SOURCES = ("人数来源", "持证执法人员", "证件过期", "证件空白")
FEWEST, LINE, RUN = 600, 99, 3


def compare_loads(report, world):
    compare_cases(report, world)
    compare_inspections(report, world)
    compare_workload(report, world)


def certified(world, unit):
    """Where the number of officers is from, those with a certificate, without and unknown."""
    officers, year = world.list_of(unit)
    dates = [each.certificate for each in officers if "执法" in each.roles]
    if not dates:
        return "单位表", int(world.staff[unit]["执法人员数"]), "", ""
    valid = sum(date >= END for date in dates if date)
    blank = dates.count("")
    return f"{year}年人员名录", valid, str(len(dates) - valid - blank), str(blank)


def rate(events, officer_months):
    return fixed(12 * events / officer_months, 1)


def interval(events, officer_months):
    ends = [12 * end / officer_months for end in garwood(events)]

    def of(text):
        parts = text.split("–")
        return "–".join(fixed(end, 1)(part) for end, part in zip(ends, parts))
    return of


def compare_rates(report, world, code, events, months, more):
    """By unit and by level; events is None for a unit of which nothing is known."""
    ours, levels = {}, defaultdict(lambda: [0, 0, 0])
    for unit in world.units():
        source = certified(world, unit)
        base, happened = source[1] * months(unit), events(unit)
        level = LEVELS[world.level(unit)]
        # No unit of the sample has fewer than three officers or thirty officer-months.
        figures = ("", str(base), "", "", "无记录") if happened is None else (
            str(happened), str(base), rate(happened, base), interval(happened, base), "")
        ours[world.name(unit),] = (level, *map(str, source), str(months(unit)), *figures,
                                   more(unit))
        if happened is not None:
            for at, value in enumerate((1, happened, base)):
                levels[level][at] += value
    return ours, {(level,): (str(units), str(happened), str(base), rate(happened, base))
                  for level, (units, happened, base) in levels.items()}


def compare_described(report, world, code, found, titles):
    ours, levels = found
    what = titles[0]
    compare(report, f"{code} units", ours, rows(report, code, ("单位",), (
        "层级", *SOURCES, "月数", what, "人员·月", "每人每年", "95%区间", "未给比率原因",
        titles[1])))
    compare(report, f"{code} levels", levels,
            rows(report, code, ("层级",), ("单位", what, "人员·月", "每人每年")))
    units, events, base = (sum(int(row[at]) for row in levels.values()) for at in range(3))
    unlisted = sum(row[1] == "单位表" and bool(row[6]) for row in ours.values())
    headline = [str(units), str(events), str(base), rate(events, base)]
    headline += [str(unlisted)] if unlisted else []
    unknown = len(ours) - units
    compare_headline(report, code, headline + ([str(unknown)] if unknown else []))
    compare_flags(report, code, {})
    compare_outcomes(report, code, (0, 0, units, unknown))


def compare_cases(report, world):
    closed = Counter()
    for row in world.cases:
        unit, month = world.city.unit(row["unit_code"]), month_of_case(row)
        if row["decided_date"] and month in world.window and world.city.sent(unit, month):
            closed[unit] += 1
    found = compare_rates(report, world, "C01", lambda unit: closed[unit],
                          lambda unit: len(world.sent(unit)),
                          lambda unit: str(world.missing(unit)))
    compare_described(report, world, "C01", found, ("办结案件", "缺报月数"))


def compare_inspections(report, world):
    ever, now, offsite = Counter(), Counter(), Counter()
    for visit in world.visits:
        months = number(LAST) - number(visit.date[:7])
        ever[visit.unit] += months < 24
        now[visit.unit] += months < 12
        offsite[visit.unit] += months < 12 and visit.offsite
    found = compare_rates(report, world, "C05",
                          lambda unit: now[unit] if ever[unit] else None,
                          lambda unit: sum(
                              world.city.exists(unit, month) for month in world.window),
                          lambda unit: str(offsite[unit]) if ever[unit] else "")
    compare_described(report, world, "C05", found, ("检查次数", "其中非现场"))


def caseloads(world):
    """Decided cases of the window by unit and officer, then by month."""
    found = defaultdict(Counter)
    for row in world.cases:
        month = month_of_case(row)
        if row["decided_date"] and month in world.window:
            for officer in filter(None, folded(row["执法人员"]).replace(";", "；").split("；")):
                found[world.city.unit(row["unit_code"]), officer][number(month)] += 1
    return found


def is_long(months):
    """Whether so many months follow each other."""
    return any(all(month + more in months for more in range(RUN)) for month in months)


def compare_workload(report, world):
    loads = caseloads(world)
    lines, levels, persons, heavy = {}, {}, Counter(), Counter()
    for unit, _ in loads:
        persons[unit] += 1
    for level, title in LEVELS.items():
        here = {key: months for key, months in loads.items() if world.level(key[0]) == level}
        values = sorted(value for months in here.values() for value in months.values())
        if len(values) < FEWEST:
            levels[title,] = (str(len(values)), "人员·月不足", "", "", "")
            continue
        line = lines[level] = values[ceil(LINE / 100 * len(values)) - 1]
        above = {key: {month for month, value in months.items() if value > line}
                 for key, months in here.items()}
        long = [unit for (unit, _), months in above.items() if is_long(months)]
        heavy.update(long)
        levels[title,] = tuple(map(str, (
            len(values), line, sum(map(len, above.values())), len(long), len(set(long)))))
    compare(report, "C09 levels", levels, rows(report, "C09", ("层级",), (
        "人员·月", "参照线（件/月）", "高于参照线的人员·月", "连续高于参照线的人员", "涉及单位")))
    ours = {(world.name(unit),): (
        LEVELS[world.level(unit)], str(persons[unit]),
        str(heavy[unit]) if world.level(unit) in lines else "") for unit in persons}
    compare(report, "C09 units", ours, rows(report, "C09", ("单位",), (
        "层级", "有案人员", "连续3个月高于参照线的人员")))
    flagged = {(unit, "", "", ""): ("notice", float(value)) for unit, value in heavy.items()}
    compare_flags(report, "C09", flagged)
    compare_sentences(report, "C09", r"有(\d+)名人员连续(\d+)个月及以上.*的(\d+)%参照线（(\d+)件）", {
        (unit, "", "", ""): (str(value), str(RUN), str(LINE), str(lines[world.level(unit)]))
        for unit, value in heavy.items()})
    compare_headline(report, "C09", map(str, (len(flagged), sum(heavy.values()), RUN)))
    thin = sum(world.level(unit) not in lines for unit in persons)
    compare_outcomes(report, "C09", (len(flagged), len(persons) - len(flagged) - thin,
                                     len(world.units()) - len(persons), thin))
