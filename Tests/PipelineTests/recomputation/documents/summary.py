"""The first paragraph of the city's briefing, the cells tested, and headlines of the data."""
import re
from collections import Counter

from .. import markdown
from ..powers import percent
from .groups import compare_concentrated, standing

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
    compare_concentrated(report, "briefing", flags, markdown.plain(text))
    tested = [row for row in report.rows("zero_cells") if row["q_value"]]
    marked = sum(row["verdict"] in ("grade_a", "grade_b") for row in tested)
    report.compare("briefing: cells tested", {"figures": (str(len(tested)), str(marked))}, {
        "figures": found(r"本期检验(\d+)个零案单元，标记(\d+)个", text)})


def compare_quality_headlines(report, cells, revisions, became):
    """The sentences above the tables of Q03 and Q04."""
    by_age, by_unit = revisions.tables(cells.window)
    sums = Counter()
    for added, replaced, withdrawn, _, decided in by_age.values():
        sums.update(added=int(added), replaced=int(replaced), withdrawn=int(withdrawn),
                    decided=int(decided))
    text = markdown.section(report.text, "### Q03 ")
    # No unit of the sample was revised that much, and no column has that many blanks.
    report.compare("Q03 headline", {"figures": (*(str(sums[name]) for name in (
        "added", "replaced", "withdrawn", "decided")), "0")}, {"figures": found(
            r"补报或移入(\d+)件次、更改(\d+)件次、移往他月(\d+)件次；另有未决案件(\d+)件.*。"
            r"(\d+)个单位对较早月份", text)})
    copies = sum(kinds["DUPLICATE"] for kinds in became.values())
    report.compare("Q04 headline", {"figures": (str(copies), "0")}, {"figures": found(
        r"各导出文件共有(\d+)行重复（已剔除）；(\d+)个单位·列", markdown.section(report.text, "### Q04 "))})
