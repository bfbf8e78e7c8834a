"""Common odds ratio of 2 by 2 tables, for the scripts that recompute examples apart from the program.

Mantel and Haenszel (1959); variance of its logarithm by Robins, Breslow and Greenland (1986),
doi:10.2307/2531052; test without continuity correction.
"""

import math

QUANTILE = 1.959963984540054


def tables(rows, is_group, is_positive, stratum):
    """Cells a, b, c, d by stratum: group with and without, others with and without."""
    found = {}
    for row in rows:
        cells = found.setdefault(stratum(row), [0, 0, 0, 0])
        cells[(0 if is_group(row) else 2) + (0 if is_positive(row) else 1)] += 1
    return list(found.values())


def common_odds_ratio(strata):
    """Odds ratio with its 95 % limits; of one stratum it is the plain one (Woolf's limits)."""
    r, s, pr, mixed, qs = [], [], [], [], []
    for a, b, c, d in strata:
        n = a + b + c + d
        p, q = (a + d) / n, (b + c) / n
        r.append(a * d / n)
        s.append(b * c / n)
        pr.append(p * r[-1])
        mixed.append(p * s[-1] + q * r[-1])
        qs.append(q * s[-1])
    big_r, big_s = math.fsum(r), math.fsum(s)
    variance = math.fsum(pr) / (2 * big_r**2) + math.fsum(mixed) / (2 * big_r * big_s)
    variance += math.fsum(qs) / (2 * big_s**2)
    log, margin = math.log(big_r / big_s), QUANTILE * math.sqrt(variance)
    return math.exp(log), math.exp(log - margin), math.exp(log + margin)


def test_statistic(strata):
    """Expected count of a, its hypergeometric variance and the chi-squared statistic."""
    observed, expected, variance = 0, [], []
    for a, b, c, d in strata:
        n = a + b + c + d
        if n < 2:
            continue
        observed += a
        expected.append((a + b) * (a + c) / n)
        variance.append((a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1)))
    total, spread = math.fsum(expected), math.fsum(variance)
    return total, spread, (observed - total) ** 2 / spread
