"""Our programs on a workspace."""

import csv
import glob
import hashlib
import json
import os

from .contest import Contender, rows_facts, table_facts
from .measure import Failure, discard, fresh

STAGES = ("ingest", "archive", "count")
KEPT = "caseload, exports kept"
NO_EXPORTS = '\n[archive]\nraw = "none"\n'
MADE = ("archive", "staging", "counts", "rejects", "findings", "reports", "cache")


def reset(workspace, keep=()):
    """Removes what our programs made."""
    for name in MADE:
        if name not in keep:
            discard(f"{workspace}/{name}", beside=workspace)


def keep_exports(workspace, keeps):
    """Sets whether each export is kept byte for byte, as it is where nothing is said."""
    path = f"{workspace}/caseload.toml"
    with open(path, encoding="utf-8") as file:
        settings = file.read().replace(NO_EXPORTS, "")
    with open(path, "w", encoding="utf-8") as file:
        file.write(settings if keeps else settings + NO_EXPORTS)


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


def aggregate(programs, workspace, output, threads):
    """Returns the command that counts from the archive what the peers count, and no more."""
    return [f"{programs}/caseload-bench", "count", f"{workspace}/archive", f"{output}/counts.csv",
            "--threads", str(threads)]


def ingest(programs, workspace, output, threads, keeps_exports=False):
    """Returns our contender of the full ingest: both stages, then the peers' count.

    No peer keeps the exports, and so does the one of ours that is compared with them.
    """
    def prepare():
        reset(workspace)
        fresh(output)
        keep_exports(workspace, keeps_exports)

    return Contender(
        KEPT if keeps_exports else "caseload",
        commands(programs, workspace, STAGES[:2])
        + [aggregate(programs, workspace, output, threads)], prepare,
        lambda outputs: {**ingest_facts(outputs[0]), **table_facts(f"{output}/counts.csv")})


def count(programs, workspace, output, threads):
    """Returns our contender of one count of an archive."""
    return Contender(
        "caseload-bench", [aggregate(programs, workspace, output, threads)],
        lambda: fresh(output), lambda _: table_facts(f"{output}/counts.csv"))


def stage(programs, workspace, engines, python):
    """Returns the whole count stage: with nothing cached, then cached, then with DuckDB.

    The second one goes on from the tallies that the contender before it left.
    """
    (command,) = commands(programs, workspace, ["count"])

    def forget():
        reset(workspace, keep=("archive",))

    def forget_sums():
        if not glob.glob(f"{workspace}/counts/partitions/*"):
            raise Failure("no tallies to go on from")
        for folder in glob.glob(f"{workspace}/counts/????-??"):
            discard(folder, beside=workspace)

    def facts(_):
        return {**count_facts(workspace), **file_facts(f"{workspace}/counts")}

    path = f"{os.path.dirname(python)}:{os.environ.get('PATH', '')}"
    return [
        Contender("caseload-count", [command], forget, facts),
        Contender("tallies cached", [command], forget_sums, facts),
        Contender("duckdb engine", [command + ["--engine", "duckdb", "--engines", engines]],
                  forget, facts, {"PATH": path}),
    ]


def file_facts(folder):
    """Returns a digest of each file below a folder, by its path there."""
    facts = {}
    for path in glob.glob(f"{folder}/**/*.*", recursive=True):
        with open(path, "rb") as file:
            facts[os.path.relpath(path, folder)] = hashlib.file_digest(file, "sha256").hexdigest()
    return facts


def partitions(workspace):
    """Returns the names of the archive's partitions of cases."""
    paths = glob.glob(f"{workspace}/archive/cases/month=*/*")
    return {os.path.relpath(path, f"{workspace}/archive/cases") for path in paths}
