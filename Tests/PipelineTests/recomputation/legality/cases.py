"""Cases of the window as they stood at its end, with the facts that rules of procedure ask for."""
import datetime
import os
import re
from collections import defaultdict

from ..calendar import month_end
from ..cells import LAST, ending
from ..exports import fen, folded, rows_of

END = month_end(LAST)
DISPOSITIONS = {
    "予以处罚": "punished", "行政处罚": "punished", "不予行政处罚": "exempted",
    "不予处罚": "exempted", "违法事实不能成立": "not_established", "不予立案": "not_filed",
    "撤销案件": "withdrawn", "终止调查": "terminated", "移送司法机关": "transferred_criminal",
    "移送其他机关": "transferred_other", "责令改正": "corrected", "批评教育结案": "corrected",
    "办理中": "pending",
}
OTHER_ENDS = {"not_filed", "withdrawn", "terminated", "transferred_other"}
KINDS = {
    "警告": "warning", "通报批评": "criticism", "罚款": "fine", "没收违法所得": "confiscation",
    "没收非法财物": "confiscation", "暂扣许可证件": "licence_suspended",
    "降低资质等级": "grade_lowered", "吊销许可证件": "licence_revoked",
    "暂扣或者吊销": "licence_unsplit", "限制开展生产经营活动": "restricted_operation",
    "责令停产停业": "suspended_operation", "责令关闭": "closed", "限制从业": "barred",
    "行政拘留": "detention", "其他": "other",
}


def listed(text):
    """Entries of a list cell."""
    return [folded(part) for part in re.split("[;；、,，]", text or "") if part.strip()]


def number(text):
    """A case number as it is archived: brackets of one kind, no zeros before the last digits."""
    text = text.replace("(", "〔").replace(")", "〕")
    return re.sub("(?<=〕)0+(?=[0-9]+号?$)", "", text)


def years_before(day, years):
    """The same day some years earlier; the last of its month where there is none."""
    date = datetime.date.fromisoformat(day)
    try:
        return date.replace(year=date.year - years).isoformat()
    except ValueError:
        return date.replace(year=date.year - years, day=28).isoformat()


def by_then(day):
    """A day, empty where it lies after the report month."""
    return "" if day > END else day


class Case:
    """What the first row of a case says of it; `state` is decided, ended or pending."""

    def __init__(self, city, rows):
        row = rows[0]
        # In their order, the first of the case before others.
        self.items = list(dict.fromkeys(city.matched(every)[1] for every in rows))
        self.row, self.number = row, number(row["case_id"])
        self.unit = city.unit(row["unit_code"])
        self.domain, self.item = city.matched(row)
        self.filed, self.decided = row["filed_date"], by_then(row["decided_date"])
        # Such a case was open at the end, whatever it ended in.
        self.is_later = row["decided_date"] > END or row.get("closed_date", "") > END
        self.kinds = {KINDS[text] for text in listed(row.get("处罚种类"))}
        self.fine, self.money = row["fine"], row["fine"] + row["confiscated"]
        self.disposition = DISPOSITIONS[ending(row)] if ending(row) else ""
        self.party = folded(row.get("party_id", "")).upper()
        self.closed = by_then(row.get("closed_date", ""))
        self.state, self.until = self.standing()

    def standing(self):
        if self.decided:
            return "decided", self.decided
        is_open = self.is_later or self.disposition in ("", "pending", "punished")
        if self.closed or not is_open:
            return "ended", self.closed or self.filed
        return "pending", END

    def word(self, name):
        """A cell of a vocabulary or a yes and no; empty where the export does not say."""
        return folded(self.row.get(name) or "")

    @property
    def is_penalty(self):
        return self.state == "decided" and self.disposition == "punished"


class World:
    """Cases of the window, all penalties before its end, and the reference tables."""

    def __init__(self, cells, cases, inbox):
        self.city, self.inbox, self.months = cells.city, inbox, set(cells.window)
        self.cells = cells
        every = [Case(self.city, rows) for rows in cases.values()]
        self.every = [case for case in every if case.decided or case.filed <= END]
        self.current = [case for case in self.every
                        if case.state == "pending" or case.until[:7] in self.months]
        self.decided = [case for case in self.current if case.state == "decided"]
        # What ended otherwise than by a decision of APL 57 needs no two officers.
        self.resolved = [case for case in self.decided if case.disposition not in OTHER_ENDS]
        self.penalties = [case for case in self.decided if case.is_penalty]

    def name(self, unit):
        return self.city.unit_name[unit]

    def level(self, unit):
        return self.city.unit_level[unit]

    def by_unit(self, cases):
        units = defaultdict(list)
        for case in cases:
            units[case.unit].append(case)
        return units

    def table(self, name):
        """Rows of a table; none where the inbox lacks it."""
        path = os.path.join(self.inbox, name + ".csv")
        return rows_of(path)[0] if os.path.exists(path) else []

    def threshold(self, case, title):
        """The least amount in fen that the catalogue of the day states of its items; else None."""
        day, stated = case.decided or case.until, []
        for item in case.items:
            row = self.city.items.get(item)
            if row and row[title] and row["valid_from"] <= day and (
                    not row["valid_to"] or day <= row["valid_to"]):
                stated.append(fen(row[title], 100))
        return min(stated, default=None)
