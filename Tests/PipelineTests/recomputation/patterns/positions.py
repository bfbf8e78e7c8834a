"""S13: positions of fines in the band by group of parties, within strata."""
import math

from ..published import compare_outcomes
from .estimates import Z
from .mean_tests import Tests
from .means import by_party
from .outcomes import compare_tested, unjudged
from .published import chosen, compare, fixed, flags, table

SPREAD, LEAST_DIFFERENCE = 0.05, 0.10
COLUMNS = ("前组件数", "后组件数", "位置之差（95%区间）", "不分层", "同级居中值", "q", "结果")


def compare_positions(report, world):
    """Positions are bounded to 0 and 1."""
    places = []
    for case in world.current:
        band = world.band(case)
        if band and case.fine and case.sanction in ("money", "heavy") and case.item:
            place = (case.fine - band[0]) / (band[1] - band[0])
            places.append((case, min(max(place, 0), 1)))
    subjects = by_party(places)
    tests = Tests(world, SPREAD)
    tests.add(subjects, subjects, False)
    # Severity is adjusted with them; none of the sample's units tells enough of it to be tested.
    compare(report, "S13 positions in the band", tests.rows(
        lambda estimate: difference_text(*estimate), lambda value: fixed(value, 3)),
            chosen(table(report, "S13", "单位", *COLUMNS), ("单位", "组别"), COLUMNS))
    report.compare("S13 flags", dict.fromkeys(tests.far(LEAST_DIFFERENCE)), dict.fromkeys(
        (unit, category) for unit, _, _, category in flags(report, "S13")))
    severe = [case for case in world.current if case.sanction != "dismissed" and case.item]
    compare_outcomes(report, "S13", tests.outcomes() + unjudged(world, severe))
    compare_tested(report, "S13", len(tests.chances), 0, 0)


def difference_text(value, variance):
    """A difference with its interval as tables print it: three decimals."""
    half = Z * math.sqrt(variance)

    def of(text):
        shown, ends = text.rstrip(")").split(" (")
        low, high = ends.split("至")
        return "{} ({}至{})".format(*(fixed(figure, 3)(part) for figure, part in (
            (value, shown), (value - half, low), (value + half, high))))
    return of
