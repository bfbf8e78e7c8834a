"""Comparison of figures with the text that they were published as.

A published figure agrees with a recomputed one that lies within half a unit of its last digit.
"""
import math
import re

from .. import markdown

# The report prints at most so many rows of a table.
PRINTED = 60
# A rounded figure and one that is nearly halfway must not differ for their last bit.
SLACK = 1 + 1e-6


def significant(value, digits):
    """What a figure of so many significant digits agrees with."""
    def of(text):
        if text == "<0.0001" and value < 1e-4:
            return text
        return agreed(value, text, unit_of(value, text, digits))
    return of


def unit_of(value, text, digits):
    """The unit of the last digit: below a power of ten the finer one, on whichever side."""
    try:
        sizes = [abs(figure) for figure in (value, float(text)) if figure]
    except ValueError:
        return 0.0
    if not value or not sizes:
        return 0.0
    return 10.0 ** (math.floor(math.log10(min(sizes))) - digits + 1)


def fixed(value, places):
    """What a figure with so many decimals agrees with."""
    return lambda text: agreed(value, text, 10.0 ** -places)


def count(value):
    """An expected count: one decimal below 10, whole above."""
    return fixed(value, 1 if value < 9.95 else 0)


def whole_yuan(amount):
    return str((amount + 50) // 100)


def percent(share):
    return lambda text: fixed(100 * share, 1)(text.rstrip("%")) + "%"


def span(ends):
    """An interval of two figures with two decimals."""
    def of(text):
        parts = text.split("–")
        if len(parts) != 2:
            return str(ends)
        return "–".join(fixed(end, 2)(part) for end, part in zip(ends, parts))
    return of


def people(number):
    """A number of persons: one to four are not told apart."""
    return "<5" if is_hidden(number) else str(number)


def is_hidden(number):
    return 1 <= number <= 4


def growing(number):
    """A number of persons that grows from report to report: one to nine are not told apart."""
    return "<10" if is_growth_hidden(number) else str(number)


def is_growth_hidden(number):
    return 1 <= number <= 9


def agreed(value, text, unit):
    try:
        near = abs(value - float(text)) <= unit / 2 * SLACK
    except ValueError:
        near = False
    return text if near else f"{value:.8g}"


def shown(value, text):
    """Our text of a figure, given the published one."""
    if value is None:
        return ""
    if callable(value):
        return value(text)
    if isinstance(value, str):
        return value
    return significant(value, 6)(text)


def compare(report, what, ours, theirs):
    """Compares tuples of figures by key; numbers are those of tables in CSV."""
    ours = markdown.printed(ours, theirs)
    texts = {key: tuple(map(shown, row, theirs[key]))
             if key in theirs and len(row) == len(theirs[key]) else row
             for key, row in ours.items()}
    report.compare(what, texts, theirs)


def compare_shown(report, what, ours, theirs):
    """Compares the rows of a table that a report may cut: all that it shows must be ours."""
    compare(report, what, {key: row for key, row in ours.items() if key in theirs}, theirs)
    if len(theirs) == PRINTED:
        text = markdown.plain(markdown.section(report.text, f"### {what.split()[0]} "))
        told = re.findall(r"表中另有(\d+)行未列出", text)
        report.compare(f"{what}: rows left out", {"rows": str(len(ours) - PRINTED)}, {
            "rows": next((number for number in told if number == str(len(ours) - PRINTED)), told)})


def points(report, code, chart, series=None):
    """Rows of the data of a chart."""
    return [row for row in report.rows("chart_data")
            if row["indicator"] == code and row["chart"] == chart
            and (series is None or row["series"] == series)]


def funnel(report, code, *names):
    """Figures of the points of a funnel by series, unit and domain."""
    return {(row["series"], row["unit_code"], row["domain"]): tuple(row[name] for name in names)
            for row in points(report, code, "funnel")}


def intervals(report, code, names=("y", "lower", "upper")):
    return {(row["series"], row["unit_code"]): tuple(row[name] for name in names)
            for row in points(report, code, "interval")}


FIGURES = ("observed", "expected", "effect", "effect_lower", "effect_upper")


def flags(report, code, names=FIGURES):
    """Figures of the flags of an indicator by unit, else district, by domain, item and category."""
    return {(row["unit_code"] or row["district_code"], row["domain"], row["item_code"],
             row["category"]): tuple(row[name] for name in names) for row in report.flags(code)}


def compare_sentences(report, code, pattern, ours):
    """Numbers of the sentences of flags that have this form, by the keys of the flags."""
    theirs = {}
    for row in report.flags(code):
        key = (row["unit_code"] or row["district_code"], row["domain"], row["item_code"],
               row["category"])
        found = re.search(pattern, markdown.plain(row["reason"]))
        if found:
            theirs[key] = found.groups("")
            report.numbers_read[row["flag_id"]] |= {text.strip("-%") for text in theirs[key]}
    compare(report, f"{code} numbers of sentences", ours, theirs)


def compare_marked(report, code, chart, far):
    """Points are marked where there is a flag, and only those that can be."""
    marked = {(row["unit_code"] or row["x"], row["domain"]) for row in points(report, code, chart)
              if row["flagged"] == "true"}
    flagged = {(place, domain) for place, domain, _, category in flags(report, code)
               if category != "outside"}
    report.compare(f"{code} marked points", dict.fromkeys(flagged), dict.fromkeys(marked))
    report.compare(f"{code} flags that cannot be", {}, dict.fromkeys(marked - far))


def ratio_text(estimate, digits=3):
    """An estimate with its interval as tables print it: three figures, or dashes."""
    def of(text):
        numbers = re.findall(r"(?<![\d.])-?[\d.]+(?:e-?\d+)?", text)
        if estimate is None or len(numbers) != 3:
            return "— (—)" if estimate is None else str(estimate)
        ours = [significant(value, digits)(number)
                for value, number in zip(estimate, numbers)]
        return "{} ({}–{})".format(*ours)
    return of


def dashed(value, digits=3):
    return "—" if value is None else significant(value, digits)


def table(report, code, *columns):
    """Rows of the table of an indicator that has these columns, each row by column.

    Columns that are empty in every row are not printed: the table with most of them is meant.
    """
    text = markdown.section(report.text, f"### {code} ")
    tables = [[markdown.cells(line) for line in part.split("\n") if line.startswith("|")]
              for part in text.split("\n\n")]
    best = max((lines for lines in tables if lines), default=[[]],
               key=lambda lines: len(set(columns) & set(lines[0])))
    titles, found = best[0], set(columns) & set(best[0])
    if 2 * len(found) < len(columns):
        return []
    return [dict.fromkeys(columns, "") | dict(zip(titles, row)) for row in best[2:]]


def chosen(rows, keys, columns):
    """Cells of these columns by the cells of the keys."""
    return {tuple(row[key] for key in keys): tuple(row[name] for name in columns)
            for row in rows}
