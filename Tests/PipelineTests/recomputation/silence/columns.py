"""Figures of the flags of Z03 to Z07 in flags.csv."""
from ..cells import LAST
from ..patterns.published import compare
from .published import single
from .sentences import place_of

DATED, BY_PEERS = ("Z03", "Z04", "Z07"), ("Z05", "Z06")


def compare_columns(report, models, months):
    """Silent months, what was seen of them, and what peers let one expect of the silence."""
    known = {(level, place_of(cell)): (model, cell) for level, model in models.items()
             for cell in model.grid.cells}
    ours, theirs = {}, {}
    for code in DATED + BY_PEERS:
        for row in report.flags(code):
            place = (row["unit_code"] or row["district_code"], row["domain"], row["item_code"])
            level = ("unit_" if row["unit_code"] else "district_") + (
                "item" if row["item_code"] else "domain")
            if (level, place) not in known:
                continue
            model, cell = known[level, place]
            key, law = (code, place), model.spell_law(cell)
            start = months[cell.silent[0]] if code in DATED else months[-12]
            ours[key] = ("0", str(len(cell.silent)), start, LAST)
            theirs[key] = tuple(row[name] for name in (
                "observed", "months_silent", "period_from", "period_to"))
            if code in BY_PEERS:
                has_ended = model.counts.profiles.end_of(cell) is not None
                ours[key] += (None, None) if has_ended else (single(law[-2]), single(law[-1]))
                theirs[key] += (row["expected"], row["p_value"])
    compare(report, "figures of flags of silence", ours, theirs)
