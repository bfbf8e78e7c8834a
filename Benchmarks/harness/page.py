"""docs/benchmarks.md."""

from .tables import (
    elsewhere, engine_text, facts_line, growth_text, history_text, limits_table, run_table,
    share_line, stage_text, steps_line, table)

INTRODUCTION = """\
# Benchmarks

Written by `make bench`; do not edit. All contenders of a job do the same work on the same cores
(processes are pinned to as many cores as threads are named), in alternating order, on files in
the page cache. A job fails unless every result is equal: the numbers of rows accepted, rejected
and dropped, and each row of the counts. Medians; cpu is user and system time of the process and
its children. Ratios are ours / peer, below 1 is faster; from a peer's time the import of its
library is subtracted first, from ours nothing.

```sh
"""

WORK = {
    "parse": (
        "## Parse and count\n\nOne export of 30 columns: cases and sum of fines by month of "
        "decision × district × domain × item, sorted, written as CSV.\n"),
    "ingest": (
        "## Full ingest\n\n60 monthly exports: five dates and two amounts cast, codes trimmed, "
        "rows whose cast fails written to a rejects file, the last row of each unit and case "
        "kept, all of it written as a zstd partition a month, cases and fines counted by month × "
        "unit × district × domain × item. Ours is `caseload-ingest`, `caseload-archive` and the "
        "one count that the peers make, by `caseload-bench count` from the partitions that were "
        "just written; peers count what they hold in memory. Peers write Parquet at zstd level 3, "
        "which is faster for them than compressed CSV, and keep all 30 columns; none keeps the "
        "exports, so that ours is compared without (`archive.raw = \"none\"`), and shown with "
        "every export kept byte for byte as well. Ours besides: parties pseudonymised by "
        "HMAC-SHA-256, vocabularies and check digits read, SHA-256 of every file, a line and byte "
        "offset for each reject, and fsync. What the whole count stage takes on top is "
        "[below](#the-whole-count-stage).\n"),
    "count": (
        "## Count from the archive\n\nThe same one count from the partitions, five columns of "
        "them, by `caseload-bench count` through the reader of the product: the newest snapshot "
        "says which files count, and each page that is read is checked against its CRC-32 (the "
        "SHA-256 of the whole file, which `caseload-count` compares too, is not). DuckDB reads "
        "the Parquet that it wrote itself, and ours. The product's own stage counts far more "
        "than this; what it takes stands [below](#the-whole-count-stage).\n"),
}
ENGINE = (
    "### All tallies on the same work, {threads} threads, {note}\n\n`caseload-count` with nothing "
    "cached against `caseload-count --engine duckdb`, which has DuckDB count every partition by "
    "the SQL of engines/ and then goes on as the other does: ten tallies of each partition, sums, "
    "the states of all cells. Every table that is written is the same byte for byte, and so is "
    "every tally that both write; DuckDB counts some more, of months that the window does not "
    "need.\n\n")
STAGE = (
    "### The whole count stage\n\n`caseload-count` after the archive, {note}: every tally of every "
    "partition, sums by the reference tables, states of all cells, questions of legality asked of "
    "each case. No peer does this work; what another engine can do of it is compared "
    "[above](#count-from-the-archive).\n\n")


def page(results):
    """Returns the page of all jobs that have results."""
    text = INTRODUCTION
    text += "\n".join(results["commands"]) + "\n```\n\n## Machine\n\n"
    text += table(["what", "value"], [list(fact) for fact in results["machine"]]) + "\n"
    text += (
        "The exports are made by `Benchmarks/generator` from a seed: an invented city of 300 "
        "units, 5,000 items and 91 districts, about 1,000 bytes a row, 12 % of the facts with a "
        "line break and a quotation, as many more with a quotation, the legal basis always "
        "quoted. Of 1,000 rows 5 have a date or an amount that is none, 4 repeat a row, 3 "
        "restate one.\n\n")
    startup = results.get("startup", {})
    if "limits" in results:
        text += "## Limits of the machine\n\n" + limits_table(results["limits"]) + "\n"
    for job, words in WORK.items():
        if job in results:
            text += words + _runs(job, results[job], startup)
            if job == "ingest":
                text += share_line(results) + "\n"
            if job == "count":
                text += _engine(results[job], startup)
    if "gb18030" in results:
        text += _gb18030(results["gb18030"], startup)
    stages = results.get("count", {}).get("stage", [])
    if stages or "increment" in results or "flag" in results:
        text += "## What only ours does\n\n"
    if stages:
        text += STAGE.format(note=_note({**results["count"], **stages[0]})) + stage_text(stages)
    text += history_text(results)
    if "growth" in results:
        text += "## Growth\n\n" + elsewhere(results["growth"], results["machine"])
        text += growth_text(results["growth"]) + "\n"
    return text.rstrip() + "\n"


def _note(result):
    return f"{result['rows']:,} rows, {result['pairs']} rounds"


def _runs(job, result, startup):
    text = ""
    for run in result["runs"]:
        threads = run["threads"]
        text += f"\n### {threads} thread{'s' if threads > 1 else ''}, {_note(result)}\n\n"
        text += run_table(job, run, result.get("bytes"), startup) + "\n"
        text += steps_line(next(iter(run["contenders"].values())))
        text += facts_line(run["facts"])
    return text + "\n"


def _engine(result, startup):
    text = ""
    for stage in result.get("stage", []):
        compared = engine_text(stage, startup)
        if compared:
            note = _note({**result, **stage})
            text += ENGINE.format(threads=stage["threads"], note=note) + compared + "\n"
    return text


def _gb18030(result, startup):
    text = (
        "## GB18030\n\nThe same rows in GB18030. chdb converts by an explicit function, pyarrow "
        "and pandas by an option; Polars has no reader for it, and DuckDB needs an extension that "
        "is built for other releases than the one compared. Bar: full ingest ≤ 0.35 of the "
        f"fastest peer.\n\n### Parse and count, {_note(result)}\n\n")
    text += run_table("gb18030", result["parse"], result["bytes"], startup)
    text += f"\n### Full ingest, {_note(result)}\n\n"
    text += run_table("gb18030", result["ingest"], result["ingest_bytes"], startup) + "\n"
    text += steps_line(result["ingest"]["contenders"]["caseload"])
    return text + facts_line(result["ingest"]["facts"]) + "\n"
