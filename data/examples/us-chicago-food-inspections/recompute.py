#!/usr/bin/env python3
"""Recompute the clusters' rates and odds ratios from the published files, apart from the program.

Usage: python3 recompute.py FOLDER
FOLDER holds inspections.csv and inspection_violations_long.csv. One row for each stratification:
odds of an inspection with a critical violation against the other known clusters; inspections of no
known cluster are left out. A blank ward is a stratum of its own, but where the row says "no blank".
"""

import csv
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from mantel_haenszel import common_odds_ratio, tables, test_statistic  # noqa: E402

CLUSTERS = ["brown", "yellow", "green", "orange", "blue", "purple"]


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def registered(inspections):
    """Risk class of a licence as its last inspection states it."""
    order = sorted(inspections, key=lambda r: (r["Inspection_Date"], int(r["Inspection_ID"])))
    return {row["License"]: row["Risk"] for row in order}


def zeros(inspections, violations):
    wards = {row["Inspection_ID"]: row["WARD"] for row in inspections}
    clusters = {row["Inspection_ID"]: row["sanitarian"] for row in inspections}
    codes = {v["violation_code"] for v in violations}
    by_ward = {(v["violation_code"], wards[v["Inspection_ID"]]) for v in violations}
    by_cluster = {(v["violation_code"], clusters[v["Inspection_ID"]]) for v in violations}
    months = {row["Inspection_Date"][:7] for row in inspections}
    visits = {(row["WARD"], row["Inspection_Date"][:7]) for row in inspections}
    for name, cells, of in [
        ("code x ward", [ward for _, ward in by_ward], len(codes) * 50),
        ("code x cluster", [cluster for _, cluster in by_cluster], len(codes) * 6),
        ("ward x month", [ward for ward, _ in visits], len(months) * 50),
    ]:
        print(f"{name}: {of - sum(1 for key in cells if key)} of {of} without")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: recompute.py FOLDER")
    source = pathlib.Path(sys.argv[1])
    inspections = rows(source / "inspections.csv")
    violations = rows(source / "inspection_violations_long.csv")
    print(f"{len(inspections)} inspections, {len(violations)} violations")
    zeros(inspections, violations)
    risk = registered(inspections)
    known = [r for r in inspections if r["sanitarian"] and r["criticalCount"]]
    placed = [r for r in known if r["WARD"]]

    def full(row):
        mode, year = row["Inspection_Type"], row["Inspection_Date"][:4]
        return row["WARD"], risk[row["License"]], mode, year

    strata = [
        ("crude", known, lambda r: ""),
        ("ward", known, lambda r: r["WARD"]),
        ("ward (no blank)", placed, lambda r: r["WARD"]),
        ("risk", known, lambda r: risk[r["License"]]),
        ("ward risk mode year", known, full),
        ("ward risk mode year (no blank)", placed, full),
        ("ward own-risk year", known, lambda r: (r["WARD"], r["Risk"], r["Inspection_Date"][:4])),
    ]
    for cluster in CLUSTERS:
        own = [r for r in known if r["sanitarian"] == cluster]
        found = sum(int(r["criticalCount"]) > 0 for r in own)
        print(f"\n{cluster}: {found} of {len(own)}, {100 * found / len(own):.2f} %")
        for name, used, stratum in strata:
            cells = tables(
                used,
                lambda r: r["sanitarian"] == cluster,
                lambda r: int(r["criticalCount"]) > 0,
                stratum,
            )
            ratio, lower, upper = common_odds_ratio(cells)
            expected, variance, statistic = test_statistic(cells)
            print(
                f"  {name:30} strata {len(cells):4} odds ratio {ratio:.8f} ({lower:.8f}-{upper:.8f})"
                f" expected {expected:.4f} variance {variance:.4f} chi2 {statistic:.3f}"
            )


if __name__ == "__main__":
    main()
