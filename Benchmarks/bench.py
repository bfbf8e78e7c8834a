"""Command line of the benchmark; `make bench` calls it."""

import argparse
import json
import os
import shutil
import sys

from harness.data import HERE, Data, Settings
from harness.history import History
from harness.jobs import Jobs
from harness.machine import description, processor
from harness.measure import Failure
from harness.page import page

ORDER = ["limits", "startup", "parse", "ingest", "count", "gb18030", "increment", "flag", "growth"]
DEFAULT = ",".join(ORDER[:-1])


def arguments():
    """Returns what the command line asks for."""
    parser = argparse.ArgumentParser(prog="bench.py", description="Compare ours with its peers.")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", default="2,1", help="numbers of threads, most first")
    parser.add_argument("--jobs", default=DEFAULT, help=f"of {', '.join(ORDER)}")
    parser.add_argument("--growth", default="1000000,3000000,10000000,30000000")
    parser.add_argument("--work", default=f"{HERE}/.work", help="folder for large files")
    parser.add_argument("--second", default="",
                        help="folder on another disk, for half of the exports of growth")
    parser.add_argument("--programs", default=".build/release")
    parser.add_argument("--publish", action="store_true",
                        help="merge into results/last.json and write docs/benchmarks.md")
    return parser.parse_args()


def wanted(text):
    """Returns the jobs to run in their order; limits and startup go with what needs them."""
    names = set(text.split(","))
    unknown = names - set(ORDER)
    if unknown:
        raise Failure(f"no such job: {', '.join(sorted(unknown))}; of {', '.join(ORDER)}")
    if names & {"parse", "ingest", "count", "gb18030"}:
        names |= {"startup", "limits"}
    return [name for name in ORDER if name in names]


def load(path):
    """Returns earlier results, or none."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def save(path, results):
    """Writes results."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(results, file, ensure_ascii=False, indent=1)
        file.write("\n")


def main():
    """Runs the jobs, prints the page of this run, and publishes it if asked."""
    options = arguments()
    settings = Settings(
        rows=options.rows, pairs=options.pairs,
        threads=[int(n) for n in options.threads.split(",")], work=os.path.abspath(options.work),
        programs=os.path.abspath(options.programs), python=f"{HERE}/.venv/bin/python3",
        growth=[int(n) for n in options.growth.split(",")], second=options.second)
    data = Data(settings)
    shared, own = Jobs(settings, data), History(settings, data)
    asked = f"make bench ROWS={options.rows} PAIRS={options.pairs} JOBS={options.jobs}"
    if "growth" in options.jobs.split(","):
        asked += f" GROWTH={options.growth}"
    results = {"machine": description(settings.python), "commands": [asked]}
    for name in wanted(options.jobs):
        print(f"{name}:", file=sys.stderr)
        job = getattr(shared, name, None) or getattr(own, name)
        results[name] = {**job(), "processor": processor(results["machine"]), **(
            {} if name == "startup" else {"rows": options.rows, "pairs": options.pairs})}
        save(f"{HERE}/results/run.json", results)
    print(page(results))
    if options.publish:
        merged = load(f"{HERE}/results/last.json")
        commands = [c for c in merged.get("commands", []) if c != asked] + [asked]
        if "limits" not in results:
            # The page is of the machine that the comparisons were made on.
            results["machine"] = merged.get("machine", results["machine"])
        merged.update(results, commands=commands)
        save(f"{HERE}/results/last.json", merged)
        with open(f"{HERE}/../docs/benchmarks.md", "w", encoding="utf-8") as file:
            file.write(page(merged))
    shutil.rmtree(settings.work)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"bench: {failure}")
