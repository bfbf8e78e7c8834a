"""What P03, P05 and P06 came to: their subjects by outcome, and the sentences that open them."""
import re
from collections import Counter

from .. import markdown
from ..published import compare_outcomes
from .outcomes import compare_tested
from .published import compare, percent


def compare_headlines(report, world, code, tested, q_values):
    """Subjects are units, at P05 each with every kind of period; q is of the flagged ones."""
    flagged = len(q_values)
    units = world.city.units()
    missing = {unit for unit in units if world.mostly_missing(unit)}
    if code == "P06":
        missing |= {unit for unit, (blank, known) in places_of(world).items() if blank > known}
    kinds = 3 if code == "P05" else 1
    compare_outcomes(report, code, Counter(
        flagged=flagged, passed=tested - flagged, not_computable=kinds * len(missing),
        not_applicable=kinds * (len(units) - len(missing)) - tested))
    compare_tested(report, code, tested, flagged, max(q_values, default=0))


def compare_places(report, world):
    """P06: cases of which the place of the party is not known."""
    blank, known = map(sum, zip(*places_of(world).values()))
    text = markdown.plain(markdown.section(report.text, "### P06 ").split("\n\n")[1])
    found = re.search(r"登记地空白(\d+)件（([\d.]+%)），不计入", text)
    compare(report, "P06 cases without a place", {
        "cases": (str(blank), percent(blank / (blank + known)))}, {
        "cases": found.groups() if found else ("", "")})


def places_of(world):
    """Cases without a place and with one, by unit."""
    found = {}
    for case in world.current:
        if case.sanction != "dismissed" and not world.mostly_missing(case.unit):
            found.setdefault(case.unit, [0, 0])[bool(case.party.locality)] += 1
    return found
