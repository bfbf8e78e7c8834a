#!/usr/bin/env python3
"""Recompute the odds ratios of admission, men against women, apart from the program.

Usage: python3 recompute.py FOLDER, which holds UCBAdmissions_cases.csv
"""

import csv
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from mantel_haenszel import common_odds_ratio, tables, test_statistic  # noqa: E402


def show(name, rows, stratum):
    cells = tables(
        rows, lambda r: r["Gender"] == "Male", lambda r: r["Admit"] == "Admitted", stratum
    )
    ratio, lower, upper = common_odds_ratio(cells)
    expected, variance, statistic = test_statistic(cells)
    print(
        f"{name:10} {sum(map(sum, cells)):5} applicants odds ratio {ratio:.6f} ({lower:.6f}-{upper:.6f})"
        f" expected {expected:.4f} variance {variance:.4f} chi2 {statistic:.4f}"
    )


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: recompute.py FOLDER")
    path = pathlib.Path(sys.argv[1]) / "UCBAdmissions_cases.csv"
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    show("crude", rows, lambda r: "")
    show("stratified", rows, lambda r: r["Dept"])
    show("without A", [r for r in rows if r["Dept"] != "A"], lambda r: r["Dept"])
    for department in sorted({r["Dept"] for r in rows}):
        show(department, [r for r in rows if r["Dept"] == department], lambda r: "")


if __name__ == "__main__":
    main()
