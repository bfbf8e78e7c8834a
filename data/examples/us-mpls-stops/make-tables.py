#!/usr/bin/env python3
"""Write inbox/ and lookups/ from the published stops.

Usage, from this folder: python3 make-tables.py FOLDER, which holds MplsStops.csv
"""

import csv
import pathlib
import shutil
import sys

# The place code of Minneapolis (2743000) without its zeros; a neighbourhood adds two digits.
CITY = "274300"


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, body):
    path = pathlib.Path(name)
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *body])


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make-tables.py FOLDER")
    source = pathlib.Path(sys.argv[1]) / "MplsStops.csv"
    stops = rows(source)
    names = sorted({row["neighborhood"] for row in stops})
    codes = {name: f"{CITY[:4]}{number:02}" for number, name in enumerate(names, start=1)}
    write("lookups/neighbourhoods.csv", ["neighbourhood", "district_code"], codes.items())
    write(
        "inbox/districts.csv",
        ["code", "name", "level", "parent_code"],
        [[CITY, "Minneapolis", "city", ""]]
        + [[codes[name], name, "county", CITY] for name in names],
    )
    write(
        "inbox/units.csv",
        ["unit_code", "unit_name", "level"],
        [[f"precinct-{number}", f"Precinct {number}", "city"] for number in range(1, 6)],
    )
    shutil.copyfile(source, pathlib.Path("inbox") / source.name)


if __name__ == "__main__":
    main()
