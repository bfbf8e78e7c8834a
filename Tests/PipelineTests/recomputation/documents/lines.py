"""Lines of briefings that repeat a figure: what is good, what was not judged, who is meant."""
import re
from collections import defaultdict

from .. import markdown
from ..cells import LONG
from .clauses import CODE, headline, parts_of
from .frame import CLOSING, SNAPSHOT, vintage
from .groups import groups_of, standing
from .phrases import STATUSES

TOLD = 3
# As in the program: no report says that all was transferred, and that a month is over is nothing good.
NO_STRENGTH, PASSING = "L06", "Z10"
PATTERNS = ("S", "P")


def compare_head(report, what, text):
    """The snapshot, how final the figures are, and the setting of what is long."""
    plain = markdown.plain(text)
    found = re.search(r"数据快照第(\d+)号。数据版次：(\S+)（各单位报告月均已报送，且数据已到月后满(\d+)个月", plain)
    report.compare(f"{what}: snapshot and vintage", {
        "figures": (str(SNAPSHOT), vintage(), str(CLOSING))}, {"figures": found and found.groups()})
    long = re.search(r"“长期”没有公开的统一标准，本简报按设置取(\d+)个月", plain)
    report.compare(f"{what}: what is long", {"months": str(LONG)},
                   {"months": long and long.group(1)})


def compare_named(report, what, text, flags):
    """How many subjects of an indicator are not named among what is new, gone or back."""
    subjects = defaultdict(set)
    for row in flags:
        subjects[row["status"], row["indicator"]].add(row["unit_code"] or row["district_code"])
    part = markdown.plain(text).split("\n## 三、")[1].split("\n## ")[0]
    ours, theirs = {}, {}
    for title, line in re.findall(r"^- (新增|已消除|再次出现)：(.*)。$", part, re.M):
        for entry in line.split("；"):
            code = CODE.search(entry).group()
            names = re.search(r"（(.*)）$", entry).group(1)
            if "超过四分之一" in names:
                ours[title, code], theirs[title, code] = code in report.general, True
                continue
            rest = re.search(r"等，另有(\d+)个对象$", names)
            ours[title, code] = len(subjects[STATUSES[title], code])
            theirs[title, code] = len(names.split("等，另有")[0].split("、")) + (
                int(rest.group(1)) if rest else 0)
    report.compare(f"{what}: subjects of what changed", ours, theirs)


def compare_city(report, text, periods, order):
    """What the briefing of the city alone says."""
    plain = markdown.plain(text)
    compare_strengths(report, plain, periods, order)
    compare_unjudged(report, text)
    # As many as the report lists, which folds what is one finding.
    ours = sum(group.first["indicator"].startswith(PATTERNS)
               for group in groups_of(standing(report.rows("flags")), periods, order))
    found = re.search(r"选择性执法、逐利执法方面需要核实的差异(\d+)项", plain)
    report.compare("briefing: differences", {"findings": ours},
                   {"findings": int(found.group(1)) if found else 0})
    lines = {"revisions": (f"- 后续报送的修订（Q03）：{headline(report, 'Q03')}",),
             "register": tuple(f"- {line}" for line in markdown.plain(markdown.section(
                 report.text, "### 整改台账")).split("\n") if line.startswith("整改台账中的线索"))}
    report.compare("briefing: lines of the report", {name: True for name in lines}, {
        name: all(line in plain.split("\n") for line in own) for name, own in lines.items()})


def compare_strengths(report, plain, periods, order):
    """Indicators that judged somebody and flagged nobody, then flags that are gone."""
    rows = {row["indicator"]: row for row in report.rows("coverage")}
    ours = [(code, f"{rows[code]['passed']}个对象均未出现线索。{headline(report, code)}")
            for code in order if rows[code]["computed"] == "true" and code != NO_STRENGTH
            and rows[code]["flagged"] == "0" and int(rows[code]["passed"])]
    gone = [row for row in report.rows("flags")
            if row["status"] == "resolved" and row["indicator"] != PASSING]
    ours += [(group.first["indicator"], group.first["flag_id"])
             for group in groups_of(gone, periods, order)]
    part = plain.split("\n### （一）")[1].split("\n### ")[0]
    theirs = re.findall(r"^- ([A-Z]\d\d) [^：]*：(.*)$", part, re.M)
    report.compare("briefing: what is good", dict(enumerate(ours[:TOLD])), {
        at: (code, told if "均未出现线索" in told else re.search(r"[A-Z]\d\d-\w{12}", told).group())
        for at, (code, told) in enumerate(theirs)})


def compare_unjudged(report, text):
    """Subjects that could not be judged, in brackets behind an indicator."""
    rows = {row["indicator"]: row["not_computable"] for row in report.rows("coverage")
            if row["computed"] == "true"}
    ours, theirs = {}, {}
    for _, said in parts_of(text):
        for title in ("只作描述", "。未出现线索", "本期没有可判断的对象"):
            found = re.search(title + r"：(.*?)(?:。|$)", said)
            for entry in found.group(1).split("、") if found else ():
                number = re.search(r"（(\d+)个对象未判断）", entry)
                code = CODE.search(entry).group()
                ours[code] = rows[code]
                theirs[code] = number.group(1) if number else "0"
    report.compare("briefing: subjects not judged", ours, theirs)
