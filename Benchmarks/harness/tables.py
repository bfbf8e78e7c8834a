"""The results as Markdown."""

from .machine import processor
from .ours import KEPT

MIB = 1 << 20
# The bars of the project: job, peer, greatest ratio of cpu and of wall.
BARS = {
    ("parse", "duckdb"): 0.60, ("parse", "duckdb-cli"): 0.60, ("parse", "polars"): 0.60,
    ("ingest", "duckdb"): 0.70, ("count", "duckdb"): 0.50,
}
STEPS = ("ingest", "archive", "the one count")


def table(header, rows):
    """Returns a Markdown table."""
    lines = ["| " + " | ".join(header) + " |", "| " + " | ".join("---" for _ in header) + " |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def number(value):
    """Returns a number with three digits that count."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def ratio(own, other):
    """Returns ours / peer; empty where the peer's work is too short to measure."""
    return number(own / other) if other > 0.05 else ""


def run_table(job, run, size, startup):
    """Returns the table of one contest: medians, rates, ratios ours / peer net of start-up."""
    contenders = run["contenders"]
    first = next(iter(contenders))
    ours = contenders[first]
    rows = []
    for name, own in contenders.items():
        base = startup.get(name.split()[0], {"wall": 0, "cpu": 0})
        wall, cpu = own["wall"] - base["wall"], own["cpu"] - base["cpu"]
        ratios = ["", "", ""]
        if not name.startswith(first):
            bar = BARS.get((job, name))
            ratios = [
                ratio(ours["cpu"], cpu), ratio(ours["wall"], wall),
                f"≤ {bar:.2f}" if bar else ""]
        rate = number(size / MIB / own["wall"]) if size else ""
        rows.append([
            name, number(own["wall"]), number(own["cpu"]),
            f"{number(own['cpu_low'])}–{number(own['cpu_high'])}", number(own["peak"] / MIB),
            rate, *ratios])
    header = ["who", "wall s", "cpu s", "cpu range", "peak MiB", "MiB/s", "ours/peer cpu",
              "ours/peer wall", "bar"]
    return table(header, rows)


def steps_line(contender):
    """Returns what each stage of ours took."""
    parts = [
        f"{stage} {number(step['cpu'])} s cpu, {number(step['wall'])} s wall, "
        f"{number(step['peak'] / MIB)} MiB"
        for stage, step in zip(STEPS, contender.get("steps", []))]
    return "Ours by stage: " + "; ".join(parts) + ".\n" if parts else ""


def engine_text(stage, startup):
    """Returns the comparison of the whole count stage with itself on DuckDB; empty without it."""
    own = stage["contenders"]
    if "duckdb engine" not in own:
        return ""
    base = startup.get("duckdb", {"wall": 0, "cpu": 0})
    cached = own["tallies cached"]["cpu"]
    ours, peer = own["caseload-count"]["cpu"], own["duckdb engine"]["cpu"] - base["cpu"]
    compared = {**stage, "contenders": {k: v for k, v in own.items() if k != "tallies cached"}}
    text = run_table("stage", compared, None, startup)
    text += f"\nThe tallies alone (cpu, less the {number(cached)} s of a run that finds them all): "
    share = number((ours - cached) / (peer - cached))
    return text + (f"{number(ours - cached)} s, and {number(peer - cached)} s of DuckDB's engine; "
                   f"ratio {share}.\n")


def stage_text(stages):
    """Returns what the whole count stage takes."""
    rows = [
        [str(stage["threads"]), what, number(own["wall"]), number(own["cpu"]),
         f"{number(own['cpu_low'])}–{number(own['cpu_high'])}", number(own["peak"] / MIB)]
        for stage in stages
        for own, what in ((stage["contenders"]["caseload-count"], "with nothing cached"),
                          (stage["contenders"]["tallies cached"], "with all tallies cached"))]
    header = ["threads", "caseload-count", "wall s", "cpu s", "cpu range", "peak MiB"]
    return table(header, rows) + (
        f"\nA run leaves {stages[0]['files']} tables of {number(stages[0]['bytes'] / MIB)} MiB for "
        "the flags, and the tallies for the next run.\n\n")


def facts_line(facts):
    """Returns what all contenders agreed on."""
    names = [("records", "records"), ("accepted", "accepted"), ("rejected", "rejected"),
             ("dropped", "duplicate or superseded"), ("groups", "groups"), ("cases", "cases"),
             ("fine_fen", "fen of fines")]
    parts = [f"{facts[key]:,} {text}" for key, text in names if key in facts]
    return "Equal for all: " + ", ".join(parts) + ".\n"


def limits_table(limits):
    """Returns the physical limits."""
    names = {"read": "read from the page cache", "scan": "search for quotes and line ends",
             "libcsv": "libcsv alone", "zstd": "zstd -3 alone"}
    rows = [[text, number(limits[key]["cpu"]),
             number(limits["bytes"] / MIB / max(limits[key]["wall"], 1e-9))]
            for key, text in names.items()]
    return table(["one core, the export of parse and count", "cpu s", "MiB/s"], rows)


def share_line(results):
    """Returns what part of the limit of scanner and zstd the ingest stage reaches."""
    if not {"limits", "parse", "ingest"} <= results.keys():
        return ""
    zstd = results["limits"]["zstd"]["cpu"]
    run = results["parse"]["runs"][-1]
    scan = next(iter(run["contenders"].values()))["cpu"]
    ours = results["ingest"]["runs"][-1]["contenders"][KEPT]
    stage = ours["steps"][0]["cpu"] + ours["steps"][1]["cpu"]
    share = (zstd + scan) / stage
    return (
        f"Scanner ({number(scan)} s) and zstd -3 of every byte ({number(zstd)} s) alone take "
        f"{100 * share:.0f} % of the cpu of ingest and archive with the exports kept "
        f"({number(stage)} s); bar: ≥ 50 %.\n")


def elsewhere(result, machine):
    """Returns where a job ran, if that is not the machine of the page."""
    own = result.get("processor", processor(machine))
    return "" if own == processor(machine) else f"Measured on another machine: {own}.\n\n"


def growth_text(growth):
    """Returns the points of growth and the fitted exponents."""
    rows = [
        [f"{p['rows']:,}", number(p["bytes"] / MIB), number(p["wall"]), number(p["cpu"]),
         number(p["peak"] / MIB), number(p["bytes"] / MIB / p["wall"]),
         number(p["archive_bytes"] / MIB),
         number(p["stages"]["archive"]["peak"] / MIB),
         *(number(p["stages"]["count"][key] / unit) if "count" in p["stages"] else "not run"
           for key, unit in (("cpu", 1), ("peak", MIB))), *_month_more(p)]
        for p in growth["points"]]
    text = table(
        ["rows", "MiB in", "ingest wall s", "cpu s", "peak MiB", "MiB/s", "archive MiB",
         "archive peak MiB", "count cpu s", "count peak MiB", "one month more cpu s",
         "of all three"], rows)
    text += "".join(f"\nLeft out: {s['rows']:,} rows ({s['why']}).\n" for s in growth["skipped"])
    if growth["exponents"]:
        fitted = ", ".join(f"{k} {v:.3f}" for k, v in sorted(growth["exponents"].items()))
        text += f"\nExponents fitted to rows (log-log least squares): {fitted}; bar: ≤ 1.05.\n"
    return text


def _month_more(point):
    """Returns the cells of one month more, after all that a point of growth made."""
    if not point.get("month"):
        return ["not run", ""]
    cold = sum(step["cpu"] for step in point["stages"].values())
    own = point["month"]["cpu"]
    return [number(own), f"{100 * own / cold:.1f} %"]


def history_text(results):
    """Returns the tables of one month more and of flags."""
    text = ""
    if "increment" in results:
        own = results["increment"]
        rows = []
        for key, what in (("cold", "60 months from nothing"), ("month", "one month more"),
                          ("correction", "one corrected case of an old month")):
            share = own[key]["cpu"] / own["cold"]["cpu"]
            rows.append([what, number(own[key]["wall"]), number(own[key]["cpu"]),
                         number(own[key]["peak"] / MIB), f"{100 * share:.1f} %"])
        text += "### Monthly increment (bar: ≤ 5 % of cold)\n\n"
        text += table(["run", "wall s", "cpu s", "peak MiB", "of cold"], rows)
        month, old = own["rewritten"]["month"], own["rewritten"]["correction"]
        text += (
            f"\nAdding {month['added']} wrote partitions of "
            f"{_months(month['written'])} (its export corrects cases of the month before); "
            f"the corrected case of {old['of']} wrote those of {_months(old['written'])}.\n\n")
    if "flag" in results:
        own = results["flag"]
        text += "### Flags (300 units × 5,000 items × 60 months)\n\n"
        text += elsewhere(own, results["machine"]) + table(
            ["stage", "wall s", "cpu s", "peak MiB"],
            [[k, number(own[k]["wall"]), number(own[k]["cpu"]), number(own[k]["peak"] / MIB)]
             for k in ("count", "flag")])
        text += (f"\n{own['cells']:,} cells; every unit may enforce every item. None of the "
                 "peers judges silence, so there is nothing to compare with.\n\n")
    return text


def _months(names):
    return ", ".join(sorted({name[6:13] for name in names})) or "no month"
