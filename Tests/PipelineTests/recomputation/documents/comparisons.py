"""Charts of one indicator: their data are rows of chart_data.csv, and their texts say how many."""
import os
import re

from ..calendar import month_of, number
from ..cells import LAST, WINDOW
from .groups import standing
from .pictures import text_of

NAME = re.compile(r"([a-z]\d\d)-\d+\.csv")
TOLD = re.compile(r"共([\d,]+)个对象；标记的：(.*?)。$")


def compare_comparisons(report, city):
    """Every chart of points that the report has."""
    known = {tuple(row.items()) for row in report.rows("chart_data")}
    ours, theirs, strange = {}, {}, {}
    for file in sorted(os.listdir(os.path.join(report.folder, "charts"))):
        if not NAME.fullmatch(file):
            continue
        name = file.removesuffix(".csv")
        rows = report.rows(f"charts/{name}")
        strange.update({(name, *row.values()): "in no table" for row in rows
                        if tuple(row.items()) not in known})
        found = TOLD.search(text_of(report.folder, name))
        marked = {named(row, city) for row in rows if row["flagged"] == "true"}
        ours[name] = (str(len(rows)), tuple(sorted(marked)))
        theirs[name] = found and (found.group(1).replace(",", ""), tuple(sorted(
            set(found.group(2).split("、")) - {"无"})))
    report.compare("points of charts that no table has", {}, strange)
    report.compare("objects and marks that pictures tell", ours, theirs)


def named(row, city):
    place = city.unit_name.get(row["unit_code"]) or city.district_name.get(row["x"], row["x"])
    return f"{place} {row['domain']}".strip()


def period(flag, cells):
    """The window; a year of tables; 24, 36 and 48 months of towns, register and payments."""
    code, category = flag["indicator"], flag["category"]
    if code == "Q05":
        return f"{category}-01", f"{category}-12"
    back = {"P04": 24, "S09": 36, "P08": 48 if category == "unpaid" else WINDOW}.get(code, WINDOW)
    return max(month_of(number(LAST) - back + 1), cells.months[0]), LAST


def compare_periods(report, cells):
    """First and last month that flags speak of, where they are not those of a silence or referral."""
    elsewhere = ("Z02", "Z03", "Z04", "Z07", "Z10", "Z13")
    flags = [row for row in standing(report.rows("flags")) if row["indicator"] not in elsewhere]
    report.compare("months of flags", {row["flag_id"]: period(row, cells) for row in flags}, {
        row["flag_id"]: (row["period_from"], row["period_to"]) for row in flags})
    clauses = {row["indicator"]: row["clause"] for row in report.rows("coverage")}
    report.compare("clauses of flags", {
        row["flag_id"]: clauses[row["indicator"]] for row in report.rows("flags")},
                   {row["flag_id"]: row["clause"] for row in report.rows("flags")})
