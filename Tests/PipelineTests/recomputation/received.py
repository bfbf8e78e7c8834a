"""Sections 1 and 2 of the report, and Q01: what came, what was refused, which months are missing."""
import os
import re
from collections import Counter, defaultdict

from . import markdown
from .calendar import month_end
from .exports import rows_of
from .powers import percent

TABLES = {
    "追责": "accountability", "年报": "annual_totals", "职权与赋权清单": "authority",
    "检查频次上限": "caps", "行政处罚案件": "cases", "执法事项清单": "catalogue",
    "投诉举报": "complaints", "对执法行为的投诉": "conduct_complaints", "行政区划": "districts",
    "零办案说明": "explanations", "监管对象底数": "exposure", "报送登记": "feeds",
    "罚没收入": "finances", "整改台账": "followups", "节假日": "holidays", "行政检查": "inspections",
    "执法人员": "officers", "移送移交": "referrals", "监管对象名录": "register", "执法主体": "units"}
FATES = ("ACCEPTED", "REJECTED", "DUPLICATE", "SUPERSEDED")
OTHERS = ("BLANK", "REPEATED_HEADER", "TOTAL_ROW")
RULE = re.compile(r"[A-Z]+-[A-Z]+|CORRECTION")


def compare(report, cells, inbox, became, counts):
    by_file = fates(inbox, became)
    compare_tables(report, by_file)
    compare_files(report, by_file)
    compare_dates(report)
    compare_rules(report, became)
    compare_unread(report, cells)
    compare_months(report, cells)
    compare_missing(report, cells, counts)


def fates(inbox, became):
    """Records of each file by what became of them; only cases know others than accepted."""
    found = {}
    for name in sorted(os.listdir(inbox)):
        if name in became:
            found[name] = became[name]
            continue
        rows, kinds = rows_of(os.path.join(inbox, name))
        found[name] = Counter(kinds, ACCEPTED=len(rows))
    return found


def table_of(name):
    return re.sub(r"-\d{4}-\d\d$", "", name.removesuffix(".csv"))


def compare_tables(report, by_file):
    sums, files = defaultdict(Counter), Counter()
    for name, kinds in by_file.items():
        sums[table_of(name)].update(kinds)
        files[table_of(name)] += 1
    ours = {title: (files[name], sums[name]["RECORDS"], *(sums[name][fate] for fate in FATES),
                    sum(sums[name][fate] for fate in OTHERS)) for title, name in TABLES.items()}
    report.compare("files and records by table",
                   {title: tuple(map(str, row)) for title, row in ours.items()},
                   markdown.table(markdown.section(report.text, "## 1 "), "数据表"))
    fate_names = ("RECORDS", *FATES, *OTHERS)
    theirs = {(row["file"], row["rule"]): int(row["rows"]) for row in report.rows("data_quality")
              if row["rule"] in fate_names}
    ours = {(name, fate): kinds[fate] for name, kinds in by_file.items() for fate in fate_names}
    report.compare("records of each file", ours, theirs)


def compare_files(report, by_file):
    """Files with refused records, one by one."""
    found = re.findall(r"^- (\S+\.csv)：退回(\d+)行，共(\d+)行", markdown.plain(report.text), re.M)
    report.compare("files with refused records", {
        name: (str(kinds["REJECTED"]), str(kinds["RECORDS"]))
        for name, kinds in by_file.items() if kinds["REJECTED"]},
                   {name: tuple(numbers) for name, *numbers in found})


def compare_dates(report):
    """The day that an export speaks up to, by its name; a table of the city has none."""
    ours = {}
    for row in report.rows("data_quality"):
        month = re.search(r"-(\d{4}-\d\d)\.csv$", row["file"])
        ours[row["file"], row["rule"], row["unit_code"]] = month_end(month.group(1)) if month else ""
    report.compare("days that exports speak up to", ours, {
        (row["file"], row["rule"], row["unit_code"]): row["as_of"]
        for row in report.rows("data_quality")})


def compare_rules(report, became):
    """Rows and files of each rule that a record of a case broke, or a later one corrected."""
    rows, files = Counter(), Counter()
    for kinds in became.values():
        for rule, number in kinds.items():
            if RULE.fullmatch(rule) and number:
                rows[rule] += number
                files[rule] += 1
    theirs = markdown.table(markdown.section(report.text, "## 2 "), "代码")
    theirs.pop("COLUMN-UNKNOWN", None)
    report.compare("records by rule", {
        rule: (str(rows[rule]), str(files[rule])) for rule in rows},
                   {rule: cells[1:] for rule, cells in theirs.items()})


