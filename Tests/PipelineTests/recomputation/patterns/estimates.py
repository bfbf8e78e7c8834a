"""Statistics of shares, odds, means and ratios, written from their definitions."""
import math
from statistics import NormalDist

Z = NormalDist().inv_cdf(0.975)


def wilson(marked, every):
    """Wilson's interval of a share, 95 %."""
    share, square = marked / every, Z * Z
    centre = (share + square / (2 * every)) / (1 + square / every)
    half = Z * math.sqrt(share * (1 - share) / every + square / (4 * every ** 2))
    half /= 1 + square / every
    return (0.0 if marked == 0 else centre - half), (1.0 if marked == every else centre + half)


def quantile(values, part):
    """The quantile between order statistics (R's type 7)."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    below = int(place)
    if below + 1 >= len(ordered):
        return ordered[below]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def information(table):
    """Hypergeometric variance of the first cell of (yes, no) of one group and of the other."""
    yes, no, other_yes, other_no = table
    whole = sum(table)
    if whole < 2:
        return 0.0
    product = (yes + no) * (other_yes + other_no) * (yes + other_yes) * (no + other_no)
    return product / (whole ** 2 * (whole - 1))


def mantel_haenszel(tables):
    """Common odds ratio, interval of Robins, Breslow and Greenland; None where undefined."""
    agree = differ = agree_twice = mixed = differ_twice = 0.0
    for yes, no, other_yes, other_no in tables:
        whole = yes + no + other_yes + other_no
        if not whole:
            continue
        with_, against = yes * other_no / whole, no * other_yes / whole
        share = (yes + other_no) / whole
        agree, differ = agree + with_, differ + against
        agree_twice += share * with_
        mixed += share * against + (1 - share) * with_
        differ_twice += (1 - share) * against
    if agree <= 0 or differ <= 0:
        return None
    variance = (agree_twice / agree ** 2 + mixed / (agree * differ)
                + differ_twice / differ ** 2) / 2
    return around(math.log(agree / differ), variance)


def odds_ratio(tables):
    """Mantel and Haenszel's; the one-step estimate where that is undefined; else None."""
    common = mantel_haenszel(tables)
    weight = sum(map(information, tables))
    if common or not weight:
        return common
    excess = sum(yes - (yes + no) * (yes + other_yes) / (yes + no + other_yes + other_no)
                 for yes, no, other_yes, other_no in tables if yes + no + other_yes + other_no)
    return around(excess / weight, 1 / weight)


def around(logarithm, variance):
    """A ratio with its 95 % interval."""
    half = Z * math.sqrt(variance)
    return math.exp(logarithm), math.exp(logarithm - half), math.exp(logarithm + half)


def mean(values):
    return sum(values) / len(values)


def squares(values):
    """Sum of squares around the mean."""
    middle = mean(values)
    return sum((value - middle) ** 2 for value in values)


def difference(strata, residual):
    """Difference of means, weights n m / (n + m), and its variance; None without both groups."""
    total = weight = 0.0
    for first, second in strata:
        if first and second:
            own = len(first) * len(second) / (len(first) + len(second))
            total += own * (mean(first) - mean(second))
            weight += own
    return (total / weight, residual / weight) if weight else None


def pooled_variance(groups):
    """Variance within groups of two values or more, by their degrees of freedom."""
    large = [group for group in groups if len(group) > 1]
    return sum(map(squares, large)) / sum(len(group) - 1 for group in large)


def benjamini_hochberg(chances):
    """Adjusted chances by the keys of the chances."""
    adjusted, smallest = {}, 1.0
    ranked = sorted(chances, key=chances.get)
    for rank in range(len(ranked), 0, -1):
        smallest = min(smallest, chances[ranked[rank - 1]] * len(ranked) / rank)
        adjusted[ranked[rank - 1]] = smallest
    return adjusted
