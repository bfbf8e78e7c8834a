#!/usr/bin/env python3
"""Recomputes the sample's published figures from its raw exports, apart from the program.

Usage: recompute.py WORKSPACE REPORT_FOLDER

Written from the data contract and the definitions of the indicators, with the standard library
alone; shares no code with the program. Where the definitions are silent, a comment that starts
with "As in the program" says so. The archive must have been filled in one run, as the
sample's is. Prints one line a group of figures; exits 1 where any of them differs.
"""
import os
import re
import sys
from collections import Counter, defaultdict

# No compiled files beside the sources of a test target.
sys.dont_write_bytecode = True

from recomputation import (capacity, districts, documents, further, headlines, identifiers, judged,
                           legality, markdown, matching, own_records, patterns, powers, received,
                           registers, silence, subjects)
from recomputation.cells import Cells, Events, case_counts
from recomputation.city import City
from recomputation.documents.general import general_of
from recomputation.exports import merged
from recomputation.places import Places, levels_of
from recomputation.published import rows as published_rows
from recomputation.recorded import complainants
from recomputation.repeated import Repeated, compare as compare_repeated


# Rules of rows of exports of cases that are compared on their own.
ELSEWHERE = ("COLUMN-UNKNOWN", "CASE-REPEATED")


class Report:
    """Published files, and a line for each comparison."""

    def __init__(self, folder):
        self.folder, self.differs = folder, False
        # Numbers of sentences that were recomputed, by flag.
        self.numbers_read = defaultdict(set)
        with open(os.path.join(folder, "report.md"), encoding="utf-8") as file:
            self.text = file.read()

    def rows(self, name):
        return published_rows(self.folder, name)

    def compare(self, what, ours, theirs):
        ours = markdown.printed(ours, theirs)
        # A key on one side alone differs, whatever its value: lists have none.
        wrong = sorted((key for key in ours.keys() | theirs.keys()
                        if key not in ours or key not in theirs or ours[key] != theirs[key]),
                       key=str)
        verdict = f"{len(wrong)} differ" if wrong else "same"
        print(f"{what}: {len(ours)} figures, {verdict}")
        for key in wrong[:20]:
            print(f"  {key}: recomputed {ours.get(key)}, published {theirs.get(key)}")
        self.differs = self.differs or bool(wrong)

    def flags(self, code):
        """Flags that stand; one of the last report that is gone keeps its row."""
        return [row for row in self.rows("flags")
                if row["indicator"] == code and row["status"] != "resolved"]


def compare_records(report, became):
    theirs = {(row["file"], row["rule"]): int(row["rows"]) for row in report.rows("data_quality")
              if row["table"] == "cases" and row["rule"] not in ELSEWHERE}
    ours = {(name, kind): number for name, kinds in became.items()
            for kind, number in kinds.items() if number}
    theirs = {key: number for key, number in theirs.items() if number}
    report.compare("records of each export of cases, by what became of them", ours, theirs)


def compare_counts(report, cases, counts):
    measures = ["cases", "item_cases", "undecided", "settled", "fine_fen", "confiscated_fen",
                "major"]
    subject = ["month", "unit_code", "district_code", "domain", "item_code"]
    theirs = {tuple(row[name] for name in subject): tuple(int(row[name]) for name in measures)
              for row in report.rows("case_counts")}
    theirs = {key: sums for key, sums in theirs.items() if any(sums)}
    ours = {key: tuple(int(sums[name]) for name in measures) for key, sums in counts.items()}
    report.compare("cases in all", {"cases": len(cases)},
                   {"cases": sum(sums[0] for sums in theirs.values())})
    report.compare("case counts", ours, theirs)


def compare_deliveries(report, cells, answers, counts):
    ours, expected, received = {}, 0, 0
    busy = Counter()
    for (month, unit, *_), sums in counts.items():
        busy[unit] += sums["cases"] if month in cells.window else 0
    for unit in cells.city.units():
        due = [month for month in cells.window if cells.city.exists(unit, month)]
        came = [month for month in due if cells.city.sent(unit, month)]
        expected, received = expected + len(due), received + len(came)
        if len(came) < len(due):
            ours[unit] = ("missing" if came else "not_heard", len(came), str(len(due)))
        elif not busy[unit] and has_open_zero(unit, answers):
            ours[unit] = ("silent", len(came), str(len(due)))
    theirs = {row["unit_code"]: (row["category"], int(row["observed"]), row["expected"])
              for row in report.flags("Q01")}
    report.compare("Q01 deliveries", ours, theirs)
    due, came = re.search(r"应报送([\d,]+)个单位·月，收到([\d,]+)个", report.text).groups()
    report.compare("Q01 unit-months", {"due": expected, "came": received},
                   {"due": int(due.replace(",", "")), "came": int(came.replace(",", ""))})


def has_open_zero(unit, answers):
    return any(cell[0] == unit and not cell[2] and state == "zero_open"
               for cell, (state, _) in answers.items())


NUMBERS = ["months_empowered", "months_sent", "months_silent", "cases_ever", "settled",
           "complaints", "findings", "regulated_parties"]


def is_listed(state, numbers):
    """Without a case in the window, and held or once active."""
    ever = numbers[NUMBERS.index("cases_ever")]
    return state != "active" and (state != "not_empowered" or ever > 0)


