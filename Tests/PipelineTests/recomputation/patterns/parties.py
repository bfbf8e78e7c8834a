"""S08: the same party again, and which penalties S07 and S08 speak of."""
import math
from collections import Counter, defaultdict

from ..published import compare_headline, compare_outcomes
from .concentration import compare_concentration
from .published import (chosen, compare, compare_sentences, fixed, flags, is_growth_hidden,
                        significant, table)

AGAIN, PENALTIES = 3, ("warning", "money", "heavy")


def compare_parties(report, world):
    penalties = [case for case in world.current if case.sanction in PENALTIES]
    compare_concentration(report, world, penalties, compare_again(report, world, penalties))


def compare_again(report, world, penalties):
    """S08: unit and item with a party penalised three times or more, by penalties that stand.

    Returns the units and domains where some number of such parties is hidden and may be two.
    """
    groups = defaultdict(Counter)
    for case in penalties:
        if case.item and not case.quashed:
            groups[case.unit, case.domain, case.item, ""][case.party.code] += 1
    ours, rows, said, outcomes, uncounted = {}, {}, {}, Counter(), set()
    for subject, parties in groups.items():
        blank = parties.pop("", 0)
        every = sum(parties.values())
        again = sum(number >= AGAIN for number in parties.values())
        outcome = ("not_computable" if 2 * blank > blank + every else
                   "not_applicable" if every < AGAIN else "flagged" if again else "passed")
        outcomes[outcome] += 1
        if outcome == "flagged":
            expected = len(parties) * chance_of_again(every / len(parties))
            told = not is_growth_hidden(again)
            if not told and every >= 2 * AGAIN:
                uncounted.add(subject[:2])
            ours[subject] = (again if told else None, expected if told else None, None, None, None)
            said[subject] = (str(AGAIN), str(every), f"{blank:,}")
            item = world.city.items[subject[2]]["item_name"]
            rows[world.name(subject[0]), item] = (
                str(every), str(len(parties)) if told else "—",
                str(again) if told else "有，不足10个",
                significant(expected, 2) if told else "—", str(blank))
    compare(report, "S08 flags", ours, flags(report, "S08"))
    compare_sentences(report, "S08", r"处罚不少于(\d+)次.*该事项共处罚(\d+)次；另有([\d,]+)次处罚未登记当事人", said)
    compare_headline(
        report, "S08", r"判断了(\d+)个单位×事项，(\d+)个有同一当事人受罚不少于(\d+)次；(\d+)个因多数处罚",
        (outcomes["flagged"] + outcomes["passed"], len(ours), AGAIN, outcomes["not_computable"]))
    compare_outcomes(report, "S08", outcomes)
    columns = ("处罚", "当事人", "不少于3次的当事人", "参照值", "未登记当事人的处罚")
    compare(report, "S08 table", rows, chosen(
        table(report, "S08", *columns), ("单位", "事项"), columns))
    return uncounted


def chance_of_again(mean):
    """The chance that a party with a penalty has three, by the truncated Poisson law."""
    low, high = 0.0, mean
    for _ in range(200):
        rate = (low + high) / 2
        if rate / -math.expm1(-rate) < mean:
            low = rate
        else:
            high = rate
    fewer = math.exp(-rate) * sum(rate ** at / math.factorial(at) for at in range(AGAIN))
    return (1 - fewer) / -math.expm1(-rate)
