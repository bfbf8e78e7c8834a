"""Closed cases, inspections and complaints of the sample, as patterns are sought in them."""
from collections import namedtuple

from ..calendar import month_end, month_of, number
from ..cells import LAST, OPEN_STILL, ending, month_of_case
from ..exports import fen, folded, rows_like, rows_of

Party = namedtuple("Party", "code type ownership locality")
Case = namedtuple("Case", "month unit district domain item party grade leniency sanction fine "
                          "confiscated paid quashed")
Visit = namedtuple("Visit", "month unit district domain item party mode result "
                            "is_filed")
Complaint = namedtuple("Complaint", "month unit domain item kind outcome complainant")

FOUND = {"当场改正", "指导", "约谈", "告诫", "责令改正", "立案", "移送"}
TYPES = {"个人": "individual", "自然人": "individual", "个体工商户": "household",
         "企业": "enterprise", "法人及非法人组织": "enterprise"}
OWNERSHIPS = {"国有": "state", "民营": "private", "私营": "private", "外资": "foreign",
              "港澳台": "foreign"}
NO_PENALTY = {"不予行政处罚", "不予处罚", "责令改正", "批评教育结案"}
MONEY, LIGHT = {"罚款", "没收违法所得", "没收非法财物"}, {"警告", "通报批评"}


def sanction_of(row):
    """What a closed case ended in; None while it is open, or where nothing is stated."""
    disposition = ending(row)
    if disposition in ("", OPEN_STILL):
        return None
    if disposition in NO_PENALTY:
        return "none"
    if disposition not in ("予以处罚", "行政处罚"):
        return "dismissed"
    named = set(filter(None, row["处罚种类"].replace(";", "；").split("；")))
    if named - MONEY - LIGHT:
        return "heavy"
    if row["fine"] or row["confiscated"] or named & MONEY:
        return "money"
    return "warning" if named else None


def is_quashed(row):
    """Whether a review or a court revoked the decision or found it void."""
    return bool({row.get(name) for name in ("复议结果", "诉讼结果")} & {"撤销", "确认无效"})


class World:
    """What the indicators of patterns are computed from."""

    def __init__(self, cells, answers, cases, inbox):
        self.cells, self.city, self.inbox = cells, cells.city, inbox
        self.answers, self.window = answers, cells.window
        self.before = [month_of(number(LAST) - back) for back in range(23, 11, -1)]
        firsts = [rows[0] for rows in cases.values()]
        self.cases = [case for case in map(self.case, firsts) if case.sanction]
        self.current = [case for case in self.cases if case.month in self.window]
        self.decided = [(row["decided_date"], *self.place(row)) for row in firsts
                        if row["decided_date"]]
        self.visits = [self.visit(row) for row in rows_like(inbox, "inspections-")]
        self.register = [
            (folded(row["监管对象代码"]).upper(), row["domain"], row["风险等级"], row["纳入日期"])
            for row in rows_of(f"{inbox}/register.csv")[0]]
        self.complaints = [self.complaint(row) for row in rows_like(inbox, "complaints-")]

    def place(self, row):
        return self.city.unit(row["unit_code"]), *self.city.matched(row)

    def party(self, row, unit, region):
        seat = self.city.district[unit]
        locality = ("local" if region[:4] == seat[:4] else "outside") if region else ""
        return Party(folded(row.get("party_id", "")).upper(),
                     TYPES.get(row.get("party_type"), ""),
                     OWNERSHIPS.get(row.get("party_ownership"), ""), locality)

    def case(self, row):
        unit, domain, item = self.place(row)
        party = self.party(row, unit, row["住所地区划代码"])
        paid = fen(row["已缴金额"], 100) if row["已缴金额"] else None
        return Case(month_of_case(row), unit, self.district(row, unit), domain, item, party,
                    row["裁量阶次"], row["裁量情形"], sanction_of(row), row["fine"],
                    row["confiscated"], paid, is_quashed(row))

    def district(self, row, unit):
        return self.city.place(row["district_code"] or self.city.district[unit])

    def visit(self, row):
        unit, domain, item = self.place(row)
        party = self.party(row, unit, row["party_region"])
        return Visit(row["date"][:7], unit, self.district(row, unit), domain, item, party,
                     row["mode"], row["result"],
                     row["result"] in FOUND and bool(row["result"] == "立案" or row["case_id"]))

    def complaint(self, row):
        unit, domain, item = self.place(row)
        outcome = "" if row["accepted"] == "否" else row["outcome"]
        return Complaint(row["received_date"][:7], unit, domain, item, row["kind"],
                         outcome, row.get("投诉举报人", ""))

    def level(self, unit):
        return self.city.unit_level[unit]

    def name(self, unit):
        return self.city.unit_name[unit]

    def missing(self, unit, months):
        """Months of these in which the unit existed and did not deliver."""
        return sum(self.city.exists(unit, month) and not self.city.sent(unit, month)
                   for month in months)

    def mostly_missing(self, unit):
        return 2 * self.missing(unit, self.window) > len(self.window)

    def is_complete(self, unit, months):
        return all(self.city.exists(unit, month) and self.city.sent(unit, month)
                   for month in months)

    def holds(self, unit, domain, month):
        """Whether a unit held a power of a domain, and what came of the month could be read."""
        at, cell = self.cells.months.index(month), (unit, domain, "")
        return not self.cells.is_unread(cell, month) and any(
            self.cells.power[unit, code][at] for code, row in self.city.items.items()
            if row["domain"] == domain)

    def entry(self, item, month):
        """The catalogue's entry of an item that is valid at the end of a month; else None."""
        row = self.city.items.get(item)
        if not row or row["valid_from"] > month_end(month):
            return None
        return row if not row["valid_to"] or row["valid_to"] >= month_end(month) else None

    def band(self, case):
        """Lowest and highest fine of a case's item in fen; None without two different ones."""
        least, most = (self.amount(case, name) for name in ("罚款下限", "罚款上限"))
        return (least, most) if None not in (least, most) and most > least else None

    def amount(self, case, name):
        """An amount that the catalogue states of a case's item in the case's month; else None."""
        row = self.entry(case.item, case.month)
        return fen(row[name], 100) if row and row[name] else None


CONTRASTS = {
    "type:individual": (
        "个人和个体户／企业",
        lambda party: {"individual": 0, "household": 0, "enterprise": 1}.get(party.type)),
    "ownership:private": (
        "民营企业／国有企业", lambda party: {"private": 0, "state": 1}.get(party.ownership)),
    "ownership:foreign": (
        "外资企业／内资企业",
        lambda party: {"foreign": 0, "private": 1, "state": 1}.get(party.ownership)),
    "locality:outside": (
        "外地当事人／本地当事人", lambda party: {"outside": 0, "local": 1}.get(party.locality)),
}
