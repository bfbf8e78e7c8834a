"""O02: what became of flags that were put to the units."""
from collections import Counter, defaultdict
from datetime import date

from ..cells import LAST, WINDOW
from ..calendar import month_of, number
from ..exports import day, folded
from ..patterns.published import compare, compare_sentences
from .estimates import median
from .outcomes import compare_flags, compare_headline, compare_missing, compare_outcomes
from .world import END, rows

DAYS, FEWEST = 60, 5
STEPS = {"已询问": "asked", "asked": "asked", "已答复": "answered", "answered": "answered",
         "已整改": "corrected", "corrected": "corrected", "已销号": "closed",
         "closed": "closed"}
TITLES = {"asked": "已询问", "answered": "已答复", "corrected": "已整改", "closed": "已销号"}
TABLES = {"accountability": ("追责日期", "追责结果", "近24个月追责决定件数"),
          "conduct_complaints": ("投诉日期", "disposition", "近24个月对执法行为的投诉件数")}


def compare_follow_up(report, world):
    events = {name: compare_events(report, world, name) for name in TABLES}
    if world.has("followups"):
        compare_flags_followed(report, world)
        return
    # Records of units stand there all the same: a title, a rule and their lines.
    missing = [name for name in ("followups", *TABLES) if not world.has(name)]
    compare_missing(report, "O02", "；".join(missing),
                    sum(2 + number for number in events.values() if number))


def compare_flags_followed(report, world):
    history = defaultdict(list)
    for row in world.table("followups"):
        on = day(row["日期"], "")
        if on <= END and row["环节"] in STEPS:
            history[folded(row["问题编号"])].append((on, STEPS[row["环节"]]))
    waiting = {flag: since for flag, since in ((flag, open_since(steps))
                                               for flag, steps in history.items()) if since}
    waited = {flag: (date.fromisoformat(END) - date.fromisoformat(since)).days
              for flag, since in waiting.items()}
    overdue = {flag: days for flag, days in waited.items() if days > DAYS}
    compare_steps(report, history, waiting, overdue)
    compare_flags(report, "O02", {("", "", "", flag): ("notice", float(days))
                                  for flag, days in overdue.items()})
    compare_sentences(report, "O02", r"线索(\S{16})于(\S{10})询问，至报告月末已(\d+)天", {
        ("", "", "", flag): (flag, waiting[flag], str(days)) for flag, days in overdue.items()})
    # As in the program: what waits within the days is not judged yet, all else passes.
    compare_outcomes(report, "O02", (len(overdue), len(history) - len(waiting),
                                     len(waiting) - len(overdue), 0))


def open_since(steps):
    """The first question after the last thing that a unit did; empty where none is open."""
    done = max((on for on, step in steps if step != "asked"), default="")
    return min((on for on, step in steps if step == "asked" and on > done), default="")


def compare_steps(report, history, waiting, overdue):
    having = Counter(step for steps in history.values() for step in {step for _, step in steps})
    at_end = Counter(max(steps)[1] for steps in history.values())
    ours = {}
    for step, title in TITLES.items():
        here = {flag for flag, steps in history.items() if max(steps)[1] == step}
        ours[title,] = tuple(map(str, (having[step], at_end[step], len(here & waiting.keys()),
                                       len(here & overdue.keys()))))
    ours["步骤不能识别",] = ("0", "0", "", "")
    compare(report, "O02 steps", ours, rows(report, "O02", ("步骤",), (
        "有此步骤", "停在此步", "其中待答复", "其中超过60天")))
    days = [days for days in map(days_to_answer, history.values()) if days is not None]
    headline = [len(history), *(having[step] for step in TITLES), DAYS, len(overdue)]
    headline += [median(days)] if len(days) >= FEWEST else []
    compare_headline(report, "O02", map(str, headline))


def days_to_answer(steps):
    asked = min((on for on, step in steps if step == "asked"), default="")
    answered = min((on for on, step in steps if step == "answered" and asked and on >= asked),
                   default="")
    if not answered:
        return None
    return (date.fromisoformat(answered) - date.fromisoformat(asked)).days


def compare_events(report, world, name):
    """Records of two years by unit; the number of units that have any."""
    on, outcome, title = TABLES[name]
    ours = defaultdict(lambda: [0, 0, 0])
    first, window = (month_of(number(LAST) - back + 1) for back in (2 * WINDOW, WINDOW))
    for row in world.table(name):
        month = day(row[on], "")[:7]
        if first <= month <= LAST:
            sums = ours[world.name(world.city.unit(row["unit_code"])),]
            sums[0] += 1
            sums[1] += month >= window
            sums[2] += bool(row[outcome])
    text = report.text.split(f"\n{title}\n")[1:]
    theirs = {}
    if text:
        lines = [line.strip("| \n").split("|") for line in text[0].strip().split("\n\n")[0]
                 .split("\n")[2:]]
        theirs = {(cells[0].strip(),): tuple(cell.strip() for cell in cells[1:])
                  for cells in lines}
    compare(report, f"O02 {name}", {key: tuple(map(str, sums)) for key, sums in ours.items()},
            theirs)
    return len(ours)
