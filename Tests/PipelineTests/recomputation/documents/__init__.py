"""Documents: what they repeat of the tables, and of each other.

These figures are recomputed where the tables are; here it is held that no document says another.
"""
import os

from .clauses import compare_clauses, compare_sentences
from .findings import compare_changes, compare_questions, compare_report
from .groups import periods_of
from .outcomes import compare_outcomes
from .reasons import compare_reasons


def compare(report, city):
    """The report and the briefing of the city."""
    periods, order = periods_of(report), order_of(report)
    compare_report(report, periods, order)
    compare_outcomes(report)
    compare_reasons(report, city)
    with open(os.path.join(report.folder, "briefing.md"), encoding="utf-8") as file:
        compare_briefing(report, "briefing", file.read(), report.rows("flags"), periods)


def compare_briefing(report, what, text, flags, periods, is_city=True):
    """A briefing of the city or of a division, whose flags these are."""
    compare_questions(report, what, text, flags, periods, order_of(report))
    compare_changes(report, what, flags, text)
    compare_clauses(report, what, text, flags, is_city)
    compare_sentences(report, what, text, flags, is_city)


def order_of(report):
    return [row["indicator"] for row in report.rows("coverage")]
