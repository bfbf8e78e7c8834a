#!/usr/bin/env python3
"""Write inbox/ and lookups/ from the published inspections and violations.

Usage, from this folder: python3 make-tables.py FOLDER
FOLDER holds inspections.csv, inspection_violations_long.csv and violation_code_catalogue.csv.
"""

import csv
import pathlib
import shutil
import sys

# The place code of Chicago (1714000) without its zeros; a ward adds two digits.
CITY = "171400"
CLUSTERS = ["blue", "brown", "green", "orange", "purple", "yellow"]
# The catalogue's own words for code 70, which its authors leave out of every class.
UNCOUNTED = "not counted in the authors' severity totals"


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, body):
    path = pathlib.Path(name)
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *body])


def ward_code(ward):
    return f"{CITY[:4]}{int(ward):02}" if ward else ""


def write_reference(codes):
    domains = {UNCOUNTED: "uncounted"}
    write(
        "inbox/catalogue.csv",
        ["item_code", "item_name", "domain", "levels"],
        [
            [c["violation_code"], f"Violation {c['violation_code']}"]
            + [domains.get(c["severity"], c["severity"]), "city"]
            for c in codes
        ],
    )
    write("inbox/units.csv", ["unit_code", "unit_name", "level"], [[c, c, "city"] for c in CLUSTERS])
    wards = [[ward_code(ward), f"Ward {ward}", "county", CITY] for ward in range(1, 51)]
    write(
        "inbox/districts.csv",
        ["code", "name", "level", "parent_code"],
        [[CITY, "Chicago", "city", ""], *wards],
    )


def write_register(inspections):
    """One row a licence, as its last inspection states it."""
    last = {}
    for row in sorted(inspections, key=lambda r: (r["Inspection_Date"], int(r["Inspection_ID"]))):
        last[row["License"]] = [row["License"], ward_code(row["WARD"]), row["Risk"]]
    write(
        "inbox/register.csv",
        ["party_id", "district_code", "risk_class"],
        [last[licence] for licence in sorted(last, key=int)],
    )


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make-tables.py FOLDER")
    source = pathlib.Path(sys.argv[1])
    inspections = rows(source / "inspections.csv")
    write_reference(rows(source / "violation_code_catalogue.csv"))
    write_register(inspections)
    wards = sorted({row["WARD"] for row in inspections} - {""}, key=int)
    write("lookups/wards.csv", ["ward", "district_code"], [[w, ward_code(w)] for w in wards])
    # A violation names its inspection alone: where, when, by whom and at whom is looked up.
    write(
        "lookups/inspections.csv",
        ["inspection", "cluster", "district_code", "date", "licence"],
        [
            [row["Inspection_ID"], row["sanitarian"], ward_code(row["WARD"])]
            + [row["Inspection_Date"], row["License"]]
            for row in inspections
        ],
    )
    for name in ["inspections.csv", "inspection_violations_long.csv"]:
        shutil.copyfile(source / name, pathlib.Path("inbox") / name)


if __name__ == "__main__":
    main()