def compare_unread(report, cells):
    """Rejected records of cases that nothing mended, by unit."""
    every = cells.events.unread_by_unit()
    recent = Counter(
        unit for unit, _, _, _, month in cells.events.unread if month in cells.window)
    section = markdown.section(report.text, "## 2 ")
    told = re.search(r"尚未更正的退回案件记录(\d+)条", section)
    report.compare("rejected records of cases", {"all": str(sum(every.values()))},
                   {"all": told.group(1) if told else "0"})
    report.compare("rejected records of cases by unit", {
        cells.city.unit_name[unit]: (unit, str(recent[unit]), str(number))
        for unit, number in every.items()}, markdown.table(section, "执法主体") if told else {})
    by_year = Counter((unit, month[:4]) for unit, _, _, _, month in cells.events.unread)
    compare_told(
        report, "rejected records beside totals that differ",
        report.flags("Q05") + [row for row in report.flags("P08") if row["category"] == "receipts"],
        lambda row: by_year[row["unit_code"], row["period_from"][:4]], "另有该年案件记录")
    # They may hold the decisions of open cases.
    compare_told(
        report, "rejected records beside open cases past the term", report.flags("L01"),
        lambda row: every[row["unit_code"]] if re.search(
            r"未结案件\d+件中已超过期限[1-9]", row["reason"]) else 0, "另有案件记录")


def compare_told(report, what, rows, number_of, words):
    """How many rejected records the sentences of flags tell; none where they are silent."""
    ours, theirs = {}, {}
    for row in rows:
        told = re.search(words + r"(\d+)条被退回", row["reason"])
        ours[row["flag_id"]] = str(number_of(row))
        theirs[row["flag_id"]] = told.group(1) if told else "0"
        report.numbers_read[row["flag_id"]].add(ours[row["flag_id"]])
    report.compare(what, ours, theirs)


def compare_months(report, cells):
    """Unit-months of the window and of all months, due and come."""
    ours = {}
    for title, months in (("分析窗口", cells.window), ("观察期", cells.months)):
        due = [(unit, month) for unit in cells.city.units() for month in months
               if cells.city.exists(unit, month)]
        came = sum(cells.city.sent(*pair) for pair in due)
        ours[f"{title} {months[0]}至{months[-1]}"] = tuple(
            map(str, (len(due), came, len(due) - came))) + (percent(came, len(due)),)
    report.compare("unit-months due and come", ours,
                   markdown.table(markdown.section(report.text, "## 1 "), "时段"))


def compare_missing(report, cells, counts):
    """Q01: units that lack months or had no case at all, with their cases of the months sent."""
    cases = Counter()
    for (month, unit, *_), sums in counts.items():
        if month in cells.window and cells.city.sent(unit, month):
            cases[unit] += sums["cases"]
    ours, listed = {}, {}
    for unit in cells.city.units():
        due = [month for month in cells.window if cells.city.exists(unit, month)]
        missing = [month for month in due if not cells.city.sent(unit, month)]
        name = cells.city.unit_name[unit]
        if missing or not cases[unit]:
            ours[name] = (str(len(due)), str(len(due) - len(missing)), " ".join(missing),
                          str(cases[unit]))
        if missing:
            listed[name] = (unit, str(len(missing)), ranges(missing, cells.months))
    compare_sentences(report, cells, ours)
    report.compare("Q01 units", ours,
                   markdown.table(markdown.section(report.text, "### Q01 "), "单位"))
    text = report.text.split("以下主体有未报送的月份")[-1] if listed else "\n| 执法主体 |\n| --- |"
    report.compare("months not sent", listed, markdown.table(text, "执法主体"))


def compare_sentences(report, cells, units):
    """Months due and missing, as the sentences of Q01 tell them."""
    ours, theirs = {}, {}
    for row in report.flags("Q01"):
        due, came, *_ = units.get(cells.city.unit_name[row["unit_code"]], ("0", "0"))
        ours[row["unit_code"]] = (due,) + ((str(int(due) - int(came)),) if due != came else ())
        theirs[row["unit_code"]] = tuple(re.findall(r"(\d+)个月", row["reason"]))
    report.compare("Q01 sentences", ours, theirs)


def ranges(missing, months):
    """Months as runs."""
    runs = []
    for month in missing:
        if runs and months.index(month) == months.index(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs)
