"""Section 6: what changed since the last report, in the flags and in the data."""
import os
import re
from collections import Counter, defaultdict

from .. import markdown, published
from ..calendar import month_of, number
from ..cells import LAST, WINDOW
from ..received import fates
from .general import named
from .groups import STEPS, groups_of, standing
from .phrases import STATUSES, days_of

BEFORE = month_of(number(LAST) - 1)
PRINTED = 40
# What a figure may move by, and below which it is measured by this much.
LARGEST_MOVE = 0.5
FLOORS = {"窗口期月均案件": 20, "窗口期有案件的主体": 5, "核实线索": 20, "每万条记录退回": 20,
          "报告月已报送的主体": 5}
LARGEST_REVISION = 0.02
LINE = re.compile(r"^- ([A-Z]\d\d) \S+?，\S+?：(.*?)(?:（连续(\d+)期）)?$", re.M)


class LastReport:
    """The published files of the report before this one."""

    def __init__(self, inbox):
        self.folder = os.path.join(os.path.dirname(inbox), "reports", BEFORE)

    def rows(self, name):
        return published.rows(self.folder, name)


def compare_since_last(report, periods, order, cells, counts, inbox, became):
    last = LastReport(inbox)
    text = report.text.split("\n## 6 ")[1].split("\n## 7 ")[0]
    compare_statuses(report, last)
    compare_lines(report, markdown.plain(text), periods, order)
    compare_figures(report, last, text, cells, counts, fates(inbox, became))
    compare_restated(report, last, text, counts)


def compare_statuses(report, last):
    """New, persisting or gone, by the flags of the last report; none came back before it."""
    before = {row["flag_id"] for row in standing(last.rows("flags"))}
    gone = {row["flag_id"] for row in last.rows("flags")} - before
    now = {row["flag_id"] for row in standing(report.rows("flags"))}
    ours = {flag: "persisting" if flag in before else "reappeared" if flag in gone else "new"
            for flag in now}
    ours.update({flag: "resolved" for flag in before - now})
    report.compare("statuses of flags", ours, {
        row["flag_id"]: row["status"] for row in report.rows("flags")})


def compare_lines(report, text, periods, order):
    """The lines of each part, in their order, and how many are left out."""
    ours, theirs = {}, {}
    for part in text.split("\n### ")[1:]:
        title = part.split("\n")[0]
        if title not in STATUSES:
            continue
        flags = [row for row in report.rows("flags") if row["status"] == STATUSES[title]]
        codes = [code for code in order if code in report.general
                 and any(row["indicator"] == code for row in flags)]
        ours[title, "general"] = codes
        theirs[title, "general"] = re.findall(r"^- ([A-Z]\d\d) \S+?[\d,]+条（标记的对象超过四分之一", part, re.M)
        groups = groups_of(named(report, flags), periods, order)
        for at, group in enumerate(groups[:PRINTED]):
            persisted = group.persisted if title == "持续" else ""
            ours[title, at] = (group.first["indicator"], group.reason(), str(persisted))
        theirs.update({(title, at): found for at, found in enumerate(LINE.findall(part))})
        rest = re.search(r"其余(\d+)项见 flags.csv", part)
        ours[title, "rest"] = max(len(groups) - PRINTED, 0)
        theirs[title, "rest"] = int(rest.group(1)) if rest else 0
    report.compare("lines of what changed", ours, theirs)


def figures_of(month, cells, counts, records, flags):
    """Figures of a report by which the next one is measured."""
    window = [month_of(number(month) - back) for back in range(WINDOW)]
    own = Counter()
    for (at, unit, *_), sums in counts.items():
        own[unit] += sums["cases"] if at in window else 0
    # Every month of the sample was sent by some unit.
    every, refused = (sum(kinds[name] for kinds in records.values())
                      for name in ("RECORDS", "REJECTED"))
    sent = sum(cells.city.sent(unit, month) for unit in cells.city.units())
    return dict(zip(FLOORS, (rounded(own.total(), WINDOW), sum(number > 0 for number in own.values()),
                             len(standing(flags)), rounded(10_000 * refused, every), sent)))