def compare_states(report, answers):
    published = {(row["unit_code"], row["domain"], row["item_code"]): row
                 for row in report.rows("zero_cells") if row["level"].startswith("unit_")}
    ours = {cell: answer for cell, answer in answers.items() if is_listed(*answer)}
    for what, is_item in (("unit x item", True), ("unit x domain", False)):
        report.compare(
            f"states of {what}",
            {cell: state for cell, (state, _) in ours.items() if bool(cell[2]) == is_item},
            {cell: row["state"] for cell, row in published.items() if bool(cell[2]) == is_item})
    for at, name in enumerate(NUMBERS):
        report.compare(
            f"{name} of cells",
            {cell: "" if numbers[at] is None else str(numbers[at])
             for cell, (_, numbers) in ours.items()},
            {cell: row[name] for cell, row in published.items()})


def compare_places(report, levels):
    """Cells of counties and of the city that had no case, one by one."""
    for level in ("district_item", "district_domain", "city_item"):
        published = {(row["district_code"], row["domain"], row["item_code"]):
                     (row["state"], *(row[name] for name in NUMBERS))
                     for row in report.rows("zero_cells") if row["level"] == level}
        ours = {cell: (state, *("" if number is None else str(number) for number in numbers))
                for cell, (state, numbers) in levels[level].items() if is_listed(state, numbers)}
        report.compare(f"{level} cells without a case", ours, published)


STATES = {
    "未赋权": "not_empowered", "未报送": "not_sent", "无监管对象": "no_exposure",
    "监管对象不明": "exposure_unknown", "零案有说明": "zero_explained", "零案待核实": "zero_open",
    "有处置无处罚": "handled", "有案件": "active",
}


def compare_state_counts(report, levels):
    by_state = [Counter(state for state, _ in answers.values()) for answers in levels.values()]
    ours = {title: tuple(str(states[name]) for states in by_state)
            for title, name in STATES.items()}
    ours["合计"] = tuple(str(len(answers)) for answers in levels.values())
    theirs = markdown.table(markdown.section(report.text, "## 4 "), "状态")
    report.compare("cells by level and state", ours, theirs)


def compare_dormant_by_district(report, city, places, answers):
    ours = {city.district_name[place]: tuple(str(number) for number in row)
            for place, row in places.dormant_by_district(answers).items()}
    theirs = markdown.table(markdown.section(report.text, "### Z02 "), "区划")
    report.compare("Z02 dormant items by district", ours, theirs)


def compare_indicators(report, cells, places, answers, inbox):
    report.compare(
        "Z02 dormant items", dict(places.dormant()),
        {row["item_code"]: int(row["months_silent"]) for row in report.flags("Z02")})
    for code, what in (("Z05", "complaints"), ("Z06", "findings")):
        once = complainants(cells, inbox) if code == "Z05" else None
        ours = without_action(cells, answers, code, what, once)
        theirs = {(row["unit_code"], row["domain"], row["item_code"]): int(row["effect"])
                  for row in report.flags(code)}
        report.compare(f"{code} {what} without a case", ours, theirs)


def without_action(cells, answers, code, what, once=None):
    quiet = {"zero_open", "zero_explained", "no_exposure", "exposure_unknown"}
    found = {}
    for cell in sorted(answers):
        number_of = cells.events.total(cell, what, cells.window) if once is None else once[cell]
        below = cell[2] and (code == "Z06" or (cell[0], cell[1], "") in found)
        if answers[cell][0] in quiet and number_of >= 5 and not below:
            found[cell] = number_of
    return found


def main(workspace, folder):
    inbox = os.path.join(workspace, "inbox")
    report = Report(folder)
    city = City(inbox)
    cases, became, files = merged(inbox)
    repeated = Repeated(city, cases)
    cases = repeated.cases
    counts, texts = case_counts(city, cases)
    compare_records(report, became)
    compare_counts(report, cases, counts)
    first = min(min(key[0] for key in counts), min(month for _, month in city.feeds))
    cells = Cells(city, Events(city, counts, cases, inbox), first)
    answers = {cell: cells.answer(cell) for cell in cells.unit_cells()}
    places = Places(cells)
    levels = levels_of(places, answers)
    received.compare(report, cells, inbox, became, counts)
    compare_repeated(report, repeated, files)
    compare_deliveries(report, cells, answers, counts)
    compare_states(report, answers)
    compare_places(report, levels)
    compare_state_counts(report, levels)
    registers.compare(report, city)
    powers.compare(report, city, answers, texts)
    compare_indicators(report, cells, places, answers, inbox)
    compare_dormant_by_district(report, city, places, levels["district_item"])
    matching.compare(report, cells, cases)
    further.compare(report, inbox, cells, answers, places)
    headlines.compare(report, cells, answers, places, inbox)
    subjects.compare(report, cells, answers, places, levels, cases, inbox)
    judged.compare(report, cells)
    own_records.compare(report, cells, answers)
    histories, models = silence.compare(report, cells, answers, places, inbox, cases)
    patterns.compare(report, histories, answers, cases, inbox)
    legality.compare(report, cells, cases, inbox)
    capacity.compare(report, cells, cases, inbox)
    report.general = general_of(report, levels)
    documents.compare(report, histories, models, counts, inbox, cases, became)
    districts.compare(report, histories, models, counts, inbox)
    identifiers.compare(report, inbox)
    return 1 if report.differs else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: recompute.py WORKSPACE REPORT_FOLDER")
    sys.exit(main(*sys.argv[1:]))
