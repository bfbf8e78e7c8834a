"""Z02 and Z10: items that nobody uses, and single cases after a long silence, as they are told."""
import math
import re

from .. import markdown
from ..cells import LAST
from ..zeros import SingleCases


def compare_dormant(report, places):
    """Z02: the table of items of the city, and the sentence of each flag."""
    cells, text = places.cells, markdown.section(report.text, "### Z02 ")
    silent = dict(places.dormant())
    ours, told = {}, {}
    for cell in places.city_items():
        if cell[2] not in silent:
            continue
        by_month = cells.events.by_cell.get(cell, {})
        active = [month for month, sums in by_month.items() if sums["cases"] + sums["settled"] > 0]
        complaints = cells.events.total(cell, "complaints", cells.window)
        months = silent[cell[2]]
        ours[cell[2]] = (
            places.city.items[cell[2]]["item_name"], cell[1], str(months),
            max(active, default="无记录"), str(complaints), str(places.parties(cell, LAST)))
        # With 95 % confidence below three cases in the months observed: 1 - 0.05 = exp(-rate).
        # A bound is rounded up.
        told[cell[2]] = (str(months), f"{math.ceil(-math.log(0.05) / months * 120) / 10:.1f}",
                         f"{-math.log(0.05) / months:.5f}")
    report.compare("Z02 items of the city", ours, markdown.table(text, "事项编码"))
    report.compare("Z02 sentences and limits", told, {row["item_code"]: (
        *re.search(r"已报送的(\d+)个月.*低于([\d.]+)件", row["reason"]).groups(),
        f"{float(row['effect_upper']):.5f}") for row in report.flags("Z02")})


def compare_single(report, cells, answers):
    """Z10: the silence before the single case, and the longest gap between earlier ones."""
    single = SingleCases(cells)
    ours = {}
    for cell, months in single.flagged(answers).items():
        _, seen = single.observed(cell)
        by_month = cells.events.by_cell[cell]
        cases = [at for at, month in enumerate(cells.months)
                 if seen[at] and month in by_month and by_month[month]["every"]][:-1]
        gaps = [sum(seen[left + 1:right]) for left, right in zip(cases, cases[1:])]
        ours[cell] = (LAST, "1", str(months), str(max(gaps)) if gaps else "")
    theirs = {}
    for row in report.flags("Z10"):
        found = re.search(r"(\d{4}-\d\d)有(\d+)件案件，此前已报送的(\d+)个月.*?处置(?:（.*间隔(\d+)个月）)?，",
                          row["reason"])
        theirs[row["unit_code"], row["domain"], row["item_code"]] = tuple(
            part or "" for part in found.groups())
    report.compare("Z10 figures of sentences", ours, theirs)
