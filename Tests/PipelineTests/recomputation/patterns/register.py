"""S09: parties of the register of whom no inspection is on record."""
import math
from collections import defaultdict

from ..calendar import number
from ..cells import LAST
from ..exports import folded, rows_of
from .estimates import benjamini_hochberg, wilson
from .published import (FIGURES, chosen, compare, compare_marked, compare_shown, count, flags,
                        is_hidden, people, percent, points, significant, table)

MONTHS, FEWEST, LEAST_SHARE, LEAST_DIFFERENCE, LEVEL = 36, 30, 0.2, 0.10, 0.10
FEW_DISTRICTS = 5


def compare_register(report, world):
    groups = group_parties(world)
    compared = compare_districts(
        {group: counts for group, counts in groups.items() if counts[0] >= FEWEST})
    hidden = hidden_beside(groups)
    ours = {
        group: (row[1] / row[0], *wilson(row[1], row[0]))
        if is_told(*row[:2]) and group not in hidden else ("", "", "")
        for group, row in compared.items()}
    compare(report, "S09 parties without an inspection", ours, {
        (row["x"], row["domain"], row["series"]): (row["y"], row["lower"], row["upper"])
        for row in points(report, "S09", "interval")})
    compare_table(report, world, groups, compared, hidden)
    marked = {}
    for (district, domain, risk), (every, unseen, share, chance, q_value) in compared.items():
        part = unseen / every
        if q_value <= LEVEL and part >= LEAST_SHARE and part - share >= LEAST_DIFFERENCE:
            own, others = is_told(every, unseen), told_kind(compared, (domain, risk))
            marked[district, domain, "", risk] = tuple(
                figure if told else None for figure, told in (
                    (unseen, own), (share * every, others), (part, own),
                    *((end, own) for end in wilson(unseen, every)), (chance, others),
                    (q_value, others)))
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


def told_kind(compared, kind):
    """Whether what rests on the other districts may be told: no number of the kind is hidden."""
    return all(is_told(*row[:2]) for group, row in compared.items() if group[1:] == kind)


def hidden_beside(groups):
    """Groups that go with those of one to four parties, which would follow from the sum."""
    hidden = set()
    for kind in {group[1:] for group in groups}:
        sizes = {group: row[0] for group, row in sorted(groups.items()) if group[1:] == kind}
        if any(map(is_hidden, sizes.values())):
            visible = [group for group, size in sizes.items() if size > 4]
            large = [group for group in visible if sizes[group] >= 9]
            hidden |= {min(large, key=sizes.get)} if large else set(visible)
    return hidden


def compare_table(report, world, groups, compared, hidden):
    ours = {}
    for group, (every, unseen) in groups.items():
        if group in hidden:
            ours[world.city.district_name[group[0]], *group[1:]] = ("—",) * 6
            continue
        shares = (percent(unseen / every), percents(wilson(unseen, every)))
        if not is_told(every, unseen):
            shares = ("—", "—")
        tested = compared.get(group)
        beside = ("", "") if not tested else ("—", "—") if not told_kind(compared, group[1:]) else (
            count(tested[2] * every), significant(tested[-1], 2))
        number = people(unseen) if is_told(every, unseen) or is_hidden(unseen) else "—"
        ours[world.city.district_name[group[0]], *group[1:]] = (
            people(every), number, *(shares if every >= FEWEST else ("", "")), *beside)
    columns = ("对象", "无检查记录", "比例", "95%区间", "参照值", "q")
    compare_shown(report, "S09 table of shares", ours, chosen(
        table(report, "S09", *columns), ("区县", "领域", "风险等级"), columns))


def is_told(every, unseen):
    """Whether neither part is one to four persons."""
    return not any(map(is_hidden, (unseen, every - unseen)))


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
