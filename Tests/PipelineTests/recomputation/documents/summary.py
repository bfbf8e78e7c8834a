"""The first paragraph of the city's briefing, the cells tested, and what changed."""
import re
from collections import Counter

from .. import markdown
from ..powers import percent
from .groups import STEPS, standing
from .phrases import days_of

PAIR = r"期内共有案件(\d+)件。按月应报送(\d+)个主体月，收到(\d+)个（([\d.]+%)）"
FLAGS = r"本期共有(\d+)条核实线索，涉及(\d+)个主体、(\d+)项指标"


def found(pattern, text):
    match = re.search(pattern, markdown.plain(text))
    return match and match.groups()


def compare_summary(report, text, cells, counts):
    city, window = cells.city, cells.window
    due = [(unit, month) for unit in city.units() for month in window if city.exists(unit, month)]
    came = sum(city.sent(*pair) for pair in due)
    cases = sum(sums["cases"] for key, sums in counts.items() if key[0] in window)
    report.compare("briefing: cases and unit-months", {"figures": (
        str(cases), str(len(due)), str(came), percent(came, len(due)))},
                   {"figures": found(PAIR, text)})
    flags = standing(report.rows("flags"))
    report.compare("briefing: flags, units and indicators", {"figures": tuple(map(str, (
        len(flags), len({row["unit_code"] for row in flags} - {""}),
        len({row["indicator"] for row in flags}))))}, {"figures": found(FLAGS, text)})
    tested = [row for row in report.rows("zero_cells") if row["q_value"]]
    marked = sum(row["verdict"] in ("grade_a", "grade_b") for row in tested)
    report.compare("briefing: cells tested", {"figures": (str(len(tested)), str(marked))}, {
        "figures": found(r"本期检验(\d+)个零案单元，标记(\d+)个", text)})


LINE = re.compile(r"^- ([A-Z]\d\d) \S+?，\S+?：(?:上期曾标记：)?(.*?)(?:（连续(\d+)期）)?$", re.M)


def compare_changes_listed(report, periods):
    """Each line of the section of changes is the sentence of a flag that became just that."""
    by_reason = {}
    for row in report.rows("flags"):
        by_reason[row["indicator"], row["status"],
                   markdown.plain(row["reason"].removeprefix("上期曾标记："))] = row["flag_id"]
    body = markdown.plain(report.text.split("\n## 6 ")[1].split("\n## 7 ")[0])
    wrong = {}
    for part in body.split("\n### ")[1:]:
        status = {"新增": "new", "持续": "persisting", "已消除": "resolved",
                  "再次出现": "reappeared"}.get(part.split("\n")[0])
        for code, text, number in LINE.findall(part) if status else ():
            sentence = re.sub(r"（等\d+项）$", "", text)
            identifier = by_reason.get((code, status, sentence))
            if not identifier or number and int(number) != periods[identifier]:
                wrong[status, code, sentence] = number
    report.compare("lines of changes that no flag has", {}, wrong)


def compare_register(report, rows):
    """The register of follow-ups, flag by flag, with the last day of each step."""
    ours = {flag: (*(own.get(step, "") for step in STEPS),
                   max(own, key=lambda step: (own[step], STEPS.index(step))))
            for flag, own in days_of(rows).items()}
    if "\n### 整改台账" not in report.text:
        return
    table = markdown.table(markdown.section(report.text, "### 整改台账"), "线索编号")
    report.compare("register of follow-ups", ours, {flag: row[-5:] for flag, row in table.items()})


def compare_quality_headlines(report, cells, revisions, became):
    """The sentences above the tables of Q03 and Q04."""
    by_age, by_unit = revisions.tables(cells.window)
    sums = Counter()
    for added, replaced, withdrawn, _, decided in by_age.values():
        sums.update(added=int(added), replaced=int(replaced), withdrawn=int(withdrawn),
                    decided=int(decided))
    text = markdown.section(report.text, "### Q03 ")
    report.compare("Q03 headline", {"figures": tuple(str(sums[name]) for name in (
        "added", "replaced", "withdrawn", "decided"))}, {"figures": found(
            r"补报(\d+)件、更改(\d+)件、移往他月(\d+)件；另有未决案件(\d+)件", text)})
    copies = sum(kinds["DUPLICATE"] for kinds in became.values())
    report.compare("Q04 headline", {"figures": (str(copies),)}, {"figures": found(
        r"各导出文件共有(\d+)行重复", markdown.section(report.text, "### Q04 "))})
