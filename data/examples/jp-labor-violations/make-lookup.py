#!/usr/bin/env python3
"""Write lookups/law-articles.csv from the violation_law column of an appearances file.

Usage, from this folder: python3 make-lookup.py inbox/appearances-2021-2025.tsv
The first law and article that a cell names is the item of the case.
"""

import csv
import pathlib
import re
import sys
import unicodedata

# Spelling -> law. Longer spellings stand first, so that none hides behind its own tail.
SPELLINGS = [
    ("労働安全衛生法", "労働安全衛生法"),
    ("労働安全安衛法", "労働安全衛生法"),
    ("労働安全衛法", "労働安全衛生法"),
    ("安全衛生法", "労働安全衛生法"),
    ("安衛法", "労働安全衛生法"),
    ("労働基準法", "労働基準法"),
    ("労基法", "労働基準法"),
    ("最低賃金法", "最低賃金法"),
    ("最賃法", "最低賃金法"),
    ("労働者派遣法", "労働者派遣法"),
    ("派遣法", "労働者派遣法"),
]
LAW_OF = dict(SPELLINGS)

# A cell that names only a regulation has no item; the law it is made under is its domain.
REGULATIONS = [("労働安全衛生規則", "労働安全衛生法")]

# 法法 and 法違反 are slips of the source. 条の2 is an article of its own; 項 and 号 are parts of one.
ARTICLE = re.compile(
    "(" + "|".join(spelling for spelling, _ in SPELLINGS) + ")"
    r"法?(?:違反)?第*([0-9]+)条(?:の([0-9]+))?"
)


def folded(cell):
    """The lookup key: NFKC with all white space removed."""
    normal = unicodedata.normalize("NFKC", cell)
    return "".join(character for character in normal if not character.isspace())


def mapping(key):
    """The item code, item name and domain of a folded cell; empty where unknown."""
    found = ARTICLE.search(key)
    if not found:
        for regulation, law in REGULATIONS:
            if key.startswith(regulation):
                return "", "", law
        return "", "", ""
    law = LAW_OF[found.group(1)]
    code, name = f"{law}-{found.group(2)}", f"{law}第{found.group(2)}条"
    if found.group(3):
        code, name = f"{code}-{found.group(3)}", f"{name}の{found.group(3)}"
    return code, name, law


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: make-lookup.py APPEARANCES.tsv")
    lines = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")
    column = lines[0].split("\t").index("violation_law")
    keys = {folded(line.split("\t")[column]) for line in lines[1:] if line}
    target = pathlib.Path(__file__).resolve().parent / "lookups" / "law-articles.csv"
    unmapped = []
    with open(target, "w", encoding="utf-8", newline="") as output:
        writer = csv.writer(output, lineterminator="\n")
        writer.writerow(["raw", "item_code", "item_name", "domain"])
        for key in sorted(keys, key=lambda text: text.encode("utf-8")):
            fields = mapping(key)
            writer.writerow([key, *fields])
            if not fields[0]:
                unmapped.append(key)
    print(f"{len(keys)} cells, {len(unmapped)} without an item", file=sys.stderr)
    for key in unmapped:
        print(f"  {key}", file=sys.stderr)


if __name__ == "__main__":
    main()
