"""One month of the cases export, row by row."""

import random
from array import array

from . import city, facts, texts

HEADER = (
    "案件编号,行政处罚决定书文号,执法主体代码,执法主体,行政区划代码,执法领域,执法事项编码,执法事项,"
    "办案程序,案件来源,发现日期,立案日期,决定日期,结案日期,公示日期,当事人,证件号码,当事人类型,"
    "住所地区划代码,处理结果,处罚种类,罚款金额(元),没收金额(元),裁量等级,是否重大执法决定,"
    "法制审核,听证,执法人员,案情摘要,处罚依据\n"
)
SLICE = 20_000
WORDS = 16
FIRST_YEAR = 2020

# Places within each 1,000 rows of a month; the rest is plain. README.md names the shares.
PERIOD = 1_000
MARKED = {
    105: "date", 438: "date", 771: "date", 211: "amount", 611: "amount",
    150: "duplicate", 400: "duplicate", 650: "duplicate", 900: "duplicate",
    333: "conflict", 20: "correction", 520: "correction",
}
# A correction restates the row of the month before that stands this far behind its own place.
CORRECTED = 5


def month_name(month):
    """Returns YYYY-MM of a month counted from 0."""
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"


class Rows:
    """Makes rows from a seed; every slice of a month can be made alone."""

    def __init__(self, seed, rows_a_month):
        self.seed = seed
        self.count = rows_a_month
        self.period = min(PERIOD, max(rows_a_month, 60))
        self.marked = self._scaled()
        # Four rows in ten have a party of their own.
        self.parties = max(rows_a_month * 60 * 4 // 10, 100)
        self._build()

    def _scaled(self):
        if self.period == PERIOD:
            return MARKED
        marked = {}
        for place, kind in sorted(MARKED.items()):
            place = place * self.period // PERIOD
            if place not in marked and place - 1 not in marked:
                marked[place] = kind
        return marked

    def kind(self, index):
        """Returns what is special about the row at a place of its month, or None."""
        return self.marked.get(index % self.period)

    def is_plain(self, index):
        """Whether a month has a row at a place, and nothing is special about it."""
        return index < self.count and self.kind(index) is None

    def _build(self):
        districts = [code for code, _, level, _ in city.districts() if level != "city"]
        towns = [code for code in districts if len(code) == 9]
        self.regions = [code[:6] for code in districts]
        items = city.items()
        self.items = [
            [(f"{i.domain},{i.code},{i.name}", i.basis, i.fine_min) for i in own]
            for own in items
        ]
        # A few items make up most cases, as everywhere; large units have more than small ones.
        self.skew = [int(city.ITEMS_PER_DOMAIN * (n / 1_024) ** 8) for n in range(1_024)]
        self.busy = [int(len(city.units()) * (n / 1_024) ** 2) for n in range(1_024)]
        self.units = []
        for unit in city.units():
            if unit.level == "city":
                areas = ["970200"] * 30 + [code for code in districts if len(code) == 6]
            elif unit.level == "county":
                areas = [unit.district] * 56 + [t for t in towns if t.startswith(unit.district)]
            else:
                areas = [unit.district]
            self.units.append((unit.short, f"{unit.code},{unit.name}", areas, unit.domains))
        self.fines = [f"{n * 50 + 100}.00" for n in range(640)]
        self.persons = texts.person_tables()
        self.firms = texts.organisation_tables("91")
        self.shops = texts.organisation_tables("92")

    def words(self, month, slice_index):
        """Returns 16 random numbers below 65,536 for each row of a slice."""
        seeded = random.Random(self.seed * 1_000_003 + month * 1_009 + slice_index)
        return array("H", seeded.randbytes(SLICE * WORDS * 2))

    def party(self, number):
        """Returns name, identifier and type of a party."""
        number = number * 2_654_435_761 % self.parties
        if number % 8 == 0:
            heads, tails, checks = self.persons
            (head, a), (tail, b) = heads[number % 20_000], tails[number // 160 % 1_000]
            name = texts.PERSONS[number // 8 % len(texts.PERSONS)]
            return f"{name},{head}{tail}{checks[a + b]},自然人"
        is_firm = number % 8 < 6
        heads, tails, checks, lasts = self.firms if is_firm else self.shops
        (head, a, x), (tail, b, y) = heads[number // 10_000 % 10_000], tails[number % 10_000]
        letter, c = checks[x + y]
        name = (texts.FIRMS if is_firm else texts.SHOPS)[number % 1_000]
        kind = "法人及非法人组织" if is_firm else "个体工商户"
        return f"{name},{head}{tail}{letter}{lasts[a + b + c]},{kind}"

    def row(self, month, index, words, fault=None):
        """Returns a row; `fault` is a kind of MARKED that changes what the row says."""
        (w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11, w12, w13, w14, w15) = words
        short, unit, areas, domains = self.units[self.busy[w0 >> 6]]
        subject, basis, low = self.items[domains[w1 % len(domains)]][self.skew[w1 >> 6]]
        year = FIRST_YEAR + month // 12
        first = texts.day_number(year, month % 12 + 1)
        decided = first + w2 % 28
        last = first + 27
        state = w3 % 40
        if state < 2:
            filed = decided
            dates = f"{texts.ISO[filed - w4 % 9]},{texts.ISO[filed]},,,"
            grade = CORRECTED_GRADE if fault in ("correction", "conflict") else ""
            outcome, document = f"办理中,,,,{grade},否,未审核,不适用", ""
        else:
            filed = decided - 15 - w4 % 60
            closed, shown = decided + w5 % 24, decided + w6 % 7
            day = texts.ISO[decided] if fault != "date" else f"{year}-02-3{w2 % 2}"
            dates = (
                f"{texts.ISO[filed - w7 % 9]},{texts.ISO[filed]},{day},"
                f"{texts.ISO[closed] if closed <= last else ''},"
                f"{texts.ISO[shown] if shown <= last else ''}"
            )
            document = f"{short}罚〔{year}〕{month % 12 + 1}{index:06d}号"
            outcome = self._outcome(w8, w9, low, state, fault)
        party = self.party(w10 << 16 | w11)
        number = f"{short}立〔{year}〕{month % 12 + 1}{index:06d}号"
        return (
            f"{number},{document},{unit},{areas[w12 % len(areas)]},{subject},"
            f"{'简易程序' if w9 & 3 == 0 else '普通程序'},"
            f"{SOURCES[w8 % 5]},{dates},{party},{self.regions[w5 % len(self.regions)]},{outcome},"
            f"{short}-{w13 % 40}；{short}-{w14 % 40},{facts_cell(w12, w13, w14, w15, filed)},"
            f'"{basis}"\n'
        )

    def _outcome(self, w8, w9, low, state, fault):
        grade = CORRECTED_GRADE if fault in ("correction", "conflict") else GRADES[w9 % 5]
        if state < 5 and fault is None:
            return f"不予行政处罚,,,,{grade},否,通过,不适用"
        fine = self.fines[w8 % (40 if low < 600 else 640)]
        if fault == "amount":
            fine = "伍佰元" if w9 & 1 else "-" + fine
        seized = f"{w9 % 5_000}.{w8 % 100:02d}" if w9 % 12 == 0 else ""
        types = "罚款；没收违法所得" if seized else PENALTIES[w8 % 3]
        major = "是,通过,告知未申请" if w8 % 640 > 560 else "否,通过,不适用"
        return f"予以处罚,{types},{fine},{seized},{grade},{major}"


SOURCES = ["日常检查", "双随机抽查", "投诉举报", "上级交办", "专项检查"]
CORRECTED_GRADE = "更正后重新裁量"
GRADES = ["较轻", "一般", "一般", "较重", "严重"]
PENALTIES = ["罚款", "警告；罚款", "罚款"]


def facts_cell(w0, w1, w2, w3, filed):
    """Returns the cell of the facts: 12 % with a line break, as many more with quotes."""
    head = facts.HEADS[w0 % len(facts.HEADS)]
    place = facts.PLACES[w1 % len(facts.PLACES)]
    finding = facts.FINDINGS[w2 % len(facts.FINDINGS)]
    measure = facts.MEASURES[w3 % len(facts.MEASURES)]
    day = texts.CHINESE[filed - 1]
    kind = w3 % 25
    if kind < 3:
        quote = facts.QUOTES[w2 % 5]
        return f'"{day}，{head}{place}，\n{finding}，物品标称为{quote}。\n{measure}"'
    if kind < 6:
        quote = facts.QUOTES[w2 % 5]
        return f'"{day}，{head}{place}，{finding}，物品标称为{quote}。{measure}"'
    return f"{day}，{head}{place}，{finding}。{measure}"
