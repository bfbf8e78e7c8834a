"""Sentences above the tables of the zero indicators."""
import re
from .judged import about
from collections import Counter

from . import explanations, markdown, referrals, zeros
from .explanations import OLD
from .cells import LONG
from .handed_over import FEWEST_BEFORE, HandedOver
from .powers import percent
from .referrals import DUE
from .subjects import TRACES


def compare(report, cells, answers, places, inbox):
    city = cells.city
    # Findings of Z03 on the city are told apart.
    flags = Counter(row["indicator"] for code in ("Z03", "Z05", "Z06")
                    for row in report.flags(code) if row["unit_code"] or row["district_code"])
    ours = {
        "Z02": (len(places.city_items()), len(dict(places.dormant())), LONG),
        "Z03": (flags["Z03"], LONG, listed(report, "Z03")),
        "Z04": tested(report),
        "Z05": (flags["Z05"], TRACES), "Z06": (flags["Z06"], TRACES),
        "Z08": handed_over(HandedOver(cells, answers, places)),
        "Z09": fallen(HandedOver(cells, answers, places)),
        "Z10": single(zeros.SingleCases(cells).flagged(answers)),
        "Z11": (*explained(answers), len(explanations.old(cells, answers)), OLD),
        "Z13": sent_on(referrals.pairs(city, inbox))}
    patterns = {
        "Z02": r"(\d+)个事项中，(\d+)个在已报送的至少(\d+)个月内",
        "Z03": r"^(\d+)个单位.*至少(\d+)个月内没有案件.*另有(\d+)个同样静默",
        "Z04": r"检验(\d+)个零案单元，标记(\d+)个，其中A级(\d+)个。.*按q预计误报约?((?:不到)?[\d.]+)个",
        "Z05": r"^(\d+)个单位.*不少于(\d+)件", "Z06": r"^(\d+)个单位.*不少于(\d+)次",
        "Z08": r"(\d+)个乡镇街道可评估的赋权事项(\d+)个，有案件或处置的(\d+)个，激活率([\d.]+%)；另有(\d+)个未报送、(\d+)个",
        "Z09": r"(\d+)个区划·赋权事项中，(\d+)个上下均无案件而赋权前一年区级有(\d+)件以上；(\d+)个因",
        "Z10": r"(\d+)个单位·领域、(\d+)个单位·事项在静默不少于(\d+)个月后",
        "Z11": r"(\d+)个零案的单位·领域中(\d+)个有有效说明（([\d.]+%)）；"
               r"(\d+)个单元的说明已满(\d+)个月",
        "Z13": r"共移送(\d+)件，(\d+)件满(\d+)天仍无受理记录，涉及(\d+)对单位；另有(\d+)件未满(\d+)天"}
    theirs = {}
    for code, pattern in patterns.items():
        text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
        found = re.search(pattern, text)
        theirs[code] = found and found.groups()
    report.compare("headlines of zero indicators",
                   {code: tuple(map(str, row)) for code, row in ours.items()}, theirs)


def listed(report, code):
    """Rows of the table beside the flags, each compared elsewhere."""
    return len(list(markdown.rows(markdown.section(report.text, f"### {code} "), "单位或区划")))


def tested(report):
    """Cells tested and flagged, and false ones to be expected: the q of the last one flagged."""
    rows = [row for row in report.rows("zero_cells") if row["q_value"]]
    marked = [row for row in rows if row["verdict"] in ("grade_a", "grade_b")]
    sure = sum(row["verdict"] == "grade_a" for row in marked)
    by_level = Counter()
    for row in marked:
        by_level[row["level"]] += 1
    worst = {level: max(float(row["q_value"]) for row in marked if row["level"] == level)
             for level in by_level}
    wrong = sum(worst[level] * number for level, number in by_level.items())
    return len(rows), len(marked), sure, about(wrong)


def handed_over(towns):
    rows = [tuple(int(cell) for cell in row[2:6]) for row in towns.use_table().values()]
    assessed, used, missing, exposed = map(sum, zip(*rows))
    return len(rows), assessed, used, percent(used, assessed), missing, exposed


def fallen(towns):
    outcomes = Counter(towns.between().values())
    return outcomes.total(), outcomes["flagged"], FEWEST_BEFORE, outcomes["not_computable"]


def single(found):
    items = sum(bool(cell[2]) for cell in found)
    return len(found) - items, items, LONG


def explained(answers):
    states = Counter(state for cell, (state, _) in answers.items() if not cell[2])
    told, whole = states["zero_explained"], states["zero_explained"] + states["zero_open"]
    return whole, told, percent(told, whole)


def sent_on(pairs):
    rows = [tuple(int(cell) for cell in row[:5]) for row in pairs.values()]
    sent, _, _, unanswered, young = map(sum, zip(*rows))
    return sent, unanswered, DUE, sum(row[3] > 0 for row in rows), young, DUE
