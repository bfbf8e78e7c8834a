"""Where a report comes from: hashes of its files, its figures, and the calendar of releases."""
import hashlib
import json
import os

from ..calendar import month_end, month_of, number
from ..cells import LAST
from .frame import CLOSING, SNAPSHOT
from .since_last import BEFORE, figures_of

NAMES = {"窗口期月均案件": "cases", "窗口期有案件的主体": "units", "核实线索": "flags",
         "每万条记录退回": "rejects", "报告月已报送的主体": "deliveries"}


def compare_provenance(report, cells, counts, records, inbox):
    with open(os.path.join(report.folder, "provenance.json"), encoding="utf-8") as file:
        stated = json.load(file)
    report.compare("provenance: month and snapshot", {"figures": (LAST, SNAPSHOT)},
                   {"figures": (stated["month"], stated["snapshot"])})
    figures = figures_of(LAST, cells, counts, records, report.rows("flags"))
    figures = {NAMES[name]: value for name, value in figures.items()}
    figures["rejectedRecords"] = sum(kinds["REJECTED"] for kinds in records.values())
    report.compare("provenance: figures", figures, stated["figures"])
    report.compare("provenance: exports", hashes(inbox, os.listdir(inbox)),
                   {entry["name"]: entry["sha256"] for entry in stated["inputs"]})
    last = os.path.join(os.path.dirname(inbox), "reports")
    report.compare("provenance: the last report", hashes(last, [f"{BEFORE}/provenance.json"]),
                   {stated["previous"]["name"]: stated["previous"]["sha256"]})
    report.compare("provenance: flags of earlier reports", hashes(last, [f"{BEFORE}/flags.csv"]),
                   {entry["name"]: entry["sha256"] for entry in stated["earlier"]})
    outputs = {entry["name"]: entry["sha256"] for entry in stated["outputs"]}
    report.compare("provenance: files that are not there", {}, {
        name: "missing" for name in outputs
        if not os.path.exists(os.path.join(report.folder, name))})
    compare_releases(report, cells.city)


def hashes(folder, names):
    found = {}
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found


def compare_releases(report, city):
    """Breaks in the series, reports made, and the one to come."""
    ours = {}
    for kind, succession, start in (
            ("district", city.new_district, lambda code: city.since[code]),
            ("unit", city.successor, lambda code: city.life[code][0])):
        for code, after in succession.items():
            if after:
                ours["break", f"{kind} {code} > {after}"] = (start(after)[:7],) + ("",) * 4
    # Both reports were made from the same snapshot, which reaches to the end of the report month.
    for month in (BEFORE, LAST):
        ours["report", month] = ("", "provisional", str(SNAPSHOT), month_end(LAST),
                                 month_of(number(month) + CLOSING))
    ours["planned", month_of(number(LAST) + 1)] = ("",) * 5
    theirs = {}
    for row in report.rows("releases"):
        figures = (row["vintage"], row["snapshot"], row["data_as_of"], row["final_from"])
        if row["kind"] == "break":
            theirs["break", row["detail"]] = (row["month"], *figures)
        else:
            theirs[row["kind"], row["month"]] = (row["detail"], *figures)
    report.compare("calendar of releases", ours, theirs)
