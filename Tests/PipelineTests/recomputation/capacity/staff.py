"""C03, C04, C06, C07, C10: the staff that the lists and the register of units name."""
from math import ceil

from ..cells import LAST
from ..patterns.published import fixed, percent
from ..patterns.published import compare
from .outcomes import compare_flags, compare_headline, compare_missing, compare_outcomes
from .world import rows

YEAR, BEFORE = LAST[:4], str(int(LAST[:4]) - 1)
HOURS, FEWEST, WARNING, PART = 60, 30, 3, 5


def compare_staff(report, world):
    compare_reviewers(report, world)
    if world.officers:
        compare_training(report, world)
        compare_secondment(report, world)
    else:
        compare_missing(report, "C04", "officers")
        compare_missing(report, "C06", "officers")
    compare_heads(report, world)
    compare_base(report, world)


def share(part, whole):
    return percent(part / whole) if whole >= FEWEST else ""


def staffing(world, unit):
    """Reviewers by list and by register, the source, reviewers and officers of that source."""
    officers, year = world.list_of(unit)
    register = world.staff[unit]
    roles = [role for each in officers for role in each.roles]
    listed = roles.count("法制审核") if year == YEAR else None
    stated = register["法制审核人员数"]
    if listed is not None:
        return listed, stated, f"{year}年人员名录", listed, roles.count("执法")
    return "", stated, "单位表", int(stated), int(register["执法人员数"])


def compare_reviewers(report, world):
    ours, flagged, unlike = {}, {}, 0
    for unit in world.units():
        listed, stated, source, reviewers, officers = staffing(world, unit)
        due = ceil(officers * PART / 100)
        what = "少于最少人数" if reviewers < 1 else f"按比例应有{due}名" if reviewers < due else ""
        differs = "" if str(listed) in ("", stated) or not stated else "两处不一致"
        ours[world.name(unit),] = (
            str(listed), stated, source, str(reviewers), str(officers),
            share(reviewers, officers), "；".join(filter(None, (what, differs))))
        unlike += bool(differs)
        if what:
            flagged[unit, "", "", "ratio" if reviewers else ""] = (
                "notice" if reviewers else "warning", float(reviewers))
    columns = ("名录审核人员", "单位表审核人员", "采用来源", "审核人员", "执法人员", "占比", "情况")
    compare(report, "C03 units", ours, rows(report, "C03", ("单位",), columns))
    compare_flags(report, "C03", flagged)
    none = sum(severity == "warning" for severity, _ in flagged.values())
    numbers = [len(ours), none, 1, len(flagged) - none, "5%"] + [unlike] * (unlike > 0)
    compare_headline(report, "C03", map(str, numbers))
    compare_outcomes(report, "C03", (len(flagged), len(ours) - len(flagged), 0, 0))


def compare_training(report, world):
    ours, flagged, judged = {}, {}, 0
    for unit in world.units():
        hours, before = (
            [each.hours for each in world.officers
             if (each.unit, each.year) == (unit, year) and each.roles & {"执法", "法制审核"}]
            for year in (YEAR, BEFORE))
        known = [each for each in hours if each is not None]
        short = sum(each < HOURS for each in known)
        earlier = [each for each in before if each is not None]
        judged += len(known)
        ours[world.name(unit),] = (
            YEAR, str(HOURS), str(len(known)), str(short), str(len(hours) - len(known)),
            share(short, len(known)), str(len(earlier)),
            str(sum(each < HOURS for each in earlier)))
        if short:
            flagged[unit, "", "", ""] = ("warning" if short >= WARNING else "notice",
                                         float(short))
    columns = ("年度", "应达学时", "已判断人员", "不足学时", "空白", "不足占比", "前一年已判断人员",
               "前一年不足60学时")
    compare(report, "C04 units", ours, rows(report, "C04", ("单位",), columns))
    compare_flags(report, "C04", flagged)
    short = int(sum(number for _, number in flagged.values()))
    compare_headline(report, "C04", map(str, (judged, short, len(flagged))))
    compare_outcomes(report, "C04", (len(flagged), len(ours) - len(flagged), 0, 0))


