"""Figures of the sentences of a division's briefing."""
import re

from .. import markdown
from ..cells import LAST
from ..documents.groups import compare_concentrated, standing
from ..powers import percent


def numbers(pattern, text):
    """Whole numbers and shares of the sentence that a pattern finds; None where there is none."""
    found = re.search(pattern, markdown.plain(text))
    return found and found.groups()


def summary_of(cells, counts, scope):
    """Units, their cases of the window, cases of others in the place, unit-months due and come."""
    own = others = due = came = 0
    for (month, unit, place, *_), sums in counts.items():
        if month in cells.window and scope.contains(unit, place):
            own += sums["cases"] * (unit in scope.units)
            others += sums["cases"] * (unit not in scope.units)
    for unit in scope.units:
        months = [month for month in cells.window if cells.city.exists(unit, month)]
        due += len(months)
        came += sum(cells.city.sent(unit, month) for month in months)
    return len(scope.units), own, others, due, came


def compare_summary(report, what, document, cells, counts, scope):
    units, own, others, due, came = summary_of(cells, counts, scope)
    text = document.text
    report.compare(f"{what}: units and cases", {"figures": (str(units), str(own))},
                   {"figures": numbers(r"本地执法主体(\d+)个，期内案件(\d+)件", text)})
    report.compare(f"{what}: cases of other units", {"figures": (str(others),) if others else None},
                   {"figures": numbers(r"另有其他主体在本地办理的案件(\d+)件", text)})
    ours = (str(due), str(came), percent(came, due)) if due else None
    report.compare(f"{what}: unit-months", {"figures": ours},
                   {"figures": numbers(r"按月应报送(\d+)个主体月，收到(\d+)个（([\d.]+%)）", text)})
    delivered = numbers(r"报送齐全：应报送的(\d+)个主体月全部收到", text)
    if delivered:
        report.compare(f"{what}: complete deliveries", {"figures": (str(came), True)},
                       {"figures": (*delivered, due == came)})


def compare_flags(report, what, document, flags):
    """What the briefing says of the flags of the place, which the report lists one by one."""
    own, text = standing(flags), document.text
    ours = (str(len(own)), str(len({row["unit_code"] for row in own} - {""})),
            str(len({row["indicator"] for row in own}))) if own else None
    report.compare(f"{what}: flags", {"figures": ours},
                   {"figures": numbers(r"本期共有(\d+)条核实线索，涉及(\d+)个主体、(\d+)项指标", text)})
    compare_concentrated(report, what, own, markdown.plain(text))


def compare_tested(report, what, document, cells_of_place):
    """Cells that were tested and flagged, in the section of methods."""
    tested = [row for row in cells_of_place if row["q_value"]]
    flagged = sum(row["verdict"] in ("grade_a", "grade_b") for row in tested)
    report.compare(f"{what}: cells tested", {"figures": (str(len(tested)), str(flagged))},
                   {"figures": numbers(r"本期检验(\d+)个零案单元，标记(\d+)个", document.text)})


STEPS = ("已询问", "已答复", "已整改", "已销号")


def compare_followups(report, what, document, steps, flags):
    """How far the register of follow-ups has come with the flags of the place."""
    standing_now = {row["flag_id"] for row in standing(flags)}
    last = {flag: rows[-1] for flag, rows in steps.items()}
    found = numbers(r"整改台账中的线索(\d+)条，最近环节为：已询问(\d+)条、已答复(\d+)条、已整改(\d+)条、"
                    r"已销号(\d+)条；其中本期仍标记(\d+)条", document.text)
    ours = (len(last), *(sum(step == name for step in last.values()) for name in STEPS),
            sum(flag in standing_now for flag in last))
    report.compare(f"{what}: steps of follow-ups",
                   {"figures": tuple(map(str, ours)) if last else None}, {"figures": found})


def steps_of(rows, flags):
    """Steps by flag, the latest last; of flags of the place alone."""
    known = {row["flag_id"] for row in flags}
    found = {}
    order = {name: at for at, name in enumerate(STEPS)}
    for row in sorted(rows, key=lambda row: (row["日期"], order.get(row["环节"], -1))):
        if row["问题编号"] in known and row["环节"] in STEPS and row["日期"] <= LAST + "-31":
            found.setdefault(row["问题编号"], []).append(row["环节"])
    return found
