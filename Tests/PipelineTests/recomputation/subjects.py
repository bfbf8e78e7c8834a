"""Subjects of the indicators of data and of silence, by what became of them.

The pages define when a subject is flagged; the others are told apart as the program does.
"""
from collections import Counter

from . import referrals
from .cells import LAST, LONG, month_of_case
from .handed_over import FEWEST_BEFORE, HandedOver
from .powers import FEWEST, uses
from .published import compare_outcomes
from .recorded import complainants
from .zeros import SingleCases

FEWEST_CASES, BLANK_SHARE = {"Q03": 20, "Q04": 30}, 0.2
KEY_COLUMNS = ("item_code", "district_code", "domain", "party_id", "filed_date")
ON_THE_SPOT = ("简易程序", "当场处罚")
TRACES = 5
OUTCOME_OF = {
    "grade_a": "flagged", "grade_b": "flagged", "within_chance": "passed", "too_short": "passed",
    "too_few_expected": "not_computable", "no_base_rate": "not_computable",
    "verify_delivery": "not_computable", "verify_items": "not_computable",
    "verify_exposure": "not_applicable",
    "verify_power": "not_applicable", "item_ended": "not_applicable",
    "judged_at_unit": "not_applicable"}
OF_STATE = {"active": "passed", "handled": "passed", "not_sent": "not_computable"}


def compare(report, cells, answers, places, levels, cases, inbox):
    flags = Counter(row["indicator"] for row in report.rows("flags")
                    if row["status"] != "resolved")
    units = len(cells.city.units())
    compare_outcomes(report, "Q01", {"flagged": flags["Q01"], "passed": units - flags["Q01"]})
    compare_quality(report, cells.city, cells, cases)
    assessed = [row[0] - row[3] - row[4] for row in uses(answers, lambda cell: cell[0]).values()]
    # A description flags and passes nothing.
    compare_outcomes(report, "Z01", {"not_applicable": sum(map(bool, assessed)),
                                     "not_computable": sum(not number for number in assessed)})
    compare_outcomes(report, "Z02", Counter(
        dormancy(state, numbers[2]) for state, numbers in levels["city_item"].values()))
    compare_outcomes(report, "Z05", traces(
        cells, answers, "Z05", "complaints", complainants(cells, inbox)))
    compare_outcomes(report, "Z06", traces(cells, answers, "Z06", "findings"))
    compare_outcomes(report, "Z08", Counter(
        use_of_towns(row) for row in HandedOver(cells, answers, places).use().values()))
    compare_outcomes(report, "Z10", single_cases(cells, answers))
    pairs = [tuple(map(int, row[:5])) for row in referrals.pairs(cells.city, inbox).values()]
    compare_outcomes(report, "Z13", Counter(
        "flagged" if unanswered else "passed" if accepted + returned else "not_applicable"
        for _, accepted, returned, unanswered, _ in pairs))


def compare_quality(report, city, cells, cases):
    """Q03 judges units with a month of cases enough, Q04 columns of units."""
    months, rows, blanks, units = Counter(), Counter(), Counter(), set()
    for versions in cases.values():
        main, month = versions[0], month_of_case(versions[0])
        unit = city.unit(main["unit_code"])
        months[unit, month] += month < LAST
        if month in cells.window:
            # A penalty on the spot is not filed.
            asked = [name for name in KEY_COLUMNS
                     if name != "filed_date" or main["办案程序"] not in ON_THE_SPOT]
            units.add(unit)
            rows.update((unit, name) for name in asked)
            blanks.update((unit, name) for name in asked if not main.get(name))
    months = +months
    rated = {unit for (unit, _), number in months.items() if number >= FEWEST_CASES["Q03"]}
    every = {unit for unit, _ in months}
    # No unit of the sample was revised that much.
    compare_outcomes(report, "Q03", {
        "passed": len(rated), "not_applicable": len(every - rated)})
    outcomes, flagged = Counter(), {}
    for unit in units:
        for name in KEY_COLUMNS:
            number = rows[unit, name]
            is_empty = all(blanks[other, name] == rows[other, name] for other in units)
            if is_empty or number < FEWEST_CASES["Q04"]:
                outcomes["not_applicable"] += 1
            elif blanks[unit, name] >= BLANK_SHARE * number:
                flagged[unit, name.replace("party_id", "party")] = str(blanks[unit, name])
            else:
                outcomes["passed"] += 1
    outcomes["flagged"] = len(flagged)
    compare_outcomes(report, "Q04", outcomes)
    report.compare("Q04 columns with many blanks", flagged, {
        (row["unit_code"], row["category"]): row["observed"] for row in report.flags("Q04")})


