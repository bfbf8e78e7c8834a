"""Headlines of the rules of legality: shares of their fraction, and sums of their tables."""
import re

from .. import markdown
from ..legality.printed import tables, wilson

CODES = ("C08", "L03", "L04", "L07", "L08", "L11", "L12", "L13", "L15", "L16", "L17", "L18")
NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?")


def compare_sums(report):
    """Every number behind the fraction follows from it, from a column, or from the flags."""
    outcomes = {row["indicator"]: row for row in report.rows("coverage")}
    unknown, shares, theirs = {}, {}, {}
    for code in CODES:
        text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
        found = re.search(r"(\d+)/(\d+)(?:，([\d.]+%)（95%区间([\d.]+%)–([\d.]+%)）)?", text)
        if not found:
            continue
        marked, whole = int(found.group(1)), int(found.group(2))
        if found.group(3):
            shares[code] = tuple(f"{100 * value:.1f}%" for value in (
                marked / whole, *wilson(marked, whole)))
            theirs[code] = found.groups()[2:]
        rest = re.sub(r"\d{4}-\d\d", "", text[found.end():].split("对象：")[0])
        allowed = sums(report, code) | {
            outcomes[code]["flagged"], tested(outcomes[code]), str(whole - marked)}
        strange = [number for number in NUMBER.findall(rest) if number not in allowed]
        if strange:
            unknown[code] = tuple(strange)
    report.compare("shares of headlines", shares, theirs)
    report.compare("numbers of headlines that no column has", {}, unknown)


def tested(row):
    return str(int(row["flagged"]) + int(row["passed"]))


def sums(report, code):
    """Sums of the columns of the tables of an indicator."""
    found = {"0"}
    for titles, body in tables(report, code):
        for at in range(1, len(titles)):
            cells = [cells[at] for cells in body]
            if all(re.fullmatch(r"\d*|—", cell) for cell in cells):
                found.add(str(sum(int(cell) for cell in cells if cell.isdigit())))
    return found
