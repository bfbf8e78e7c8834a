"""What every peer's script does: read its arguments, run one job, print what it counted."""

import json
import os
import sys


def main(jobs):
    """Runs `SCRIPT JOB SOURCE OUTPUT THREADS ENCODING`; prints the job's facts as JSON.

    The libraries are imported by then: job `startup` does nothing else, and the harness
    subtracts what it takes.
    """
    job, source, output, threads, encoding = sys.argv[1:6]
    os.makedirs(output, exist_ok=True)
    facts = {} if job == "startup" else jobs[job](source, output, int(threads), encoding)
    print(json.dumps(facts or {}))


def inbox(source):
    """Returns the monthly exports of a folder in order."""
    return sorted(
        f"{source}/{name}" for name in os.listdir(source) if name.startswith("cases-"))
