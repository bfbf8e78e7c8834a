"""D03–D08: how inspections are made, what they find and whether their results are published."""
from collections import Counter, defaultdict
from math import comb

from ..patterns.estimates import benjamini_hochberg, mantel_haenszel
from ..patterns.published import (compare, compare_sentences, compare_shown, percent,
                                  significant)
from .outcomes import compare_flags, compare_headline, compare_outcomes, compare_reasons
from .rules import FEWEST, effect, rated, stated
from .reach import Reach
from .terms import RECENT, WorkingDays, by_then
from .world import END, date_of, rows

NAMED, OTHER = ("双随机", "专项", "日常", "投诉核查"), "其他或未写明"
ZERO, Q, TERM, WARNING = 200, 0.10, 20, 5


def compare_streams(report, world):
    visits = [visit for visit in world.visits if visit.date[:7] in world.window]
    compare_finds(report, world, visits)
    for code, title, is_marked, is_stated in (
            ("D04", "双随机检查", lambda visit: visit.mode == "双随机", lambda visit: visit.mode),
            ("D05", "联合检查", lambda visit: visit.mode == "联合", lambda visit: visit.mode),
            ("D06", "非现场检查", lambda visit: visit.offsite, lambda visit: True),
            ("D08", "飞行检查", lambda visit: visit.mode == "飞行", lambda visit: visit.mode)):
        compare_share(report, world, visits, (code, title, is_marked, is_stated))
    compare_published(report, world, visits)


def compare_share(report, world, visits, indicator):
    """The marked part of the visits that say so; complaint-led ones stand apart."""
    code, title, is_marked, is_stated = indicator
    sums = {"单位": defaultdict(Counter), "领域": defaultdict(Counter)}
    for visit in visits:
        for key, name in (("单位", world.name(visit.unit)), ("领域", visit.domain)):
            each = sums[key][name]
            if visit.mode == "投诉核查":
                each["led"] += 1
            elif is_stated(visit):
                each["stated"] += 1
                each["marked"] += bool(is_marked(visit))
            else:
                each["blank"] += 1
    for key, groups in sums.items():
        ours = {(name,): (str(each["stated"]), str(each["marked"]),
                          *rated(each["marked"], each["stated"]), str(each["blank"]),
                          str(each["led"])) for name, each in groups.items()}
        compare(report, f"{code} by {key}", ours, rows(report, code, (key,), (
            "写明的检查（投诉核查除外）", title, "占比", "95%区间", "未写明", "投诉核查（不计）")))
    units = sums["单位"].values()
    marked, every = (sum(each[name] for each in units) for name in ("marked", "stated"))
    compare_headline(report, code, stated(marked, every))
    compare_flags(report, code, {})
    # No least share is set: they are described, and nobody is judged.
    compare_outcomes(report, code, (0, 0, len(world.units()), 0))


def compare_finds(report, world, visits):
    """Visits, stated results and finds by unit, stream and domain."""
    sums = defaultdict(Counter)
    for visit in visits:
        stream = visit.mode if visit.mode in NAMED else OTHER
        for key in ((visit.unit, stream), ("", stream),
                    (visit.unit, stream, (visit.domain, visit.item, visit.date[:4]))):
            sums[key]["visits"] += 1
            sums[key]["known"] += bool(visit.result)
            sums[key]["found"] += visit.result not in ("", "未发现问题")

    def cells(each):
        return (str(each["visits"]), str(each["known"]), str(each["found"]),
                *rated(each["found"], each["known"]))
    columns = ("检查", "写明结果", "发现问题", "发现率", "95%区间")
    compare(report, "D03 streams", {
        (key[1],): cells(each) for key, each in sums.items() if len(key) == 2 and not key[0]},
        rows(report, "D03", ("检查方式",), columns))
    compare_shown(report, "D03 units and streams", {
        (world.name(key[0]), key[1]): cells(each) for key, each in sums.items()
        if len(key) == 2 and key[0]}, rows(report, "D03", ("单位", "检查方式"), columns))
    compare_contrasts(report, world, sums)


def law(table):
    """Chances of each number of finds among the first, margins held, from the least possible on."""
    found, other, finds, others = table[0], table[1], table[2], table[3]
    marked, draws, every = found + finds, found + other, sum(table)
    least = max(0, marked - finds - others)
    return least, [comb(draws, k) * comb(every - draws, marked - k) / comb(every, marked)
                   for k in range(least, min(draws, marked) + 1)]


def fewer(tables):
    """Chance of at most so many finds among the first of all strata together."""
    chances, observed = [1.0], 0
    for table in tables:
        least, own = law(table)
        observed += table[0] - least
        summed = [0.0] * (len(chances) + len(own) - 1)
        for i, chance in enumerate(chances):
            for j, factor in enumerate(own):
                summed[i + j] += chance * factor
        chances = summed
    return sum(chances[:observed + 1])


def contrasts(world, sums):
    """Finds of targeted against random visits by unit: the sums, and the strata with both."""
    found = {}
    for unit in world.units():
        tables = []
        for key in sorted({key[2] for key in sums if len(key) == 3 and key[0] == unit}):
            (c, i), (d, j) = ((each["found"], each["known"]) for each in (
                sums[unit, stream, key] for stream in ("专项", "双随机")))
            if i and j:
                tables.append((c, i - c, d, j - d))
        a, b, c, d = map(sum, zip(*tables)) if tables else (0, 0, 0, 0)
        if min(a + b, c + d) >= FEWEST and a + c:
            found[unit] = tables
    return found