def dormancy(state, silent):
    if state in ("not_empowered", "no_exposure"):
        return "not_applicable"
    if state in OF_STATE:
        return OF_STATE[state]
    return "flagged" if silent >= LONG else "passed"


def traces(cells, answers, code, what, once=None):
    """Cells with complaints or findings; items below a domain that is flagged are its own.

    Where complainants are known their number decides.
    """
    outcomes, flagged = Counter(), set()
    for cell in sorted(answers, key=lambda cell: (cell[2] != "", cell)):
        number = cells.events.total(cell, what, cells.window)
        if not number or cell[2] and (code == "Z06" or (*cell[:2], "") in flagged):
            continue
        state = answers[cell][0]
        outcome = OF_STATE.get(state) or (
            "not_applicable" if state == "not_empowered" else
            "flagged" if (number if once is None else once[cell]) >= TRACES else "passed")
        outcomes[outcome] += 1
        if outcome == "flagged":
            flagged.add(cell)
    return outcomes


def use_of_towns(row):
    if row["assessed"] < FEWEST:
        return "not_computable" if not row["assessed"] and row["not_sent"] else "not_applicable"
    if row["used"]:
        return "passed"
    if row["used_before"] >= FEWEST_BEFORE:
        return "flagged"
    return "passed" if row["known"] >= FEWEST_BEFORE else "not_computable"


def single_cases(cells, answers):
    """Z10: cells observed in the last month; of one whose last case is older nothing is asked."""
    single, outcomes = SingleCases(cells), Counter()
    flagged = single.flagged(answers)
    for cell, (state, _) in answers.items():
        if cell[2] and (*cell[:2], "") in flagged:
            continue
        power, seen = single.observed(cell)
        last = cells.events.by_cell.get(cell, {}).get(LAST, Counter())
        if not seen[-1]:
            outcomes["not_computable" if power[-1] else "not_applicable"] += 1
        elif state == "not_empowered" or not last["every"]:
            outcomes["not_applicable"] += 1
        else:
            outcomes["flagged" if cell in flagged else "passed"] += 1
    return outcomes


def compare_silence(report, models, histories, stopped):
    """Z03 and Z04: cells that are silent now, by the verdict on them, else by their state; of the
    city, domains that everybody stopped."""
    verdicts = {tuple(row[name] for name in ("level", "unit_code", "district_code", "domain",
                                              "item_code")): row["verdict"]
                for row in report.rows("zero_cells")}
    outcomes = {"Z03": Counter(flagged=stopped), "Z04": Counter()}
    for level, model in models.items():
        for cell in model.grid.cells:
            is_place = level.startswith("district")
            if not cell.silent or cell.state == "active" or (
                    is_place and histories.holders(cell) < 2):
                continue
            outcome = OUTCOME_OF.get(verdicts.get(cell.key, "")) or OF_STATE.get(
                cell.state, "not_applicable")
            outcomes["Z04"][outcome] += 1
            if level.endswith("domain"):
                is_short = outcome == "flagged" and len(cell.silent) < LONG
                outcomes["Z03"]["passed" if is_short else outcome] += 1
    for code, counts in outcomes.items():
        compare_outcomes(report, code, counts)
