"""Exports of cases, inspections and complaints that hold everything a tally tells apart.

The sample city is tidy; here every column is now blank and now filled, texts need quotes, sort
beyond the basic plane and differ in white space only, items are spelled in two ways, amounts are
nothing or as large as the contract allows. Seeded: the same bytes each time.
"""
import csv
import os
import random

TEXTS = [
    "", "占道经营", '他说"停",再说', "a b", "A,B", "=1+1", "'quoted", "𠮷野家", "Ünïcode", "ｆｕｌｌ",
    "﨑", "zebra", "Zebra", "零", "が", "ﬁ",
]
CODES = ["", "330105-001", "330105-002", "X1"]
DATES = ["", "2024-01-31", "2024-02-01", "2024-02-29", "2024-03-15"]
UNITS = ["U1", "U2", "U10"]
DISTRICTS = ["", "330105", "330106001"]
WORDS = {
    "party_type": ["", "individual", "enterprise", "household"],
    "party_ownership": ["", "private", "state"],
    "party_region": ["", "330105", "110000"],
    "disposition": [
        "", "", "punished", "exempted", "not_established", "withdrawn", "transferred_criminal",
        "corrected", "pending",
    ],
    "penalty_types": [
        "", "warning", "criticism；warning", "fine", "fine、confiscation", "confiscation",
        "licence_revoked", "warning;detention", "closed,fine",
    ],
    "leniency": ["", "mitigated", "normal"],
    "major": ["", "yes", "no"],
    "transferred": ["", "yes"],
    "review_result": ["", "none", "revoked", "upheld", "changed", "unlawful", "void"],
    "court_result": ["", "void", "upheld", "revoked", "unlawful"],
}
AMOUNTS = ["", "", "0", "0.00", "100", "100.5", "20000", "10000000000000"]
CASES = [
    "case_id", "unit_code", "unit_name", "handling_unit_code", "district_code", "domain",
    "item_code", "item_name", "filed_date", "decided_date", "closed_date", "party_name",
    "discretion_grade", "fine", "confiscated", "amount", "fine_base", "paid", *WORDS,
]


def write(folder):
    """Writes the exports into a folder."""
    draw = random.Random(20240229)
    exports = {
        "cases": _cases(draw),
        "inspections": [_inspection(draw, number) for number in range(400)],
        "complaints": [_complaint(draw, number) for number in range(400)],
    }
    for table, rows in exports.items():
        path = os.path.join(folder, f"{table}-2024-03-31.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


def _cases(draw):
    rows = []
    for number in range(900):
        row = _row(draw, CASES, number)
        row |= {name: draw.choice(WORDS[name]) for name in WORDS}
        row |= {
            name: draw.choice(AMOUNTS)
            for name in ["fine", "confiscated", "amount", "fine_base", "paid"]
        }
        row["case_id"] = f"罚〔2024〕{number}号"
        row["handling_unit_code"] = draw.choice(["", "", *UNITS])
        filed = draw.choice(DATES)
        row["filed_date"] = filed
        row["decided_date"] = draw.choice([date for date in DATES if not date or date >= filed])
        row["closed_date"] = draw.choice(["", row["decided_date"]])
        if not filed and not row["decided_date"]:
            row["filed_date"] = DATES[1]
        rows.append(row)
        # Further items: some the same in another spelling, some without a code.
        for _ in range(draw.choice([0, 0, 0, 1, 2, 4])):
            rows.append(row | _subject(draw))
    return rows


def _inspection(draw, number):
    names = ["inspection_id", "unit_code", "unit_name", "district_code", "domain", "item_code"]
    names += ["date", "party_name", "party_type", "party_ownership", "party_region", "mode"]
    row = _row(draw, names + ["offsite", "result", "result_published_date", "case_id"], number)
    row["inspection_id"] = f"J{number}"
    row["case_id"] = draw.choice(["", f"A{number}"])
    row["date"] = draw.choice(DATES[1:])
    row["mode"] = draw.choice(["", "random", "special", "complaint"])
    row["offsite"] = draw.choice(["", "yes", "no"])
    row["result"] = draw.choice(
        ["", "clean", "corrected_on_site", "guided", "rectify", "filed", "referred"])
    row["result_published_date"] = draw.choice(DATES)
    return row


def _complaint(draw, number):
    names = ["complaint_id", "kind", "received_date", "district_code", "unit_code", "domain"]
    names += ["item_code", "party_name", "party_type", "party_ownership", "party_region"]
    row = _row(draw, names + ["accepted", "outcome", "outcome_date", "complainant_id"], number)
    row["complaint_id"] = f"T{number}"
    row["kind"] = draw.choice(["", "report", "complaint", "inquiry"])
    row["received_date"] = draw.choice(DATES[1:])
    row["accepted"] = draw.choice(["", "yes", "no"])
    row["outcome"] = draw.choice(["", "filed", "not_filed", "referred", "pending"])
    row["outcome_date"] = draw.choice(DATES)
    row["complainant_id"] = draw.choice(["", "", "丁", "戊", "己"])
    return row


def _row(draw, names, number):
    row = {name: "" for name in names}
    known = {
        "unit_code": draw.choice(UNITS), "unit_name": draw.choice(TEXTS),
        "district_code": draw.choice(DISTRICTS), "party_name": draw.choice(["", "甲", "乙", "丙"]),
        "discretion_grade": draw.choice(TEXTS),
        "party_type": draw.choice(WORDS["party_type"]),
        "party_ownership": draw.choice(WORDS["party_ownership"]),
        "party_region": draw.choice(WORDS["party_region"]),
    } | _subject(draw)
    return row | {name: value for name, value in known.items() if name in row}


def _subject(draw):
    domain, code, name = draw.choice(TEXTS), draw.choice(CODES), draw.choice(TEXTS)
    # A case names one of the three.
    domain = domain or ("" if code or name else "零")
    return {"domain": domain, "item_code": code, "item_name": name}
