"""Ratios of S02's items drawn to what is ordinary: a prior of two gamma laws, and its posterior."""
import math

from .gamma import gamma_below

# Parameters are searched on their logarithms, within these bounds.
BOUND, STEP, STEPS, CLOSE = 7.0, 0.7, 3000, 1e-10
STARTS = ((0.2, 0.1, 2, 4, 1 / 3), (0.1, 0.1, 10, 10, 0.2), (1, 1, 4, 4, 0.5))


def log_chance(count, expected, shape, rate):
    """Of a count whose mean has a gamma law: negative binomial."""
    return (math.lgamma(shape + count) - math.lgamma(shape) - math.lgamma(count + 1)
            + shape * math.log(rate / (rate + expected))
            + count * math.log(expected / (rate + expected)))


class Prior:
    """The mixture of two gamma laws under which the cells are likeliest."""

    def __init__(self, cells):
        # Above 5,000 cells the program bins those of few cases; no city of the tests has as many.
        self.table = [cell for cell in cells if cell[1] > 0]
        _, point = min(least(self.unlikelihood, [
            math.log(value) for value in start[:4]] + [math.log(start[4] / (1 - start[4]))])
                       for start in STARTS)
        self.laws = self.parameters(point)

    @staticmethod
    def parameters(point):
        values = [math.exp(min(max(value, -BOUND), BOUND)) for value in point]
        weight = values[4] / (1 + values[4])
        return (weight, values[0], values[1]), (1 - weight, values[2], values[3])

    def unlikelihood(self, point):
        total, laws = 0.0, self.parameters(point)
        for count, expected in self.table:
            logs = [math.log(weight) + log_chance(count, expected, shape, rate)
                    for weight, shape, rate in laws]
            most = max(logs)
            total -= most + math.log(sum(math.exp(log - most) for log in logs))
        return total

    def posterior(self, count, expected):
        """Geometric mean of a cell's ratio, and the points below which 5 % and 95 % lie."""
        parts = [weight * math.exp(log_chance(count, expected, shape, rate))
                 for weight, shape, rate in self.laws]
        laws = [(part / sum(parts), shape + count, rate + expected)
                for part, (_, shape, rate) in zip(parts, self.laws)]
        mean = math.exp(sum(weight * (digamma(shape) - math.log(rate))
                            for weight, shape, rate in laws))
        return mean, point_of(laws, 0.05), point_of(laws, 0.95)


def point_of(laws, part):
    """The quantile of a mixture of gamma laws, by halving."""
    low, high = 0.0, 1.0

    def below(value):
        return sum(weight * gamma_below(shape, rate * value) for weight, shape, rate in laws)
    while below(high) < part:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < part else (low, middle)
    return (low + high) / 2


def digamma(value):
    """The derivative of the logarithm of the gamma function: Stirling's series from ten on."""
    total = 0.0
    while value < 10:
        total -= 1 / value
        value += 1
    return (total + math.log(value) - 1 / (2 * value) - 1 / (12 * value ** 2)
            + 1 / (120 * value ** 4) - 1 / (252 * value ** 6))


def least(function, start):
    """The lowest value that a simplex finds from a start, and where."""
    size = len(start)
    corners = [(function(start), start)]
    for at in range(size):
        moved = list(start)
        moved[at] += STEP
        corners.append((function(moved), moved))
    for _ in range(STEPS):
        corners.sort()
        if corners[-1][0] - corners[0][0] < CLOSE:
            break
        corners = stepped(function, corners, size)
    return min(corners)


def stepped(function, corners, size):
    """The next simplex: reflected, stretched, drawn in, or shrunk."""
    (best, lowest), (worst, highest) = corners[0], corners[-1]
    centre = [sum(point[at] for _, point in corners[:-1]) / size for at in range(size)]

    def beyond(part):
        point = [middle + part * (middle - end) for middle, end in zip(centre, highest)]
        return function(point), point
    reflected = beyond(1)
    if reflected[0] < best:
        return corners[:-1] + [min(reflected, beyond(2))]
    if reflected[0] < corners[-2][0]:
        return corners[:-1] + [reflected]
    drawn = beyond(0.5 if reflected[0] < worst else -0.5)
    if drawn[0] < min(reflected[0], worst):
        return corners[:-1] + [drawn]
    shrunk = ([(left + right) / 2 for left, right in zip(point, lowest)]
              for _, point in corners[1:])
    return corners[:1] + [(function(point), point) for point in shrunk]
