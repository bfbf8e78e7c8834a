"""Tables that a report publishes, and sentences that open its indicators."""
import csv
import os
import re

from . import markdown


def rows(folder, name):
    """Rows of a table of a folder by the names of its columns."""
    path = os.path.join(folder, name + ".csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def compare_headline(report, code, pattern, numbers):
    """Numbers of the sentence that opens an indicator, which has this form."""
    text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
    found = re.search(pattern, text)
    report.compare(f"{code} headline", {"figures": tuple(map(str, numbers))},
                   {"figures": found and found.groups()})


OUTCOMES = ("flagged", "passed", "not_applicable", "not_computable")


def compare_outcomes(report, code, outcomes):
    """Subjects of an indicator by what became of them."""
    theirs = next(row for row in report.rows("coverage") if row["indicator"] == code)
    report.compare(f"{code} outcomes", {name: str(outcomes.get(name, 0)) for name in OUTCOMES},
                   {name: theirs[name] for name in OUTCOMES})
