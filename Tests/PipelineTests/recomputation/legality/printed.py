"""Shares with the interval of Wilson, and rules that a case keeps or breaks, as printed."""
import csv
import math
import os
import re
from collections import Counter

from .. import markdown
from ..cells import LAST
from ..patterns.published import compare, fixed

FEWEST, WARNING = 30, 3
OUTCOMES = ("flagged", "passed", "not_applicable", "not_computable")
# The 97.5 % point of the normal distribution.
DEVIATE = 1.959963984540054


def wilson(marked, whole):
    share, square = marked / whole, DEVIATE ** 2 / whole
    half = DEVIATE * math.sqrt(share * (1 - share) / whole + square / (4 * whole))
    low, high = ((share + square / 2 + side) / (1 + square) for side in (-half, half))
    return (0.0 if not marked else low), (1.0 if marked == whole else high)


def share(marked, whole, fewest=FEWEST):
    """Share and interval, three times nothing below the least denominator."""
    if not whole or whole < fewest:
        return None, None, None
    return (marked / whole, *wilson(marked, whole))


def percent(value):
    return "" if value is None else lambda text: fixed(100 * value, 1)(text.rstrip("%")) + "%"


def rate(marked, whole, fewest=FEWEST):
    """The cells of share and interval of a table."""
    value, low, high = share(marked, whole, fewest)
    if value is None:
        return "", ""

    def interval(text):
        ends = text.split("–")
        if len(ends) != 2:
            return f"{low}–{high}"
        return "–".join(percent(end)(part) for end, part in zip((low, high), ends))
    return percent(value), interval


def tables(report, code):
    """Titles and rows of the tables of an indicator."""
    found, current = [], None
    for line in markdown.section(report.text, f"### {code} ").split("\n"):
        if not line.startswith("|"):
            current = None
        elif current is None:
            current = (markdown.cells(line), [])
            found.append(current)
        elif not set(line) <= set("|-: "):
            current[1].append(markdown.cells(line))
    return found


def rows(report, code, *titles, keys=1):
    """Cells behind the keys by the keys, of the table that has most of these columns: one that is
    empty in every row is not printed."""
    found = tables(report, code)
    header, body = max(found, key=lambda table: len(set(titles) & set(table[0])),
                       default=((), ()))
    result = {}
    if 2 * len(set(titles) & set(header)) < len(titles):
        return result
    for cells in body:
        key = cells[0] if keys == 1 else tuple(cells[:keys])
        if key in result:
            raise ValueError(f"two rows of {code} are called {key}")
        result[key] = tuple(cells[keys:])
    return result


def headline_numbers(report, code, unit=""):
    """Whole numbers of the sentence above the tables, or those before a unit."""
    text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
    return [int(digits) for digits in re.findall(rf"(\d+){unit}", text)]


def compare_headline(report, code, marked, whole):
    text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
    figures = re.search(r"\d+/\d+", text)
    report.compare(f"{code} headline", {"figures": f"{marked}/{whole}"},
                   {"figures": figures and figures.group()})


class Check:
    """What became of the cases of a unit under a rule."""

    def __init__(self):
        self.kept, self.unknown, self.broken = 0, 0, Counter()

    @property
    def failed(self):
        return sum(self.broken.values())

    @property
    def judged(self):
        return self.kept + self.failed


def checks(cases, judge):
    """Checks by unit; the judge says kept, unknown, a kind of breach, or None."""
    found = {}
    for case in cases:
        answer = judge(case)
        if answer is None:
            continue
        check = found.setdefault(case.unit, Check())
        if answer == "kept":
            check.kept += 1
        elif answer == "unknown":
            check.unknown += 1
        else:
            check.broken[answer] += 1
    return found


def is_silent(report, world, code, found):
    """Whether nothing could be judged; then no table and no flag may stand."""
    if any(check.judged for check in found.values()):
        return False
    report.compare(f"{code} tables and flags", {}, {
        **{at: titles for at, (titles, _) in enumerate(tables(report, code))},
        **{row["unit_code"]: row["observed"] for row in report.flags(code)}})
    if found:
        compare_outcomes(report, world, code, Counter(not_computable=len(found)), every=False)
    return True


def compare_rule(report, world, code, cases, judge, kinds=(), weaker=(), unseen=()):
    """All that is published of a rule: the table by unit, flags, headline, outcomes and cases.

    Of units of which all but the first kind is unseen, the others are dashes.
    """
    found = checks(cases, judge)
    if is_silent(report, world, code, found):
        return
    ours = {}
    for unit, check in found.items():
        each = [str(check.broken[kind]) for kind in kinds] if len(kinds) > 1 else []
        if unit in unseen:
            each[1:] = ["—"] * len(each[1:])
        ours[world.name(unit)] = (str(check.judged), str(check.failed), *each,
                                  *rate(check.failed, check.judged), str(check.unknown))
    compare(report, f"{code} by unit", ours, rows(report, code, "占比", "缺少数据"))
    failed, judged = (sum(getattr(check, name) for check in found.values())
                      for name in ("failed", "judged"))
    compare_headline(report, code, failed, judged)
    compare_verdicts(report, world, code, found, weaker)
    compare_listed(report, world, code, cases, judge)


def compare_verdicts(report, world, code, found, weaker=()):
    """A flag for each unit with a breach, with its share; weaker kinds make no warning."""
    ours, outcomes = {}, Counter()
    for unit, check in found.items():
        outcomes["flagged" if check.failed else "passed" if check.judged
                 else "not_computable"] += 1
        if check.failed:
            strong = check.failed - sum(check.broken[kind] for kind in weaker)
            ours[unit] = (str(check.failed), *share(check.failed, check.judged),
                          "warning" if strong >= WARNING else "notice")
    compare_flags(report, code, ours)
    compare_outcomes(report, world, code, outcomes)


def compare_outcomes(report, world, code, outcomes, every=True):
    """Subjects by what became of them; without every unit, those that nothing is said of."""
    ours = Counter(outcomes)
    if every:
        ours["not_applicable"] += len(world.city.units()) - sum(outcomes.values())
    theirs = next(row for row in report.rows("coverage") if row["indicator"] == code)
    report.compare(f"{code} outcomes", {name: str(ours[name]) for name in OUTCOMES},
                   {name: theirs[name] for name in OUTCOMES})


def compare_listed(report, world, code, cases, judge):
    """The cases of the internal list, one by one."""
    ours = {(answer, case.unit, case.number) for case in cases
            if (answer := judge(case)) not in (None, "kept", "unknown")}
    compare_listing(report, world, code, ours)


def compare_listing(report, world, code, ours, findings=None):
    path = os.path.join(world.inbox, "..", "findings", LAST, "legality_cases.csv")
    with open(path, encoding="utf-8", newline="") as file:
        theirs = [(row["finding"], row["unit_code"], row["case_id"])
                  for row in csv.DictReader(file) if row["indicator"] == code]
    report.compare(f"{code} cases", dict.fromkeys(ours), dict.fromkeys(
        row for row in theirs if not findings or row[0] in findings))


def compare_flags(report, code, ours, names=("observed", "effect", "effect_lower",
                                             "effect_upper", "severity")):
    compare(report, f"{code} flags", ours, {
        row["unit_code"]: tuple(row[name] for name in names) for row in report.flags(code)})
