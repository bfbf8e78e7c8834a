"""Z13: referrals by pair of bodies."""
import datetime
import os
import statistics
from collections import defaultdict

from .calendar import month_end
from .cells import LAST
from .exports import rows_of
from .powers import percent

DUE = 30


def is_one(city, sender, receiver):
    """Whether two bodies are one unit today."""
    return city.unit(sender) == city.unit(receiver)


def periods(city, inbox):
    """First and last month that the flag of a pair speaks of, by the codes of both; a receiver
    that is no unit has its name."""
    codes = {name: code for code, name in city.unit_name.items()}
    firsts = {}
    for row in rows_of(os.path.join(inbox, "referrals.csv"))[0]:
        pair = city.unit(row["unit_code"]), codes.get(row["接收单位"], row["接收单位"])
        if row["移送日期"][:7] <= LAST and not is_one(city, *pair):
            firsts[pair] = min(firsts.get(pair, LAST), row["移送日期"][:7])
    return {pair: (first, LAST) for pair, first in firsts.items()}


def pairs(city, inbox):
    """The table's row of each pair: sent, accepted, sent back, unanswered, young, share, median, longest."""
    codes = {name: code for code, name in city.unit_name.items()}
    end = datetime.date.fromisoformat(month_end(LAST))
    groups = defaultdict(list)
    for row in rows_of(os.path.join(inbox, "referrals.csv"))[0]:
        date = datetime.date.fromisoformat(row["移送日期"])
        receiver = codes.get(row["接收单位"], row["接收单位"])
        if date > end or is_one(city, row["unit_code"], receiver):
            continue
        accepted = row["受理日期"] and datetime.date.fromisoformat(row["受理日期"])
        receiver = city.unit_name.get(receiver, receiver)
        answered = "returned" if row["disposition"] == "退回" else "accepted"
        if accepted and accepted <= end:
            answer = (answered, (accepted - date).days)
        elif row["disposition"] and not accepted:
            answer = (answered, None)
        else:
            waited = (end - date).days
            answer = ("unanswered" if waited >= DUE else "young", waited)
        groups[city.unit(row["unit_code"]), receiver].append(answer)
    return {key: figures(answers) for key, answers in groups.items()}


def figures(answers):
    days = {kind: [wait for what, wait in answers if what == kind]
            for kind in ("accepted", "returned", "unanswered", "young")}
    accepted, unanswered = len(days["accepted"]), len(days["unanswered"])
    known = sorted(wait for wait in days["accepted"] if wait is not None)
    returned = len(days["returned"])
    due = accepted + returned + unanswered
    share = percent(unanswered, due) if due >= 5 else ""
    median = f"{statistics.median(known):g}" if known else ""
    longest = str(max(days["unanswered"])) if unanswered else ""
    return (str(len(answers)), str(accepted), str(returned), str(unanswered), str(len(days["young"])), share,
            median, longest)
