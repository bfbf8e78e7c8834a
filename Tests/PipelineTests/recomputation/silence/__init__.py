"""The zero-case model computed anew from counts/MONTH/cells.csv; standard library alone."""
from .. import subjects
from . import columns, dormant, sentences, spans, verdicts
from .cells import Histories
from .fit import compare_fit
from .low import compare_low
from .on_record import compare_on_record
from .published import compare_model, compare_months
from .stopped import compare_stopped
from .unmatched import Unmatched


def compare(report, cells, answers, places, inbox, cases):
    """All that rests on the model; returns it by level, and the cells that it was made of."""
    histories = Histories(cells, places)
    models = compare_model(report, histories)
    compare_low(report, models)
    compare_fit(report, models)
    verdicts.compare_selections(report, models, histories, Unmatched(cells.city, cases))
    found = compare_stopped(report, models["unit_domain"], cells.months)
    subjects.compare_silence(report, models, histories, len(found))
    spans.compare_spans(report, histories)
    spans.compare_flags(report, histories, models, inbox)
    sentences.compare_tables(report, models, histories)
    sentences.compare_reasons(report, models, cells)
    compare_on_record(report, cells, inbox)
    columns.compare_columns(report, models, cells.months)
    dormant.compare_dormant(report, places)
    dormant.compare_single(report, cells, answers)
    compare_months(report, models["unit_item"], cells.months)
    return histories, models
