"""Section C: identifiers, labels and numbers of cases."""

import re

from .cases import Deviates, case, expect
from .exports import sound
from .section_c import Outcomes, values
from .world import export, row


@case(75, "C03-ids (18 values)", "as the table beside it; rows counted, ids not repaired")
def _(context):
    outcomes = Outcomes(context, "C03-ids")
    expected = values(context, "C03-ids")
    expect(len(outcomes.rows) == len(expected), "a row is lost for its identifier")
    first = outcomes.rows[1]["party"]
    for number, wanted in enumerate(expected, start=1):
        person = re.search("apostrophe|guard|leading tab|width folding|trimmed", wanted)
        same = outcomes.rows[number]["party"] == first
        expect(same == bool(person or number == 1), f"value {number}: {wanted}")
    for code in ("ID-SCI", "ID-15DIGITS", "ID-CHECKDIGIT", "ID-BIRTHDATE", "ID-MASKED", "ID-MANY",
                 "ID-USCC-CHAR"):
        wanted = sum(code in text for text in expected)
        expect(outcomes.file["notes"].get(code, 0) == wanted, f"{code}: not {wanted} times")
    quality = outcomes.workspace.text("reports/2024-03/data_quality.csv")
    expect("ID-SCI" in quality and "ID-15DIGITS" in quality, "the report does not say what was lost")
    return f"{len(expected)} values as listed; the report counts what a spreadsheet destroyed"


@case(76, "C04-labels", "a typing error makes no new domain; the case is kept as unmatched")
def _(context):
    domains = "事项编码,事项名称,执法领域\nA1,甲事项,市场监管\nA2,乙事项,市场监管（城区）\n"
    workspace = context.workspace()
    workspace.write("inbox/catalogue.csv", domains)
    workspace.write("inbox/C04.csv", context.bytes_of("C04-labels.csv"))
    ran = workspace.run()
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    rows = {int(re.search(r"(\d+)号", item["case_id"])[1]): item["domain"]
            for item in workspace.archived() if item["filed_date"][:7] == "2024-03"}
    expect(len({rows[n] for n in (1, 2, 6)}) == 1, "white space makes another domain")
    expect(rows[7] == rows[8], "a bracket makes another domain")
    cells = {item["domain"] for item in workspace.table("reports/2024-03/zero_cells.csv")}
    expect("不存在的领域" not in cells and "市場監管" not in cells, "a typing error has become a domain")
    if rows[3] != rows[1]:
        raise Deviates(
            "1, 2, 6 are one domain, 7 and 8 another; 3 (a zero-width space inside), 4, 5 and 9 are "
            "kept and counted as unmatched: labels are folded by NFKC and white space, no more")
    return "1, 2, 3, 6 are one domain, 7 and 8 another; 4, 5 and 9 are kept and counted as unmatched"


@case(77, "C05-unicode-forms", "keys by NFKC and explicit folds; Cyrillic is not Latin")
def _(context):
    text = context.bytes_of("C05-unicode-forms.csv").decode().replace("999999199001010016", "")
    rows = Outcomes(context, "C05", text).rows
    party = {number: item["party"] for number, item in rows.items()}
    expect(party[1] == party[2], "é in two forms is two names")
    expect(party[3] != party[4], "Cyrillic letters are taken as Latin")
    expect(party[7] == party[8], "a Kangxi radical is another name")
    return "1 = 2, 3 ≠ 4, 7 = 8; names leave ingestion as pseudonyms only, so no mark of direction does"


@case(78, "C06-case-number-forms", "one case, 5 duplicates")
def _(context):
    delivery = sound(context, "C06-case-number-forms.csv", 1, duplicate=5)
    return delivery.observed()


@case(79, "very long case number, 200 combining marks", "capped; no slow path")
def _(context):
    plain = row(1, month="2024-03")
    marks = "a" + "\u0301" * 200
    rows = [plain.replace("某市监罚", "长" * 200), row(2, month="2024-03").replace("某市监罚", marks),
            row(3, month="2024-03").replace("某市监罚", "a" + "\u0301" * 20000)]
    delivery = sound(
        context, "long.csv", 1, content=export(*rows),
        rules=[("CODE-LONG", 2), ("CODE-LONG", 4)])
    return delivery.observed()
