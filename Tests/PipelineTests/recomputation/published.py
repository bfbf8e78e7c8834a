"""Tables that a report publishes."""
import csv
import os


def rows(folder, name):
    """Rows of a table of a folder by the names of its columns."""
    path = os.path.join(folder, name + ".csv")
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
