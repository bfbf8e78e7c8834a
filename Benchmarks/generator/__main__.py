"""Command line: python3 -m generator --rows N [--months M] [--encoding NAME] TARGET."""

import argparse
import json
import sys

from .exports import write_months, write_stream, write_workspace
from .rows import Rows


def main():
    """Writes a workspace with an inbox of monthly exports, one file, or a stream."""
    parser = argparse.ArgumentParser(prog="generator")
    parser.add_argument("target", help="file, - for standard output, or DIR/ for a workspace")
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--months", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20_240_701)
    parser.add_argument("--encoding", default="utf-8", choices=["utf-8", "gb18030"])
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--every-power", action="store_true", help="every unit may enforce all")
    options = parser.parse_args()
    rows = Rows(options.seed, options.rows // options.months)
    months = range(options.months)
    if options.target.endswith("/"):
        write_workspace(options.target, options.every_power)
        counts = write_months(
            rows, months, options.encoding, options.processes, options.target + "inbox")
    elif options.target == "-":
        counts = write_stream(
            rows, months, options.encoding, options.processes, sys.stdout.buffer)
    else:
        with open(options.target, "wb") as file:
            counts = write_stream(rows, months, options.encoding, options.processes, file)
    print(json.dumps(counts, sort_keys=True), file=sys.stderr)


if __name__ == "__main__":
    main()
