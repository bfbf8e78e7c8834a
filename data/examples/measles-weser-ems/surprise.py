#!/usr/bin/env python3
"""Recompute how surprising no case of measles is in each district, apart from the program.

Usage: python3 surprise.py FOLDER, which holds measlesWeserEms_districts.csv
Expected: cases of the other districts by share of people. Chance: negative binomial of mean
rate x share, by maximum likelihood on a grid: over the other districts, zeros included (`all`), and
over the districts with a case, cut at zero (`positive`), which a zero cannot bias.
"""

import csv
import math
import pathlib
import sys

# Districts of the region that share a border.
NEIGHBOURS = {"03401": ["03458", "03461"], "03405": ["03455"]}


def log_chance(count, mean, size, is_cut):
    log = math.lgamma(size + count) - math.lgamma(size) - math.lgamma(count + 1)
    log += size * math.log(size / (size + mean)) + count * math.log(mean / (size + mean))
    return log - math.log1p(-((1 + mean / size) ** -size)) if is_cut else log


def likeliest(districts, is_cut):
    sizes = [0.02 * 1.05**step for step in range(100)]
    rates = [50 * 1.03**step for step in range(150)]
    return max(
        ((rate, size) for rate in rates for size in sizes),
        key=lambda law: sum(log_chance(y, law[0] * p, law[1], is_cut) for y, p in districts),
    )


def main():
    path = pathlib.Path(sys.argv[1]) / "measlesWeserEms_districts.csv"
    with open(path, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    rows = {r["district"]: (int(r["total"]), float(r["pop_fraction"])) for r in table}
    positive = likeliest([row for row in rows.values() if row[0] > 0], True)
    for district, near in NEIGHBOURS.items():
        share = rows[district][1]
        others = [row for code, row in rows.items() if code != district]
        pooled = share * sum(y for y, _ in others) / sum(p for _, p in others)
        by_near = share * sum(rows[n][0] for n in near) / sum(rows[n][1] for n in near)
        (rate, size), (cut_rate, cut_size) = likeliest(others, False), positive

        def chance(mean, size):
            return (1 + mean / size) ** -size

        print(
            f"{district}: by people {pooled:.2f}, by neighbours {by_near:.2f} expected; "
            f"size {size:.3f} (all), {cut_size:.3f} (positive); chance of none "
            f"{chance(share * rate, size):.3f} (all), "
            f"{chance(share * cut_rate, cut_size):.3f} (positive), "
            f"{chance(by_near, size):.3f} (neighbours); Poisson {math.exp(-pooled):.1e}"
        )


if __name__ == "__main__":
    main()
