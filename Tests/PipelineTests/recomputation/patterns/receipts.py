"""P08: what was paid of what was decided."""
import re
from collections import Counter, defaultdict

from ..cells import LAST
from ..calendar import number
from ..published import compare_headline, compare_outcomes
from .income import YEARS, compare_income, yearly
from .published import (chosen, compare, compare_sentences, fixed, flags, percent, points,
                        table, whole_yuan)

OLD, FEWEST_KNOWN, LEAST_UNPAID = 6, 30, 0.30
LEAST_GAP, LEAST_GAP_IN_FEN = 0.20, 10_000_000
BANDS = ((0, "0–3"), (4, "4–12"), (13, ">12"))


def compare_receipts(report, world):
    finances = yearly(world)
    compare_income(report, world, finances)
    records = payments(world)
    compare_payments(report, world, records)
    compare_unpaid(report, records)
    compare_received(report, world, finances, records, unpaid_flags(records))


def payments(world):
    """Cases with an amount by unit, each with its age in months."""
    # As in the program: cases alike in all that is counted by are one, so that what one paid too
    # much makes up for another's debt.
    alike = defaultdict(lambda: [0, 0, 0])
    for case in world.cases:
        # What was quashed is no longer due.
        if case.sanction in ("money", "heavy") and case.fine + case.confiscated and not case.quashed:
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
        if known:
            rows[world.name(unit),] = (
                *cells, str(known), str(sum(row[1] for row in own) - known), whole_yuan(overpaid(own)))
    compare(report, "P08 unpaid shares by age", bars, {
        (row["unit_code"], row["x"]): (row["y"],) for row in points(report, "P08", "bars")})
    columns = [f"{name}月{what}" for _, name in BANDS for what in ("应缴", "未缴")]
    columns += ["已知案件", "未填案件", "多缴"]
    compare(report, "P08 table of payments", rows, chosen(
        table(report, "P08", *columns), ("单位",), columns))


def unpaid_flags(records):
    found = {}
    for unit, own in records.items():
        known, due, unpaid = sums(own, range(OLD, 49))
        if known >= FEWEST_KNOWN and unpaid >= LEAST_UNPAID * due:
            found[unit, "", "", "unpaid"] = (known, None, unpaid / due, None, None)
    return found


def compare_unpaid(report, records):
    """The sentence of much that is unpaid, also without the case that owes most."""
    ours = {}
    for unit, *rest in unpaid_flags(records):
        own = [row for row in records[unit] if row[0] >= OLD and row[2]]
        known, due, unpaid = sums(records[unit], range(OLD, 49))
        # As in the program: of cases alike the largest debt is at most one amount.
        most, amount = max((min(each, number_of * each - paid), each)
                           for _, _, number_of, each, paid in own)
        blank = sum(cases - number_of for age, cases, number_of, *_ in records[unit]
                    if age >= OLD)
        ours[unit, *rest] = (
            str(OLD), str(known), whole_yuan(due), whole_yuan(unpaid), fixed(100 * unpaid / due, 1),
            fixed(100 * (unpaid - most) / (due - amount), 1), str(blank),
            whole_yuan(overpaid(records[unit])))
    compare_sentences(
        report, "P08", r"满(\d+)个月的决定（已知缴纳情况(\d+)件）应缴(\d+)元，未缴(\d+)元（([\d.]+)%），请核实。"
        r"去掉未缴最多的一件，占([\d.]+)%。另有(\d+)件未填已缴金额，不计为未缴；各组净多缴合计(\d+)元", ours)


def overpaid(records):
    return sum(max(0, paid - known * each) for _, _, known, each, paid in records)


def compare_received(report, world, finances, records, ours):
    """Amounts decided in the last full year against the income of the year."""
    year, rows = YEARS[-1], {}
    for (unit, own_year), own in finances.items():
        if own_year != year or own["罚款收入"] is None or world.missing(unit, world.window):
            continue
        counts = own["没收收入"] is not None
        received = own["罚款收入"] + (own["没收收入"] or 0)
        decided, quashed = (
            sum(case.fine + case.confiscated * counts for case in world.current
                if case.unit == unit and case.sanction in ("money", "heavy")
                and case.quashed == is_quashed) for is_quashed in (False, True))
        gap, larger = decided - received, max(decided, received, 1)
        # What came in of quashed decisions may still be income.
        open_gap = gap if gap > 0 else max(0, -gap - quashed)
        rows[world.name(unit),] = (whole_yuan(decided), whole_yuan(received),
                                   percent(abs(gap) / larger) if max(decided, received) else "", "是" if counts else "否")
        if open_gap > LEAST_GAP_IN_FEN and open_gap > LEAST_GAP * larger:
            ours[unit, "", "", "receipts"] = (None, None, gap / 100, None, None)
    columns = ("决定", "收入", "差额占较大一方", "含没收")
    compare(report, "P08 table of decisions and receipts", rows, chosen(
        table(report, "P08", *columns), ("单位",), columns))
    compare(report, "P08 flags", ours, flags(report, "P08"))
    told = re.search(r"^(\d+)年决定金额与罚没收入", report.text, re.M)
    report.compare("P08 year of receipts", {"year": str(year)}, {"year": told and told.group(1)})
    compare_paid_subjects(report, world, records, rows, ours)


def compare_paid_subjects(report, world, records, received, marked):
    """Each unit is a subject twice: by what is unpaid of old, and by its receipts."""
    outcomes, known, every = Counter(), 0, 0
    for unit in set(world.city.units()) | records.keys():
        own = records.get(unit, [])
        stated, all_cases = sum(row[2] for row in own), sum(row[1] for row in own)
        known, every = known + stated, every + all_cases
        unpaid = "passed" if sums(own, range(OLD, 49))[0] >= FEWEST_KNOWN else (
            "not_computable" if all_cases and not stated else "not_applicable")
        receipts = "passed" if (world.name(unit),) in received else "not_computable"
        for kind, outcome in (("unpaid", unpaid), ("receipts", receipts)):
            outcomes["flagged" if (unit, "", "", kind) in marked else outcome] += 1
    compare_outcomes(report, "P08", outcomes)
    compare_headline(
        report, "P08", r"案件中(\d+)件填有已缴金额、(\d+)件未填；(\d+)个单位.*，(\d+)个单位", (
            known, every - known,
            *(sum(key[-1] == kind for key in marked) for kind in ("unpaid", "receipts"))))
