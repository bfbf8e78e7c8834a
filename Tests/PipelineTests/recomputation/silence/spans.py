"""Spans of zero_cells.csv and of the flags of Z02, Z10 and Z13, and the posterior that flags state."""
from .. import referrals
from ..cells import LAST
from ..zeros import SingleCases
from .published import TESTED

# Lengths of silence that Z02 tells apart.
BANDS = (36, 24, 12)


def compare_spans(report, histories):
    """The last activity of a cell, the first silent month after it, and what explains it."""
    cells, ours, theirs = histories.cells, {}, {}
    for row in report.rows("zero_cells"):
        is_unit = row["level"].startswith("unit")
        place = row["unit_code"] if is_unit else row["district_code"]
        cell = (place, row["domain"], row["item_code"])
        key = (row["level"], *cell)
        last, silent = span(histories, row["level"], cell)
        parts = cells.parts(cell) if is_unit else histories.places.holders[cell]
        ours[key] = (silent[0] if silent else "", last, str(not last).lower(),
                     cells.told(cell, parts) if row["state"] == "zero_explained" else "")
        theirs[key] = tuple(row[name] for name in (
            "silent_from", "last_active", "left_censored", "explained"))
    report.compare("spans of silent cells", ours, theirs)
    # The sample's register names the power of every unit.
    report.compare("powers that are inferred", {}, {
        row["item_code"]: row["unit_code"] for row in report.rows("zero_cells")
        if row["power_inferred"] != "false"})


def span(histories, level, cell):
    """The last month with a case or a settlement, and the observed months behind it."""
    cells = histories.cells
    power, sent = histories.power(level, cell)
    by_month = cells.events.by_cell.get(cell, {})
    last = max((month for month, sums in by_month.items()
                if sums["cases"] + sums["settled"] > 0), default="")
    # No silence goes on over records that could not be read.
    start = max([last] + [month for month in cells.months if cells.is_unread(cell, month)])
    return last, [month for month, held, came in zip(cells.months, power, sent)
                  if held and came and month > start]


def compare_flags(report, histories, models, inbox):
    """Columns of flags of silence that no sentence tells."""
    compare_dormant(report, histories)
    compare_single(report, histories.cells)
    compare_posteriors(report, models)
    pairs = referrals.pairs(histories.city, inbox)
    # Of a pair that was flagged; no unit of the sample has two.
    report.compare("Z13 flags", {
        unit: (row[1], row[3]) for (unit, _), row in pairs.items() if int(row[3])}, {
            row["unit_code"]: (row["observed"], row["effect"]) for row in report.flags("Z13")})


def compare_dormant(report, histories):
    ours = {}
    for row in report.flags("Z02"):
        cell = ("", row["domain"], row["item_code"])
        _, silent = span(histories, "city_item", cell)
        band = next(band for band in BANDS if len(silent) >= band)
        ours[row["item_code"]] = (silent[0], LAST, "0", str(band), str(len(silent)))
    report.compare("Z02 columns of flags", ours, {
        row["item_code"]: tuple(row[name] for name in (
            "period_from", "period_to", "observed", "category", "months_silent"))
        for row in report.flags("Z02")})


def compare_single(report, cells):
    """Z10: from the month behind the activity before, or behind a finding, to the last one."""
    single, ours = SingleCases(cells), {}
    for row in report.flags("Z10"):
        cell = (row["unit_code"], row["domain"], row["item_code"])
        silent = single.silence(cell)
        _, seen = single.observed(cell)
        months = [month for month, is_seen in zip(cells.months[:-1], seen) if is_seen]
        ours[cell] = (months[-silent] if silent else "", LAST, "1")
    report.compare("Z10 columns of flags", ours, {
        (row["unit_code"], row["domain"], row["item_code"]): tuple(
            row[name] for name in ("period_from", "period_to", "observed"))
        for row in report.flags("Z10")})


def compare_posteriors(report, models):
    """Z03 and Z04 state the posterior of inaction as their effect."""
    chances = {cell.key[1:]: sum(model.posterior[cell][1:3])
               for model in models.values() for cell in model.grid.cells}
    ours, theirs = {}, {}
    for code in ("Z03", "Z04"):
        for row in report.flags(code):
            place = tuple(row[name] for name in (
                "unit_code", "district_code", "domain", "item_code"))
            if not any(place[:2]):
                continue
            theirs[code, place] = row["effect"]
            near = abs(chances[place] - float(row["effect"])) <= TESTED
            ours[code, place] = row["effect"] if near else f"{chances[place]:.6g}"
    report.compare("posteriors of flags", ours, theirs)
