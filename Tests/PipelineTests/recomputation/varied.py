#!/usr/bin/env python3
"""Makes a city of the sample that holds what the sample lacks, so that it is recomputed as well.

Usage: varied.py SAMPLE FOLDER

Items that share a name, and a unit that states names alone; items that ended long ago and that are
yet to begin; officers who review as well; a domain that every unit stopped, which those of one
county explained item by item, cases that a successor delivers again, penalties that gather on one
party, complainants who report again and again, parties that are counted by month or are gone in the
last year, decided cases that are called pending, decisions that hardly anyone published, a unit
that began to enforce lately, inspections that did not come, complaints that led to cases of another
domain, and settings under which S02, S07 and P04 find units enough to test.
"""
import csv
import io
import os
import shutil
import sys

sys.dont_write_bytecode = True

STOPPED, SINCE = "文化旅游", "2023-09"
# Units of a county that explained this, each item of it on its own.
EXPLAINING, DATES = "QZ-", ("2023-11-20", "2024-12-31")
# Cases of a unit that is gone, in the export that its successor sent after it.
OLD, NEW, AGAIN = "港北区市场监督管理局", ("XG-SCJG", "新港区市场监督管理局", "970113"), 6
DELIVERED, DELIVERED_AGAIN = "cases-2023-02.csv", "cases-2023-08.csv"
# Penalties of one unit, domain and year that fall on one party.
UNIT, DOMAIN, GATHERED = "XG-HJYJ", "生态环境", 12
PARTY = "示例公司9999", "91999999MA0009999W"
# A system that calls a case pending until it is closed, though it is decided.
UNTIL_CLOSED = "QZ-ZHZF"
# So many decisions that nobody published that it is no question to one unit.
UNPUBLISHED = ("2024-03", "2024-08")
# Began to enforce in the second of four years.
BEGINNER, FINES_OF_BEGINNER = "SM-T3", {"2021": "0", "2024": "900000"}
# So many persons report everything, but for every seventh report, which is anonymous.
COMPLAINANTS, ANONYMOUS = 11, 7
# A register of parties that is kept by month from March on, and doubles in September.
BY_MONTH, FROM, DOUBLED = ("970102101", "城市管理", "2024"), 3, 9
# A register of which most parties are gone in the last year; the unit there fell silent before.
GONE, OF_THEM = ("970102", "交通运输", "2024"), 8
# States names of items alone in some months; these are borne by others too: of another domain, at
# another level, and in force beside it.
NAMELESS, WITHOUT_CODES = "QZ-SCJG", ("2024-02", "2024-03")
HOMONYMS = [("JT-101", "SC-003", {"执法领域": "交通运输"}),
            ("SC-104", "SC-004", {"实施层级": "市"}),
            ("SC-105", "SC-005", {})]
# Items that nobody ever made a case of: one had ended before the window, one begins after it.
UNUSED = [("SC-190", "SC-003", {"事项名称": "一件已停的事项", "失效日期": "2022-06-30"}),
          ("SC-191", "SC-003", {"事项名称": "一件将有的事项", "生效日期": "2025-02-01"})]
# A unit whose complaints about the stopped domain led to cases of others.
FOLLOWING = "SM-ZHZF"
# Of each unit's officers so many of the last year review as well, and are listed twice.
REVIEWERS, OF_YEAR = 2, "2024"
# A unit whose inspections of these months did not come, by the register of deliveries.
UNSENT, UNSENT_MONTHS = "SM-SCJG", [f"2023-{month:02}" for month in range(2, 10)]
SETTINGS = """
[indicators.S02]
cases = 10
units = 3
q = 0.8

[indicators.S07]
cases = 20
units = 3
q = 0.8

[indicators.P04]
towns = 3
mean = 0.2
fines = 10
dispersion = 0.8
share = 0.15
q = 0.4
"""


class Export:
    """An export whose lines may be changed, in the encoding that it has."""

    def __init__(self, path):
        self.path = path
        with open(path, "rb") as file:
            raw = file.read()
        self.codec = codec_of(raw)
        self.lines = raw.decode(self.codec).splitlines(keepends=True)
        first = self.lines[0]
        self.mark = max(",;\t", key=first.count)
        self.titles = [title.strip().lstrip("\ufeff").split("(")[0].split("（")[0]
                       for title in first.split(self.mark)]

    def cells(self, line):
        """Cells of a line by title; none of a line that is damaged."""
        cells = next(csv.reader([line], delimiter=self.mark), [])
        return dict(zip(self.titles, cells)) if len(cells) == len(self.titles) else {}

    def line(self, cells):
        text = io.StringIO()
        csv.writer(text, delimiter=self.mark, lineterminator="\n").writerow(
            cells[title] for title in self.titles)
        return text.getvalue()

    def write(self):
        with open(self.path, "wb") as file:
            file.write("".join(self.lines).encode(self.codec))


