"""Section C: values, against the tables beside the files."""

import csv
import io
import re

from .cases import case, expect
from .exports import sound
from .world import export, row

LENIENT = "[city]\nname = \"某市\"\n\n[ingest]\nreject_limit = 1.0\n\n[publish]\nmax_swing = 1000\n"


def values(context, name):
    """What is expected of each value of a table, in order."""
    lines = context.bytes_of(f"{name}.expected.tsv").decode().splitlines()[1:]
    return [line.rsplit("\t", 1)[1] for line in lines]


class Outcomes:
    """What became of each row of a file: its archived cells, or the rule that rejected it."""

    def __init__(self, context, name, content=None, arguments=("--as-of", "2024-04-30")):
        workspace = context.workspace()
        workspace.write("caseload.toml", LENIENT)
        workspace.write(f"inbox/{name}.csv", content or context.bytes_of(f"{name}.csv"))
        self.ran = workspace.run(*arguments)
        expect(self.ran.code == 0, f"exit {self.ran.code} {self.ran.err}")
        self.file = self.ran.files[0]
        self.workspace = workspace
        self.rejected = {}
        for found in workspace.names("rejects"):
            if found.endswith(".csv"):
                text = workspace.text(found)
                for line in csv.DictReader(io.StringIO(text, newline="")):
                    self.rejected[int(line["line"]) - 1] = line["rule"]
        self.rows = {}
        for item in workspace.archived():
            number = int(re.search(r"(\d+)号", item["case_id"])[1])
            if number < 900:
                self.rows[number] = item


def judged(outcomes, expected, column, text_of):
    """Compares each value with what is expected of it; returns how many there are."""
    faults = []
    for number, wanted in enumerate(expected, start=1):
        codes = re.findall(r"(?:DATE|AMT)-[A-Z0-9-]+", wanted)
        value = text_of(wanted)
        found = outcomes.rejected.get(number)
        if found is None:
            cell = outcomes.rows[number][column]
            empty = "AMT-EMPTY" in codes and cell == ""
            right = empty or (value is not None and value in (cell, "any"))
            if not right:
                faults.append(f"value {number}: read as {cell or 'empty'}, wanted {wanted}")
        elif found not in codes:
            faults.append(f"value {number}: {found}, wanted {wanted}")
    expect(not faults, "; ".join(faults))
    return len(expected)


def day_of(wanted):
    found = re.search(r"ok (\d{4}-\d\d-\d\d)", wanted)
    return found[1] if found else "any" if wanted.startswith("ok") else None


def fen_of(wanted):
    found = re.match(r"(\d+) fen", wanted)
    return found[1] if found else "any" if "ok or" in wanted else None


@case(65, "C01-dates (32 values)", "as the table beside it")
def _(context):
    sound(context, "C01-short.csv", 1, content=export(row(1, month="2024-03")))
    context.move("beside")
    count = judged(Outcomes(context, "C01-dates"), values(context, "C01-dates"),
                   "filed_date", day_of)
    return f"{count} values as listed"


def dates(context, *texts, arguments=("--as-of", "2024-04-30"), toml=""):
    """What becomes of dates, each the filing date of a case."""
    rows = [row(n, name="", party="").replace("2024-02-10", text)
            for n, text in enumerate(texts, start=1)]
    outcomes = Outcomes(context, "dates", export(*rows), arguments)
    return [outcomes.rejected.get(n) or outcomes.rows[n]["filed_date"]
            for n in range(1, len(texts) + 1)]


@case(66, "2024-02-30, 2023-02-29, 2024-13-01", "DATE-INVALID, never rolled to March")
def _(context):
    found = dates(context, "2024-02-30", "2023-02-29", "2024-13-01")
    expect(found == ["DATE-INVALID"] * 3, str(found))
    return "DATE-INVALID, three times"


