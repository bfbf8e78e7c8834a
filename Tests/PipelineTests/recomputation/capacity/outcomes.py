"""What an indicator came to: its headline, the outcomes of its subjects, its flags."""
import re

from .. import markdown
from ..patterns.published import compare, flags

OUTCOMES = ("flagged", "passed", "not_applicable", "not_computable")


def paragraph(report, code):
    """The first paragraph of an indicator."""
    return markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])


def compare_headline(report, code, ours):
    """All figures of the sentence that opens an indicator, in their order."""
    text = re.split(r"(?:本期未计算|对象：)", paragraph(report, code))[0]
    theirs = re.findall(r"\d+(?:\.\d+)?%?", text)
    named = {at: (figure,) for at, figure in enumerate(ours)}
    compare(report, f"{code} headline", named,
            {at: (figure,) for at, figure in enumerate(theirs)})


def compare_outcomes(report, code, ours):
    """Subjects by outcome, as the coverage table and the report state them."""
    row = next(row for row in report.rows("coverage") if row["indicator"] == code)
    theirs = {name: int(row[name]) for name in OUTCOMES}
    report.compare(f"{code} outcomes", dict(zip(OUTCOMES, ours)), theirs)
    stated = re.search(r"对象：标记(\d+)，未标记(\d+)，不适用(\d+)，无法计算(\d+)",
                       paragraph(report, code))
    if row["computed"] == "true":
        report.compare(f"{code} outcomes in the report", {"outcomes": tuple(map(str, ours))},
                       {"outcomes": stated.groups() if stated else None})


def compare_missing(report, code, ours, lines=0):
    """The tables that were missing, where nothing was computed, and the lines of tables."""
    row = next(row for row in report.rows("coverage") if row["indicator"] == code)
    report.compare(f"{code} not computed", {"computed": "false", "missing": ours, "lines": lines},
                   {"computed": row["computed"], "missing": row["missing"],
                    "lines": markdown.section(report.text, f"### {code} ").count("\n|")})


FLAG = ("severity", "observed", "expected", "effect", "effect_lower", "effect_upper", "p_value",
        "q_value")


def compare_flags(report, code, ours):
    """Flags by unit, domain, item and category; what ours leave out must be blank."""
    filled = {key: row + ("",) * (len(FLAG) - len(row)) for key, row in ours.items()}
    compare(report, f"{code} flags", filled, flags(report, code, FLAG))


def compare_reasons(report, code, ours):
    """The first figures of the sentences of flags, by unit and category."""
    theirs = {}
    for row in report.flags(code):
        figures = re.findall(r"\d+(?:\.\d+)?%?", markdown.plain(row["reason"]))
        key = row["unit_code"], row["category"]
        theirs.update({(*key, at): (figure,) for at, figure in enumerate(figures)
                       if key not in ours or at < len(ours[key])})
    compare(report, f"{code} figures of sentences", {
        (*key, at): (figure,) for key, figures in ours.items()
        for at, figure in enumerate(figures)}, theirs)
