"""Charts of states: their data by month, and what their texts say in figures."""
import re
from collections import Counter

from .groups import SEVERITIES, standing
from .pictures import text_of

MAP_MONTHS, WINDOW = 24, 12
SILENT = ("no_exposure", "exposure_unknown", "zero_explained", "zero_open")


class Marks:
    """What a month of a cell shows: its cases, or a state."""

    def __init__(self, histories):
        self.histories, self.cells = histories, histories.cells
        self.rows = {level: {cell: histories.row(level, cell) for cell in histories.keys[level]}
                     for level in ("unit_domain", "district_domain")}

    def sent(self, place, month):
        """Whether every unit that is the place, or has its seat there, delivered the month."""
        city = self.cells.city
        units = [place] if place in self.cells.sent else [
            unit for unit in city.units() if city.county(city.district[unit]) == place]
        return all(self.cells.city.sent(unit, month) for unit in units
                   if city.exists(unit, month))

    def mark(self, level, cell, month):
        row, at = self.rows[level][cell], self.cells.months.index(month)
        is_handled = row["state"] == "handled" and month in self.cells.months[-WINDOW:]
        kind = "settled_months" if is_handled else "case_months"
        cases = dict(pair.split(":") for pair in row[kind].split())
        if str(at) in cases:
            return ("handled", "0") if is_handled else ("active", cases[str(at)])
        spans = [tuple(map(int, span.split("-"))) for span in row["observed"].split()]
        if not any(start <= at <= end for start, end in spans):
            return ("not_empowered" if self.sent(cell[0], month) else "not_sent"), ""
        if row["state"] in SILENT:
            start = row["last_active"] or ""
            return (row["state"] if month > start else "no_case"), "0"
        return "no_case", "0"


def compare_maps(report, histories):
    """Heat maps of units without a case in the window, and of districts."""
    marks = Marks(histories)
    states = {cell: row["state"] for cell, row in marks.rows["unit_domain"].items()}
    shown = [cell for cell, state in states.items() if state not in ("active", "not_empowered")]
    open_cells = sum(states[cell] == "zero_open" for cell in shown)
    report.compare("silence: rows that the picture tells", {
        "figures": (str(len(shown)), str(min(36, len(shown))), str(open_cells))},
                   {"figures": figures(report, "silence", r"共(\d+)行，列出(\d+)行；其中零案待核实(\d+)行")})
    months = marks.cells.months[-MAP_MONTHS:]
    compare_map(report, "silence", {
        (*cell[:2], month): marks.mark("unit_domain", cell, month)
        for cell in shown for month in months}, "unit_code")
    places = marks.rows["district_domain"]
    report.compare("districts: places that the picture tells", {
        "figures": (str(len({cell[0] for cell in places})),)},
                   {"figures": figures(report, "districts", r"(\d+)个区划")})
    compare_map(report, "districts", {
        (*cell[:2], month): marks.mark("district_domain", cell, month)
        for cell in places for month in months[-WINDOW:]}, "district_code")


def compare_map(report, name, ours, place):
    report.compare(f"charts/{name}.csv", ours, {
        (row[place], row["domain"], row["month"]): (row["state"], row["cases"])
        for row in report.rows(f"charts/{name}")})


def figures(report, name, pattern):
    found = re.search(pattern, text_of(report.folder, name))
    return found and found.groups()


def compare_flags_chart(report):
    """Flags by clause and severity, in the data and in the text."""
    flags = standing(report.rows("flags"))
    counts = Counter((row["clause"], row["severity"]) for row in flags)
    clauses = sorted({row["clause"] for row in flags})
    report.compare("charts/flags.csv", {
        clause: tuple(str(counts[clause, name]) for name in SEVERITIES) for clause in clauses},
                   {row["clause"]: tuple(row[name] for name in SEVERITIES)
                    for row in report.rows("charts/flags")})
    told = re.findall(r"第(.)条 [^第。]*?(\d+)(?=[、。])", text_of(report.folder, "flags"))
    report.compare("flags by clause in the picture", {
        "一二三四五六七八"[int(clause) - 1]: str(sum(row["clause"] == clause for row in flags))
        for clause in clauses}, dict(told))


def compare_deliveries_chart(report, cells, counts):
    """Units that lack months of the window, with the cases of all others."""
    city, months = cells.city, cells.months[-MAP_MONTHS:]
    units = [unit for unit in city.units() if any(
        city.exists(unit, month) and not city.sent(unit, month) for month in cells.window)]
    cases = Counter()
    for (month, unit, *_), sums in counts.items():
        cases[unit, month] += sums["cases"]
    ours = {}
    for unit in units:
        for month in months:
            number = cases[unit, month]
            ours[unit, "", month] = (
                ("not_sent", "") if not city.sent(unit, month) else
                ("active", str(number)) if number else ("no_case", "0"))
    if not units:
        return
    compare_map(report, "deliveries", ours, "unit_code")
    missing = sum(state == "not_sent" for state, _ in ours.values())
    report.compare("deliveries: months that the picture tells", {
        "figures": (str(len(units)), str(missing))}, {
            "figures": figures(report, "deliveries", r"(\d+)个有月份未报送的主体.*共(\d+)个月")})

