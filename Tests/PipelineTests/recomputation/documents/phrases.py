"""What a briefing says of its months, of the register of follow-ups, and of what changed."""
import re
from collections import Counter

from .. import markdown
from ..calendar import month_of, number
from ..cells import LAST
from .groups import STEPS

STATUSES = {"新增": "new", "持续": "persisting", "已消除": "resolved", "再次出现": "reappeared"}


def compare_months(report, what, text, window):
    """The window, the month and the last report, wherever they are told."""
    plain = markdown.plain(text)
    whole = (f"{window[0]}至{window[-1]}", str(len(window)))
    ours, theirs = {}, {}
    for at, found in enumerate(re.findall(r"统计(?:时段|窗口)为(\S+?)（共(\d+)个月）", plain)):
        ours["window", at], theirs["window", at] = whole, found
    for at, found in enumerate(re.findall(r"month=([^；）]+)", plain)):
        ours["reference", at], theirs["reference", at] = f"{window[0]}..{window[-1]}", found
    year, month = LAST.split("-")
    before = month_of(number(LAST) - 1)
    for name, expected, pattern in (
            ("title", (year, str(int(month))), r"^# .*（(\S+)年(\d+)月）"),
            ("last report", (before,), r"^上期为(.+?)。"),
            ("published months", (before,), r"^- (\S+)的报告已公布的各月案件数没有变化。"),
            ("folder", (LAST,), r"caseload trace reports/([^/ ]+)")):
        found = re.search(pattern, plain, re.M)
        # Without a last report, or where months were restated, there is no such line.
        if found or name in ("title", "folder"):
            ours[name], theirs[name] = expected, found and found.groups()
    report.compare(f"{what}: months", ours, theirs)


def days_of(rows):
    """The last day of each step of a flag."""
    days = {}
    for row in rows:
        if row["环节"] in STEPS:
            own = days.setdefault(row["问题编号"], {})
            own[row["环节"]] = max(own.get(row["环节"], ""), row["日期"])
    return days


def compare_ledger(report, what, text, groups, rows):
    """What the register has of each question."""
    days = days_of(rows)
    ours = {}
    for at, group in enumerate(groups):
        own = days.get(group.first["flag_id"], {})
        ours[at] = "、".join(f"{step} {own[step]}" for step in STEPS if step in own)
    told = re.findall(r"^- (?:台账：(.*)。|答复：（待填写）)$", markdown.plain(text), re.M)
    report.compare(f"{what}: register of questions", ours, dict(enumerate(told)))


def compare_brief_changes(report, what, text, flags, periods):
    """Flags by indicator that are new, gone or back, and how long others have persisted."""
    ours, theirs = Counter(), {}
    for row in flags:
        title = next(title for title, name in STATUSES.items() if name == row["status"])
        if title == "持续":
            ours[title, f"连续{periods[row['flag_id']]}期"] += 1
        else:
            ours[title, row["indicator"]] += 1
    part = markdown.plain(text).split("\n## 三、")[1].split("\n## ")[0]
    for title, line in re.findall(r"^- (新增|持续|已消除|再次出现)：(.*)。$", part, re.M):
        pattern = r"(连续\d+期)：(\d+)条" if title == "持续" else r"([A-Z]\d\d) [^；]*?(\d+)条"
        theirs.update({(title, name): int(count) for name, count in re.findall(pattern, line)})
    report.compare(f"{what}: changes by indicator", dict(ours), theirs)


def compare_closed(report, what, text, flags, rows):
    """Flags that stand although the last step of the register closed them."""
    standing_now = {row["flag_id"] for row in flags if row["status"] != "resolved"}
    closed = sum(flag in standing_now and max(own, key=lambda step: (own[step], STEPS.index(step)))
                 == "已销号" for flag, own in days_of(rows).items())
    found = re.search(r"已销号而本期仍标记的(\d+)条", markdown.plain(text))
    report.compare(f"{what}: closed and still flagged", {"figures": closed},
                   {"figures": int(found.group(1)) if found else 0})
