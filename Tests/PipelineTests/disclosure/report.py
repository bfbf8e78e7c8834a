"""Published files of a month, and cells as bounds."""
import csv
import os
import re
import sys
from collections import defaultdict

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from recomputation import markdown  # noqa: E402

MANY = 10 ** 6


class Report:
    """The shared report of a month."""

    def __init__(self, workspace, month):
        self.month, self.folder = month, os.path.join(workspace, "reports", month)
        with open(os.path.join(self.folder, "report.md"), encoding="utf-8") as file:
            self.text = file.read()
        # A method section repeats the titles of the indicators.
        self.sections = self.text.split("\n## ")

    def rows(self, name):
        path = os.path.join(self.folder, name + ".csv")
        with open(path, encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def table(self, code, *columns):
        """Rows by column of the first table of an indicator that has these columns."""
        return next(self.tables_of(code, columns), [])

    def tables(self, code, *columns):
        """Rows by column of every table of an indicator that has these columns."""
        return [row for table in self.tables_of(code, columns) for row in table]

    def tables_of(self, code, columns):
        section = next((part for whole in self.sections for part in whole.split("\n### ")
                        if part.startswith(code + " ") and "\n|" in part), "")
        titles, rows = None, []
        for line in section.split("\n") + [""]:
            cells = markdown.cells(line) if line.startswith("|") else []
            if titles is None:
                titles = cells if set(columns) <= set(cells) else None
            elif not cells:
                yield rows[1:]
                titles, rows = None, []
            else:
                # A column that is empty in every row is not printed.
                rows.append(defaultdict(str, zip(titles, cells)))

    def rows_of(self, table):
        """Records of an input table that were accepted, by the first section."""
        lines = [line for line in self.text.split("\n") if line.startswith(f"| {table} |")]
        return sum(int(markdown.cells(line)[3].replace(",", "")) for line in lines)

    def flags(self, code):
        return [row for row in self.rows("flags")
                if row["indicator"] == code and row["status"] != "resolved"]

    def districts(self):
        """The briefings of districts that lie beneath the report."""
        folder = os.path.join(self.folder, "districts")
        codes = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
        return [District(os.path.join(folder, code), code) for code in codes]


class District:
    """The briefing of a district."""

    def __init__(self, folder, code):
        self.folder, self.code = folder, code
        with open(os.path.join(folder, "briefing.md"), encoding="utf-8") as file:
            self.text = markdown.plain(file.read())

    def rows(self, name):
        with open(os.path.join(self.folder, name + ".csv"), encoding="utf-8-sig",
                  newline="") as file:
            return list(csv.DictReader(file))

    def sentences(self, identifiers):
        """What stands before each identifier of a flag in a line, or in the line below it."""
        lines = self.text.split("\n")
        for at, line in enumerate(lines):
            for identifier in identifiers:
                if "线索编号 " + identifier in line:
                    below = lines[at + 1] if line.startswith("- 数据：") else ""
                    yield identifier, below or line


def reports(workspace):
    """The reports of a workspace by month."""
    names = sorted(os.listdir(os.path.join(workspace, "reports")))
    return [Report(workspace, name) for name in names if re.fullmatch(r"\d{4}-\d{2}", name)]


def is_hidden(text):
    return text in ("<5", "<10")


def bounds(text):
    """What a cell says of a number of persons or visits."""
    if is_hidden(text):
        return 1, int(text[1:]) - 1
    return (0, MANY) if text in ("", "—") else (int(text.replace(",", "")),) * 2


def rounded(text):
    """The ends between which a printed figure lies before rounding."""
    digits = text.rstrip("%").replace(",", "")
    half = 0.5 * 10.0 ** -(len(digits.split(".")[1]) if "." in digits else 0)
    return float(digits) - half, float(digits) + half


def is_figure(text):
    return bool(re.fullmatch(r"[\d,]+(\.\d+)?%?", text))
