"""Section B: the structure of CSV, case by case from the files."""

from .cases import Deviates, case, expect
from .exports import refused, sound
from .world import export, row

# number: (file, expected, accepted, rejects as (code, line), fields of the summary)
SOUND = {
    21: ("B01-crlf", "2 rows", 2, [], {}),
    22: ("B02-lone-cr", "2 rows or refused; never 0 rows silently", 2, [], {}),
    23: ("B03-mixed-eol", "3 rows or refused; no merged row", 3, [], {}),
    25: ("B05-quoted-crlf-comma", "1 row, field exact", 1, [], {}),
    26: ("B06-stray-quote", "row 2 literal or rejected; row 3 intact", 1, [("CSV-QUOTE", 2)], {}),
    27: ("B07-text-after-quote", "row 2 rejected CSV-QUOTE; row 3 taken", 1, [("CSV-QUOTE", 2)], {}),
    29: ("B09-too-few", "row rejected CSV-FEW", 2, [("CSV-FEW", 3)], {}),
    31: ("B11-trailing-comma", "2 rows", 2, [], {}),
    33: ("B13-header-only", "0 rows: a real report of zero", 0, [], {}),
    36: ("B16-no-final-newline", "2 rows", 2, [], {}),
    37: ("B17-sep-line", "2 rows or hint", 2, [], {}),
    38: ("B18-semicolon", "by header match, or refused naming the delimiter", 2, [], {"delimiter": "semicolon"}),
    39: ("B19-tab", "as 38", 2, [], {"delimiter": "tab"}),
    45: ("B25-extra-column", "2 rows; archived; warned once", 2, [], {"note_COLUMN_UNKNOWN": 1}),
    46: ("B26-reordered", "2 rows by name", 2, [], {}),
    47: ("B27-header-variants", "2 rows by alias table", 2, [], {}),
    48: ("B28-nul-in-field", "row rejected; not cut at NUL", 1, [("NUL", 2)], {}),
    50: ("B30-ctrl-z", "dropped with a note", 2, [], {"note_CTRL_Z": 1}),
    51: ("B31-long-field", "rejected over the cell limit", 1, [("FIELD-TOO-LONG", 2)], {}),
    53: ("B33-repeated-header", "skipped with note; 2 rows", 2, [], {"repeated_header": 1}),
    59: ("B39-odd-separators", "U+2028, NEL, VT never end a record", 3, [], {}),
    60: ("B40-backslash-escape", "row rejected; row 3 taken", 1, [("CSV-QUOTE", 2)], {}),
}
# number: (file, expected, code, line, what the message holds)
REFUSED = {
    28: ("B08-unterminated-quote", "refused 65, line where it opened", "CSV-UNTERMINATED", 2, ""),
    34: ("B14-empty", "refused 65 FILE-EMPTY", "FILE-EMPTY", None, ""),
    35: ("B15-bom-only", "as 34", "FILE-EMPTY", None, ""),
    40: ("B20-fullwidth-comma-header", "refused 65, hint 全角逗号", "HEADER", 1, "全角逗号"),
    41: ("B21-title-rows", "refused 65, header found on line 3", "HEADER", 1, "header found on line 3"),
    43: ("B23-duplicate-header", "refused 65", "HEADER-DUPLICATE", 1, ""),
    49: ("B29-nul-tail", "refused 65 NUL-TAIL", "NUL-TAIL", 4, ""),
    52: ("B32-many-columns", "refused 65 at once", "COLUMN-LIMIT", 1, ""),
    54: ("B34-xlsx-named-csv", "refused 65 with what this file is", "FILE-XLSX", 1, "Excel workbook"),
    55: ("B35-xls-named-csv", "as 54", "FILE-XLS", 1, "old Excel workbook"),
    56: ("B36-html-table", "as 54", "FILE-HTML", 1, "web page"),
    57: ("B37-gzip-named-csv", "as 54", "FILE-COMPRESSED", 1, "gzip"),
}


def register():
    for number, (name, wanted, accepted, rules, fields) in SOUND.items():
        def body(context, name=name, accepted=accepted, rules=rules, fields=fields):
            return sound(context, f"{name}.csv", accepted, rules=rules, **fields).observed()
        case(number, name, wanted)(body)
    for number, (name, wanted, code, line, hint) in REFUSED.items():
        def body(context, name=name, code=code, line=line, hint=hint):
            return refused(context, f"{name}.csv", code, line, hint=hint).observed()
        case(number, name, wanted)(body)


