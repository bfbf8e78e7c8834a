"""Cells of one level as rows and columns, with what happened in each month."""
import csv
from collections import defaultdict

from ..cells import FOLLOWED

WINDOW = 12
LEVELS = ("unit_domain", "unit_item", "district_domain", "district_item")


def month_number(text):
    year, month = text.split("-")
    return 12 * int(year) + int(month)


def month_ranges(text):
    months = []
    for part in text.split():
        first, last = part.split("-")
        months += range(int(first), int(last) + 1)
    return months


def month_counts(text):
    pairs = (part.split(":") for part in text.split())
    return {int(month): int(count) for month, count in pairs}


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


class Cell:
    """One crossing; months are numbered from the first observed one."""

    def __init__(self, row, first, length):
        by_unit, by_item = row["level"].startswith("unit"), row["level"].endswith("item")
        self.key = tuple(row[name] for name in
                         ("level", "unit_code", "district_code", "domain", "item_code"))
        self.row = row["unit_code"] if by_unit else row["district_code"]
        self.column = (row["domain"], row["item_code"])
        self.group = row["exposure_group"]
        # A level of domains has no other columns of its domain to lean on.
        self.domain = row["domain"] if by_item else ""
        self.state = row["state"]
        self.months = month_ranges(row["observed"])
        self.cases = month_counts(row["case_months"])
        self.findings = month_counts(row["finding_months"])
        self.complaints = month_counts(row["complaint_months"])
        self.with_case = sum(int(row[name]) for name in FOLLOWED)
        last = row["last_active"]
        self.silent_from = max(0, month_number(last) - first + 1) if last else 0
        self.times = self.party_ratios(month_counts(row["parties_before"]), length)
        self.parties = int(row["regulated_parties"]) if row["regulated_parties"] else None
        self.shares = None
        self.total_cases = sum(self.cases.values())
        self.total_findings = sum(self.findings.values())
        self.total_complaints = sum(self.complaints.values())

    def share(self, month):
        """Part of the column's work of a month that may be done here."""
        return self.shares[month] if self.shares else 1.0

    def party_ratios(self, before, length):
        """How many times the parties of the last month there were in each month, never less than once.

        The silence, or the window of a cell that acts, has no more than the mean month before.
        """
        if not before:
            return [1.0] * length
        ratios = [before[max(at for at in before if at <= month)] / before[max(before)]
                  for month in range(length)]
        start = min(self.silent_from, length - WINDOW)
        record = [ratios[month] for month in self.months if month < start]
        most = sum(record) / len(record) if record else 1.0
        return ratios[:start] + [min(ratio, most) for ratio in ratios[start:]]

    @property
    def silent(self):
        """Observed months since the last activity."""
        return [month for month in self.months if month >= self.silent_from]

    def without(self, missing):
        """Takes months as not delivered."""
        self.months = [month for month in self.months if month not in missing]
        self.findings = {month: count for month, count in self.findings.items()
                         if month not in missing}
        self.total_findings = sum(self.findings.values())


class Grid:
    """Cells of a level that were observed in at least one month."""

    def __init__(self, rows, level, first, last, shares):
        """Shares of the work that a holder may do, by holder and domain; all where none is told."""
        first = month_number(first)
        self.length = month_number(last) - first + 1
        self.cells = [Cell(row, first, self.length) for row in rows
                      if row["level"] == level and row["observed"]]
        self.rows, self.columns = defaultdict(list), defaultdict(list)
        self.group_of, self.domain_of = {}, {}
        known = defaultdict(list)
        for cell in self.cells:
            cell.shares = shares.get((cell.row, cell.column[0]))
            self.rows[cell.row].append(cell)
            self.columns[cell.column].append(cell)
            self.group_of[cell.column] = cell.group
            self.domain_of[cell.column] = cell.domain
        # By the place in its column: what several columns of a group share.
        self.groups = sorted(set(self.group_of.values()))
        for cell in self.cells:
            cell.group = self.group_of[cell.column]
            if cell.parties is not None:
                known[cell.row, cell.group].append(cell.parties)
        # The upper middle of what the register says of the cells of a row and group.
        self.parties = {place: sorted(figures)[len(figures) // 2]
                        for place, figures in known.items()}
