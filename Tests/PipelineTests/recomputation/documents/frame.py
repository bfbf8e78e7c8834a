"""The head of the report, and the sentences of its first two sections."""
import os
import re

from .. import markdown
from ..calendar import month_end, month_of, number
from ..cells import LAST
from ..exports import records, text_of
from ..powers import percent
from ..published import compare_headline

# Months after which the figures of a month are final, and the only snapshot of the archive.
CLOSING, SNAPSHOT = 3, 1


def compare_frame(report, cells, cases, inbox):
    compare_head(report, cells)
    compare_basis(report, cells)
    compare_unmatched(report, cells.city, cases)
    compare_columns(report, inbox)


def vintage():
    """Whether the last export reaches the end of the months after which figures are final."""
    # The sample's exports end with the report month.
    return "最终数" if month_end(LAST) >= month_end(month_of(number(LAST) + CLOSING)) else "初步数"


def compare_head(report, cells):
    head = markdown.table(report.text.split("\n## 1 ")[0], "项目")
    ours = {
        "数据快照": f"第{SNAPSHOT}号", "数据版次": f"{vintage()}（各单位报告月均已报送，"
            f"且数据已到月后满{CLOSING}个月的，为最终数）",
        "分析窗口": f"{cells.window[0]}至{LAST}（共{len(cells.window)}个月）",
        "观察期": f"{cells.months[0]}至{LAST}", "上一期": month_of(number(LAST) - 1),
        "复现命令": f"caseload run --month {LAST}"}
    report.compare("head of the report", {name: (text,) for name, text in ours.items()},
                   {name: head.get(name) for name in ours})
    year, month = LAST.split("-")
    title = re.search(r"^# .*（(\d{4})年(\d+)月）$", report.text, re.M)
    report.compare("title of the report", {"month": (year, str(int(month)))},
                   {"month": title and title.groups()})


def compare_basis(report, cells):
    """By what each unit-month due is known to have come, and how many did in the window."""
    city = cells.city
    due = [(unit, month) for unit in city.units() for month in cells.months
           if city.exists(unit, month)]
    registered = sum(any((code, month) in city.feeds for code in city.former(unit))
                     for unit, month in due)
    # The register of the sample holds every unit-month that is due.
    report.compare("what deliveries are known by", {
        "figures": (str(registered), "0", str(len(due) - registered))}, {
            "figures": re.search(r"按报送登记(\d+)个主体月，按文件覆盖期间(\d+)个主体月，无报送依据(\d+)个主体月",
                                 markdown.plain(report.text)).groups()})
    window = [pair for pair in due if pair[1] in cells.window]
    missing = [pair for pair in window if not city.sent(*pair)]
    compare_headline(
        report, "Q01", r"应报送(\d+)个单位·月，收到(\d+)个，完整率([\d.]+%)；(\d+)个单位有缺报",
        (len(window), len(window) - len(missing),
         percent(len(window) - len(missing), len(window)), len({unit for unit, _ in missing})))


def compare_unmatched(report, city, cases):
    """Cases of all months that match no item, under the table of rules."""
    ours = sum(not city.matched(rows[0])[1] for rows in cases.values())
    found = re.search(r"另有(\d+)件案件（全部历史月份合计）的事项或领域不在事项清单中", markdown.plain(report.text))
    report.compare("cases outside the catalogue", {"cases": str(ours)},
                   {"cases": found and found.group(1)})


def compare_columns(report, inbox):
    """Columns that no other export of cases has are unknown; an amount may be in another unit."""
    headers = {name: header(inbox, name) for name in report_files(report, inbox)}
    ours = {}
    for name, titles in headers.items():
        others = set().union(*(own for other, own in headers.items() if other != name))
        unknown = len(titles - others)
        if unknown:
            ours[name] = str(unknown)
    report.compare("columns that are unknown", ours, {
        row["file"]: row["rows"] for row in report.rows("data_quality")
        if row["rule"] == "COLUMN-UNKNOWN"})
    table = markdown.table(markdown.section(report.text, "## 2 "), "代码")
    report.compare("columns that are unknown, as told", {
        "figures": (str(sum(map(int, ours.values()))), str(len(ours)))},
                   {"figures": table.get("COLUMN-UNKNOWN", ("", "0", "0"))[1:]})


def report_files(report, inbox):
    """Exports of cases, which are compared by name elsewhere."""
    return sorted({row["file"] for row in report.rows("data_quality") if row["table"] == "cases"}
                  & set(os.listdir(inbox)))


def header(inbox, name):
    """Titles of an export without their units."""
    with open(f"{inbox}/{name}", "rb") as file:
        return {re.sub(r"[(（].*[)）]$", "", title.strip())
                for title in next(records(text_of(file.read())))}
