"""Expectations, chances and posteriors of zero_cells.csv, recomputed from the exports."""
import math

from ..patterns.published import compare
from . import stops
from .cells import LEVELS

KEY = ("level", "unit_code", "district_code", "domain", "item_code")
LAW = ("size", "earlier", "before", "since", "expected", "probability")
STATES = ("posterior_normal", "posterior_stopped", "posterior_never", "posterior_structural")
STOPS = ("complaints_since", "findings_since", "own_expected", "own_probability",
         "change_month", "change_lower", "change_upper")
FLAGGED, OWN_CHANCE = ("grade_a", "grade_b"), 0.05
# The program integrates more coarsely over the rates of cells that are never told.
TESTED, OTHER = 0.01, 0.05
# What peers let one expect is handed over in single precision; all others rest on it.
SINGLE = 2.0 ** -22


def compare_model(report, histories):
    """The whole model of each level; returns it by level."""
    published = [row for row in report.rows("zero_cells") if row["probability"]]
    models = {}
    for level in LEVELS:
        rows = {tuple(row[name] for name in KEY): row
                for row in published if row["level"] == level}
        model = models[level] = agreeing(histories, level, rows)
        cells = {cell.key: cell for cell in model.grid.cells if cell.key in rows}
        compare(report, f"model of {level}: figures of the silence",
                {key: tuple(map(single, (*model.spell_law(cell), model.counts.expected[cell])))
                 for key, cell in cells.items()},
                {key: tuple(row[name] for name in (*LAW, "expected_by_peers"))
                 for key, row in rows.items()})
        compare_stops(report, level, model, cells, rows, histories.cells.months)
        report.compare(f"model of {level}: posteriors",
                       {key: near(model.posterior[cell], rows[key]) for key, cell in cells.items()},
                       {key: tuple(row[name] for name in STATES) for key, row in rows.items()})
    return models


def agreeing(histories, level, rows):
    """The model of a level, in which undecided cells teach as the published figures say."""
    def unlike(model):
        return sum(single(model.counts.expected[cell])(rows[cell.key]["expected_by_peers"])
                   != rows[cell.key]["expected_by_peers"]
                   for cell in model.grid.cells if cell.key in rows)
    model, turned = histories.level(level), set()
    for key in model.undecided():
        if unlike(model):
            other = histories.level(level, turned | {key})
            if unlike(other) < unlike(model):
                model, turned = other, turned | {key}
    return model


def compare_stops(report, level, model, cells, rows, months):
    """Traces of the silence, the own record, and the month of the stop where it is told."""
    ours = {}
    for key, cell in cells.items():
        record = stops.own_record(model, cell)
        is_told = rows[key]["verdict"] in FLAGGED or record and record[1] < OWN_CHANCE
        stop = stops.change(model, cell) if is_told else None
        ours[key] = (*map(str, stops.traces_since(cell)),
                     *(map(single, record) if record else ("", "")),
                     *((months[at] for at in stop) if stop else ("", "", "")))
    compare(report, f"model of {level}: traces, own record and stop", ours,
            {key: tuple(row[name] for name in STOPS) for key, row in rows.items()})


def compare_months(report, model, months):
    """What peers let one expect of each month in which a unit had cases of an item."""
    ours = {}
    for cell in model.grid.cells:
        expected = model.counts.profiles.monthly(cell, model.counts.expected[cell])
        _, unit, _, domain, item = cell.key
        ours.update({(months[at], unit, domain, item): (single(due),)
                     for at, due in zip(cell.months, expected) if at in cell.cases})
    compare(report, "expected cases of months with a case", ours, {
        tuple(row[name] for name in ("month", "unit_code", "domain", "item_code")):
        (row["expected"],) for row in report.rows("case_counts") if row["expected"]})


def single(value):
    """What a figure of six digits agrees with that was computed in single precision."""
    def of(text):
        digits = math.floor(math.log10(abs(value))) if value else 0
        near = abs(value - float(text)) <= 0.5 * 10.0 ** (digits - 5) + SINGLE * abs(value)
        return text if near else f"{value:.8g}"
    return of


def near(chances, row):
    """The published posteriors where ours are near enough, else ours."""
    tolerance = TESTED if row["q_value"] else OTHER
    texts = (row[name] for name in STATES)
    return tuple(text if abs(float(text) - chance) <= tolerance else f"{chance:.4f}"
                 for chance, text in zip(chances, texts))