def codec_of(raw):
    if raw.startswith(b"\xff\xfe"):
        return "utf-16"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def exports(inbox, start):
    for name in sorted(os.listdir(inbox)):
        if name.startswith(start):
            yield name, Export(os.path.join(inbox, name))


def stop_domain(inbox):
    """No case of the domain is sent any more, and no inspection finds a problem there."""
    for name, export in exports(inbox, "cases-"):
        if name >= f"cases-{SINCE}":
            export.lines = [line for line in export.lines
                            if export.cells(line).get("执法领域") != STOPPED]
            export.write()
    for name, export in exports(inbox, "inspections-"):
        if name >= f"inspections-{SINCE}":
            export.lines = [without_problem(export, line) for line in export.lines]
            export.write()


def without_problem(export, line):
    cells = export.cells(line)
    if cells.get("执法领域", cells.get("domain")) != STOPPED:
        return line
    column = "检查结果" if "检查结果" in cells else "result"
    return export.line({**cells, column: "未发现问题"})


def explain_items(inbox):
    """The units of one county explain every item of the domain that was stopped."""
    export = Export(os.path.join(inbox, "explanations.csv"))
    units = Export(os.path.join(inbox, "units.csv"))
    catalogue = Export(os.path.join(inbox, "catalogue.csv"))
    items = [cells["事项编码"] for cells in map(catalogue.cells, catalogue.lines)
             if cells["执法领域"] == STOPPED]
    for unit in map(units.cells, units.lines):
        for item in items if unit["unit_code"].startswith(EXPLAINING) else []:
            export.lines.append(export.line({
                "unit_code": unit["unit_code"], "domain": "", "item_code": item,
                "reason": "场所停业整顿", "date": DATES[0], "expires": DATES[1]}))
    export.write()


def deliver_again(inbox):
    """The successor sends the first cases of a unit that is gone under its own code."""
    old = Export(os.path.join(inbox, DELIVERED))
    new = Export(os.path.join(inbox, DELIVERED_AGAIN))
    known = [cells for cells in map(old.cells, old.lines) if cells.get("执法主体名称") == OLD]
    for cells in known[:AGAIN]:
        moved = {**cells, "执法主体代码": NEW[0], "执法主体名称": NEW[1], "行政区划代码": NEW[2]}
        new.lines.append(new.line({title: moved.get(title, "") for title in new.titles}))
    new.write()


def gather(inbox):
    """One party takes the place of others in the first penalties of a year."""
    left = GATHERED
    for _, export in exports(inbox, "cases-2024-"):
        for at, line in enumerate(export.lines):
            cells = export.cells(line)
            is_penalty = cells.get("处理结果") == "予以处罚" and cells.get("当事人类型") == "企业"
            is_theirs = (cells.get("执法主体代码"), cells.get("执法领域")) == (UNIT, DOMAIN)
            if left and is_theirs and is_penalty:
                export.lines[at] = export.line(
                    {**cells, "当事人名称": PARTY[0], "证件号码": PARTY[1]})
                left -= 1
        export.write()


def leave_pending(inbox):
    """Decided cases of one unit that are not closed are called pending."""
    for _, export in exports(inbox, "cases-"):
        for at, line in enumerate(export.lines):
            cells = export.cells(line)
            if (cells.get("执法主体代码"), cells.get("处理结果")) == (UNTIL_CLOSED, "予以处罚"):
                if cells["处罚决定日期"] and not cells["结案日期"]:
                    export.lines[at] = export.line({**cells, "处理结果": "办理中"})
        export.write()


def leave_unpublished(inbox):
    """Every third decision of half a year has no day of publication, whoever made it."""
    for name, export in exports(inbox, "cases-2024-"):
        if UNPUBLISHED[0] <= name[6:13] <= UNPUBLISHED[1]:
            for at in range(1, len(export.lines), 3):
                cells = export.cells(export.lines[at])
                if cells.get("公示日期"):
                    export.lines[at] = export.line({**cells, "公示日期": ""})
            export.write()


def begin_to_enforce(inbox):
    """A unit without income from fines in the first year, and with more than before in the last."""
    export = Export(os.path.join(inbox, "finances.csv"))
    for at, line in enumerate(export.lines):
        cells = export.cells(line)
        fines = FINES_OF_BEGINNER.get(cells.get("年度"))
        if cells.get("执法主体代码") == BEGINNER and fines:
            export.lines[at] = export.line({**cells, "罚款收入": fines, "没收收入": "0"})
    export.write()


