"""Numbers of the sentences of flags: each stands in the row of its unit, or in the flag's figures.

The tables and figures are recomputed, and so are the numbers that stand in a sentence alone; a
sentence must not say another number than they do.
"""
import re

from .. import markdown
from ..legality.printed import tables
from .groups import standing

# Recomputed slot by slot elsewhere.
ELSEWHERE = ("Q01", "Z02", "Z03", "Z04", "Z05", "Z06", "Z07", "Z10", "L02", "D02", "D07")
# What an indicator says of itself in the sentence: limits, levels, the year.
CONSTANTS = {
    "C03": {"1", "5"}, "C04": {"60"}, "D03": {"95", "3"}, "L01": {"90", "95"}, "L07": {"95"},
    "L10": {"95"}, "L14": {"95"}, "L17": {"95"}, "O01": {"95"}, "C08": {"95"}, "P01": {"95"},
    "P02": {"0"}, "P04": {"95"}, "P05": {"95"}, "S02": {"90"}, "S06": {"95"}, "S07": {"90", "95"},
    "S08": {"10"}, "S09": {"95"},
    "S11": {"95", "0.9", "1.6"}, "Z13": {"30"}, "Q05": {"1"}}
DATE = re.compile(r"\d{4}-\d\d(?:-\d\d)?|\d{4}(?=年)")
NUMBER = re.compile(r"(?<![\dA-Z.])-?\d+(?:\.\d+)?")


def compare_reasons(report, city):
    ours, theirs = {}, {}
    for row in standing(report.rows("flags")):
        if row["indicator"] in ELSEWHERE:
            continue
        allowed = (figures(row) | of_rows(report, row) | report.numbers_read[row["flag_id"]]
                   | CONSTANTS.get(row["indicator"], set()))
        text = without_names(markdown.plain(row["reason"]), city)
        said = DATE.findall(text) + [
            number.lstrip("-") for number in NUMBER.findall(DATE.sub("", text))]
        ours[row["flag_id"]] = ()
        theirs[row["flag_id"]] = tuple(number for number in said if number not in allowed)
    report.compare("numbers of sentences that stand nowhere else", ours, theirs)


def without_names(text, city):
    for name in city.items.values():
        text = text.replace(name["item_name"], "")
    return re.sub(r"[A-Z]\d\d-[0-9a-f]{12}", "", text)


def figures(row):
    """Figures of a flag as a sentence may round them, and the ends of its period."""
    ends = row["period_from"], row["period_to"]
    found = {*ends, *(end[:4] for end in ends)}
    for name in ("observed", "expected", "effect", "effect_lower", "effect_upper"):
        if row[name]:
            value = float(row[name])
            found |= {row[name], f"{value:.2f}", f"{value:.1f}", f"{value + 1e-9:.0f}",
                      f"{100 * value:.1f}", f"{100 * value + 1e-9:.0f}"}
    if row["observed"] and row["expected"]:
        found.add(f"{float(row['observed']) - float(row['expected']):.0f}")
    for name in ("p_value", "q_value"):
        if row[name]:
            found |= {short(float(row[name])), "0.0001"}
    return found


def short(value):
    """A chance to two digits."""
    return f"{float(f'{value:.2g}'):f}".rstrip("0")


def of_rows(report, row):
    """Numbers of the rows of the indicator's tables that name the flag's subject or category."""
    names = {row["unit_name"], row["category"],
             row["district_name"] if not row["unit_code"] else ""} - {""}
    found = set()
    for _, body in tables(report, row["indicator"]):
        for cells in body:
            if names & set(cells):
                found |= set(NUMBER.findall(" ".join(cells))) | {
                    cell for cell in cells if DATE.fullmatch(cell)}
    return {number.lstrip("-") for number in found}
