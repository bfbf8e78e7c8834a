#!/usr/bin/env python3
"""Runs a Python reference of the zero-case method on worlds that caseload-simulate wrote.

usage: power-reference.py METHOD_FOLDER WORLD_FOLDER...

METHOD_FOLDER holds zero_lib.py with `corroborated` and `lfdr_select`. A WORLD_FOLDER was written by
`caseload-simulate --world NAME --seed N --grid NAME-N` and is named NAME-N. Prints one line a world
and one a preset: share of false flags, power over all and over cells that expect 3 and 10 cases.
"""
import csv
import importlib
import os
import sys

import numpy as np

INACTIVE = ("never", "stop")
LEVEL = 0.10


def table(path):
    with open(path, newline="", encoding="utf-8") as lines:
        rows = csv.reader(lines)
        header = next(rows)
        columns = list(zip(*rows)) or [()] * len(header)
    return dict(zip(header, columns))


def whole(texts, empty=0):
    return np.array([int(text) if text else empty for text in texts], dtype=int)


def world(folder):
    """The cells and events of a folder as the dictionary that zero_lib takes."""
    cells, events = (table(os.path.join(folder, name + ".csv")) for name in ("cells", "events"))
    row, column = whole(cells["row"]), whole(cells["column"])
    group, domain = whole(cells["group"]), whole(cells["domain"])
    shape = (row.max() + 1, column.max() + 1)
    months = whole(events["month"]).max() + 1
    place = tuple(whole(events[name]) for name in ("row", "column", "month"))

    def grid(values, dtype):
        result = np.zeros(shape, dtype)
        result[row, column] = values
        return result

    def counts(name):
        result = np.zeros(shape + (months,), int)
        result[place] = whole(events[name])
        return result

    parties = np.zeros((shape[0], group.max() + 1), int)
    # The reference knows no unknown: a missing row of the register is a zero to it.
    parties[row, group] = whole(cells["parties"])
    sector, domains = np.zeros(shape[1], int), np.zeros(shape[1], int)
    sector[column], domains[column] = group, domain
    return dict(
        Y=counts("cases"), F=counts("findings"), K=counts("complaints"), P=parties,
        auth=grid([text == "1" for text in cells["authorised"]], bool), sector=sector,
        domain=domains, truth=grid([text in INACTIVE for text in cells["state"]], bool),
        lam=grid([float(text) for text in cells["expected"]], float))


def share(part, whole_):
    return part / whole_ if whole_ else float("nan")


def mean(values):
    known = [value for value in values if value == value]
    return share(sum(known), len(known))


def measured(library, w):
    local = library.corroborated(w)["lfdr"]
    flagged = library.lfdr_select(local, LEVEL, w["auth"]) & w["auth"]
    truth = w["truth"] & w["auth"]
    powers = [
        share((flagged & truth & (w["lam"] >= least)).sum(), (truth & (w["lam"] >= least)).sum())
        for least in (0, 3, 10)]
    false = (flagged & ~truth).sum()
    return [int(flagged.sum()), false / flagged.sum() if flagged.any() else 0.0] + powers


def line(name, values):
    shares = (f"{value:7.3f}" for value in values[1:])
    print(name.ljust(18), f"{values[0]:7.1f}", *shares, flush=True)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.dont_write_bytecode = True
    sys.path.insert(0, sys.argv[1])
    library = importlib.import_module("zero_lib")
    header = ("flags", "false", "power", "of 3", "of 10")
    print("world".ljust(18), *(name.rjust(7) for name in header))
    presets = {}
    for folder in sys.argv[2:]:
        name = os.path.basename(os.path.normpath(folder))
        values = measured(library, world(folder))
        presets.setdefault(name.rpartition("-")[0], []).append(values)
        line(name, values)
    for preset, values in presets.items():
        line(preset + " (mean)", [mean(column) for column in zip(*values)])


if __name__ == "__main__":
    main()
