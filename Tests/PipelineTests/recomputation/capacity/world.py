"""Officers, visits, complaints and cases of the sample, as capacity and terms are read in them."""
import os
from collections import namedtuple

from ..calendar import month_end
from ..cells import LAST
from ..exports import day, folded, rows_like, rows_of
from ..patterns.published import chosen, table

Officer = namedtuple("Officer", "code unit year roles certificate hours seconded")
Visit = namedtuple("Visit", "date unit domain item party mode offsite result published")
END = month_end(LAST)


def date_of(row, name):
    return day(row.get(name) or "", "")


class World:
    """What the indicators of capacity, disturbance and terms are computed from."""

    def __init__(self, cells, cases, inbox):
        self.cells, self.city, self.inbox = cells, cells.city, inbox
        self.window = cells.window
        self.cases = [rows[0] for rows in cases.values()]
        self.staff = {self.city.unit(row["unit_code"]): row for row in self.table("units")
                      if not row["successor_code"]}
        ends = {row["unit_code"]: day(row["active_to"], "") or "9999-12-31"
                for row in self.table("units")}
        # Whoever was on the list of a unit that ended in the year is on that of its successor.
        self.officers = self.persons(
            self.officer(row) for row in self.table("officers")
            if ends[row["unit_code"]] >= min(END, row["年度"] + "-12-31"))
        self.visits = [self.visit(row) for row in rows_like(inbox, "inspections-")]

    def has(self, name):
        return os.path.exists(f"{self.inbox}/{name}.csv")

    def table(self, name):
        return rows_of(f"{self.inbox}/{name}.csv")[0] if self.has(name) else []

    def column(self, name):
        """Whether any case states this."""
        return any(row.get(name) for row in self.cases)

    def officer(self, row):
        hours = row["培训学时"]
        return Officer(row["执法证号"], self.city.unit(row["unit_code"]), row["年度"],
                       {row["岗位"]}, day(row["执法证有效期"], ""),
                       float(hours) if hours else None, row["借调"])

    @staticmethod
    def persons(rows):
        """One officer of each, in all the roles that the list of the unit and year gives."""
        known = {}
        for each in rows:
            first = known.setdefault((each.code, each.unit, each.year), each)
            first.roles.update(each.roles)
        return list(known.values())

    def visit(self, row):
        domain, item = self.city.matched(row)
        return Visit(date_of(row, "date"), self.city.unit(row["unit_code"]), domain, item,
                     folded(row["party_id"]).upper(), row["mode"], row["offsite"] == "是",
                     row["result"], date_of(row, "result_published_date"))

    def units(self):
        """Units of today in the order of their codes."""
        return [unit for unit in self.city.units() if self.city.exists(unit, LAST)]

    def name(self, unit):
        return self.city.unit_name[unit]

    def level(self, unit):
        return self.city.unit_level[unit]

    def sent(self, unit):
        """Months of the window that the unit delivered."""
        return [month for month in self.window if self.city.sent(unit, month)]

    def missing(self, unit):
        return sum(self.city.exists(unit, month) and not self.city.sent(unit, month)
                   for month in self.window)

    def list_of(self, unit, year=LAST[:4]):
        """A unit's officers by its list of a year, else of the nearest earlier one; the year."""
        years = [each.year for each in self.officers if each.unit == unit and each.year <= year]
        if not years:
            return [], ""
        return [each for each in self.officers
                if each.unit == unit and each.year == max(years)], max(years)


LEVELS = {"city": "市级", "county": "县级", "town": "镇街"}


def rows(report, code, keys, columns):
    """Cells of a table of an indicator by those of its first columns; all texts."""
    return chosen(table(report, code, *keys, *columns), keys, columns)
