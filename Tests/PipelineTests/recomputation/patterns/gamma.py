"""The gamma law of rate 1, from the series of the incomplete gamma function."""
import math


def gamma_below(shape, value):
    """The chance of no more than a value."""
    if value <= 0:
        return 0.0
    if value > shape + 1:
        return 1 - gamma_above(shape, value)
    term = total = 1 / shape
    at = shape
    while term > total * 1e-16:
        at += 1
        term *= value / at
        total += term
    return total * math.exp(shape * math.log(value) - value - math.lgamma(shape))


def gamma_above(shape, value):
    """The chance of more than a value, by Lentz's continued fraction beyond the mean."""
    if value <= shape + 1:
        return 1 - gamma_below(shape, value)
    least = 1e-300
    down = value + 1 - shape
    ratio, inverse = 1 / least, 1 / down
    fraction = inverse
    for at in range(1, 10_000):
        over, down = -at * (at - shape), down + 2
        inverse = 1 / (over * inverse + down or least)
        ratio = down + over / ratio or least
        fraction *= inverse * ratio
        if abs(inverse * ratio - 1) < 1e-15:
            break
    return fraction * math.exp(shape * math.log(value) - value - math.lgamma(shape))


def gamma_quantile(shape, part):
    """The value below which a part lies, by halving."""
    low, high = 0.0, shape + 20 * math.sqrt(shape) + 20
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if gamma_below(shape, middle) < part else (low, middle)
    return (low + high) / 2
