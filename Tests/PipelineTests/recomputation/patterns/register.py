"""S09: parties of the register of whom no inspection is on record."""
import math
from collections import defaultdict

from ..calendar import number
from ..cells import LAST
from ..exports import folded, rows_of
from .estimates import benjamini_hochberg, wilson
from .published import (FIGURES, chosen, compare, compare_marked, compare_shown, count, flags,
                        people, percent, points, significant, table)

MONTHS, FEWEST, LEAST_SHARE, LEAST_DIFFERENCE, LEVEL = 36, 30, 0.2, 0.10, 0.10
FEW_DISTRICTS = 5


def compare_register(report, world):
    groups = group_parties(world)
    compared = compare_districts(
        {group: counts for group, counts in groups.items() if counts[0] >= FEWEST})
    ours = {
        group: (row[1] / row[0], *wilson(row[1], row[0])) if is_told(*row[:2]) else ("", "", "")
        for group, row in compared.items()}
    compare(report, "S09 parties without an inspection", ours, {
        (row["x"], row["domain"], row["series"]): (row["y"], row["lower"], row["upper"])
        for row in points(report, "S09", "interval")})
    compare_table(report, world, groups, compared)
    marked = {}
    for (district, domain, risk), (every, unseen, share, chance, q_value) in compared.items():
        part = unseen / every
        if q_value <= LEVEL and part >= LEAST_SHARE and part - share >= LEAST_DIFFERENCE:
            marked[district, domain, "", risk] = (
                unseen if unseen > 4 else None, share * every, part, *wilson(unseen, every),
                chance, q_value)
    compare_marked(report, "S09", "interval", {key[:2] for key in marked})
    compare(report, "S09 flags", marked, flags(report, "S09", (*FIGURES, "p_value", "q_value")))


def compare_districts(groups):
    """Listed, unseen, the others' share, the chance and its adjusted value of each group."""
    compared = {}
    for group, (every, unseen) in groups.items():
        others = [counts for other, counts in groups.items()
                  if other[1:] == group[1:] and other != group]
        if len(others) + 1 >= FEW_DISTRICTS:
            raise ValueError("five districts are compared by a funnel, which is not recomputed")
        if others:
            listed = sum(own[0] for own in others)
            share = sum(own[1] for own in others) / listed
            # None among the others is no proof that there can be none.
            least = 0.5 / (listed + 1)
            compared[group] = (
                every, unseen, share, upper_mid_p(unseen, every, min(max(share, least), 1 - least)))
    adjusted = benjamini_hochberg({group: row[-1] for group, row in compared.items()})
    return {group: (*row, adjusted[group]) for group, row in compared.items()}


def compare_table(report, world, groups, compared):
    ours = {}
    for group, (every, unseen) in groups.items():
        shares = (percent(unseen / every), percents(wilson(unseen, every)))
        if not is_told(every, unseen):
            shares = ("—", "—")
        tested = compared.get(group)
        ours[world.city.district_name[group[0]], *group[1:]] = (
            people(every), people(unseen), *(shares if every >= FEWEST else ("", "")),
            *((count(tested[2] * every), significant(tested[-1], 2)) if tested else ("", "")))
    columns = ("对象", "无检查记录", "比例", "95%区间", "参照值", "q")
    compare_shown(report, "S09 table of shares", ours, chosen(
        table(report, "S09", *columns), ("区县", "领域", "风险等级"), columns))


def is_told(every, unseen):
    """Whether neither part is one to four persons."""
    return not any(1 <= part <= 4 for part in (unseen, every - unseen))


def percents(ends):
    return lambda text: "–".join(percent(end)(part) for end, part in zip(ends, text.split("–")))


def group_parties(world):
    """Listed long enough and not seen since, by district, domain and risk class."""
    last = {}
    for visit in world.visits:
        for key in ((visit.party.code, visit.domain), (visit.party.code, "")):
            last[key] = max(last.get(key, ""), visit.month)
    end = number(LAST)
    groups = defaultdict(lambda: [0, 0])
    for row in rows_of(f"{world.inbox}/register.csv")[0]:
        domain, risk = row["domain"], row["风险等级"]
        district = world.city.place(row["district_code"]) if row["district_code"] else ""
        if not (district and risk and row["纳入日期"]) or (
                end - number(row["纳入日期"][:7]) < MONTHS):
            continue
        seen = last.get((folded(row["监管对象代码"]).upper(), domain), "")
        groups[district, domain, risk][0] += 1
        groups[district, domain, risk][1] += not seen or end - number(seen) >= MONTHS
    return groups


def upper_mid_p(marked, every, share):
    """The chance of more, and half that of as many, by the binomial law."""
    def of(number):
        return math.comb(every, number) * share ** number * (1 - share) ** (every - number)
    return min(sum(map(of, range(marked + 1, every + 1))) + of(marked) / 2, 1)
