"""S02: how far the mix of items of a unit lies from that of its peers."""
import random
import re
from collections import Counter, defaultdict

from .. import markdown
from ..published import compare_outcomes
from .funnels import chances, lower_mid_p, upper_mid_p
from .mix_draws import SEED, Field, Reports
from .outcomes import compare_tested
from .parameters import parameters
from .published import (chosen, compare, compare_sentences, fixed, flags, funnel, percent,
                        significant, table)
from .shrunk import Prior
from .simulated import between, chance_between, decided

COLUMNS = ("写明事项的案件", "写明事项占比", "距离", "同规模单位90%范围", "q值")
# Half of the last digit of a share in percent.
PRINTED = 0.05
NAMED = 3
SENTENCE = (r"办结的(\d+)件案件中，约([\d.]+)%须换到其他事项才与同级同职权单位的构成一致"
            r"（同规模单位90%在([\d.]+)%–([\d.]+)%之间）；.*?概率为([\d.<]+)（q值([\d.<]+)）。"
            r".*?偏多部分中([\d.]+)%来自单一事项；该领域案件写明事项的占([\d.]+)%")


def compare_mixes(report, world):
    settings = parameters(report, "S02")
    cases, blanks = defaultdict(lambda: defaultdict(Counter)), Counter()
    for case in world.current:
        if case.domain and case.item:
            cases[world.level(case.unit), case.domain][case.unit][case.item] += 1
        elif case.domain:
            blanks[case.unit, case.domain] += 1
    fields, items = fields_of(world, cases, settings)
    reports = Reports(fields, lambda key: key[0])
    tested = {(unit, key): mix for key, field in fields.items()
              for unit, mix in field.mixes.items()}
    compare_tables(report, world, tested, blanks, reports)
    flagged = compare_flags(report, settings, tested, reports)
    compare_flag_sentences(
        report, {subject: tested[subject] for subject in flagged}, blanks, reports)
    compare_items(report, world, {subject: (tested[subject], items[subject[1]])
                                  for subject in flagged},
                  reports, priors_of(tested, flagged), settings["item_chance"])
    subjects = [unit for units in cases.values() for unit in units]
    unsent = sum(is_unsent(world, unit, settings) for unit in subjects)
    compare_outcomes(report, "S02", {
        "flagged": len(flagged), "passed": len(tested) - len(flagged), "not_computable": unsent,
        "not_applicable": len(subjects) - unsent - len(tested)})
    worst = max((float(row["q_value"]) for row in report.flags("S02")), default=0)
    compare_tested(report, "S02", len(tested), len(flagged), worst)


def fields_of(world, cases, settings):
    """Levels and domains with enough comparable units, and the items of each."""
    source, fields, items = random.Random(SEED), {}, {}
    for key, units in sorted(cases.items()):
        units = {unit: counts for unit, counts in sorted(units.items())
                 if counts.total() >= settings["cases"]
                 and not is_unsent(world, unit, settings)}
        used = sorted({item for counts in units.values() for item in counts})
        groups = defaultdict(dict)
        for unit, counts in units.items():
            powers = tuple(power(world, unit, key[1], item, counts) for item in used)
            groups[powers][unit] = counts
        groups = [group for group in groups.values() if len(group) >= settings["units"]]
        own = sorted({item for group in groups for counts in group.values() for item in counts})
        if len(own) > 1:
            fields[key] = Field([{unit: [counts[item] for item in own]
                                  for unit, counts in group.items()} for group in groups], source)
            items[key] = own
    return fields, items


def is_unsent(world, unit, settings):
    """Whether a unit lacks months in which peers may have cases of an item of the season."""
    return world.missing(unit, world.window) > settings["unsent"] * len(world.window)


def power(world, unit, domain, item, counts):
    """Whether a unit may enforce an item, by its state; who does is not asked.

    Of a power that was held for a part of the window, for how long, and since when if it is held.
    """
    state, numbers = world.answers.get((unit, domain, item), ("", [0]))
    if 0 < numbers[0] < len(world.window):
        return numbers[0], [False, *world.cells.power[unit, item]][::-1].index(False)
    return state != "not_empowered" and bool(state or counts[item])


def compare_tables(report, world, tested, blanks, reports):
    rows, points = {}, {}
    for (unit, (level, domain)), mix in tested.items():
        ends = reports.band((unit, (level, domain)))
        stated = mix.every / (mix.every + blanks[unit, domain])
        rows[world.name(unit), domain] = (
            str(mix.every), percent(stated), percent(mix.distance), span_between(ends),
            chance_between(reports.q_ends[unit, (level, domain)]))
        points[level, unit, domain] = (
            str(mix.every), significant(mix.distance, 6), *(between(*end, 1e-6) for end in ends))
    compare(report, "S02 table of mixes", rows, chosen(
        table(report, "S02", *COLUMNS), ("单位", "领域"), COLUMNS))
    compare(report, "S02 points", points, funnel(report, "S02", "x", "y", "lower", "upper"))


