"""Usage: python3 -B -m disclosure.rolling FOLDER [late]

Writes the workspace of small groups with a unit that has no case in December 2023 and one in
December 2024, of a party from elsewhere: the fifth of its window. With `late`, adds an export that
restates an earlier month instead: what two successive reports differ in is one case.
"""
import os
import sys

from .planted import cases, tables, write

QUIET = "U0"
ELSEWHERE = (0, 1, 2, 3)


def main(folder, late=""):
    lines = tables("")
    if late:
        # One case that a later export brings of September.
        with open(os.path.join(folder, "inbox", "cases-2025-01.csv"), "w",
                  encoding="utf-8") as file:
            file.write("\n".join([lines["cases-2024-12"][0], one(9)]) + "\n")
        return
    kept = [line for line in lines["cases-2024-12"][1:] if not line.startswith(QUIET + "-")]
    lines["cases-2024-12"][1:] = kept + [place(line) for line in cases(QUIET) if is_kept(line)]
    write(folder, lines)


def number_of(line):
    return int(line.split(",")[0].split("-")[2])


def is_kept(line):
    """All but the cases of December."""
    return number_of(line) % 12 != 11


def place(line):
    """Parties of the first cases of a year are from elsewhere, all others local."""
    fields = line.split(",")
    fields[8] = "310000" if number_of(line) in ELSEWHERE else "970101"
    return ",".join(fields)


def one(month):
    return (f"{QUIET}-2024-99,{QUIET},市场监管,I1,2024-{month:02}-02,2024-{month:02}-20,XU099,"
            "enterprise,310000,punished,fine,1000")


if __name__ == "__main__":
    main(*sys.argv[1:])
