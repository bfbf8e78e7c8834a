"""Z05 and Z06: what the units themselves put on record of the complaints and problems."""
import re
from collections import Counter

from .. import markdown
from ..exports import rows_like
from ..recorded import Subjects, complainants

# Words of the register of complaints; any other outcome is no answer to the report.
ANSWERS = ("不予立案", "立案", "办理中")
NO_ANSWER = "转办或未登记"
NO_PROBLEM, FILED = ("未发现问题", ""), "立案"


def compare_on_record(report, cells, inbox):
    answers, results = answers_of(cells, inbox), results_of(cells, inbox)
    once = complainants(cells, inbox)
    ours, theirs = {}, {}
    for row in report.flags("Z05"):
        cell = row["unit_code"], row["domain"], row["item_code"]
        ours[cell] = answers[cell], *visits_of(results[cell]), once[cell], once[cell]
        text = markdown.plain(row["reason"])
        theirs[cell] = *told_of_complaints(text), told_once(text), int(row["effect"])
    report.compare("Z05 outcomes on record", ours, theirs)
    ours, theirs = {}, {}
    for row in report.flags("Z06"):
        cell = row["unit_code"], row["domain"], row["item_code"]
        ours[cell] = problems_of(results[cell]), results[cell][FILED]
        theirs[cell] = told_of_findings(markdown.plain(row["reason"]))
    report.compare("Z06 results on record", ours, theirs)


def answers_of(cells, inbox):
    """Reports of the window about each cell, by what the register says became of them."""
    found = Subjects(cells)
    for row in rows_like(inbox, "complaints-"):
        if row["kind"] == "举报":
            answer = row["outcome"] if row["outcome"] in ANSWERS else NO_ANSWER
            found.add(row, row["received_date"], answer)
    return found


def results_of(cells, inbox):
    """Inspections of the window in each cell by their results."""
    found = Subjects(cells)
    for row in rows_like(inbox, "inspections-"):
        found.add(row, row["date"], row["result"])
    return found


def problems_of(results):
    return results.total() - sum(results[name] for name in NO_PROBLEM)


def visits_of(results):
    return results.total(), problems_of(results)


def told_of_complaints(text):
    """Reports by outcome, inspections and how many of these found a problem."""
    listed = re.search(r"登记的办理结果：(.*?)）", text)
    answers = Counter()
    for name, number in re.findall(r"(\D+?)(\d+)件(?:、|$)", listed.group(1) if listed else ""):
        answers[name] = int(number)
    visits = re.search(r"同期检查(\d+)次，(?:均未发现问题|其中发现问题(\d+)次)", text)
    return answers, *(int(number or 0) for number in (visits.groups() if visits else (0, 0)))


def told_once(text):
    """Reports with one of each complainant; all where no one is told to have made several."""
    once = re.search(r"同一举报人的计一件，(?:除已有案件的外)?为(\d+)件", text)
    return int((once or re.search(r"有(\d+)件举报", text)).group(1))


def told_of_findings(text):
    """Problems found, and those of which the result says that a case was filed."""
    found = re.search(r"检查发现问题(\d+)次(?:，检查结果(均)登记为“立案”|，其中(\d+)次检查结果登记为“立案”)?", text)
    problems = int(found.group(1))
    return problems, problems if found.group(2) else int(found.group(3) or 0)
