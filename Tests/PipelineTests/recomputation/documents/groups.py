"""Flags folded to what documents tell as one finding, by the printed rule."""
import csv
import math
import os
import re
from collections import Counter, defaultdict

from .. import markdown
from ..cells import LAST

SEVERITIES = ("alert", "warning", "notice")
GRADES = {"alert": "A级", "warning": "B级", "notice": "提示"}
SILENCES = ("Z03", "Z04", "Z07")
JUDGED = ("Z03", "Z04")
CERTAIN = "99%以上"
QUESTIONS, MANY = 3, 5
STEPS = ("已询问", "已答复", "已整改", "已销号")


def standing(flags):
    return [row for row in flags if row["status"] != "resolved"]


class Group:
    """Flags of an indicator, subject and category, the one that says most first."""

    def __init__(self, flags, periods):
        self.flags = sorted(flags, key=lambda row: (
            SEVERITIES.index(row["severity"]), row["item_code"] != "",
            float(row["p_value"] or 1), row["flag_id"]))
        self.first = self.flags[0]
        self.severity = min((row["severity"] for row in flags), key=SEVERITIES.index)
        self.persisted = max(periods[row["flag_id"]] for row in flags)
        self.start = min(row["period_from"] for row in flags)
        self.end = max(row["period_to"] for row in flags)

    def reason(self):
        """The sentence of the group; one of several says of how many."""
        text, others = markdown.plain(self.first["reason"]), self.flags[1:]
        if not others:
            return text
        return f"{text}（等{len(self.flags)}项{self.chances(others)}）"

    def chances(self, others):
        """Of a silence: how likely inaction is by the flags whose sentence is not told."""
        if self.first["indicator"] not in JUDGED or not all(row["effect"] for row in others):
            return ""
        shares = sorted(float(row["effect"]) for row in others)
        ends = dict.fromkeys(likelihood(share) for share in (shares[0], shares[-1]))
        about = "" if next(iter(ends)) == CERTAIN else "约"
        return f"，模型判断其余{len(others)}项停办或从未办理的可能为{about}{'至'.join(ends)}"


def likelihood(share):
    """A chance in print: rounded down, and never certain."""
    percent = math.floor(100 * share)
    return CERTAIN if percent >= 99 else f"{percent}%"


def concentrated(flags):
    """Subjects that have more than a quarter of the flags, and at least five: how many, who, and
    whether most of them are of a silence."""
    owned = defaultdict(list)
    for row in flags:
        owned[row["unit_code"] or row["district_code"]].append(row)
    return tuple((str(len(own)), own[0]["unit_name"] or own[0]["district_name"], is_silence(own))
                 for subject, own in sorted(owned.items())
                 if subject and len(owned) > 1 and len(own) >= MANY and 4 * len(own) > len(flags))


def is_silence(flags):
    return 2 * sum(row["indicator"] in SILENCES for row in flags) > len(flags)


def compare_concentrated(report, what, flags, plain):
    """Flags of the summary that one subject makes."""
    told = re.findall(r"其中(\d+)条同出于([^，。]+)(，多为其静默在不同指标、领域、事项上的反映)?。", plain)
    report.compare(f"{what}: flags of one subject", {"figures": concentrated(flags)}, {
        "figures": tuple((number, name, bool(silence)) for number, name, silence in told)})


def groups_of(flags, periods, order):
    """Groups by severity, persistence, order of indicators and identifier."""
    members = defaultdict(list)
    for row in flags:
        members[row["indicator"], row["unit_code"] or row["district_code"],
                row["category"]].append(row)
    return sorted((Group(rows, periods) for rows in members.values()), key=lambda group: (
        SEVERITIES.index(group.severity), -group.persisted,
        order.index(group.first["indicator"]), group.first["flag_id"]))


def questions_of(groups):
    """The groups that become questions: one an indicator, and one silence a unit, while others
    remain."""
    firsts, others, seen, told = [], [], set(), set()
    for group in groups:
        code = group.first["indicator"]
        subject = group.first["unit_code"] or group.first["district_code"]
        if code in seen or code in SILENCES and subject in told:
            others.append(group)
            continue
        seen.add(code)
        told |= {subject} if code in SILENCES else set()
        firsts.append(group)
    return (firsts + others)[:QUESTIONS]


def periods_of(report):
    """Reports in a row that carry a flag, by the reports beside this one."""
    beside = os.path.join(report.folder, "..")
    months = sorted((name for name in os.listdir(beside)
                     if name[:4].isdigit() and name[4:5] == "-" and name < LAST), reverse=True)
    counts = Counter()
    going = {row["flag_id"] for row in report.rows("flags")}
    for row in report.rows("flags"):
        # Without the last report beside it, a flag that persists is one of two.
        counts[row["flag_id"]] = 2 if row["status"] == "persisting" and not months else 1
    for month in months:
        with open(os.path.join(beside, month, "flags.csv"), encoding="utf-8-sig",
                  newline="") as file:
            going &= {row["flag_id"] for row in standing(csv.DictReader(file))}
        counts.update(going)
    return counts
