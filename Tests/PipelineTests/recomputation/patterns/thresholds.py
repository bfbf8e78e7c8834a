"""S11: fines just below an amount from which another procedure is due."""
import math
from collections import Counter, defaultdict

from ..published import compare_outcomes
from .chances import adjusted
from .densities import drop_chance
from .estimates import wilson
from .funnels import chances, correlation, count_limits, floored, upper_mid_p
from .ordinary import Ordinary
from .outcomes import compare_tested
from .published import (FIGURES, chosen, compare, compare_marked, compare_sentences, dashed,
                        fixed, flags, funnel, is_hidden, people, percent, points, significant,
                        table)
from .shares import bounded, check_size
from .threshold_counts import counts_around, limit_of

FEWEST, FEWEST_UNITS, FEWEST_PLACEBOS, LEAST_EXCESS, LEAST_SHARE = 5, 5, 5, 3, 0.1
FEWEST_FOR_DENSITY = 20
LEVEL, HABITUAL, SPREAD = 0.1, 0.1, 0.2
NAMES = {"hearing": "听证标准", "review": "法制审核标准", "summary": "简易程序限额"}
COLUMNS = ("门槛下侧", "门槛上侧", "占比", "参照占比", "q", "自身对照p", "局部密度检验p（仅描述）",
           "结果")
SENTENCE = (
    r"(\d+)元附近.*占([\d.]+)%（95%区间([\d.]+)%–([\d.]+)%），同级参照([\d.]+)%，多出约([\d.]+)件.*"
    r"(?:低于|不高于)标准(\d+)件，(?:达到|高于)标准(\d+)件。.*概率为([<\d.]+)，q＝([<\d.]+)。.*"
    r"整数位附近(\d+)件中(?:低于|不高于)该位的占([\d.]+)%，若与自身习惯无异，偏高至此的概率为([<\d.—]+)")


def compare_thresholds(report, world):
    around = counts_around(world)
    judged = {key: own for key, own in around.items()
              if own.every >= FEWEST and not world.mostly_missing(key[0])}
    levels = defaultdict(dict)
    for (unit, kind, amount), own in judged.items():
        levels[kind, amount, world.level(unit)][unit, kind, amount] = own
    chance = {}
    for members in levels.values():
        if len(members) >= FEWEST_UNITS:
            check_size(members)
            chance.update(chances_of(members))
    q_values = adjusted(chance, lambda key: (key[1], world.level(key[0])))
    flagged = {key for key, q_value in q_values.items() if q_value <= LEVEL and is_far(judged[key])}
    closed = {key for members in levels.values() if not all(map(is_told, members, members.values()))
              for key in members}
    if closed & flagged:
        raise ValueError("a flag tells no figure, whose sentence is not recomputed")
    compare(report, "S11 table of fines around thresholds", {
        (world.name(key[0]), name_of(key)):
            dashes(key, own, row_of(key, own, q_values.get(key), key in flagged), key in closed)
        for key, own in judged.items()}, chosen(
        table(report, "S11", "门槛", *COLUMNS), ("单位", "门槛"), COLUMNS))
    compare_tested_shares(report, {key: judged[key] for key in chance}, closed)
    compare_flags(report, {key: (judged[key], chance[key], q_values[key]) for key in flagged})
    compare_histograms(report, around)
    missing = sum(world.mostly_missing(unit) for unit, *_ in around)
    compare_outcomes(report, "S11", Counter(
        flagged=len(flagged), passed=len(chance) - len(flagged), not_computable=missing,
        not_applicable=len(around) - len(chance) - missing))
    # As in the program: by the largest q that a flag may have.
    compare_tested(report, "S11", len(chance), len(flagged),
                   max((q_values[key] for key in flagged), default=0))


def chances_of(members):
    """Chances of so many fines below, by peers, and by the own habit of those that have one."""
    for own in members.values():
        own.share = expected_share(members, own)
    shared = correlation([(own.below, own.every, own.share) for own in members.values()])
    for own in members.values():
        own.shared = shared
    found = {key: upper_mid_p(law_of(own), own.below) for key, own in members.items()}
    used = {key: own for key, own in members.items() if own.placebos >= FEWEST_PLACEBOS}
    norm = Ordinary([habit(own) for own in used.values()], SPREAD, 0)
    elsewhere = chances_elsewhere(list(used.values()))
    for key, own in used.items():
        own.habit = norm.above(habit(own))
        # As in the program: where too few units tell what is usual elsewhere, it counts as a habit.
        if elsewhere.get(id(own), 0) <= HABITUAL:
            found[key] = max(found[key], own.habit)
    return found


def law_of(own):
    return chances(own.every, own.share, floored(own.share, own.shared))


def expected_share(members, own):
    """The others' share, with half a fine on either side."""
    # As in the program: the page does not say that halves are added.
    below = sum(other.below for other in members.values()) - own.below
    every = sum(other.every for other in members.values()) - own.every
    return bounded((below + 0.5) / (every + 1))


