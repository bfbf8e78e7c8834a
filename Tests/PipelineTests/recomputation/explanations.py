"""Z11: zeros that units explained, explanations of some age, and those that expired."""
import re
from collections import defaultdict

from . import markdown
from .calendar import month_end, number
from .cells import LAST
from .powers import percent
from .published import compare_outcomes

FEWEST, OLD = 5, 12
ZEROS = ("zero_open", "zero_explained")


def compare(report, city, answers):
    text = markdown.section(report.text, "### Z11 ")
    units = by_unit(answers)
    report.compare("Z11 explained zeros", {
        city.unit_name[unit]: row_of(numbers) for unit, numbers in units.items()},
                   markdown.table(text, "单位"))
    # A description flags and passes nothing.
    compare_outcomes(report, "Z11", {"not_applicable": len(units)})
    compare_expired(report, city, answers, text)


def by_unit(answers):
    """Zeros and explained ones of each unit, domains first, then items."""
    rows = defaultdict(lambda: [0, 0, 0, 0])
    for cell, (state, _) in answers.items():
        if state in ZEROS:
            at = 2 if cell[2] else 0
            rows[cell[0]][at] += 1
            rows[cell[0]][at + 1] += state == "zero_explained"
    return rows


def row_of(numbers):
    domains, told, items, told_items = numbers
    shares = [percent(part, whole) if whole >= FEWEST else ""
              for part, whole in ((told, domains), (told_items, items))]
    return (str(domains), str(told), shares[0], str(items), str(told_items), shares[1])


def of_cell(city, cell):
    """Explanations of a cell's domain, and of its item."""
    unit, domain, item = cell
    return [row for row in city.explanations if city.unit(row["unit_code"]) == unit and (
        row["domain"] == domain if row["domain"] else item and row["item_code"] == item)]


def holds(row):
    return row["date"] <= month_end(LAST) <= (row["expires"] or "9999")


def old(cells, answers):
    """Explained cells by the date of their explanation, where that is long ago.

    Items are told where their dates differ, else their domain.
    """
    told = {cell: cells.told(cell, cells.parts(cell))
            for cell, (state, _) in answers.items() if state == "zero_explained"}
    dates = defaultdict(set)
    for (unit, domain, item), date in told.items():
        if item:
            dates[unit, domain].add(date)
    old_ones = {cell: date for cell, date in told.items()
                if number(LAST) - number(date[:7]) >= OLD}
    domains = {cell[:2] for cell, date in old_ones.items()
               if not cell[2] and (
                   dates[cell[:2]] <= {date} or not any(other[2] and other[:2] == cell[:2]
                                                        for other in old_ones))}
    return {cell: date for cell, date in old_ones.items()
            if (cell[:2] in domains) == (not cell[2])}


def expired(city, answers):
    """Open zeros of which the last explanation ran out, with its two dates."""
    found = {}
    for cell, (state, _) in answers.items():
        rows = [row for row in of_cell(city, cell) if row["date"] <= month_end(LAST)]
        # The explanation of a domain stands at the domain, not at each of its items.
        own = [row for row in rows if bool(row["domain"]) == (not cell[2])]
        if state == "zero_open" and own and not any(map(holds, own)):
            last = max(own, key=lambda row: (row["expires"], row["date"]))
            name = city.items[cell[2]]["item_name"] if cell[2] else cell[1]
            found[city.unit_name[cell[0]], name] = (last["date"], last["expires"])
    return found


def compare_expired(report, city, answers, text):
    ours = expired(city, answers)
    told = re.search(r"(\d+)项说明已过有效期", text)
    report.compare("Z11 explanations that expired, as told", {"figures": len(ours)},
                   {"figures": int(told.group(1)) if told else 0})
    rows = text.split("已过有效期的说明")[1] if told else ""
    report.compare("Z11 explanations that expired", ours,
                   markdown.pairs(rows, "单位") if rows else {})
