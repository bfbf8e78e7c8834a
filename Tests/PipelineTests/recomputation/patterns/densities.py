"""Whether the density of fines drops at a threshold (Cattaneo, Jansson and Ma 2020, rddensity).

On either side a polynomial is fitted to the shares of fines at or below each one, weighted by a
triangular kernel; its slope at the threshold is the density there.
"""
import math
from statistics import NormalDist, median, stdev

# As in the program: constants of rddensity for a quadratic whose bias a cubic corrects, and the
# fewest different values that a bandwidth must reach.
CURVE, DENSITY = 1.25 * 3430865.4551236177795, 548.57142857155463389 / 4
DEGREE, FEWEST = 2, 23


def drop_chance(fines, threshold):
    """The chance of as large a drop; None where either side has too few different values."""
    offsets = sorted(fine - threshold for fine in fines)
    if not offsets[0] < 0 <= offsets[-1]:
        return None
    try:
        fits = Fits(offsets, 1, DEGREE + 1, bandwidths(offsets))
    except TooFewValues:
        return None
    return NormalDist().cdf((fits.right - fits.left) / math.sqrt(fits.variance(-1, 1)))


class TooFewValues(Exception):
    """A polynomial goes through all there is."""


class Fits:
    """A coefficient of the polynomials on both sides; 1 is the density."""

    def __init__(self, offsets, coefficient, degree, reach):
        self.offsets = offsets
        self.sides = []
        for is_left, width in zip((True, False), reach):
            inside = [x for x in offsets if abs(x) <= width and (x < 0) == is_left]
            self.sides.append(factors(inside, coefficient, degree, width))
        self.inside = [x for x in offsets if -reach[0] <= x <= reach[1]]
        heights = {x: (sum(other <= x for other in offsets) - 1) / (len(offsets) - 1)
                   for x in set(self.inside)}
        known = [heights[x] for x in self.inside]
        split = len(self.sides[0])
        self.left = sum(map(math.prod, zip(self.sides[0], known[:split])))
        self.right = sum(map(math.prod, zip(self.sides[1], known[split:])))

    def variance(self, left, right):
        """Jackknife variance of the two coefficients by these factors, added up."""
        weights = [left * one for one in self.sides[0]] + [right * one for one in self.sides[1]]
        total = 0.0
        for x in self.inside:
            # A fine raises the shares of all above it; equal ones count as the lowest of them.
            first = self.inside.index(x)
            total += sum(weights[first + 1:]) ** 2
        return total / (len(self.offsets) - 1) ** 2


def factors(inside, coefficient, degree, width):
    """With which factor each height enters a coefficient of the weighted least squares."""
    weights = [1 - abs(x) / width for x in inside]
    if len({x for x, weight in zip(inside, weights) if weight > 0}) <= degree:
        raise TooFewValues
    rows = [[(x / width) ** power for power in range(degree + 1)] for x in inside]
    moments = [[sum(weight * row[i] * row[j] for weight, row in zip(weights, rows))
                for j in range(degree + 1)] for i in range(degree + 1)]
    solved = solve(moments, [float(at == coefficient) for at in range(degree + 1)])
    return [weight * sum(map(math.prod, zip(solved, row))) / width ** coefficient
            for weight, row in zip(weights, rows)]


def solve(matrix, right):
    """The solution of a symmetric system, by elimination."""
    size = len(right)
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for pivot in range(size):
        for below in range(pivot + 1, size):
            factor = rows[below][pivot] / rows[pivot][pivot]
            rows[below] = [own - factor * other for own, other in zip(rows[below], rows[pivot])]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(map(math.prod, zip(rows[at][at + 1:size], found[at + 1:])))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


def bandwidths(offsets):
    """The median of the best for a side, for the difference and for the sum of both densities."""
    different = [sorted({-x for x in offsets if x < 0}), sorted({x for x in offsets if x >= 0})]
    farthest = max(side[-1] for side in different)

    def floors(fewest):
        return [side[min(fewest, len(side)) - 1] for side in different]
    first = preliminary(offsets, farthest, floors)
    curve = Fits(offsets, DEGREE + 1, DEGREE + 2, (first[0],) * 2)
    density = Fits(offsets, 1, DEGREE, (first[1],) * 2)
    bias = bias_of_slope()

    def best(variance, bend):
        return (first[1] * variance / (4 * (bias * bend) ** 2)) ** (1 / (2 * DEGREE + 1))
    both = max(floors(FEWEST))
    shared = [max(min(best(density.variance(*signs), bend), farthest), both) for signs, bend in (
        ((-1, 1), curve.right - curve.left), ((1, 1), curve.right + curve.left))]
    own = [max(min(best(density.variance(*signs), bend), side[-1]), floor)
           for signs, bend, side, floor in zip(
               ((1, 0), (0, 1)), (curve.left, curve.right), different, floors(FEWEST))]
    return [median([one, *shared]) for one in own]


def bias_of_slope():
    """Bias of the slope at the end of a quadratic for a third power, in bandwidths."""
    moments = [1 / ((power + 1) * (power + 2)) for power in range(2 * DEGREE + 2)]
    row = solve([moments[at:at + DEGREE + 1] for at in range(DEGREE + 1)],
                [float(at == 1) for at in range(DEGREE + 1)])
    return sum(map(math.prod, zip(row, moments[DEGREE + 1:])))


def preliminary(offsets, farthest, floors):
    """Bandwidths for the curve and for the density, as for a normal density."""
    deviation = stdev(offsets)
    place = sum(offsets) / len(offsets) / deviation
    height = math.exp(-place ** 2 / 2) / math.sqrt(2 * math.pi) * len(offsets)
    fourth, second = place ** 4 - 6 * place ** 2 + 3, place ** 2 - 1
    return [max(min(width * deviation, farthest), *floors(fewest)) for width, fewest in (
        ((CURVE / (fourth ** 2 * height)) ** (1 / 9), FEWEST + 2),
        ((DENSITY / (second ** 2 * height)) ** (1 / 5), FEWEST))]
