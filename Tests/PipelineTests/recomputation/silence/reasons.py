"""Why a silent cell is not tested, as the table of silent cells says it."""
from ..patterns.published import compare, significant

WHY = {
    "grade_a": "A级线索", "grade_b": "B级线索", "within_chance": "在偶然范围内",
    "verify_exposure": "先核实监管对象", "no_base_rate": "同类均无案件，无从比较",
    "item_ended": "各单位均已停办，先核实是否停用",
    "judged_at_unit": "仅一个单位有权，见该单位", "too_few_expected": "参照值太小，不检验（约{}件）"}
WHY_STATE = {
    "handled": "有处置无处罚", "no_exposure": "无监管对象", "exposure_unknown": "监管对象不明，先核实",
    "not_empowered": "报告月清单中没有该职权（未赋权、已失效、已划转或清单未收全），另有案件记录",
    "zero_open": "全市事项见Z02"}


def compare_reasons(report, rows, judged):
    """Rows of the table by the verdicts on them; of others their states say it."""
    ours = {key: (why(*judged[key]) if key in judged else WHY_STATE[row["state"]],)
            for key, row in rows.items()}
    compare(report, "why cells are not tested", ours, {
        key: (row["why"],) for key, row in rows.items()})


def why(one, what):
    """What the table says; of few expected cases it says how many."""
    if what == "not_tested" or what == "verify_exposure" and one.cell.state == "exposure_unknown":
        return WHY_STATE[one.cell.state]
    text = WHY[what]
    if one.cell.state == "zero_explained":
        text = "已有说明；" + text

    def of(told):
        start, _, end = text.partition("{}")
        number = told.removeprefix(start).removesuffix(end)
        return start + significant(one.expected, 2)(number) + end
    return of if "{}" in text else text
