"""The table and the chart that set each unit's domain beside what is expected of it."""
import math
import os
import re

from .. import markdown
from ..cells import LAST, WINDOW
from ..patterns.published import agreed, compare, significant

LEAST_EXPECTED, PRINTED, DRAWN = 1.0, 12, 36


def quantile(mean, size, chance):
    """The least count that the negative binomial law reaches with this chance."""
    total, count = 0.0, 0
    while True:
        total += math.exp(
            math.lgamma(size + count) - math.lgamma(size) - math.lgamma(count + 1)
            - size * math.log1p(mean / size) + count * math.log(mean / (size + mean)))
        if total >= chance:
            return count
        count += 1


class Row:
    """A unit's domain over the window, or over its silence."""

    def __init__(self, key, start, observed, expected, size):
        self.key, self.start, self.observed, self.expected = key, start, observed, expected
        self.lower, self.upper = (quantile(expected, size, chance) for chance in (0.05, 0.95))

    @property
    def is_below(self):
        return self.observed < self.lower

    @property
    def is_outside(self):
        return self.is_below or self.observed > self.upper

    def cells(self, city):
        """The cells of the printed table."""
        unit, domain = self.key
        return (city.unit_name[unit], domain, f"{self.start}至{LAST}", str(self.observed),
                significant(self.expected, 3), f"{self.lower}至{self.upper}")


def rows_of(model, cells):
    """Every unit and domain that can be compared, by their codes."""
    rows = []
    for cell in sorted(model.grid.cells, key=lambda cell: cell.key):
        key = (cell.key[1], cell.key[3])
        law = model.window_law(cell, WINDOW) if cell.state == "active" and cell.cases else None
        if law:
            row = (key, cells.window[0], *law)
        elif cell.state == "zero_open" and cell.silent:
            size, earlier, *_, expected, _ = model.spell_law(cell)
            row = (key, cells.months[cell.silent[0]], 0, expected, size + earlier)
        else:
            continue
        if row[3] >= LEAST_EXPECTED:
            rows.append(Row(*row))
    return rows


def compare_places(report, what, document, city, rows):
    """Sentence, table, data and picture of a division."""
    outside = [row for row in rows if row.is_outside]
    figures = re.search(r"可比较的单位·领域(\d+)个：低于90%区间(\d+)个，高于(\d+)个", document.text)
    below = sum(row.is_below for row in rows)
    ours = (len(rows), below, len(outside) - below) if rows else None
    report.compare(f"{what}: units by domain outside", {"figures": ours},
                   {"figures": figures and tuple(map(int, figures.groups()))})
    within = re.search(r"可比较的(\d+)个单位·领域中，(\d+)个的案件数", document.text)
    if within:
        report.compare(f"{what}: units by domain within",
                       {"figures": (len(rows), len(rows) - len(outside))},
                       {"figures": tuple(map(int, within.groups()))})
    compare(report, f"{what}: table of places",
            {row.key: row.cells(city) for row in outside[:PRINTED]},
            printed(document, city))
    if rows:
        compare_data(report, what, document, rows)
        compare_picture(report, what, document, rows, len(outside))


def printed(document, city):
    codes = {name: code for code, name in city.unit_name.items()}
    found = {}
    for unit, *cells in document.rows_below("执法主体"):
        key = (codes.get(unit, unit), cells[0])
        if key in found:
            raise ValueError(f"two rows are called {key}")
        found[key] = (unit, *cells)
    return found


def compare_data(report, what, document, rows):
    names = ("period_from", "period_to", "cases", "expected", "lower", "upper")
    compare(report, f"{what}: charts/place.csv",
            {row.key: (row.start, LAST, str(row.observed), six(row.expected), str(row.lower),
                       str(row.upper)) for row in rows},
            {(row["unit_code"], row["domain"]): tuple(row[name] for name in names)
             for row in document.data("charts/place")})


def six(value):
    """As the model prints: what peers let one expect is single precision."""
    unit = 10.0 ** (math.floor(math.log10(value)) - 5)
    return lambda text: agreed(value, text, unit + 2.0 ** -21 * value)


def compare_picture(report, what, document, rows, outside):
    """What the picture and its text say of the number of rows."""
    drawn = min(DRAWN, len(rows)) if outside <= DRAWN else DRAWN
    with open(os.path.join(document.folder, "charts", "place.svg"), encoding="utf-8") as file:
        picture = file.read()
    told = re.compile(r"按单位代码排列(\d+)行：.*?菱形为区间外的(\d+)行。")
    texts = {"document": markdown.plain(document.text),
             "picture": re.search(r"<desc[^>]*>(.*?)</desc>", picture).group(1)}
    report.compare(
        f"{what}: rows that the picture tells",
        {**dict.fromkeys(texts, (drawn, outside)), "drawn": (drawn, min(outside, drawn))},
        {**{name: tuple(map(int, told.search(text).groups())) for name, text in texts.items()},
         "drawn": (len(re.findall('text-anchor="end" ?', picture)) - 1,
                   picture.count("<polygon "))})
