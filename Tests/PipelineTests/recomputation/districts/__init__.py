"""Briefings of districts: all that they print, recomputed from the exports."""
import os

from .. import documents
from ..exports import rows_of
from .folder import Document
from .places import compare_places, rows_of as place_rows
from .scope import Scope
from .sentences import (compare_flags, compare_followups, compare_summary, compare_tested,
                        steps_of)

MEASURES = ("cases", "item_cases", "undecided", "settled", "fine_fen", "confiscated_fen", "major")
SUBJECT = ("month", "unit_code", "district_code", "domain", "item_code")


def compare(report, histories, models, counts, inbox):
    """Every briefing beneath the report."""
    folder = os.path.join(report.folder, "districts")
    if not os.path.isdir(folder):
        return
    followups = rows_of(os.path.join(inbox, "followups.csv"))[0]
    cells, timelines = histories.cells, documents.Timelines(histories, models)
    rows = place_rows(models["unit_domain"], cells)
    for code in sorted(os.listdir(folder)):
        document, scope = Document(os.path.join(folder, code)), Scope(cells.city, code)
        what = f"district {code}"
        own = [row for row in rows if row.key[0] in scope.units]
        flags = scope.rows(report.rows("flags"))
        compare_summary(report, what, document, cells, counts, scope)
        compare_places(report, what, document, cells.city, own)
        compare_flags(report, what, document, flags)
        documents.compare_briefing(report, what, document.folder, flags, timelines, followups,
                                   is_city=False)
        compare_tested(report, what, document, scope.rows(report.rows("zero_cells")))
        compare_followups(report, what, document, steps_of(followups, flags), flags)
        documents.compare_pages(report, what, document.folder)
        compare_tables(report, what, document, counts, scope)


def compare_tables(report, what, document, counts, scope):
    """Case counts by the exports, and the other tables row by row as the city's."""
    ours = {key: tuple(str(sums[name]) for name in MEASURES) for key, sums in counts.items()
            if scope.contains(key[1], key[2])}
    theirs = {tuple(row[name] for name in SUBJECT): tuple(row[name] for name in MEASURES)
              for row in document.data("case_counts")}
    report.compare(f"{what}: case counts", ours,
                   {key: sums for key, sums in theirs.items() if any(map(int, sums))})
    for name in ("flags", "zero_cells"):
        rows = [tuple(row.items()) for row in scope.rows(report.rows(name))]
        report.compare(f"{what}: rows of {name}.csv", dict.fromkeys(rows),
                       dict.fromkeys(tuple(row.items()) for row in document.data(name)))
