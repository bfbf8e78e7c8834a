"""When a cell stopped, and what its own record alone lets one expect of the silence."""
import math

from .states import LEAST, Law
from .traces import log_sum

# Observed months, and those before the silence, from which the own record is asked.
OWN_TOTAL, OWN_BEFORE = 24, 12


def law_of(model, cell):
    return Law(cell, model.counts, model.corroboration, model.conversion)


def change(model, cell):
    """Likeliest first month of the stop, and the ends of 90 %; None where none fits."""
    law = law_of(model, cell)
    last = law.months - LEAST
    if law.start > last or not cell.total_cases:
        return None
    places = list(range(law.start, last + 1))
    logs = [log_sum(list(pair)) for pair in zip(*law.stops(places)[:2])]
    highest = max(logs)
    weights = [math.exp(value - highest) for value in logs]

    def quantile(share):
        total = 0.0
        for place, weight in zip(places, weights):
            total += weight
            if total >= share * sum(weights):
                return place
        return last
    found = (places[logs.index(highest)], quantile(0.05), quantile(0.95))
    return tuple(cell.months[place] for place in found)


def own_record(model, cell):
    """Expected cases of the silence and the chance of none, by the cell's own rate."""
    law = law_of(model, cell)
    months = model.counts.profiles.monthly(cell, model.counts.expected[cell], goes_on=True)
    last = cell.cases[max(cell.cases)] if cell.cases else 0
    earlier = max(0, cell.total_cases - min(last, 1)) if law.start else 0
    before = sum(months[:law.start])
    if law.start < OWN_BEFORE or law.months < OWN_TOTAL or earlier < 1 or not before:
        return None
    rate = earlier / before

    def effective(months):
        return sum(law.kappa * math.log1p(rate * due / law.kappa) for due in months)
    told, since = effective(months[:law.start]), effective(months[law.start:])
    shape = 0.5 + earlier * told / (rate * before)
    return rate * sum(months[law.start:]), (1 + since / told) ** -shape


def traces_since(cell):
    """Complaints and findings of the silence."""
    start = cell.silent_from
    return tuple(sum(count for month, count in kind.items() if month >= start)
                 for kind in (cell.complaints, cell.findings))
