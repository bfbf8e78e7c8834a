"""Aggregates of cases and events, and what follows from them for each cell."""
from collections import Counter, defaultdict

from .calendar import month_of, number
from .exports import rows_like, unread

LAST, WINDOW, LONG = "2024-12", 12, 12
OPEN_STILL = "办理中"
OPEN = {"予以处罚", OPEN_STILL, ""}
DEALT_WITH = {"当场改正", "指导", "责令改正", "移送"}
KINDS = {"complaint_id": ("举报", "投诉", "投诉举报", "12345"),
         "inspection_id": ("检查发现", "日常检查", "双随机抽查", "专项检查", "非现场", "电子监控")}
FOLLOWED = ("complaints_with_case", "findings_with_case")


def month_of_case(row):
    return (row["decided_date"] or row["filed_date"])[:7]


def ending(case):
    """What a case ended in; empty where nothing tells.

    A day of its decision or end says more than that it is called pending, as many a system says
    until the fine is paid.
    """
    stated, has_end = case["disposition"], case["decided_date"] or case["closed_date"]
    if stated and (stated != OPEN_STILL or not has_end):
        return stated
    if case["处罚种类"] or case["fine"] or case["confiscated"]:
        return "予以处罚"
    return "" if has_end else OPEN_STILL


def case_counts(city, cases):
    counts, texts = defaultdict(Counter), defaultdict(set)
    for rows in cases.values():
        main, place = rows[0], rows[0]["district_code"] or city.district[rows[0]["unit_code"]]
        start = (month_of_case(main), city.unit(main["unit_code"]), city.place(place))
        once = counts[start + city.matched(main)]
        once["cases"] += 1
        once["undecided"] += ending(main) == OPEN_STILL
        once["fine_fen"] += main["fine"]
        once["confiscated_fen"] += main["confiscated"]
        once["major"] += main["major"] == "是"
        for row in rows:
            if month_of_case(main)[:4] == LAST[:4] and not city.matched(row)[1]:
                texts[city.unit(main["unit_code"])].add((row["item_code"], row["item_name"]))
            each = counts[start + city.matched(row)]
            each["item_cases"] += 1
            each["settled"] += main["disposition"] not in OPEN
    return counts, texts


class Events:
    """What happened in each cell, by month: unit or county, domain and item; empty is the city."""

    def __init__(self, city, counts, cases, inbox):
        self.city = city
        self.by_cell = defaultdict(lambda: defaultdict(Counter))
        self.mentions = defaultdict(str)
        self.mention(cases)
        for (month, unit, place, domain, item), sums in counts.items():
            where = (unit, place, domain, item, month)
            self.add(*where, "cases", sums["item_cases"] - sums["settled"])
            self.add(*where, "settled", sums["settled"])
            self.add(*where, "every", sums["item_cases"])
        for rows in cases.values():
            self.filing(rows)
        for row in rows_like(inbox, "inspections-"):
            self.inspection(row)
        for row in rows_like(inbox, "complaints-"):
            where, is_report = self.where(row, row["received_date"]), row["kind"] == "举报"
            self.add(*where, "complaints", is_report)
            is_followed = self.is_followed(row, "complaint_id")
            self.add(*where, "complaints_with_case", is_report and is_followed)
        self.unread = [
            self.where(row, month_of_case(row) or row["as_of"]) for row in unread(inbox)]
        for where in self.unread:
            self.add(*where, "unread", 1)

    def mention(self, cases):
        """Last days of the cases of the window by number, and by what led to them of a kind."""
        for versions in cases.values():
            row = versions[0]
            if number(LAST) - number(month_of_case(row)) >= WINDOW:
                continue
            day = row["filed_date"] or row["decided_date"]
            for owner in (self.city.unit(row["unit_code"]), row["district_code"]):
                keys = [(owner, "case_id", row["case_id"])]
                keys += [(owner, kind, row.get("线索编号")) for kind, words in KINDS.items()
                         if row.get("案件来源") in words]
                for key in keys:
                    self.mentions[key] = max(self.mentions[key], day)

    def is_followed(self, row, identity):
        """Whether a case came of a complaint or inspection, by either's word, and not before it."""
        owner = self.city.unit(row["unit_code"]) if row["unit_code"] else row["district_code"]
        day = row.get("received_date") or row.get("date")
        return any(row.get(name) and self.mentions[owner, name, row[name]] >= day
                   for name in ("case_id", identity))

    def unread_by_unit(self):
        return Counter(unit for unit, _, _, _, _ in self.unread)

    def where(self, row, date):
        unit = row["unit_code"] or self.city.named(row["执法主体名称"])
        place = row["district_code"] or self.city.district[unit]
        return self.city.unit(unit), place, *self.city.matched(row), date[:7]

    def filing(self, rows):
        main = rows[0]
        unit, month = main["unit_code"], main["filed_date"][:7]
        for row in rows if month else []:
            place = self.city.place(main["district_code"] or self.city.district[unit])
            self.add(self.city.unit(unit), place, *self.city.matched(row), month, "filed", 1)

    def inspection(self, row):
        if row["result"] in ("未发现问题", ""):
            return
        where = self.where(row, row["date"])
        self.add(*where, "findings", 1)
        is_filed = row["result"] == "立案"
        self.add(*where, "findings_with_case",
                 is_filed and self.is_followed(row, "inspection_id"))
        self.add(*where, "settled", row["result"] in DEALT_WITH)

    def add(self, unit, place, domain, item, month, what, amount):
        """One event lies in the county of its place and in the one where the unit has its seat."""
        within = {unit, self.city.county(place), self.city.county(self.city.district[unit])}
        cells = {(part, domain, subject) for part in within for subject in (item, "")}
        for cell in cells | {("", domain, item)}:
            self.by_cell[cell][month][what] += amount

    def total(self, cell, what, months=None):
        by_month = self.by_cell.get(cell, {})
        return sum(sums[what] for month, sums in by_month.items()
                   if months is None or month in months)


