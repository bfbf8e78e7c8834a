"""Rules that a record keeps or breaks: what their indicators print of each unit."""
from collections import Counter, defaultdict

from ..patterns.estimates import wilson
from ..patterns.published import compare, percent
from .outcomes import compare_flags, compare_headline, compare_outcomes, compare_reasons
from .world import rows

FEWEST = 30


def percents(ends):
    """An interval of shares as tables print it."""
    def of(text):
        parts = text.split("–")
        if len(parts) != 2:
            return str(ends)
        return "–".join(percent(end)(part) for end, part in zip(ends, parts))
    return of


def rated(part, whole, fewest=FEWEST):
    """A share and its interval; blank where there is too little."""
    if whole < fewest:
        return "", ""
    return percent(part / whole), percents(wilson(part, whole))


def effect(part, whole):
    """Columns of a flag behind the observed number: nothing expected, the share, its ends."""
    return ("", part / whole, *wilson(part, whole)) if whole >= FEWEST else ()


def stated(part, whole):
    """A share of a headline: both numbers, and the percentage with its ends."""
    numbers = [str(part), str(whole)]
    if whole < FEWEST:
        return numbers
    low, high = wilson(part, whole)
    return numbers + [percent(part / whole), "95%", percent(low), percent(high)]


class Verdicts:
    """Records judged, by unit: `kept`, `unknown`, or the kind of breach."""

    def __init__(self, kinds):
        self.kinds, self.by_unit = kinds, defaultdict(Counter)

    def add(self, unit, verdict):
        if verdict:
            self.by_unit[unit][verdict] += 1

    def numbers(self, unit):
        """Judged, broken, and unknown."""
        sums = self.by_unit[unit]
        broken = sum(sums[kind] for kind in self.kinds)
        return sums["kept"] + broken, broken, sums["unknown"]

    def total(self):
        return tuple(map(sum, zip(*map(self.numbers, self.by_unit))))


def compare_rule(report, world, code, verdicts, columns):
    """Table by unit, flags and outcomes of a rule; flagged from one breach on."""
    ours, flagged, sentences, judged = {}, {}, {}, 0
    for unit, sums in list(verdicts.by_unit.items()):
        every, broken, unknown = verdicts.numbers(unit)
        kinds = [str(sums[kind]) for kind in verdicts.kinds] if len(verdicts.kinds) > 1 else []
        ours[world.name(unit),] = (str(every), str(broken), *kinds, *rated(broken, every),
                                   str(unknown))
        judged += bool(every)
        if broken:
            flagged[unit, "", "", ""] = ("warning" if broken >= 3 else "notice", float(broken),
                                         *effect(broken, every))
            sentences[unit, ""] = stated(broken, every)
    compare(report, f"{code} units", ours, rows(report, code, ("单位",), columns))
    compare_flags(report, code, flagged)
    compare_reasons(report, code, sentences)
    every, broken, unknown = verdicts.total()
    compare_headline(report, code, stated(broken, every) + [str(len(flagged))]
                     + ([str(unknown)] if unknown else []))
    nothing = len(world.units()) - len(ours)
    compare_outcomes(report, code, (len(flagged), judged - len(flagged), nothing,
                                    len(ours) - judged))
