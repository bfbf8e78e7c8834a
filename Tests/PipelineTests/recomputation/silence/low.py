"""Z12: cells that act or settle, but far below what peers and their past let one expect."""
import math

from ..cells import WINDOW
from ..patterns.estimates import benjamini_hochberg
from ..patterns.published import compare, flags
from ..published import compare_headline, compare_outcomes

FEWEST_EXPECTED, LEVEL = 3.0, 0.10


def compare_low(report, models):
    """The cells tested, those flagged, and those of which too little is expected."""
    laws, small = {}, 0
    for level in ("unit_domain", "unit_item"):
        for cell in models[level].grid.cells:
            if cell.state not in ("active", "handled"):
                continue
            held = held_share(cell, models["unit_item"]) if level == "unit_domain" else 1.0
            law = models[level].window_law(cell, WINDOW, held)
            if law and law[1] >= FEWEST_EXPECTED:
                laws[cell.key] = law
            elif law or cell.state == "active":
                small += 1
    adjusted = benjamini_hochberg({key: at_most(*law) for key, law in laws.items()})
    low = {key for key, value in adjusted.items() if value <= LEVEL}
    compare(report, "Z12 flags", {
        (key[1], *key[3:], ""): (laws[key][0], laws[key][1], adjusted[key]) for key in low},
            flags(report, "Z12", ("observed", "expected", "q_value")))
    compare_headline(report, "Z12", r"检验(\d+)个有案件或处置的单元，(\d+)个远低于参照值",
                     (len(laws), len(low)))
    compare_outcomes(report, "Z12", {
        "flagged": len(low), "passed": len(laws) - len(low), "not_computable": small})


def held_share(cell, items):
    """Share of the cases of a domain with items that the unit still holds."""
    lost = sum(item.total_cases for item in items.grid.rows[cell.row]
               if item.state == "not_empowered" and item.key[3] == cell.key[3])
    return max(0.0, 1 - lost / cell.total_cases) if cell.total_cases else 1.0


def at_most(observed, mean, size):
    """The chance of so few or fewer by the negative binomial law."""
    logs = size * math.log(size / (size + mean))
    total = 0.0
    for count in range(observed + 1):
        total += math.exp(logs)
        logs += math.log((size + count) / (count + 1) * mean / (size + mean))
    return min(total, 1.0)
