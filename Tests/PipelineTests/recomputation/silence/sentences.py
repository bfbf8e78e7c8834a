"""Tables of Z03 and Z04, and sentences of Z05 to Z07, by what was recomputed."""
import re
from collections import Counter

from .. import markdown
from ..judged import chance, number
from . import stops

VERDICTS = {
    "grade_a": "A级线索", "grade_b": "B级线索", "verify_exposure": "先核实监管对象",
    "too_few_expected": "参照值太小，不检验", "within_chance": "在偶然范围内",
    "too_short": "静默时间不足", "no_base_rate": "同类均无案件，无从比较",
    "item_ended": "各单位均已停办，先核实是否停用", "verify_delivery": "先核实是否报送",
    "verify_items": "先核实事项或单位编码",
    "verify_power": "先核实职权是否划转", "judged_at_unit": "仅一个单位有权，见该单位",
    "not_tested": "状态本身已说明"}
# Of a place every unit that holds the power gave an explanation.
TOLD = {True: "单位已作说明；", False: "有监管对象的单位均已作说明；"}
LEVELS = ("unit_item", "unit_domain", "district_item", "district_domain", "city_item")
KEY = ("unit_code", "district_code", "domain", "item_code")


def compare_tables(report, models, histories):
    """The cells that Z03 and Z04 list beside their flags, and verdicts by level."""
    city = histories.city
    verdicts = {(row["level"], *(row[name] for name in KEY)): row["verdict"]
                for row in report.rows("zero_cells")}
    known = {}
    for level, model in models.items():
        for cell in model.grid.cells:
            if cell.silent and cell.key in verdicts:
                known[named(cell, city)] = figures(
                    model, cell, histories.parties(level, place_of(cell)), verdicts)
    for code in ("Z03", "Z04"):
        text = markdown.section(report.text, f"### {code} ")
        rows = markdown.rows(text, "单位或区划")
        # The column of items is empty where domains alone are judged, and so it is not printed.
        theirs = {(*row[:2], "", *row[2:])[:3]: tuple(row[2:]) for row in rows} if code == "Z03" else {
            tuple(row[:3]): tuple(row[3:]) for row in rows}
        report.compare(f"{code} cells that were not flagged",
                       {key: known.get(key) for key in theirs}, theirs)
    compare_verdicts(report, verdicts)


def compare_verdicts(report, verdicts):
    """Cells without cases by verdict: every row of zero_cells.csv, by the levels that it has."""
    counts = Counter((level, verdict) for (level, *_), verdict in verdicts.items())
    levels = [level for level in LEVELS if any(level == key[0] for key in verdicts)]
    report.compare("Z04 cells by verdict", {
        title: tuple(str(counts[level, name]) for level in levels)
        for name, title in VERDICTS.items()},
                   markdown.table(markdown.section(report.text, "### Z04 "), "判断"))


def place_of(cell):
    _, unit, district, domain, item = cell.key
    return unit or district, domain, item


def named(cell, city):
    _, unit, district, domain, item = cell.key
    place = city.unit_name[unit] if unit else city.district_name[district]
    return place, domain, city.items[item]["item_name"] if item else ""


def figures(model, cell, parties, verdicts):
    *_, expected, none = model.spell_law(cell)
    complaints, findings = stops.traces_since(cell)
    return (str(len(cell.silent)), number(expected).replace(",", ""), chance_cell(none),
            str(complaints), str(findings), "不明" if parties is None else str(parties),
            (TOLD[bool(cell.key[1])] if cell.state == "zero_explained" else "")
            + VERDICTS.get(verdicts[cell.key], ""))


def chance_cell(value):
    return re.sub(r"(?<=\d),(?=\d{3})", "", chance(value))


def compare_reasons(report, models, cells):
    """Figures of the sentences of Z05, Z06 and Z07."""
    by_key = {place_of(cell): (level, cell) for level, model in models.items()
              if level.startswith("unit") for cell in model.grid.cells}
    patterns = {
        "Z05": r"窗口期12个月内有(\d+)件举报.*已报送的静默期(\d+)个月(?:.*参照值约([\d.]+)件)?",
        "Z06": r"窗口期12个月内检查发现问题(\d+)次(?:.*参照值约([\d.]+)件)?",
        "Z07": r"此前共(\d+)件，随后已报送的(\d+)个月一件没有；按自身以往水平同期参照值约([\d.]+)件，"
               r"一件没有的概率(.*?)；最可能自(\S{7})起（90%区间(\S{7})(?:–(\S{7}))?）"}
    for code, pattern in patterns.items():
        ours, theirs = {}, {}
        for row in report.flags(code):
            key = (row["unit_code"], row["domain"], row["item_code"])
            found = re.search(pattern, markdown.plain(row["reason"]))
            theirs[key] = found and found.groups()
            # An interval of one month names it once.
            if code == "Z07" and found and found.group(7) is None:
                theirs[key] = (*found.groups()[:6], found.group(6))
            if key in by_key:
                ours[key] = told(code, models, cells, *by_key[key])
        report.compare(f"{code} figures of sentences", ours, theirs)


def told(code, models, cells, level, cell):
    model = models[level]
    # Of an item that ended nothing is expected, and nothing is said of it.
    has_ended = model.counts.profiles.end_of(cell) is not None
    expected = None if has_ended else number(model.spell_law(cell)[-2]).replace(",", "")
    place = place_of(cell)
    if code == "Z05":
        return (str(cells.events.total(place, "complaints", cells.window)),
                str(len(cell.silent)), expected)
    if code == "Z06":
        return str(cells.events.total(place, "findings", cells.window)), expected
    own, none = stops.own_record(model, cell)
    return (str(cell.total_cases), str(len(cell.silent)), number(own).replace(",", ""),
            chance_cell(none), *(cells.months[at] for at in stops.change(model, cell)))