def rounded(part, whole):
    return (2 * part + whole) // (2 * whole)


def compare_figures(report, last, text, cells, counts, records):
    """Both reports were made from the same archive."""
    before = figures_of(BEFORE, cells, counts, records, last.rows("flags"))
    now = figures_of(LAST, cells, counts, records, report.rows("flags"))
    ours = {}
    for name, floor in FLOORS.items():
        is_far = abs(now[name] - before[name]) > LARGEST_MOVE * max(before[name], floor)
        ours[name] = (str(before[name]), str(now[name]), "是" if is_far else "否")
    report.compare("figures beside the last report", ours, markdown.table(
        text.split("\n### 与上一期相比：数据变动")[1], "项目"))
    report.compare("month of the last report", {"months": (BEFORE, BEFORE)}, {
        "months": tuple(found and found.group(1) for found in (
            re.search(pattern, text, re.M) for pattern in (
                r"^上期为(\S+?)。", r"^与(\S+)的报告比较。")))})


def compare_restated(report, last, text, counts):
    """Months published last time that have other cases now."""
    published_cases, cases = defaultdict(Counter), defaultdict(Counter)
    for row in last.rows("case_counts"):
        published_cases[row["month"]][row["unit_code"].lstrip("'")] += int(row["cases"])
    for (month, unit, *_), sums in counts.items():
        cases[month][unit] += sums["cases"]
    ours = {}
    for month in sorted(published_cases.keys() | {at for at in cases if at <= BEFORE}):
        before, now = published_cases[month], cases[month]
        units = sum(before[unit] != now[unit] for unit in before.keys() | now.keys())
        if units:
            ours[month] = restated(before.total(), now.total(), units)
    part = text.split("\n### 此前各月案件数的修订")[1]
    is_same = "上一期已公布的各月案件数没有变化。" in part
    report.compare("months restated", ours, {} if is_same else markdown.table(part, "月份"))


def restated(before, now, units):
    change = now - before
    share = f"{100 * abs(change) / before:.1f}%" if before else ""
    is_far = change and abs(change) >= LARGEST_REVISION * before
    return (str(before), str(now), f"{change:+d}" if change else "0", share, str(units),
            "是" if is_far else "否")


def compare_register(report, rows):
    """The register of follow-ups: its sentence, and flag by flag the last day of each step."""
    if "\n### 整改台账" not in report.text:
        return
    text = markdown.section(report.text, "### 整改台账")
    flags = {row["flag_id"]: row for row in report.rows("flags")}
    words = {name: title for title, name in STATUSES.items()}
    ours, steps = {}, Counter()
    for flag, own in days_of(rows).items():
        row, step = flags[flag], max(own, key=lambda name: (own[name], STEPS.index(name)))
        steps[step] += 1
        ours[flag] = (row["indicator"], row["unit_name"] or row["district_name"],
                      words[row["status"]], *(own.get(name, "") for name in STEPS), step)
    report.compare("register of follow-ups", ours, {
        flag: (row[0].split(" ")[0], *row[1:])
        for flag, row in markdown.table(text, "线索编号").items()})
    now = {row["flag_id"] for row in standing(report.rows("flags"))}
    closed = sum(row[-1] == "已销号" and flag in now for flag, row in ours.items())
    numbers = (len(ours), *(steps[step] for step in STEPS), len(now & ours.keys()), closed)
    told = re.search(r"线索(\d+)条，最近环节为：" + "、".join(rf"{step}(\d+)条" for step in STEPS)
                     + r"；其中本期仍标记(\d+)条。(?:已销号而本期仍标记的(\d+)条)?", text)
    report.compare("register of follow-ups, as told", {"figures": numbers}, {
        "figures": told and tuple(int(figure or 0) for figure in told.groups())})