def count_by_month(inbox):
    """One place and domain of the register of parties goes over from years to months, another shrinks."""
    export = Export(os.path.join(inbox, "exposure.csv"))
    rows = [export.cells(line) for line in export.lines[1:]]
    export.titles.append("month")
    export.lines = [export.line({title: title for title in export.titles})]
    for row in rows:
        place = row["district_code"], row["domain"], row["year"]
        if place == GONE:
            row["regulated_parties"] = str(int(row["regulated_parties"]) // OF_THEM)
        if place != BY_MONTH or row["exposure_group"]:
            export.lines.append(export.line({**row, "month": ""}))
            continue
        parties = int(row["regulated_parties"])
        for month in range(FROM, 13):
            number = parties if month < DOUBLED else 2 * parties
            export.lines.append(export.line({
                **row, "year": "", "month": f"2024-{month:02}", "regulated_parties": number}))
    export.write()


def name_complainants(inbox):
    """A few persons report again and again, to many units."""
    for _, export in exports(inbox, "complaints-"):
        export.titles.append("投诉举报人")
        export.lines[0] = export.line({title: title for title in export.titles})
        for at, line in enumerate(export.lines[1:], 1):
            cells = next(csv.reader([line], delimiter=export.mark), [])
            person = "" if at % ANONYMOUS == 0 else f"示例举报人{at % COMPLAINANTS}"
            export.lines[at] = export.line(dict(zip(export.titles, [*cells, person])))
        export.write()


def share_names(inbox):
    """Names of items are borne by several, and one unit states nothing else of an item."""
    catalogue = Export(os.path.join(inbox, "catalogue.csv"))
    rows = {cells["事项编码"]: cells for cells in map(catalogue.cells, catalogue.lines)}
    for code, like, other in HOMONYMS + UNUSED:
        catalogue.lines.append(catalogue.line({**rows[like], **other, "事项编码": code}))
    catalogue.write()
    names = {rows[like]["事项名称"] for _, like, _ in HOMONYMS}
    for name, export in exports(inbox, "cases-2024-"):
        if name[6:13] in WITHOUT_CODES:
            for at, line in enumerate(export.lines):
                cells = export.cells(line)
                if cells.get("执法主体代码") == NAMELESS and cells.get("执法事项名称") in names:
                    export.lines[at] = export.line({**cells, "执法事项编码": ""})
            export.write()


def review_too(inbox):
    """The first officers of every unit stand in its list a second time, as reviewers."""
    export, left = Export(os.path.join(inbox, "officers.csv")), {}
    for line in export.lines[1:]:
        cells = export.cells(line)
        unit = cells["执法主体代码"]
        if (cells["年度"], cells["岗位"]) == (OF_YEAR, "执法"):
            left[unit] = left.get(unit, REVIEWERS) - 1
            if left[unit] >= 0:
                export.lines.append(export.line({**cells, "岗位": "法制审核"}))
    export.write()


def leave_visits(inbox):
    """The register of deliveries says that inspections of one unit did not come for some months."""
    export = Export(os.path.join(inbox, "feeds.csv"))
    for month in UNSENT_MONTHS:
        export.lines.append(export.line({
            "unit_code": UNSENT, "month": month, "table": "检查", "received": "no"}))
    export.write()


def follow_complaints(inbox):
    """Complaints about a domain without cases name cases that their unit decided in another."""
    numbers = [
        cells["案件编号"] for _, export in exports(inbox, "cases-2024-")
        for cells in map(export.cells, export.lines) if cells.get("执法主体代码") == FOLLOWING]
    for name, export in exports(inbox, "complaints-2024-"):
        for at, line in enumerate(export.lines):
            cells = export.cells(line)
            if (cells.get("unit_code"), cells.get("domain")) == (FOLLOWING, STOPPED):
                if numbers and at % 3:
                    export.lines[at] = export.line({**cells, "case_id": numbers.pop()})
        export.write()


def main(sample, folder):
    os.makedirs(folder, exist_ok=True)
    inbox = os.path.join(folder, "inbox")
    shutil.copytree(os.path.join(sample, "inbox"), inbox)
    shutil.copy(os.path.join(sample, "sample-key"), folder)
    with open(os.path.join(sample, "caseload.toml"), encoding="utf-8") as file:
        settings = file.read()
    with open(os.path.join(folder, "caseload.toml"), "w", encoding="utf-8") as file:
        file.write(settings + SETTINGS)
    stop_domain(inbox)
    explain_items(inbox)
    deliver_again(inbox)
    gather(inbox)
    leave_pending(inbox)
    leave_unpublished(inbox)
    begin_to_enforce(inbox)
    count_by_month(inbox)
    name_complainants(inbox)
    share_names(inbox)
    review_too(inbox)
    leave_visits(inbox)
    follow_complaints(inbox)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: varied.py SAMPLE FOLDER")
    main(*sys.argv[1:])
