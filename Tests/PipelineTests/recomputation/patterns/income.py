"""P02: income from fines and confiscations beside that from taxes, and targets set for it."""
from collections import defaultdict
from itertools import dropwhile
from statistics import median

from ..cells import LAST
from ..exports import fen, rows_of
from ..legality.printed import headline_numbers
from ..published import compare_outcomes
from .estimates import mean
from .published import (chosen, compare, compare_sentences, fixed, flags, percent, points,
                        table)

YEARS = [int(LAST[:4]) - back for back in (3, 2, 1, 0)]
LEAST_RATIO, LEAST_RISE, FEWEST_YEARS, ROUNDING = 1.5, 0.02, 2, 1e-12
# As in the program: shares that lie within half a point of each other are level.
ABOUT_LEVEL = 0.005
KINDS = ("罚款收入", "没收收入", "税收收入", "任务指标")


def yearly(world):
    """Amounts of each unit and year in fen; None where blank."""
    found = defaultdict(lambda: dict.fromkeys(KINDS))
    for row in rows_of(f"{world.inbox}/finances.csv")[0]:
        own = found[world.city.unit(row["unit_code"]), int(row["年度"])]
        for name in KINDS:
            if row[name]:
                # Each body of the sample that was merged states all years in which it existed.
                own[name] = (own[name] or 0) + fen(row[name], 100)
    return found


def shares_of(own):
    """Shares of fines and confiscations in the income of one unit, by year."""
    known = {year: amounts for year, amounts in own.items()
             if None not in (amounts["罚款收入"], amounts["税收收入"])}
    counts = all(amounts["没收收入"] is not None for amounts in known.values())
    shares = {}
    for year, amounts in known.items():
        money = amounts["罚款收入"] + (amounts["没收收入"] if counts else 0)
        if amounts["税收收入"] > 0:
            shares[year] = money / (money + amounts["税收收入"])
    return shares


def compare_income(report, world, finances):
    by_unit = defaultdict(dict)
    for (unit, year), amounts in finances.items():
        if year in YEARS:
            by_unit[unit][year] = amounts
    shares = {unit: shares_of(own) for unit, own in by_unit.items()}
    compare(report, "P02 shares by year", {
        (unit, str(year)): (share,) for unit, own in shares.items() for year, share in own.items()
    }, {(row["unit_code"], row["x"]): (row["y"],) for row in points(report, "P02", "timeline")})
    columns = ("年度", "占比", "此前均值", "四年均值", "趋势", "年数")
    rated = {unit: own for unit, own in shares.items() if YEARS[-1] in own}
    compare(report, "P02 table", {(world.name(unit),): row_of(own) for unit, own in rated.items()},
            chosen(table(report, "P02", *columns), ("单位",), columns))
    compare_verdicts(report, world, by_unit, rated)


def compare_verdicts(report, world, by_unit, rated):
    """A flag for each rise and each target; a unit is judged for both."""
    rises, steep, judged = {}, {}, 0
    for unit, own in rated.items():
        now, past = split(own)
        if past:
            rises[unit] = now - mean(past)
        judged += len(past) >= FEWEST_YEARS
        if len(past) >= FEWEST_YEARS and is_rise(now, mean(past)):
            steep[unit, "", "", "rise"] = (None, None, rises[unit], None, None)
    stated = {unit: [amounts["任务指标"] for amounts in own.values() if amounts["任务指标"] is not None]
              for unit, own in by_unit.items()}
    targets = {(unit, "", "", "target"): (None, None, sum(map(bool, own)), None, None)
               for unit, own in stated.items() if any(own)}
    compare(report, "P02 flags", steep | targets, flags(report, "P02"))
    compare_rises(report, {key: (by_unit[key[0]], rated[key[0]]) for key in steep},
                  median(rises.values()))
    report.compare("P02 headline", {"figures": [
        YEARS[-1], len(rated), len(steep), len(targets)]},
                   {"figures": headline_numbers(report, "P02")[:4]})
    known = sum(map(bool, stated.values()))
    units = len(world.city.units())
    compare_outcomes(report, "P02", {
        "flagged": len(steep) + len(targets),
        "passed": judged - len(steep) + known - len(targets), "not_applicable": len(rated) - judged,
        "not_computable": units - len(rated) + units - known})


def compare_rises(report, steep, usual):
    """The sentence of a rise: what fines and taxes did, and the change of all units."""
    ours = {}
    for key, (amounts, shares) in steep.items():
        now, past = split(shares)
        years = sorted(shares)[-len(past) - 1:]
        money, taxes = ([sum(amounts[year][kind] or 0 for kind in kinds) for year in years]
                        for kinds in (("罚款收入", "没收收入"), ("税收收入",)))
        ours[key] = (str(YEARS[-1]), tenths(now), str(len(past)), tenths(mean(past)),
                     tenths(now - mean(past)), *(tenths(each[-1] / mean(each[:-1]) - 1)
                                                 for each in (money, taxes)), tenths(usual))
    compare_sentences(
        report, "P02", r"(\d{4})年罚没收入占比([\d.]+)%，比此前(\d+)年均值([\d.]+)%高([\d.]+)个百分点，.*"
        r"罚没变动(-?[\d.]+)%，税收变动(-?[\d.]+)%；同期各单位占比变动的中位数为(-?[\d.]+)个百分点。", ours)


def tenths(share):
    return fixed(100 * share, 1)


def split(shares):
    """The share of the last year, and those before; of one that is not nothing, from the first that
    is not."""
    past, now = [shares[year] for year in sorted(shares) if year < YEARS[-1]], shares[YEARS[-1]]
    return now, list(dropwhile(lambda share: now and not share, past))


def row_of(shares):
    """The row of the table."""
    now, past = split(shares)
    return (str(YEARS[-1]), percent(now), percent(mean(past)) if past else "",
            percent(mean(list(shares.values()))), trend([shares[year] for year in sorted(shares)]),
            str(len(shares)))


def trend(shares):
    """How the shares moved, in words."""
    steps = list(zip(shares, shares[1:]))
    if not steps:
        return "只有一年"
    if max(shares) - min(shares) < ABOUT_LEVEL:
        return "各年基本持平"
    if all(before <= after for before, after in steps):
        return "逐年上升或持平"
    return "逐年下降或持平" if all(before >= after for before, after in steps) else "有升有降"


def is_rise(now, before):
    return now >= LEAST_RATIO * before - ROUNDING and now - before >= LEAST_RISE - ROUNDING