def compare_contrasts(report, world, sums):
    found = contrasts(world, sums)
    chances = {unit: fewer(tables) for unit, tables in found.items()}
    adjusted = benjamini_hochberg(chances)
    ours, flagged = {}, {}
    for unit, tables in found.items():
        (a, n), (b, m) = ((sums[unit, stream]["found"], sums[unit, stream]["known"])
                          for stream in ("专项", "双随机"))
        odds, crude = (mantel_haenszel(each) for each in (tables, [(a, n - a, b, m - b)]))
        ours[world.name(unit),] = (
            str(a), str(n), str(b), str(m), significant(odds[0], 3), significant(crude[0], 3),
            significant(chances[unit], 2), significant(adjusted[unit], 2))
        if adjusted[unit] <= Q:
            expected = sum((t[0] + t[1]) * (t[0] + t[2]) / sum(t) for t in tables)
            flagged[unit, "", "", "targeted_below_random"] = (
                "warning", float(sum(t[0] for t in tables)), expected, odds[0], "", "",
                chances[unit], adjusted[unit])
    compare(report, "D03 contrasts", ours, rows(report, "D03", ("单位",), (
        "专项发现问题", "专项写明结果", "双随机发现问题", "双随机写明结果", "分层优势比", "不分层",
        "单侧概率", "q值")))
    tested, marked = len(found), len(flagged)
    totals = {unit: [sum(sums[unit, stream][name] for stream in (*NAMED[:3], OTHER))
                     for name in ("found", "known", "visits")] for unit in world.units()}
    for unit, (finds, known, _) in totals.items():
        if known >= ZERO and not finds:
            flagged[unit, "", "", "zero_finds"] = (
                "notice", 0.0, "", 0.0, 0.0, 1 - 0.05 ** (1 / known), "", "")
    compare_flags(report, "D03", flagged)
    compare_silent_units(report, flagged, totals)
    finds, known, every = map(sum, zip(*totals.values()))
    expected = round(marked * Q)
    compare_headline(report, "D03", stated(finds, known) + list(map(str, (
        every - known, tested, marked, expected, ZERO, len(flagged) - marked))))
    judged = set(found) | {unit for unit, (_, known, _) in totals.items() if known >= ZERO}
    units = {key[0] for key in flagged}
    compare_outcomes(report, "D03", (len(units), len(judged - units),
                                     len(world.units()) - len(judged), 0))


def compare_silent_units(report, flagged, totals):
    """What is said of units without a find, beside all others."""
    ours = {}
    for unit, *_, kind in flagged:
        if kind == "zero_finds":
            known = totals[unit][1]
            others = [sum(totals[other][at] for other in totals if other != unit)
                      for at in (0, 1)]
            ours[unit, "", "", kind] = (
                str(known), "95%", percent(1 - 0.05 ** (1 / known)), *stated(*others))
    compare_sentences(report, "D03", r"写明结果的检查(\d+)次，没有一次.*单侧(\d+%)上界为([\d.]+%)（精确法，约3/n）。"
                      r"其他单位为(\d+)/(\d+)，([\d.]+%)（(\d+%)区间([\d.]+%)–([\d.]+%)）", ours)


def compare_published(report, world, visits):
    days, sums = WorkingDays(world), defaultdict(Counter)
    reach = Reach(world, "inspections-", lambda row: date_of(row, "date")[:7], (
        (visit.unit, visit.date[:7], by_then(visit.published)) for visit in world.visits
        if visit.date[:7] in RECENT and visit.mode == "双随机"))
    for visit in visits:
        if visit.mode == "双随机":
            until = reach.until(visit.unit, visit.date[:7])
            sums[visit.unit][publication(days, visit, until)] += 1
    ours, flagged, sentences = {}, {}, {}
    for unit, each in sums.items():
        broken = each["late"] + each["none"]
        judged = broken + each["in time"]
        ours[world.name(unit),] = (
            *map(str, (judged, each["in time"], each["late"], each["none"])),
            *rated(broken, judged), str(each["young"]), str(each["unknown"]))
        if broken:
            flagged[unit, "", "", ""] = ("warning" if broken >= WARNING else "notice",
                                         float(broken), *effect(broken, judged))
            sentences[unit, ""] = stated(broken, judged) + [str(each["late"]), str(each["none"])]
    compare(report, "D07 units", ours, rows(report, "D07", ("单位",), (
        "可判断的双随机检查", "按期公开", "逾期公开", "期满未见公开", "未按期占比", "95%区间", "未到期限",
        "缺少数据")))
    compare_flags(report, "D07", flagged)
    compare_reasons(report, "D07", sentences)
    every = sum(sums.values(), Counter())
    broken = every["late"] + every["none"]
    compare_headline(report, "D07", stated(broken, broken + every["in time"]) + list(map(str, (
        every["late"], every["none"], len(flagged), every["young"]))))
    compare_outcomes(report, "D07", (len(flagged), len(ours) - len(flagged),
                                     len(world.units()) - len(ours), 0))


def publication(days, visit, until):
    """What became of the result of a random visit."""
    if visit.published and visit.published < visit.date:
        return "unknown"
    if visit.published and visit.published <= END:
        return "late" if days.between(visit.date, visit.published) > TERM else "in time"
    return "none" if days.between(visit.date, until) > TERM else "young"
