"""P02 and P08: income from fines, targets set for it, and what was paid of what was decided."""
from collections import defaultdict

from ..cells import LAST
from ..calendar import number
from ..exports import fen, rows_of
from .estimates import mean
from .published import chosen, compare, flags, percent, points, table

YEARS = [int(LAST[:4]) - back for back in (3, 2, 1, 0)]
LEAST_RATIO, LEAST_RISE, FEWEST_YEARS, ROUNDING = 1.5, 0.02, 2, 1e-12
OLD, FEWEST_KNOWN, LEAST_UNPAID = 6, 30, 0.30
LEAST_GAP, LEAST_GAP_IN_FEN = 0.20, 10_000_000
KINDS = ("罚款收入", "没收收入", "税收收入", "任务指标")
BANDS = ((0, "0–3"), (4, "4–12"), (13, ">12"))


def compare_receipts(report, world):
    finances = yearly(world)
    compare_income(report, world, finances)
    records = payments(world)
    compare_payments(report, world, records)
    compare_received(report, world, finances, unpaid_flags(records))


def yearly(world):
    """Amounts of each unit and year in fen; None where blank."""
    found = defaultdict(lambda: dict.fromkeys(KINDS))
    for row in rows_of(f"{world.inbox}/finances.csv")[0]:
        own = found[world.city.unit(row["unit_code"]), int(row["年度"])]
        for name in KINDS:
            if row[name]:
                # As in the program: amounts of bodies that were merged add up, stated or not.
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
        if money + amounts["税收收入"] > 0:
            shares[year] = money / (money + amounts["税收收入"])
    return shares


def compare_income(report, world, finances):
    by_unit, ours, rows, by_year = defaultdict(dict), {}, {}, {}
    for (unit, year), amounts in finances.items():
        if year in YEARS:
            by_unit[unit][year] = amounts
    for unit, own in by_unit.items():
        targets = sum(bool(amounts["任务指标"]) for amounts in own.values())
        if targets:
            ours[unit, "", "", "target"] = (None, None, targets, None, None)
        shares = shares_of(own)
        by_year.update({(unit, str(year)): (share,) for year, share in shares.items()})
        if YEARS[-1] in shares:
            now, past, rows[world.name(unit),] = row_of(shares)
            if len(past) >= FEWEST_YEARS and is_rise(now, mean(past)):
                ours[unit, "", "", "rise"] = (None, None, now - mean(past), None, None)
    compare(report, "P02 flags", ours, flags(report, "P02"))
    compare(report, "P02 shares by year", by_year, {
        (row["unit_code"], row["x"]): (row["y"],) for row in points(report, "P02", "timeline")})
    columns = ("年度", "占比", "此前均值", "四年均值", "年数")
    compare(report, "P02 table", rows, chosen(
        table(report, "P02", *columns), ("单位",), columns))


def row_of(shares):
    """The share of the last year, those before, and the row of the table."""
    now, past = shares[YEARS[-1]], [share for year, share in shares.items() if year < YEARS[-1]]
    return now, past, (
        str(YEARS[-1]), percent(now), percent(mean(past)) if past else "",
        percent(mean(list(shares.values()))), str(len(shares)))


def is_rise(now, before):
    return now >= LEAST_RATIO * before - ROUNDING and now - before >= LEAST_RISE - ROUNDING


def payments(world):
    """Cases with an amount by unit, each with its age in months."""
    # As in the program: cases alike in all that is counted by are one, so that what one paid too
    # much makes up for another's debt.
    alike = defaultdict(lambda: [0, 0, 0])
    for case in world.cases:
        if case.sanction in ("money", "heavy") and case.fine + case.confiscated:
            party = case.party._replace(code="")
            own = alike[case._replace(party=party, paid=None)]
            own[0] += 1
            own[1] += case.paid is not None
            own[2] += case.paid or 0
    records = defaultdict(list)
    for case, (cases, known, paid) in alike.items():
        records[case.unit].append((
            number(LAST) - number(case.month), cases, known, case.fine + case.confiscated, paid))
    return records


def sums(records, ages):
    """Known cases, what they owed and what is unpaid of it, in fen."""
    own = [(known, known * each, max(0, known * each - paid))
           for age, _, known, each, paid in records if known and age in ages]
    return [sum(column) for column in zip(*own)] or [0, 0, 0]


def band_ages(at):
    return range(BANDS[at][0], BANDS[at + 1][0] if at + 1 < len(BANDS) else 49)


def compare_payments(report, world, records):
    bars, rows = {}, {}
    for unit, own in records.items():
        cells = []
        for at, (_, name) in enumerate(BANDS):
            known, due, unpaid = sums(own, band_ages(at))
            cells += [whole_yuan(due), whole_yuan(unpaid)]
            if known:
                bars[unit, name] = (unpaid / due,)
        known = sum(row[2] for row in own)
        over = sum(max(0, paid - number_of * each) for _, _, number_of, each, paid in own)
        if known:
            rows[world.name(unit),] = (
                *cells, str(known), str(sum(row[1] for row in own) - known), whole_yuan(over))
    compare(report, "P08 unpaid shares by age", bars, {
        (row["unit_code"], row["x"]): (row["y"],) for row in points(report, "P08", "bars")})
    columns = [f"{name}月{what}" for _, name in BANDS for what in ("应缴", "未缴")]
    columns += ["已知案件", "未填案件", "多缴"]
    compare(report, "P08 table of payments", rows, chosen(
        table(report, "P08", *columns), ("单位",), columns))


def whole_yuan(amount):
    return str((amount + 50) // 100)


def unpaid_flags(records):
    found = {}
    for unit, own in records.items():
        known, due, unpaid = sums(own, range(OLD, 49))
        if known >= FEWEST_KNOWN and unpaid >= LEAST_UNPAID * due:
            found[unit, "", "", "unpaid"] = (known, None, unpaid / due, None, None)
    return found


def compare_received(report, world, finances, ours):
    """Amounts decided in the last full year against the income of the year."""
    year, rows = YEARS[-1], {}
    for (unit, own_year), own in finances.items():
        if own_year != year or own["罚款收入"] is None or world.missing(unit, world.window):
            continue
        counts = own["没收收入"] is not None
        received = own["罚款收入"] + (own["没收收入"] or 0)
        decided = sum(case.fine + case.confiscated * counts for case in world.current
                      if case.unit == unit and case.sanction in ("money", "heavy"))
        gap, larger = decided - received, max(decided, received, 1)
        rows[world.name(unit),] = (whole_yuan(decided), whole_yuan(received),
                                   percent(abs(gap) / larger), "是" if counts else "否")
        if abs(gap) > LEAST_GAP_IN_FEN and abs(gap) > LEAST_GAP * larger:
            ours[unit, "", "", "receipts"] = (None, None, gap / 100, None, None)
    columns = ("决定", "收入", "差额占较大一方", "含没收")
    compare(report, "P08 table of decisions and receipts", rows, chosen(
        table(report, "P08", *columns), ("单位",), columns))
    compare(report, "P08 flags", ours, flags(report, "P08"))
