#!/usr/bin/env python3
"""Recomputes the zero-case model of a month from counts/MONTH/cells.csv, apart from the program.

usage: recompute-silence.py WORKSPACE [MONTH] [--level LEVEL] [--show]

Fits the model anew with the standard library alone: expected counts by sums over the other cells,
posteriors by exact integration over the rates, 2,000 of them for the cells that are shown. Compares
parameters, expected counts and chances with findings/MONTH to nine digits, posteriors and verdicts
of the cells that were tested to 0.01, and says where they differ; exits 1 where they do.
--show prints ten flagged cells and ten others, program beside recomputed.
"""
import argparse
import json
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Tests", "PipelineTests"))

from recomputation.silence.grid import LEVELS, month_number, rows_of
from recomputation.silence.model import Level
from recomputation.silence.powers import shares_of

KEY = ("level", "unit_code", "district_code", "domain", "item_code")
STATES = ("normal", "stopped", "never", "structural")
TESTED, FLAGGED = ("grade_a", "grade_b", "within_chance"), ("grade_a", "grade_b")
Q, GRADE_A = 0.10, 0.9
POINTS = 2000
# Estimated on grids or in closed form: equal to nine digits. The shares of the states rest on the
# program's coarser integration of cells that are never told.
EXACT, POSTERIOR = 1e-9, 0.01
# What peers let one expect is handed over in single precision: half a unit of 24 bits.
SINGLE = 2.0 ** -24


class Comparison:
    """The recomputed level beside what the program found."""

    def __init__(self, level, fit, cells, found):
        self.fit, self.model, self.failures = fit, level, []
        self.name = fit["level"]
        by_key = {cell.key: cell for cell in level.grid.cells}
        self.rows = []
        for row in found:
            key = tuple(cells[int(row["cell"])][name] for name in KEY)
            if key in by_key:
                self.rows.append((by_key[key], row))
        self.compare_parameters()
        self.compare_counts()
        self.compare_posteriors()
        self.compare_verdicts()

    def note(self, what, largest, tolerance):
        verdict = "same" if largest <= tolerance else "DIFFERS"
        print(f"{self.name}: {what}: largest difference {largest:.2g}, {verdict}")
        if largest > tolerance:
            self.failures.append(what)

    def compare_parameters(self):
        theirs = {entry["name"]: entry["value"] for entry in self.fit["parameters"]}
        ours = self.model.parameters()
        self.note(f"{len(ours)} parameters", max(
            abs(value - theirs[name]) / max(abs(value), 1e-9) for name, value in ours.items()),
            EXACT)
        shares = self.model.state_shares()
        self.note(f"{len(shares)} shares of states", max(
            abs(value - theirs[name]) for name, value in shares.items()), POSTERIOR)

    def compare_counts(self):
        for what, name, tolerance, of in (
                ("expected by peers", "expected_by_peers", SINGLE,
                 lambda cell: self.model.counts.expected[cell]),
                ("expected in the silence", "expected", EXACT,
                 lambda cell: self.model.spell(cell)[0]),
                ("chances of none", "chance", EXACT,
                 lambda cell: self.model.spell(cell)[1])):
            pairs = [(float(row[name]), of(cell)) for cell, row in self.rows]
            self.note(f"{len(pairs)} {what}", max(
                (abs(theirs - ours) / max(ours, 1e-9) for theirs, ours in pairs), default=0), tolerance)

    def difference(self, cell, row):
        return max(abs(float(row[name]) - chance)
                   for name, chance in zip(STATES, self.model.posterior[cell]))

    def compare_posteriors(self):
        tested = [pair for pair in self.rows if pair[1]["verdict"] in TESTED]
        others = [pair for pair in self.rows if pair[1]["verdict"] not in TESTED]
        for what, pairs, tolerance in (("tested", tested, POSTERIOR), ("other", others, 0.05)):
            self.note(f"posteriors of {len(pairs)} {what} cells", max(
                (self.difference(*pair) for pair in pairs), default=0), tolerance)

    def compare_verdicts(self):
        """The grades of the tested cells by the recomputed posteriors."""
        tested = sorted((1 - sum(self.model.posterior[cell][1:3]), place)
                        for place, (cell, row) in enumerate(self.rows)
                        if row["verdict"] in TESTED)
        total, ours = 0.0, {}
        for rank, (rate, place) in enumerate(tested, 1):
            total += rate
            sure = 1 - rate >= GRADE_A and self.rows[place][1]["group_stop"] != "true"
            ours[place] = ("within_chance" if total / rank > Q + 1e-12
                           else "grade_a" if sure else "grade_b")
        wrong = [place for place, verdict in ours.items()
                 if self.rows[place][1]["verdict"] != verdict]
        print(f"{self.name}: verdicts of {len(ours)} tested cells: {len(wrong)} differ")
        for place in wrong:
            cell, row = self.rows[place]
            print(f"  {' '.join(filter(None, cell.key))}: {row['verdict']}, here {ours[place]}")
        if wrong:
            self.failures.append("verdicts")

    def show(self, number=10):
        """Flagged cells and others, program beside recomputed, posteriors finely integrated."""
        tested = [pair for pair in self.rows if pair[1]["verdict"] in TESTED]
        flagged = [pair for pair in tested if pair[1]["verdict"] in FLAGGED]
        others = [pair for pair in self.rows if pair[1]["verdict"] not in FLAGGED]
        others.sort(key=lambda pair: -float(pair[1]["expected"]))
        worst = 0.0
        for cell, row in flagged[:number] + others[:number]:
            expected, chance = self.model.spell(cell)
            fine = self.model.posterior_of(cell, POINTS)
            worst = max(worst, max(abs(float(row[name]) - value)
                                   for name, value in zip(STATES, fine)))
            print("  " + " | ".join([
                " ".join(filter(None, cell.key[1:])), row["verdict"],
                f"{float(row['expected']):.6g} {expected:.6g}",
                f"{float(row['chance']):.6g} {chance:.6g}",
                " ".join(f"{float(row[name]):.4f}" for name in STATES),
                " ".join(f"{value:.4f}" for value in fine)]))
        print(f"  largest difference of posteriors over {POINTS} rates: {worst:.2g}")


def shares(cells, level, length):
    """What part of its domain the items of each holder make; none where powers are inferred."""
    rows, items = ([row for row in cells if row["level"] == name]
                   for name in (level, level.replace("domain", "item")))
    if not level.endswith("domain") or any(row["power_inferred"] == "true" for row in rows):
        return {}
    return shares_of(rows, items, length)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("workspace")
    parser.add_argument("month", nargs="?")
    parser.add_argument("--level", choices=LEVELS)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    findings = os.path.join(options.workspace, "findings")
    month = options.month or max(os.listdir(findings))
    counts = os.path.join(options.workspace, "counts", month)
    with open(os.path.join(counts, "facts.json"), encoding="utf-8") as file:
        first = json.load(file)["firstMonth"]
    with open(os.path.join(findings, month, "findings.json"), encoding="utf-8") as file:
        fits = json.load(file)["fits"]
    length = month_number(month) - month_number(first) + 1
    assert length > 0
    cells = rows_of(os.path.join(counts, "cells.csv"))
    found = rows_of(os.path.join(findings, month, "silent_cells.csv"))
    failures = []
    for fit in fits:
        if options.level in (None, fit["level"]):
            level = Level(cells, fit["level"], first, month, (),
                          shares(cells, fit["level"], length))
            comparison = Comparison(level, fit, cells, found)
            failures += comparison.failures
            if options.show:
                comparison.show()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
