"""Documents: what they repeat of the tables, and of each other.

These figures are recomputed where the tables are; here it is held that no document says another.
"""
import os

from ..cells import WINDOW
from ..exports import rows_of
from ..received import fates
from ..revisions import Revisions
from . import charts, comparisons, lines, phrases
from .clauses import compare_clauses, compare_sentences
from .frame import compare_frame
from .findings import compare_changes, compare_questions, compare_report
from .general import compare_distributions, compare_note, named
from .groups import groups_of, periods_of, questions_of, standing
from .outcomes import compare_outcomes
from .pictures import compare_pages, compare_pictures
from .provenance import compare_provenance
from .reasons import compare_reasons
from .since_last import compare_register, compare_since_last
from .summary import compare_quality_headlines, compare_summary
from .settings import compare_settings
from .sums import compare_sums
from .tested import compare_tested
from .timelines import Timelines


def compare(report, histories, models, counts, inbox, cases, became):
    """The report and the briefing of the city, and the pictures of both."""
    periods, order = periods_of(report), order_of(report)
    compare_frame(report, histories.cells, cases, inbox)
    compare_settings(report, inbox)
    compare_provenance(report, histories.cells, counts, fates(inbox, became), inbox)
    compare_report(report, periods, order)
    compare_distributions(report)
    compare_outcomes(report)
    compare_reasons(report, histories.city)
    compare_pictures(report, "report", report.folder, ("report.md",))
    charts.compare_maps(report, histories)
    charts.compare_flags_chart(report)
    charts.compare_deliveries_chart(report, histories.cells, counts)
    comparisons.compare_comparisons(report, histories.city)
    comparisons.compare_periods(report, histories.cells)
    compare_tested(report)
    compare_sums(report)
    compare_since_last(report, periods, order, histories.cells, counts, inbox, became)
    followups = rows_of(os.path.join(inbox, "followups.csv"))[0]
    compare_register(report, followups)
    compare_quality_headlines(report, histories.cells, Revisions(histories.city, inbox), became)
    compare_pages(report, "report", report.folder, ("briefing", "report"))
    with open(os.path.join(report.folder, "briefing.md"), encoding="utf-8") as file:
        text = file.read()
    compare_summary(report, text, histories.cells, counts)
    lines.compare_city(report, text, periods, order)
    compare_briefing(report, "briefing", report.folder, report.rows("flags"),
                     Timelines(histories, models), followups)


def compare_briefing(report, what, folder, flags, timelines, followups, is_city=True):
    """A briefing of the city or of a division, whose flags these are."""
    with open(os.path.join(folder, "briefing.md"), encoding="utf-8") as file:
        text = file.read()
    periods, order = periods_of(report), order_of(report)
    compare_questions(report, what, text, flags, periods, order)
    compare_note(report, what, text, flags, order)
    compare_changes(report, what, flags, text)
    compare_clauses(report, what, text, flags, is_city)
    compare_sentences(report, what, text, flags, is_city)
    compare_pictures(report, what, folder)
    questions = questions_of(groups_of(named(report, standing(flags)), periods, order))
    timelines.compare(report, what, folder, questions)
    phrases.compare_months(report, what, text, timelines.months[-WINDOW:])
    phrases.compare_ledger(report, what, text, questions, followups)
    phrases.compare_brief_changes(report, what, text, flags, periods)
    lines.compare_head(report, what, text)
    lines.compare_named(report, what, text, flags)
    phrases.compare_closed(report, what, text, flags, followups)


def order_of(report):
    return [row["indicator"] for row in report.rows("coverage")]
