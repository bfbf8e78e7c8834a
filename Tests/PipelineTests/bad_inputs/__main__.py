"""Runs the cases, prints what failed, and writes or compares the table."""

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile

from . import page
from .cases import CASES, Result, run_case
from .sections import load
from .world import Context, make_base


def run_number(work):
    number, options, base = work
    context = Context(options.programs, options.shared, base, options.long)
    try:
        result = run_case(CASES[number], context)
    finally:
        context.close()
    return number, result.outcome, result.observed


def numbers(options):
    chosen = [
        number for number, item in sorted(CASES.items())
        if not options.only or item.section in options.only or str(number) in options.only]
    return chosen


def main():
    parser = argparse.ArgumentParser(prog="bad_inputs", description=__doc__)
    parser.add_argument("--programs", required=True, help="folder of the built programs")
    parser.add_argument("--shared", required=True, help="folder that holds bad-inputs/")
    parser.add_argument("--only", nargs="*", default=[], help="sections or numbers of cases")
    parser.add_argument("--long", action="store_true", help="large files and the whole sweep")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--output", help="write the table here")
    parser.add_argument("--check", help="compare with the table written before")
    options = parser.parse_args()
    load()
    base = tempfile.mkdtemp(prefix="caseload-base-")
    try:
        make_base(os.path.join(base, "w"), options.programs)
        work = [(number, options, os.path.join(base, "w")) for number in numbers(options)]
        results = []
        with multiprocessing.Pool(options.jobs) as pool:
            for number, outcome, observed in pool.imap_unordered(run_number, work):
                results.append(Result(CASES[number], outcome, observed))
                if outcome == "fail":
                    print(f"case {number}: {observed}", flush=True)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    results.sort(key=lambda result: result.case.number)
    for line in page.counts(results):
        print(line)
    if options.output:
        with open(options.output, "w", encoding="utf-8") as file:
            file.write(page.text(results))
    stale = page.differences(options.check, results) if options.check else []
    for line in stale:
        print(line)
    failed = any(result.outcome == "fail" for result in results)
    sys.exit(1 if failed or stale else 0)


main()