def compare_secondment(report, world):
    ours, flagged, every = {}, {}, 0
    for unit in world.units():
        officers, year = world.list_of(unit)
        stated = [each.seconded for each in officers if "执法" in each.roles]
        known = [each for each in stated if each]
        away = known.count("是")
        every += len(known)
        ours[world.name(unit),] = (year, str(len(known)), str(away),
                                   str(len(stated) - len(known)), share(away, len(known)))
        if away:
            flagged[unit, "", "", ""] = ("warning" if away >= WARNING else "notice", float(away))
    columns = ("年度", "写明是否借调的执法人员", "借调", "空白", "借调占比")
    compare(report, "C06 units", ours, rows(report, "C06", ("单位",), columns))
    compare_flags(report, "C06", flagged)
    away = int(sum(number for _, number in flagged.values()))
    compare_headline(report, "C06", (str(every), str(away), share(away, every),
                                     str(len(flagged))))
    compare_outcomes(report, "C06", (len(flagged), len(ours) - len(flagged), 0, 0))


def compare_heads(report, world):
    towns = [unit for unit in world.units() if world.level(unit) == "town"]
    answers = {unit: world.staff[unit]["负责人有无执法经验"] for unit in towns}
    ours = {(world.name(unit),): ({"是": "有", "否": "无"}[answers[unit]],)
            for unit in towns if answers[unit]}
    compare(report, "C07 towns", ours, rows(report, "C07", ("单位",), ("负责人执法经历",)))
    none = [unit for unit in towns if answers[unit] == "否"]
    compare_flags(report, "C07", {(unit, "", "", ""): ("warning", "") for unit in none})
    compare_headline(report, "C07", (str(len(ours)), str(len(none))))
    compare_outcomes(report, "C07", (len(none), len(ours) - len(none),
                                     len(world.units()) - len(towns), len(towns) - len(ours)))


def numbers_at(world, place, source):
    """Officers of towns and of all units of a county, else of the city; units with a list."""
    towns = every = 0
    for unit in world.units():
        if place and world.city.county(world.city.district[unit]) != place:
            continue
        number = source(unit) or 0
        every += number
        towns += number if world.level(unit) == "town" else 0
    return towns, every


def listed(world, year):
    def number(unit):
        roles = [role for each in world.officers for role in each.roles
                 if (each.unit, each.year) == (unit, year)]
        return roles.count("执法") if roles else None
    return number


def compare_base(report, world):
    columns = ("镇街人员", "全部人员", "镇街占比")
    if world.officers:
        sources = ((BEFORE, listed(world, BEFORE)), (YEAR, listed(world, YEAR)))
    else:
        sources = (("单位表", lambda unit: int(world.staff[unit]["执法人员数"])),)
    places = {world.city.county(world.city.district[unit]) for unit in world.units()}
    names = {place: world.city.district_name[place] for place in places} | {"": "全市"}
    ours, shares = {}, {}
    for place, name in names.items():
        numbers = [numbers_at(world, place, source) for _, source in sources]
        shares[name] = [towns / every for towns, every in numbers]
        cells = []
        for towns, every in numbers:
            cells += [str(towns), str(every), share(towns, every)] if towns else [
                "", str(every), ""]
        ours[name,] = (*cells, change(shares[name]), one_list(world, place), "0")
    titles = [year + column for year, _ in sources for column in columns]
    titles += ["变化（百分点，两年都有名录的单位）", "只有一年名录的单位", "层级不明人员"]
    compare(report, "C10 places", ours, rows(report, "C10", ("区划",), titles))
    towns, every = numbers_at(world, "", sources[-1][1])
    headline = [str(every), str(towns), share(towns, every)]
    if world.officers:
        headline = [YEAR] + headline + [change(shares["全市"])]
    compare_headline(report, "C10", headline)
    compare_outcomes(report, "C10", (0, 0, len(world.units()), 0))


def change(shares):
    if len(shares) < 2 or not shares[0]:
        return "" if len(shares) < 2 or not shares[1] else None
    return fixed(100 * (shares[1] - shares[0]), 1)


def one_list(world, place):
    """Units that only one of both years lists; none where there are no lists."""
    if not world.officers:
        return ""
    both = [listed(world, year) for year in (BEFORE, YEAR)]
    return str(sum((both[0](unit) is None) != (both[1](unit) is None)
                   for unit in world.units()
                   if not place or world.city.county(world.city.district[unit]) == place))