class Cells:
    """State and silence of cells over the window that ends with the last month."""

    def __init__(self, city, events, first):
        self.city, self.events = city, events
        self.months = [month_of(at) for at in range(number(first), number(LAST) + 1)]
        self.window = self.months[-WINDOW:]
        self.power = {
            (unit, item): [city.empowered(unit, item, month) for month in self.months]
            for unit in city.units() for item in city.items}
        self.sent = {unit: [city.sent(unit, month) for month in self.months]
                     for unit in city.units()}
        for unit, domain, item in [cell for cell in events.by_cell if cell[2]]:
            if (unit, item) in self.power:
                self.leave_out(unit, domain, item)

    def leave_out(self, unit, domain, item):
        """What was asked about an item in months without its power asks nothing of the domain."""
        for month, sums in self.events.by_cell[unit, domain, item].items():
            if month in self.months and not self.power[unit, item][self.months.index(month)]:
                for what in ("complaints", "findings", *FOLLOWED):
                    self.events.by_cell[unit, domain, ""][month][what] -= sums[what]

    def unit_cells(self):
        """Cells of units: those ever empowered, and those where something happened."""
        cells = set()
        for (unit, item), power in self.power.items():
            domain = self.city.items[item]["domain"]
            if any(power):
                cells |= {(unit, domain, item), (unit, domain, "")}
        return cells | {cell for cell in self.events.by_cell if cell[0] in self.sent}

    def is_unread(self, cell, month):
        """Whether no fewer records were rejected than cases were read."""
        sums = self.events.by_cell.get(cell, {}).get(month, {})
        return bool(sums) and 0 < sums["unread"] >= sums["every"]

    def came(self, cell, sent):
        """Of the months delivered those that could be read."""
        return [there and not self.is_unread(cell, month)
                for month, there in zip(self.months, sent)]

    def silence(self, cell, empowered, sent):
        """Silent months since the last activity that were empowered and delivered."""
        silent = 0
        for at in range(len(self.months) - 1, -1, -1):
            sums = self.events.by_cell.get(cell, {}).get(self.months[at], {})
            if sums and sums["cases"] + sums["settled"] > 0:
                return silent
            if self.is_unread(cell, self.months[at]):
                return silent
            silent += empowered[at] and sent[at]
        return silent

    def answer(self, cell):
        """State and silent months of a cell of a unit."""
        unit, domain, item = cell
        items = [item] if item else [code for code, row in self.city.items.items()
                                     if row["domain"] == domain]
        power = [any(held) for held in zip(*(self.power[unit, code] for code in items))]
        sent = self.came(cell, self.sent[unit])
        place = self.city.place(self.city.district[unit])
        parties = [self.city.regulated(place, domain, item, month) for month in self.window]
        state = self.state(cell, power, sent, parties, self.parts(cell))
        return state, self.numbers(cell, power, sent) + parties[-1:]

    def parts(self, cell):
        """Units with the items of which a domain of a unit consists."""
        unit, domain, item = cell
        return [] if item else [(unit, code) for code, row in self.city.items.items()
                                if row["domain"] == domain]

    def told(self, cell, parts):
        """Date of what explains a cell, else the oldest that explains its parts; empty without one.

        Each of the parts that are held and have somebody to enforce on must be explained.
        """
        own = self.city.told(*cell, LAST)
        held = [(unit, cell[1], item) for unit, item in parts if self.power[unit, item][-1]]
        dates = [self.city.told(*part, LAST) for part in held]
        is_open = any(not date and self.answer(part)[0] != "no_exposure"
                      for part, date in zip(held, dates))
        return own or ("" if is_open else min(filter(None, dates), default=""))

    def numbers(self, cell, power, sent):
        held = [there for has, there in zip(power[-WINDOW:], sent[-WINDOW:]) if has]
        sums = [self.events.total(cell, what, self.window)
                for what in ("settled", "complaints", "findings")]
        silent, ever = self.silence(cell, power, sent), self.events.total(cell, "cases")
        return [len(held), sum(held), silent, ever] + sums

    def state(self, cell, power, sent, parties, parts):
        """State of any cell, by its power, deliveries and, in the window, regulated parties.

        The parts are units with their items, of which a domain or a place consists.
        """
        held = [there for has, there in zip(power[-WINDOW:], sent[-WINDOW:]) if has]
        if not held:
            return "not_empowered"
        if self.events.total(cell, "cases", self.window):
            return "active"
        if self.events.total(cell, "settled", self.window):
            return "handled"
        if not power[-1]:
            return "not_empowered"
        if not any(held) or (not all(held) and self.silence(cell, power, sent) < LONG):
            return "not_sent"
        exposure = self.exposure(cell, power, parties)
        if exposure:
            return exposure
        return "zero_explained" if self.told(cell, parts) else "zero_open"

    def exposure(self, cell, power, parties):
        parties = [known for known, held in zip(parties, power[-WINDOW:]) if held]
        kinds = ("cases", "settled", "complaints", "findings")
        if any(parties):
            return ""
        if all(count == 0 for count in parties):
            lately = sum(self.events.total(cell, what, self.window) for what in kinds)
            return "exposure_unknown" if lately else "no_exposure"
        return "" if sum(self.events.total(cell, what) for what in kinds) else "exposure_unknown"