def span_between(ends):
    """A band in percent of which either end lies between two."""
    def of(text):
        parts = text.replace("%", "").split("–")
        if len(parts) != 2:
            return str(ends)
        return "–".join(between(100 * low, 100 * high, PRINTED)(part) + "%"
                        for (low, high), part in zip(ends, parts))
    return of


def compare_flags(report, settings, tested, reports):
    theirs = {key[:2] for key in flags(report, "S02")}
    ours = {subject for subject in decided(
        reports.q_ends, settings["q"],
        {subject for subject in tested if (subject[0], subject[1][1]) in theirs})
            if tested[subject].distance > reports.band(subject)[1][
                0 if (subject[0], subject[1][1]) in theirs else 1]
            and tested[subject].distance >= settings["distance"]}
    compare(report, "S02 flags", {
        (unit, domain, "", ""): (str(tested[unit, (level, domain)].every), None,
                                 tested[unit, (level, domain)].distance, None, None)
        for unit, (level, domain) in ours}, flags(report, "S02"))
    return ours


def compare_flag_sentences(report, tested, blanks, reports):
    said = {}
    for subject, mix in tested.items():
        unit, (_, domain) = subject
        excesses = [max(0, count - mix.every * share)
                    for count, share in zip(mix.counts, mix.shares)]
        said[unit, domain, "", ""] = (
            str(mix.every), fixed(100 * mix.distance, 1),
            *(between(100 * low, 100 * high, PRINTED) for low, high in reports.band(subject)),
            chance_between(reports.chance(subject)), chance_between(reports.q_ends[subject]),
            fixed(100 * max(excesses) / sum(excesses), 1),
            fixed(100 * mix.every / (mix.every + blanks[unit, domain]), 1))
    compare_sentences(report, "S02", SENTENCE, said)


ITEM_COLUMNS = ("办结案件", "参照值", "比值", "mid-p", "收缩比值", "5%–95%分位")
# Our search of the prior ends as near to the program's as this part of a ratio.
SEARCH = 0.005


def priors_of(tested, flagged):
    """How ratios spread among all mixes of a level that has a flagged one."""
    return {level: Prior([(count, mix.every * share) for (_, (own, _)), mix in tested.items()
                          if own == level for count, share in zip(mix.counts, mix.shares)])
            for level in sorted({level for _, (level, _) in flagged})}


def drawn_in(prior, count, expected):
    """The shrunk ratio, and its points of 5 % and 95 %."""
    near = [between(value * (1 - SEARCH), value * (1 + SEARCH), 0.005)
            for value in prior.posterior(count, expected)]
    return near[0], lambda text: "–".join(
        end(part) for end, part in zip(near[1:], text.split("–")))


def compare_items(report, world, tested, reports, priors, level):
    """Items of flagged mixes that are unlikely by a beta-binomial law of the strength."""
    theirs = chosen(table(report, "S02", "事项", *ITEM_COLUMNS), ("单位", "领域", "事项"), ITEM_COLUMNS)
    ours = {}
    for (unit, key), (mix, items) in tested.items():
        for item, count, share in zip(items, mix.counts, mix.shares):
            name = world.name(unit), key[1], world.city.items[item]["item_name"]
            ends = sorted(two_sided(count, mix.every, share, strength)
                          for strength in reports.strengths(key))
            # Of an item near the limit the strength decides, which both of us drew.
            if ends[1] <= level or ends[0] <= level and name in theirs:
                ours[name] = (str(count), fixed(mix.every * share, 1),
                              fixed(count / (mix.every * share), 2), chance_between(ends),
                              *drawn_in(priors[key[0]], count, mix.every * share))
    compare(report, "S02 items of flagged mixes", ours, theirs)
    compare_named(report, theirs)


def compare_named(report, rows):
    """Items that the sentences of flags name: the least likely of either side, as in the table."""
    ours, told = {}, {}
    for row in report.flags("S02"):
        own = [(item, count, expected, float(ratio) > 1) for (unit, domain, item), (
            count, expected, ratio, *_) in rows.items()
               if (unit, domain) == (row["unit_name"], row["domain"])]
        subject = row["unit_code"], row["domain"]
        ours[subject] = [named[:3] for is_more in (True, False)
                         for named in [one for one in own if one[3] == is_more][:NAMED]]
        told[subject] = re.findall(r"“([^”]*)”(\d+)件（参照值([\d.]+)）", markdown.plain(row["reason"]))
        report.numbers_read[row["flag_id"]] |= {
            number for one in told[subject] for number in one[1:]}
    report.compare("S02 items that sentences name", ours, told)


def two_sided(count, every, share, strength):
    law = chances(every, share, 1 / (1 + strength))
    return min(1, 2 * min(upper_mid_p(law, count), lower_mid_p(law, count)))
