"""Z01: how many of the items in force were used."""
import re
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from . import markdown

FEWEST = 10
COLUMN = {"active": 1, "handled": 2, "not_sent": 3, "no_exposure": 4, "exposure_unknown": 4}


def percent(part, whole):
    share = Decimal(100 * part) / Decimal(whole)
    return f"{share.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


def uses(answers, name_of):
    """In force, used, settled only, not sent, unexposed and item-months of each group."""
    rows = defaultdict(lambda: [0] * 6)
    for cell, (state, numbers) in answers.items():
        if cell[2] and numbers[0]:
            row = rows[name_of(cell)]
            row[0] += 1
            row[5] += numbers[0]
            if state in COLUMN:
                row[COLUMN[state]] += 1
    return rows


def shares(row, possible=0):
    """Share of assessable items used, and at most as many as unmatched cases allow."""
    assessed, done = row[0] - row[3] - row[4], row[1] + row[2]
    if assessed < FEWEST:
        return "", ""
    return percent(done, assessed), percent(min(assessed, done + possible), assessed)


def table(rows):
    return {name: tuple(str(count) for count in row) + shares(row)[:1]
            for name, row in rows.items()}


def unit_table(rows, texts, names):
    """By unit; each text of an item that matched none may be one item more."""
    # As in the program: distinct pairs of code and name among unmatched cases of the window, at
    # most as many as there are assessable items.
    return {names[unit]: tuple(str(count) for count in row) + shares(row, len(texts[unit]))
            for unit, row in rows.items()}


def headline(rows):
    sums = [sum(column) for column in zip(*rows.values())]
    assessed = sums[0] - sums[3] - sums[4]
    without = sum(row[0] == row[3] + row[4] for row in rows.values())
    figures = [assessed, sums[1], sums[2], percent(sums[1] + sums[2], assessed), sums[3], sums[4],
               0, 0, len(rows) - without, without]
    return tuple(str(figure) for figure in figures)


def compare(report, city, answers, texts):
    def seat(cell):
        return city.district_name[city.place(city.district[cell[0]])]

    text = markdown.section(report.text, "### Z01 ")
    units = uses(answers, lambda cell: cell[0])
    report.compare("Z01 by unit", unit_table(units, texts, city.unit_name),
                   markdown.table(text, "按单位"))
    for title, name_of in (("按领域", lambda cell: cell[1]), ("按区划", seat)):
        report.compare(f"Z01 {title}", table(uses(answers, name_of)),
                       markdown.table(text, title))
    figures = re.findall(r"\d+(?:\.\d+%)?", markdown.plain(text.split("\n\n")[1]))
    report.compare("Z01 headline", {"figures": headline(units)},
                   {"figures": tuple(figures)})
