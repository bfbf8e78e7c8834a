"""How far figures lie apart that rest on chances counted in the program's simulations and in ours.

Chances of the program are counted in few draws, and adjusted together. So many reports are played
with our chances as the program would have counted them; what is published must lie among them.
"""
import math
from collections import namedtuple

from .estimates import benjamini_hochberg

# Standard errors between two means of one thing: one in 15,000 differs by more.
ERRORS = 4
# One in a hundred thousand quantiles of a simulation lies further off than the ends that we give.
RARE = 1e-5
# Statistics that are equal but for rounding.
ROUNDING = 1e-9
REPORTS = 1000
# Below, ours are counted in so many times as many draws.
SMALL, MORE = 0.05, 5

# Draws of the program, the chance from which on down it draws again, and how often; and how many
# draws a chance is given that none reached.
Draws = namedtuple("Draws", "first repeat_at_most repeated least", defaults=(1,))
# A chance that we counted, and in how many draws.
Counted = namedtuple("Counted", "chance draws")


def counted(happened, draws, happens):
    """The chance of what happened so often in some draws, by more of them where it is small."""
    if happened > SMALL * draws:
        return Counted(happened / draws, draws)
    return Counted(sum(happens() for _ in range(MORE * draws)) / (MORE * draws), MORE * draws)


def played(ours, draws, source):
    """A chance that we counted, as the program might have counted it."""
    # A draw more of either kind keeps a chance of none from being certain.
    known = (ours.chance * ours.draws + 1) / (ours.draws + 2)

    def of(number):
        error = math.sqrt(known * (1 - known) * (1 / ours.draws + 1 / number))
        return min(max(ours.chance + source.gauss(0, 1) * error, draws.least / (number + 1)), 1)
    first = of(draws.first)
    return of(draws.repeated) if first <= draws.repeat_at_most else first


def adjusted_ends(chances_of, draws, source):
    """Between which ends the adjusted chances of a family lie in the reports that were played.

    Our chances of each report are asked for, since what they rest on may be uncertain as well.
    """
    return ends_of_reports(lambda: {
        key: played(ours, draws, source) for key, ours in chances_of(source).items()})


def ends_of_reports(chances_of_report):
    """Between which ends the adjusted chances of a family lie, by those of one report."""
    found = {}
    for _ in range(REPORTS):
        for key, value in benjamini_hochberg(chances_of_report()).items():
            low, high = found.get(key, (1.0, 0.0))
            found[key] = min(low, value), max(high, value)
    return found


def quantile_ends(ordered, part, draws):
    """Between which of our values the quantile of so many draws of the program lies."""
    # As many draws as lie below it: a value has at least these with a binomial chance.
    below = int((draws - 1) * part) + 1

    def level(chance):
        low, high = 0.0, 1.0
        for _ in range(40):
            middle = (low + high) / 2
            fewer = sum(math.comb(draws, at) * middle ** at * (1 - middle) ** (draws - at)
                        for at in range(below))
            low, high = (low, middle) if 1 - fewer > chance else (middle, high)
        return low
    return tuple(ordered[min(int(level(chance) * len(ordered)), len(ordered) - 1)]
                 for chance in (RARE, 1 - RARE))


def between(low, high, rounding=0.0):
    """What a rounded figure agrees with that lies between two."""
    def of(text):
        try:
            is_near = low - rounding <= float(text) <= high + rounding
        except ValueError:
            is_near = False
        return text if is_near else f"{low:.4g} to {high:.4g}"
    return of


def chance_between(ends):
    """A chance as tables print it, with two digits."""
    def of(text):
        if text == "<0.0001":
            return text if ends[0] < 1e-4 else f"{ends[0]:.4g} to {ends[1]:.4g}"
        rounding = 0.5 * 10 ** (math.floor(math.log10(ends[1])) - 1) if ends[1] > 0 else 0
        return between(*ends, rounding)(text)
    return of


def decided(ends, level, theirs):
    """Those at most at a level whatever was drawn, and those of theirs that may be."""
    return {key for key, (low, high) in ends.items()
            if high <= level or low <= level and key in theirs}
