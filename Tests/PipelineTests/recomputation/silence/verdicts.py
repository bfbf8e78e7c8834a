"""Who is tested by Z04 and what became of them, and why others are not."""
import math

from ..patterns.published import compare, significant
from . import stops
from .published import KEY

LONG, FEWEST_EXPECTED, FEWEST_TRACES, LEVEL, GRADE_A = 12, 3.0, 5, 0.10, 0.9
# As in the program: with less than half a case of others there is no rate to compare with.
FEWEST_OF_PEERS, MISFILED = 0.5, 0.05
WHY = {
    "grade_a": "A级线索", "grade_b": "B级线索", "within_chance": "在偶然范围内",
    "verify_exposure": "先核实监管对象", "no_base_rate": "同类均无案件，无从比较",
    "judged_at_unit": "仅一个单位有权，见该单位", "too_few_expected": "参照值太小，不检验（约{}件）"}
WHY_STATE = {
    "handled": "有处置无处罚", "no_exposure": "无监管对象", "exposure_unknown": "监管对象不明，先核实",
    "not_empowered": "报告月不持有该职权（未赋权、已失效或已划转），另有案件记录",
    "zero_open": "全市事项见Z02"}


def compare_verdicts(report, models, histories):
    rows = {tuple(row[name] for name in KEY): row for row in report.rows("zero_cells")}
    ours, reasons = {}, {}
    for level, model in models.items():
        places = level.startswith("district")
        judged = {cell: verdict(model, cell, not places or histories.holders(cell) > 1)
                  for cell in model.grid.cells if cell.silent and cell.key in rows}
        judged.update(grades(model, judged))
        ours.update({cell.key: what for cell, what in judged.items()})
        reasons.update({cell.key: (why(model, cell, what),) for cell, what in judged.items()})
    for key, row in rows.items():
        if key not in ours:
            ours[key], reasons[key] = "not_tested", (WHY_STATE[row["state"]],)
    report.compare("verdicts of cells", ours, {key: row["verdict"] for key, row in rows.items()})
    compare(report, "why cells are not tested", reasons, {
        key: (row["why"],) for key, row in rows.items()})
    compare_moved(report, models, rows)


def verdict(model, cell, is_judged):
    """The first reason not to test a silent cell; else that it is within chance."""
    if cell.state == "exposure_unknown":
        return "verify_exposure" if is_judged else "judged_at_unit"
    if cell.state not in ("zero_open", "zero_explained"):
        return "not_tested"
    if not is_judged:
        return "judged_at_unit"
    if len(cell.silent) < LONG:
        return "too_short"
    counts = model.counts
    if counts.profiles.end[cell.column] is not None:
        return "item_ended"
    seen = sum(stops.traces_since(cell)) >= FEWEST_TRACES
    if counts.peers[cell] < FEWEST_OF_PEERS and not cell.total_cases and not seen:
        return "no_base_rate"
    if model.spell(cell)[0] < FEWEST_EXPECTED and not seen:
        return "too_few_expected"
    if not is_traced(model, cell):
        return "verify_exposure"
    return "verify_power" if model.moved.get(cell, 0.0) > 0.5 else "within_chance"


def is_traced(model, cell):
    """A case, a finding, or more complaints than misfiling lets one expect."""
    if cell.total_cases or cell.total_findings:
        return True
    own = model.corroboration
    mean, total = own.mean[cell.column] * own.misfiling + 1e-3, 0.0
    for count in range(cell.total_complaints):
        total += math.exp(-mean + count * math.log(mean) - math.lgamma(count + 1))
    return 1 - total < MISFILED


def grades(model, judged):
    """The longest list whose mean chance of no inaction stays within the level."""
    tested = sorted((1 - sum(model.posterior[cell][1:3]), cell.key, cell)
                    for cell, what in judged.items() if what == "within_chance")
    found, total = {}, 0.0
    for place, (rate, _, cell) in enumerate(tested, 1):
        total += rate
        if total / place <= LEVEL:
            is_sure = 1 - rate >= GRADE_A and cell not in model.of_group
            found[cell] = "grade_a" if is_sure else "grade_b"
    return found


def why(model, cell, what):
    """What the table says; of few expected cases it says how many."""
    if what == "not_tested" or what == "verify_exposure" and cell.state == "exposure_unknown":
        return WHY_STATE[cell.state]
    text = WHY[what]
    if cell.state == "zero_explained":
        text = "已有说明；" + text

    def of(told):
        start, _, end = text.partition("{}")
        number = told.removeprefix(start).removesuffix(end)
        return start + significant(model.spell(cell)[0], 2)(number) + end
    return of if "{}" in text else text


def compare_moved(report, models, rows):
    """The chance that the power of a whole group moved, where it was asked."""
    ours = {cell.key: model.moved.get(cell, model.of_group.get(cell, (None, 0.0))[1])
            for model in models.values() for cell in model.grid.cells}
    report.compare("chances that a power moved", {
        key: row["moved"] if abs(float(row["moved"]) - ours[key]) <= 0.01 else ours[key]
        for key, row in rows.items() if row["moved"]},
                   {key: row["moved"] for key, row in rows.items() if row["moved"]})
