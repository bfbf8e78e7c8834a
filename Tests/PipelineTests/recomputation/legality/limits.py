"""L08, L12, L15 and L17: limits of a procedure, of an exemption, of a level and of a power."""
from collections import Counter, defaultdict

from ..patterns.published import compare
from .cases import years_before
from .printed import compare_headline, compare_outcomes, compare_rule, rate, rows

LIMITS = {"个人": 20_000, "自然人": 20_000}
ORGANISATION = 300_000
YEARS = 4


def compare_limits(report, world):
    compare_summary(report, world)
    compare_first_offences(report, world)
    compare_levels(report, world)
    compare_powers(report, world)


def compare_summary(report, world):
    def judge(case):
        if case.word("办案程序") not in ("简易程序", "当场处罚", "简易") or not case.fine:
            return None
        kind = case.word("party_type")
        if not kind and LIMITS["个人"] < case.fine <= ORGANISATION:
            return "unknown"
        return "over_limit" if case.fine > LIMITS.get(kind, ORGANISATION) else "kept"

    compare_rule(report, world, "L08", world.decided, judge, ("over_limit",))


def compare_first_offences(report, world):
    decided = defaultdict(list)
    for case in world.every:
        found = case.is_penalty or case.decided and case.disposition == "exempted"
        if found and case.party and case.item:
            decided[case.party, case.item].append(case.decided)

    def judge(case):
        if case.disposition != "exempted" or case.word("不予处罚理由") != "首违":
            return None
        if not case.party or not case.item:
            return "unknown"
        first = years_before(case.decided, YEARS)
        earlier = any(first <= date < case.decided for date in decided[case.party, case.item])
        return "earlier_decision" if earlier else "kept"

    compare_rule(report, world, "L12", world.decided, judge, ("earlier_decision",))


def compare_levels(report, world):
    order = ("town", "county", "city")
    words = {"镇": "town", "街道": "town", "县": "county", "区": "county", "市": "city"}
    found = defaultdict(Counter)
    for case in world.current:
        if case.word("major") != "是":
            continue
        entry = world.city.items.get(case.item)
        levels = {words[word] for word in (entry["实施层级"].split(";") if entry else []) if word}
        lowest = min(map(order.index, levels), default=None)
        own = world.city.unit_level.get(case.unit, "")
        if lowest is None or own not in order:
            kind = "unknown"
        elif lowest == order.index("city"):
            kind = "city"
        else:
            kind = "above" if order.index(own) > lowest else "lowest"
        found[case.domain or "领域不明"][kind] += 1
    ours = {domain: (*(str(kinds[kind]) for kind in ("above", "lowest", "city", "unknown")),
                     *rate(kinds["above"], kinds["above"] + kinds["lowest"]))
            for domain, kinds in found.items()}
    compare(report, "L15 by domain", ours, rows(report, "L15", "高于最低层级办理"))
    sums = sum(found.values(), Counter())
    if found:
        compare_headline(report, "L15", sums["above"], sums["above"] + sums["lowest"])
    compare_outcomes(report, world, "L15", Counter())


def compare_powers(report, world):
    def valid(row, day):
        return row["valid_from"] <= day and (not row["valid_to"] or day <= row["valid_to"])

    def judge(case):
        if not case.item:
            return "unknown"
        entry, day = world.city.items[case.item], case.decided or case.filed
        held = valid(entry, day) and any(
            valid(row, day) and (row["item_code"] == case.item or row["domain"] == entry["domain"])
            for row in world.city.powers[case.unit])
        return "kept" if held else "not_held"

    # Who does not file, or hands on, needs no power over it.
    asked = [case for case in world.current
             if case.disposition not in ("not_filed", "transferred_other")]
    compare_rule(report, world, "L17", asked, judge, ("not_held",))
    ours = Counter((world.name(case.unit), case.domain, case.item) for case in asked
                   if judge(case) == "not_held")
    compare(report, "L17 items", {
        key: (world.city.items[key[2]]["item_name"], str(number)) for key, number in ours.items()},
        rows(report, "L17", "事项代码", keys=3))
