"""Z07: cells that fell silent beside their own past.

Their chances are those of the model; here is who was tested, and how many others count.
"""
import re

from .judged import LEVEL, agreed, chance, judged_rows, number, observed_cases, of_flags
from .published import compare_headline, compare_outcomes
from .zeros import SingleCases

KNOWN_CAUSE = ("item_ended", "verify_delivery", "verify_power")
FEWEST_EXPECTED, FEWEST_MONTHS = 3.0, 24


def compare(report, cells, answers):
    rows, single = judged_rows(report), SingleCases(cells)
    tested = {
        key[1:]: float(row["own_probability"]) for key, row in rows.items()
        if key[0].startswith("unit") and row["own_expected"]
        and row["state"] in ("zero_open", "zero_explained")
        and row["verdict"] not in KNOWN_CAUSE + ("too_short",)
        and float(row["own_expected"]) >= FEWEST_EXPECTED}
    others = count_others(rows, tested, single, answers)
    adjusted = benjamini_hochberg(tested, others)
    theirs = {place: float(flag["q_value"]) for place, flag, _ in of_flags(report, rows, "Z07")}
    ours = {place: agreed(value, theirs.get(place, -1), 1e-5 * value)
            for place, value in adjusted.items() if value <= LEVEL}
    report.compare("Z07 cells that do not fit their own past", ours, theirs)
    compare_figures(report, rows, single)
    compare_subjects(report, answers, rows, tested, ours, single)
    compare_headline(report, "Z07", r"检验(\d+)个.*，(\d+)个与自身以往不相称；校正计入另外(\d+)个有记录的单元",
                     (len(tested), len(ours), others))


def compare_subjects(report, answers, rows, tested, marked, single):
    """Each cell of a unit once: it acts or was tested, expects too little, or has no record."""
    active = [cell for cell, (state, _) in answers.items() if state == "active"]
    acting = sum(sum(single.observed(cell)[1]) >= FEWEST_MONTHS for cell in active)
    small = sum(
        key[0].startswith("unit") and bool(row["own_expected"])
        and row["state"] in ("zero_open", "zero_explained")
        and row["verdict"] not in KNOWN_CAUSE + ("too_short",)
        and float(row["own_expected"]) < FEWEST_EXPECTED for key, row in rows.items())
    judged = acting + len(tested)
    compare_outcomes(report, "Z07", {
        "flagged": len(marked), "passed": judged - len(marked),
        "not_computable": small + len(active) - acting,
        "not_applicable": len(answers) - judged - small - len(active) + acting})


def count_others(rows, tested, single, answers):
    """Cells with a record that act, were settled or fell silent lately."""
    out = {(key[1], *key[3:]) for key, row in rows.items() if row["verdict"] in KNOWN_CAUSE}
    out |= {(place[0], *place[2:]) for place in tested}
    return sum(has_record(single, cell) for cell, (state, _) in answers.items()
               if cell not in out
               and state in ("active", "handled", "zero_open", "zero_explained"))


def compare_figures(report, rows, single):
    """Figures of the flags and of their sentences."""
    ours, published = {}, {}
    for place, flag, row in of_flags(report, rows, "Z07"):
        text = re.search(
            r"此前共(\d+)件，随后已报送的(\d+)个月.*?约([\d.,]+)件，一件没有的概率([^；。]+)",
            flag["reason"]).groups()
        published[place] = (flag["expected"], flag["p_value"], *text)
        cases = sum(observed_cases(single, (place[0], *place[2:])).values())
        ours[place] = (row["own_expected"], row["own_probability"], str(cases),
                       row["months_silent"], number(float(row["own_expected"])),
                       chance(float(row["own_probability"])))
    report.compare("Z07 figures", ours, published)


def has_record(single, cell):
    """Twenty-four observed months with two cases: enough to be tested, had the cell gone silent."""
    _, seen = single.observed(cell)
    return sum(seen) >= FEWEST_MONTHS and sum(observed_cases(single, cell).values()) >= 2


def benjamini_hochberg(chances, others):
    """Adjusted chances of a family with so many others, whose chance is one."""
    adjusted, smallest = {}, 1.0
    ranked = sorted(chances.items(), key=lambda pair: pair[1])
    for rank in range(len(ranked), 0, -1):
        place, value = ranked[rank - 1]
        smallest = min(smallest, value * (len(ranked) + others) / rank)
        adjusted[place] = smallest
    return adjusted
