"""S09: parties of the register of whom no inspection is on record."""
import math
from collections import Counter

from ..published import compare_outcomes
from . import reversals
from .estimates import benjamini_hochberg, wilson
from .listed import (FEWEST, LEVEL, group_parties, hidden_beside, is_told, left_out, percents,
                     told_kind, unsent_places)
from .outcomes import compare_tested
from .published import (FIGURES, chosen, compare, compare_marked, compare_shown, count, flags,
                        is_hidden, people, percent, points, significant, table)

LEAST_SHARE, LEAST_DIFFERENCE = 0.2, 0.10
FEW_DISTRICTS = 5
UNSENT = "无可用记录，核实报送"


def compare_register(report, world):
    groups = group_parties(world)
    compared = compare_districts(
        {group: counts for group, counts in groups.items()
         if counts[0] >= FEWEST and group[:2] not in unsent_places(world)})
    hidden = hidden_beside(groups)
    ours = {
        group: (row[1] / row[0], *wilson(row[1], row[0]))
        if is_told(*row[:2]) and group not in hidden else ("", "", "")
        for group, row in compared.items()}
    compare(report, "S09 parties without an inspection", ours, {
        (row["x"], row["domain"], row["series"]): (row["y"], row["lower"], row["upper"])
        for row in points(report, "S09", "interval")})
    compare_table(report, world, groups, compared, hidden)
    reversals.compare_reversals(report, world, groups, hidden)
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
    compare_subjects(report, world, groups, compared, [
        (key[0], key[1], key[3]) for key in marked])
    compare_marked(report, "S09", "interval", {key[:2] for key in marked})
    compare(report, "S09 flags", marked, flags(report, "S09", (*FIGURES, "p_value", "q_value")))


def compare_subjects(report, world, groups, compared, marked):
    """Groups by outcome; one nobody of which was ever seen is a question of delivery."""
    # As in the program: of a whole district, or of a domain and class everywhere.
    seen = {part for group, (every, own) in groups.items() if own < every
            for part in (group[0], group[1:])}
    gone = unsent_places(world)
    unseen = sum(not {group[0], group[1:]} <= seen or group[:2] in gone for group in groups)
    reversals.compare_sentences_of(report, groups, compared, marked)
    compare_outcomes(report, "S09", Counter(
        flagged=len(marked), passed=len(compared) - len(marked), not_computable=unseen,
        not_applicable=len(groups) - len(compared) - unseen))
    largest = max((compared[group][-1] for group in marked), default=0)
    compare_tested(report, "S09", len(compared), len(marked), largest,
                   r"。(\d+)个没有可用的检查记录.*另有(\d+)个对象信息不全、(\d+)个列入未满期",
                   unseen, *left_out(world))


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


def compare_table(report, world, groups, compared, hidden):
    ours, kinds = {}, Counter()
    for group, (every, _) in groups.items():
        kinds[group[1:]] += every
    gone = unsent_places(world)
    for group, (every, unseen) in groups.items():
        # One party would follow from the records of the register.
        if is_hidden(kinds[group[1:]]):
            continue
        if group in hidden:
            ours[world.city.district_name[group[0]], *group[1:]] = ("—",) * 6
            continue
        shares = (percent(unseen / every), percents(wilson(unseen, every)))
        if not is_told(every, unseen):
            shares = ("—", "—")
        tested = compared.get(group)
        unsent = UNSENT if group[:2] in gone else ""
        beside = ("", unsent) if not tested else ("—", "—") if not told_kind(compared, group[1:]) else (
            count(tested[2] * every), significant(tested[-1], 2))
        number = people(unseen) if is_told(every, unseen) or is_hidden(unseen) else "—"
        ours[world.city.district_name[group[0]], *group[1:]] = (
            people(every), number, *(shares if every >= FEWEST else ("", "")), *beside)
    columns = ("对象", "无检查记录", "比例", "95%区间", "参照值", "q")
    compare_shown(report, "S09 table of shares", ours, chosen(
        table(report, "S09", *columns), ("区县", "领域", "风险等级"), columns))


def upper_mid_p(marked, every, share):
    """The chance of more, and half that of as many, by the binomial law."""
    def of(number):
        return math.comb(every, number) * share ** number * (1 - share) ** (every - number)
    return min(sum(map(of, range(marked + 1, every + 1))) + of(marked) / 2, 1)
