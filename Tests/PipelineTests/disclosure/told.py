"""What flags say of numbers of persons: in the city's tables and in the briefings of districts."""
import re

from .report import bounds

CODES = ("D01", "P06", "S07", "S08", "S09")
# The sentence of a flag, up to the first number of persons or visits that a table may hide.
SENTENCES = {
    "D01": [(r"又检查(<?\d+)次", "visits"), (r"涉及(<?\d+)个对象", "parties")],
    "S09": [(r"，共(\d+)个中", "parties"), (r"个中(\d+)个；", "unvisited")],
    "S08": [(r"涉及(\d+)个当事人", "all"), (r"对(\d+)个当事人处罚", "again")],
    "S07": [(r"件处罚集中于(\d+)个对象", None)],
    "P06": [(r"实际[\d.]+%（(\d+)/\d+件", None)],
}
OBSERVED = {"D01": "visits", "S09": "unvisited", "S08": "again", "P06": None}


def add(model, report, tag):
    """Adds what flags say; returns what a briefing says and the report does not."""
    flags = {row["flag_id"]: row for row in report.rows("flags")
             if row["indicator"] in CODES and row["status"] != "resolved"}
    faults = []
    for row in flags.values():
        told(model, report, tag, row, row["reason"])
    for district in report.districts():
        for row in district.rows("flags"):
            if row["indicator"] in CODES and row["status"] != "resolved":
                told(model, report, tag, row, row["reason"])
        faults += [f"{report.month} {district.code}: {identifier} tells more than the report"
                   for identifier, text in district.sentences(flags)
                   if flags[identifier]["reason"] not in text]
        for identifier, text in district.sentences(flags):
            told(model, report, tag, flags[identifier], text)
    return faults


def told(model, report, tag, row, text):
    key = key_of(report, tag, row)
    code = row["indicator"]
    for pattern, name in SENTENCES[code]:
        for number in re.findall(pattern, text):
            state(model, key, name, number)
    if row["observed"] and code in OBSERVED:
        state(model, key, OBSERVED[code], row["observed"])


def state(model, key, name, number):
    own = (*key, name) if name else key
    # What no table lists has no sum to follow from either.
    if own in model.bounds:
        model.number(own, *bounds(number))


def key_of(report, tag, row):
    """The key that the table of the indicator has for the subject of a flag."""
    start = (tag, report.month, row["indicator"])
    if row["indicator"] == "S09":
        return (*start, row["district_name"], row["domain"], row["category"])
    if row["indicator"] == "D01":
        return (*start, row["unit_name"], row["domain"], row["category"])
    if row["indicator"] == "S08":
        return (*start, row["unit_name"], row["item_name"])
    return (*start, row["unit_name"]) + ((row["domain"],) if row["indicator"] == "S07" else ())