@case(67, "45356 and 43894 (1900 and 1904 systems)", "DATE-SERIAL; converted only when the profile says which")
def _(context):
    found = dates(context, "45356", "43894")
    expect(found == ["DATE-SERIAL"] * 2, str(found))
    profile = (
        'name = "serials"\ntable = "cases"\ndate_serials = "SYSTEM"\n'
        'header = ["序号案", "机关", "领域名", "立案序号"]\n\n[columns]\n'
        'case_id = "序号案"\nunit_name = "机关"\ndomain = "领域名"\nfiled_date = "立案序号"\n')
    read = []
    for system, text in (("1900", "45356"), ("1904", "43894")):
        workspace = context.workspace(f"s{system}", base=False)
        workspace.write("profiles/serials.toml", profile.replace("SYSTEM", system))
        workspace.write("inbox/a.csv", f"序号案,机关,领域名,立案序号\n甲1号,某局,市场监管,{text}\n")
        ran = workspace.run()
        expect(ran.code == 0, f"profile: exit {ran.code} {ran.err}")
        read.append(workspace.archived()[0]["filed_date"])
    expect(read == ["2024-03-05"] * 2, str(read))
    return "DATE-SERIAL; with the system in a profile both are 2024-03-05"


@case(68, "60", "Excel's 1900-02-29: DATE-INVALID")
def _(context):
    found = dates(context, "60")
    expect(found == ["DATE-INVALID"], str(found))
    return "DATE-INVALID"


@case(69, "2024-03-05T16:30:00Z", "one zone rule: +08:00, so 03-06")
def _(context):
    found = dates(context, "2024-03-05T16:30:00Z")
    expect(found == ["2024-03-06"], str(found))
    return "2024-03-06"


@case(70, "2034-03-05 in an export of 2024-04", "DATE-FUTURE, counted nowhere")
def _(context):
    found = dates(context, "2034-03-05")
    expect(found == ["DATE-FUTURE"], str(found))
    return "DATE-FUTURE by the export's date; without one no date is in the future, since no clock is read"


@case(71, "C02-amounts (44 values)", "as the table beside it; integer fen, checked")
def _(context):
    outcomes = Outcomes(context, "C02-amounts")
    count = judged(outcomes, values(context, "C02-amounts"), "amount_fen", fen_of)
    return f"{count} values as listed"


def amounts(context, *texts, head="罚没金额（元）"):
    rows = [row(n, name="", party="", amount=f'"{text}"') for n, text in enumerate(texts, start=1)]
    content = export(*rows).replace("罚没金额（元）", head)
    outcomes = Outcomes(context, "amounts", content)
    return [outcomes.rejected.get(n) or outcomes.rows[n]["amount_fen"]
            for n in range(1, len(texts) + 1)], outcomes


@case(72, "1.2.3, 0x10, nan, 1e400, 19.99: traps of library parsers", "each refused, or exact")
def _(context):
    found, _ = amounts(context, "1.2.3", "0x10", "nan", "1e400", "5万", "19.99", "1,234.50")
    wanted = ["AMT-FORMAT", "AMT-FORMAT", "AMT-FORMAT", "AMT-EXPONENT", "AMT-UNIT", "1999", "123450"]
    expect(found == wanted, str(found))
    return "refused as listed; 19.99 is 1999 fen"


@case(73, "5万元, and a header that says 万元", "AMT-UNIT, or ×10,000 when the header says so")
def _(context):
    found, _ = amounts(context, "5万元")
    expect(found == ["AMT-UNIT"], str(found))
    context.move("beside")
    found, _ = amounts(context, "5", head="罚没金额（万元）")
    expect(found == ["5000000"], str(found))
    return "AMT-UNIT; 5 under 万元 is 5,000,000 fen"


@case(74, "92233720368547758.08, and sums of many such", "AMT-RANGE, no trap; checked addition")
def _(context):
    found, _ = amounts(context, "92233720368547758.08")
    expect(found == ["AMT-RANGE"], str(found))
    rows = [row(n, month="2024-03", amount="9999999999999.99") for n in range(1, 9400)]
    workspace = context.workspace("many")
    before = workspace.digest("reports")
    workspace.write("inbox/a.csv", export(*rows))
    ran = workspace.run()
    expect(ran.code == 65 and "AMT-RANGE" in ran.err, f"a sum over 64 bits: exit {ran.code}")
    expect(workspace.digest("reports") == before, "an old report has changed")
    return "AMT-RANGE above ten trillion yuan; a sum over 64 bits ends with 65 AMT-RANGE, old reports stay"
