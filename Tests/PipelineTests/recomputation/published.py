"""Tables that a report publishes."""
import csv
import os


def rows(folder, name):
    """Rows of a table of a folder by the names of its columns."""
    path = os.path.join(folder, name + ".csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


OUTCOMES = ("flagged", "passed", "not_applicable", "not_computable")


def compare_outcomes(report, code, outcomes):
    """Subjects of an indicator by what became of them."""
    theirs = next(row for row in report.rows("coverage") if row["indicator"] == code)
    report.compare(f"{code} outcomes", {name: str(outcomes.get(name, 0)) for name in OUTCOMES},
                   {name: theirs[name] for name in OUTCOMES})