register()


def amounts(delivery):
    """Amounts in fen of the cases of March, by case."""
    rows = delivery.workspace.archived()
    return sorted(int(item["amount_fen"] or 0) for item in rows if item["filed_date"][:7] == "2024-03")


@case(24, "B04-quoted-newline", "2 rows; physical line numbers")
def _(context):
    delivery = sound(context, "B04-quoted-newline.csv", 2)
    # A bad row behind the quoted line break is told by its physical line.
    text = context.bytes_of("B04-quoted-newline.csv").decode() + "短\n"
    other = context.workspace("lines")
    other.write("inbox/B04.csv", text)
    ran = other.run()
    expect(ran.files[0]["rejected"] == 1, "the short row is not rejected")
    lines = other.table(next(name for name in other.names("rejects") if name.endswith(".csv")))
    expect([item["line"] for item in lines] == ["5"], "the line number is not the physical one")
    return delivery.observed() + "; a bad row below is told as line 5"


@case(30, "B10-too-many (unquoted comma in a name)", "row rejected; amounts never shift")
def _(context):
    delivery = sound(context, "B10-too-many.csv", 1, rules=[("CSV-MANY", 2)])
    expect(amounts(delivery) == [20000], "an amount has shifted")
    return delivery.observed()


@case(32, "B12-blank-rows", "2 rows, 3 blank counted")
def _(context):
    delivery = sound(context, "B12-blank-rows.csv", 2, blank=4)
    raise Deviates(
        f"{delivery.observed()}: the file holds four, two empty lines and two of commas alone, "
        "and each is counted")


@case(42, "B22 合计 row", "not counted; sum 1400.50, not 2801.00")
def _(context):
    delivery = sound(context, "B22-total-row.csv", 2, total_row=1)
    expect(sum(amounts(delivery)) == 140050, "the sum is wrong")
    return delivery.observed() + ", sum 1400.50"


@case(44, "B24 missing column", "refused 65 naming the columns")
def _(context):
    delivery = refused(context, "B24-missing-column.csv", "HEADER-MISSING", 1, hint="立案日期")
    return delivery.observed() + ", names 立案日期; 罚没金额 is optional in this contract"


@case(58, "B38 merged cells (blank domain)", "row rejected; never filled down")
def _(context):
    delivery = sound(context, "B38-merged-cells.csv", 1, rejected=1, rules=[("UNIT-NAME-EMPTY", 3)])
    return delivery.observed() + "; the blank office is found before the blank domain"


@case(63, "every split point of B05 and A19; a file that grows byte by byte", "same rows as a whole read")
def _(context):
    raise Deviates(
        "exports are regular files read in pieces of 1 MiB; every split point of small inputs is a "
        "test of the reader (CSVTests), and a file that grows while it is read is case 137")


@case(64, "random tables → our writer → a reader", "equal cells, also in Python's csv module")
def _(context):
    import csv
    import io
    import random
    source = random.Random(20240305)
    alphabet = ["张", "a", ",", '"', "\n", "\r\n", " ", "；", "𠮷", "'", "=", "\t", "|"]
    units = ["".join(source.choice(alphabet) for _ in range(source.randrange(1, 9))) + str(n)
             for n in range(60)]
    quoted = ['"' + unit.replace('"', '""') + '"' for unit in units]
    text = export(*[row(n, month="2024-03", unit=unit) for n, unit in enumerate(quoted)])
    workspace = context.workspace()
    workspace.write("inbox/a.csv", text)
    ran = workspace.run()
    expect(ran.code == 0 and ran.files[0]["accepted"] == 60, "a quoted table is not taken whole")
    ours = sorted(item["case_id"] for item in workspace.archived())
    expect(len([number for number in ours if "901" not in number]) >= 60, "cases are lost")
    published = workspace.table("reports/2024-03/case_counts.csv")
    again = list(csv.DictReader(io.StringIO(
        workspace.text("reports/2024-03/case_counts.csv").removeprefix("\ufeff"), newline="")))
    expect(published == again, "Python reads other cells")
    return "60 hostile names taken; what is published is read back equal by Python's csv module"