def habit(own):
    """Log odds of lying below the threshold beyond those elsewhere, and their variance."""
    # As in the program: with half a fine more of each kind.
    low, high, placebo_low, placebo_high = (part + 0.5 for part in (
        own.below, own.above, own.placebo_below, own.placebo_above))
    return (math.log(low / high / (placebo_low / placebo_high)),
            sum(1 / part for part in (low, high, placebo_low, placebo_high)))


def chances_elsewhere(used):
    """Chances of so many fines below amounts without meaning, beside the share of all."""
    if len(used) < FEWEST_UNITS:
        return {}
    share = bounded(sum(own.placebo_below for own in used) / sum(own.placebos for own in used))
    shared = correlation([(own.placebo_below, own.placebos, share) for own in used])
    return {id(own): upper_mid_p(chances(own.placebos, share, floored(share, shared)),
                                 own.placebo_below) for own in used}


def is_far(own):
    return (own.below - own.every * own.share >= LEAST_EXCESS
            and own.below / own.every - own.share >= LEAST_SHARE)


def name_of(key):
    return f"{NAMES[key[1]]}{key[2] // 100}元"


def row_of(key, own, q_value, is_flagged):
    # As in the program: the density is told of flags and where there are too few peers.
    density = None
    if (q_value is None or is_flagged) and sum(own.fines.values()) >= FEWEST_FOR_DENSITY:
        density = drop_chance([fine / 100 for fine in own.fines.elements()],
                              limit_of(*key[1:]) / 100)
    judged = ("—", "", "—", dashed(density, 2), "可比单位不足") if q_value is None else (
        percent(own.share), significant(q_value, 2), dashed(own.habit, 2), dashed(density, 2),
        "标记" if is_flagged else "未标记")
    return (str(own.below), str(own.above), percent(own.below / own.every), *judged)


def is_told(key, own):
    """A summary limit is of one kind of party: no number of one to four is told beside it."""
    return key[1] != "summary" or not (is_hidden(own.below) or is_hidden(own.above))


def dashes(key, own, row, is_closed):
    """A row without what a hidden number of its own, or of its level, follows from."""
    below, above, share, reference, q_value, habit_chance, density, outcome = row
    if not is_told(key, own):
        below, above, share, density = people(own.below), people(own.above), "—", "—"
    if is_closed:
        reference, q_value, habit_chance = "—", "—", "—"
    return below, above, share, reference, q_value, habit_chance, density, outcome


def compare_tested_shares(report, tested, closed):
    ours = {}
    for (unit, kind, amount), own in tested.items():
        if is_told((unit, kind, amount), own):
            limits = ("", "") if (unit, kind, amount) in closed else [
                end / own.every for end in count_limits(law_of(own))]
            ours[f"{kind}:{amount // 100}", unit, ""] = (
                str(own.every), own.below / own.every, *limits)
    compare(report, "S11 shares below thresholds", ours,
            funnel(report, "S11", "x", "y", "lower", "upper"))


def compare_flags(report, flagged):
    ours, sentences = {}, {}
    for (unit, kind, amount), (own, chance, q_value) in flagged.items():
        key = (unit, "", "", f"{kind}:{amount // 100}")
        ends = wilson(own.below, own.every)
        ours[key] = (own.below, own.share * own.every, own.below / own.every - own.share,
                     *(end - own.share for end in ends), chance, q_value)
        sentences[key] = (
            str(amount // 100), tenths(own.below / own.every), *map(tenths, ends),
            tenths(own.share), fixed(own.below - own.every * own.share, 1), str(own.below),
            str(own.above), significant(chance, 2), significant(q_value, 2), str(own.placebos),
            tenths(own.placebo_below / max(own.placebos, 1)), dashed(own.habit, 2))
    compare(report, "S11 flags", ours, flags(report, "S11", (*FIGURES, "p_value", "q_value")))
    compare_marked(report, "S11", "funnel", {key[:2] for key in ours})
    compare_sentences(report, "S11", SENTENCE, sentences)


def tenths(share):
    return fixed(100 * share, 1)


def compare_histograms(report, around):
    """Fines in classes of which each is a tenth wider than the one below."""
    shown = points(report, "S11", "histogram")
    ours = {}
    for unit, series in {(row["unit_code"], row["series"]) for row in shown}:
        kind, yuan = series.split(":")
        limit = limit_of(kind, int(yuan) * 100)
        edges = [limit * 1.1 ** step for step in range(-8, 9)]
        for low, high in zip(edges, edges[1:]):
            number = sum(cases for fine, cases in around[unit, kind, int(yuan) * 100].fines.items()
                         if low <= fine < high)
            ours[unit, series, f"{low / 100:.0f}"] = (float(number),)
    compare(report, "S11 histograms", ours, {
        (row["unit_code"], row["series"], row["x"]): (row["y"],) for row in shown})
