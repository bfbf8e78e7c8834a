"""Reference tables of the sample city."""
import os
from collections import defaultdict

from .calendar import holds, month_end, touches
from .exports import rows_of


LEVELS = {"city": "市", "county": "县", "town": "镇"}


class City:
    """Reference tables, read as of each month."""

    def __init__(self, inbox):
        def table(name):
            return rows_of(os.path.join(inbox, name + ".csv"))[0]
        self.successor = {row["unit_code"]: row["successor_code"] for row in table("units")}
        self.district = {row["unit_code"]: row["district_code"] for row in table("units")}
        self.unit_level = {row["unit_code"]: row["层级"] for row in table("units")}
        self.life = {row["unit_code"]: (row["active_from"], row["active_to"])
                     for row in table("units")}
        divisions = sorted(table("districts"), key=lambda row: row["valid_from"])
        self.level = {row["code"]: row["level"] for row in divisions}
        self.since = {row["code"]: row["valid_from"] for row in divisions}
        self.parent = {row["code"]: row["parent_code"] for row in divisions}
        self.district_name = {row["code"]: row["name"] for row in divisions}
        self.unit_name = {row["unit_code"]: row["unit_name"] for row in table("units")}
        self.new_district = {row["code"]: row["successor_code"] for row in divisions
                             if row["successor_code"]}
        self.items = {row["item_code"]: row for row in table("catalogue")}
        self.by_name = defaultdict(list)
        for row in self.items.values():
            self.by_name[row["item_name"]].append(row)
        self.powers = defaultdict(list)
        for row in table("authority"):
            self.powers[self.unit(row["unit_code"])].append(row)
        self.feeds = {(row["unit_code"], row["month"]): row["received"] == "yes"
                      for row in table("feeds") if row["table"] == "cases"}
        # Months of inspections that a body did not send.
        self.no_visits = [(row["unit_code"], row["month"]) for row in table("feeds")
                          if row["table"] == "检查" and row["received"] != "yes"]
        self.explanations = table("explanations")
        self.parties = defaultdict(int)
        for row in table("exposure"):
            key = (self.place(row["district_code"]), row.get("month") or row["year"], row["item_code"],
                   row["exposure_group"], row["domain"])
            self.parties[key] += int(row["regulated_parties"])

    def unit(self, code):
        while self.successor.get(code):
            code = self.successor[code]
        return code

    def named(self, name):
        """The code of the one unit that bears a name."""
        code, = (code for code, own in self.unit_name.items() if own == name)
        return code

    def place(self, code):
        while self.new_district.get(code):
            code = self.new_district[code]
        return code

    def county(self, code):
        """The county that a town lies in; a city is its own."""
        while self.level[self.place(code)] == "town":
            code = self.parent[self.place(code)]
        return self.place(code)

    def former(self, unit):
        """A unit and those whose history it carries."""
        return [code for code in self.successor if self.unit(code) == unit]

    def units(self):
        return sorted(code for code, after in self.successor.items() if not after)

    def matched(self, row):
        """Domain and item of the catalogue; a wrong code is not repaired by its name."""
        item = row["item_code"] or self.meant(row)
        if item in self.items:
            return self.items[item]["domain"], item
        return row["domain"], ""

    def meant(self, row):
        """The item whose name a row states; of several in force together none."""
        left = self.by_name.get(row.get("item_name") or "", [])
        if len(left) < 2:
            return left[0]["item_code"] if left else ""
        unit = self.unit(row["unit_code"])
        dates = ("decided_date", "filed_date", "date", "received_date")
        month = next(row[date] for date in dates if row.get(date))[:7]
        for is_meant in (
                lambda item: item["domain"] == row["domain"],
                lambda item: touches(item["valid_from"], item["valid_to"], month),
                lambda item: LEVELS[self.unit_level[unit]] in item["实施层级"].split(";"),
                lambda item: any(
                    power["item_code"] in ("", item["item_code"])
                    and power["domain"] in ("", item["domain"])
                    and touches(power["valid_from"], power["valid_to"], month)
                    for power in self.powers[unit])):
            left = list(filter(is_meant, left)) or left
        left = sorted(left, key=lambda item: item["valid_from"])
        in_turn = all(earlier["valid_to"] and earlier["valid_to"] < later["valid_from"]
                      for earlier, later in zip(left, left[1:]))
        return left[-1]["item_code"] if in_turn else ""

    def empowered(self, unit, item, month):
        entry = self.items[item]
        if not holds(entry["valid_from"], entry["valid_to"], month):
            return False
        return any(
            (row["item_code"] == item or row["domain"] == entry["domain"])
            and holds(row["valid_from"], row["valid_to"], month) for row in self.powers[unit])

    def exists(self, unit, month):
        return any(holds(*self.life[code], month) for code in self.former(unit))

    def sent(self, unit, month):
        """Delivered by every body of the unit that the register names for the month."""
        answers = [self.feeds[code, month] for code in self.former(unit)
                   if (code, month) in self.feeds]
        return bool(answers) and all(answers)

    def regulated(self, district, domain, item, month):
        """Parties by the register: of the item, else its group, else its domain."""
        group = self.items[item]["exposure_group"] if item else ""
        subjects = [(item, "", ""), ("", group, "")] if item else []
        for subject in subjects + [("", "", domain)]:
            for period in (month, month[:4]):
                key = (district, period) + subject
                if any(subject) and key in self.parties:
                    return self.parties[key]
        return None

    def told(self, unit, domain, item, at):
        """Date of the latest valid explanation of a domain, or of an item; empty without one."""
        end = month_end(at)
        return max((
            row["date"] for row in self.explanations
            if self.unit(row["unit_code"]) == unit and row["date"] <= end
            and (not row["expires"] or end <= row["expires"])
            and (row["domain"] == domain if row["domain"] else row["item_code"] == item)),
            default="")
