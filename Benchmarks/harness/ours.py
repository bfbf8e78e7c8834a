"""Our programs on a workspace."""

import csv
import glob
import json
import os
import shutil

from .contest import Contender, rows_facts

STAGES = ("ingest", "archive", "count")
MADE = ("archive", "staging", "counts", "rejects", "findings", "reports", "cache")


def reset(workspace, keep=()):
    """Removes what our programs made."""
    for name in MADE:
        if name not in keep:
            shutil.rmtree(f"{workspace}/{name}", ignore_errors=True)


def commands(programs, workspace, stages=STAGES):
    """Returns the command of each stage."""
    made = []
    for stage in stages:
        command = [f"{programs}/caseload-{stage}", "-C", workspace]
        made.append(command + ["--format", "json"] if stage == "ingest" else command)
    return made


def ingest_facts(output):
    """Returns what became of the rows of cases in a run."""
    files = [f for f in json.loads(output)["files"] if f["table"] == "cases"]
    total = {key: sum(f[key] for f in files) for key in
             ("records", "accepted", "rejected", "duplicate", "superseded")}
    return {
        "records": total["records"], "rejected": total["rejected"],
        "accepted": total["accepted"], "dropped": total["duplicate"] + total["superseded"],
    }


def count_facts(workspace):
    """Returns the facts of the newest counts, cut to what the peers count."""
    path = sorted(glob.glob(f"{workspace}/counts/????-??/case_counts.csv"))[-1]
    names = ["month", "unit_code", "district_code", "domain", "item_code", "cases", "fine_fen"]
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        places = [header.index(name) for name in names]
        rows = [[row[p] for p in places] for row in reader]
    merged = {}
    for row in rows:
        if row[5] != "0":
            cases, fines = merged.get(tuple(row[:5]), (0, 0))
            merged[tuple(row[:5])] = (cases + int(row[5]), fines + int(row[6]))
    return rows_facts([list(key) + [str(n) for n in merged[key]] for key in sorted(merged)])


def ingest(programs, workspace):
    """Returns our contender of the full ingest."""
    return Contender(
        "caseload", commands(programs, workspace), lambda: reset(workspace),
        lambda outputs: {**ingest_facts(outputs[0]), **count_facts(workspace)})


def count(programs, workspace):
    """Returns our contender of counting an archive with nothing cached."""
    return Contender(
        "caseload", commands(programs, workspace, ["count"]),
        lambda: reset(workspace, keep=("archive",)), lambda _: count_facts(workspace))


def partitions(workspace):
    """Returns the names of the archive's partitions of cases."""
    paths = glob.glob(f"{workspace}/archive/cases/month=*/*")
    return {os.path.relpath(path, f"{workspace}/archive/cases") for path in paths}
