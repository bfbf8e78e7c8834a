#!/usr/bin/env python3
"""Write inbox/ from the published matrix of weeks and districts.

Usage, from this folder: python3 make-tables.py FOLDER
FOLDER holds measlesWeserEms_long.csv and measlesWeserEms_districts.csv.
"""

import csv
import datetime
import pathlib
import sys

FIRST_WEEK = datetime.date(2001, 1, 1)
MONTHS = [f"{year}-{month:02}" for year in (2001, 2002) for month in range(1, 13)]
NAMES = {
    "03401": "Delmenhorst", "03402": "Emden", "03403": "Oldenburg (city)",
    "03404": "Osnabrück (city)", "03405": "Wilhelmshaven", "03451": "Ammerland",
    "03452": "Aurich", "03453": "Cloppenburg", "03454": "Emsland", "03455": "Friesland",
    "03456": "Grafschaft Bentheim", "03457": "Leer", "03458": "Oldenburg", "03459": "Osnabrück",
    "03460": "Vechta", "03461": "Wesermarsch", "03462": "Wittmund",
}  # fmt: skip


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, body):
    inbox = pathlib.Path("inbox")
    inbox.mkdir(exist_ok=True)
    with open(inbox / name, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *body])


def cases(weeks):
    number = 0
    for week in weeks:
        monday = FIRST_WEEK + datetime.timedelta(weeks=int(week["week"]) - 1)
        for _ in range(int(week["cases"])):
            number += 1
            yield [f"M-{number}", week["district"], "measles", monday.isoformat(), "punished"]


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make-tables.py FOLDER")
    source = pathlib.Path(sys.argv[1])
    weeks = rows(source / "measlesWeserEms_long.csv")
    districts = rows(source / "measlesWeserEms_districts.csv")
    codes = [district["district"] for district in districts]
    write(
        "measles-2002-12-31.csv",
        ["case_id", "unit_code", "item_code", "decided_date", "disposition"],
        cases(weeks),
    )
    write("catalogue.csv", ["item_code", "item_name", "domain"], [["measles"] * 3])
    write("units.csv", ["unit_code", "unit_name", "level"], [[c, NAMES[c], "county"] for c in codes])
    write(
        "authority.csv",
        ["unit_code", "item_code", "kind"],
        [[code, "measles", "statutory"] for code in codes],
    )
    write(
        "feeds.csv",
        ["unit_code", "month", "table", "received"],
        [[code, month, "cases", "yes"] for code in codes for month in MONTHS],
    )
    # The source gives shares of the region's people: here a million, so that shares become counts.
    write(
        "exposure.csv",
        ["unit_code", "domain", "year", "regulated_parties"],
        [
            [d["district"], "measles", year, round(1e6 * float(d["pop_fraction"]))]
            for d in districts
            for year in (2001, 2002)
        ],
    )


if __name__ == "__main__":
    main()
