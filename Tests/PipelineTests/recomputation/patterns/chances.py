"""Chances that rest on a spread which few units tell, and their adjustment within levels."""
import math
from collections import defaultdict
from statistics import NormalDist

from .estimates import benjamini_hochberg

STEPS = 4000
# As in the program: what quartiles and winsorised squares of many units are worth.
QUARTILES, WINSORISED = 0.5, 0.6


def student_above(value, freedom):
    """The upper tail of Student's law: the integral of cos^(freedom - 1) by Simpson's rule."""
    start = math.atan(value / math.sqrt(freedom))
    step = (math.pi / 2 - start) / STEPS
    heights = [max(0.0, math.cos(start + step * at)) ** (freedom - 1) for at in range(STEPS + 1)]
    whole = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
    beta = math.lgamma(0.5) + math.lgamma(freedom / 2) - math.lgamma((freedom + 1) / 2)
    return whole * step / 3 / math.exp(beta)


def widened(chance, worth, units):
    """A chance by the normal law as that of a spread that so many units tell."""
    return student_of(chance, max(1.0, worth * (units - 1)))


def student_of(chance, freedom):
    """A chance by the normal law as that of Student's law."""
    if not 0 < chance < 1:
        return chance
    return student_above(-NormalDist().inv_cdf(chance), freedom)


def adjusted(chances, family_of):
    """Adjusted chances, each family alone."""
    families = defaultdict(dict)
    for key, chance in chances.items():
        families[family_of(key)][key] = chance
    return {key: value for members in families.values()
            for key, value in benjamini_hochberg(members).items()}
