"""Fails, or kills at, the n-th system call of a whole run, and looks at what is left.

`python3 -m bad_inputs.sweep --programs DIR` sweeps every call; the cases use a sample of it.
"""

import argparse
import collections
import json
import multiprocessing
import os
import shutil
import sys
import tempfile

from . import invariants
from .cases import Failed, expect
from .world import Workspace, export, make_base, row

CALLS = ("write", "fsync", "rename", "renameat2", "link", "mkdir", "chmod", "unlink", "rmdir",
         "ftruncate", "openat", "close", "lseek", "read", "getdents64", "newfstatat", "flock")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
ALL = ("reports", "archive", "counts", "findings", "rejects", "staging")


def strace(*options):
    return ("strace", "-f", "-qq", *options)


class Stage:
    """A workspace with a new export, and what an undisturbed run makes of it."""

    def __init__(self, folder, programs):
        self.folder = folder
        self.programs = programs
        start = os.path.join(folder, "start")
        if not os.path.exists(start):
            make_base(start, programs)
            self.start = Workspace(start, programs)
            rows = [row(n, month="2024-03") for n in range(1, 4)]
            self.start.write("inbox/new.csv", export(*rows, "短", row(901, amount="1.00")))
        self.start = Workspace(start, programs)
        self.old = self.start.digest("reports")
        # The calendar of releases goes on with each report.
        self.calendar = self.old.pop("reports/releases.csv", None)
        self.wanted = None

    def copy(self, name):
        path = os.path.join(self.folder, name)
        shutil.copytree(self.start.path, path, symlinks=True)
        return Workspace(path, self.programs)

    def reference(self):
        """Runs undisturbed; returns how often each call is made, at most by one thread."""
        workspace = self.copy("reference")
        trace = os.path.join(self.folder, "trace")
        ran = workspace.run(wrapper=strace("-o", trace, "-e", "trace=" + ",".join(CALLS)))
        expect(ran.code == 0, f"the undisturbed run fails: {ran.code} {ran.err}")
        self.wanted = workspace.digest(*ALL)
        begin, most = made(trace, workspace)
        return {call: (begin.get(call, 1) if call in ("openat", "read", "close", "newfstatat", "lseek") else 1,
                       most[call]) for call in CALLS if most[call]}


def made(trace, workspace):
    """How often each call was made when the workspace was opened, and at most by one thread."""
    counts, begin = collections.Counter(), {}
    with open(trace, encoding="utf-8", errors="replace") as file:
        for line in file:
            thread, text = line.split(None, 1)
            call = text.split("(")[0]
            if call not in CALLS:
                continue
            counts[thread, call] += 1
            # What happens before the workspace is opened is the loading of the program.
            if workspace.path in text and not begin:
                begin = {name: count for (_, name), count in counts.items()}
    most = collections.Counter()
    for (_, call), count in counts.items():
        most[call] = max(most[call], count)
    return begin, most


def plan(calls, limit=None, faults=FAULTS):
    """Every (call, fault, n), or an even sample of about `limit` of them."""
    work = [(call, fault, n) for call, (first, last) in calls.items() for fault in faults
            for n in range(first, last + 1)]
    if not limit or len(work) <= limit:
        return work
    return [work[index * len(work) // limit] for index in range(limit)]


def judge(stage, name, disturb):
    """Disturbs one run, looks at what is left, runs again; returns the exit code."""
    workspace = stage.copy(name)
    try:
        ran = disturb(workspace)
        # 127 is the loader's, before the program has begun.
        begun = not (ran.code == 127 and "shared libraries" in ran.err)
        expect(ran.code in invariants.CODES or ran.code == -9 or not begun, f"exit code {ran.code}")
        invariants.whole(workspace)
        reports = workspace.digest("reports")
        for path, digest in reports.items():
            if path.endswith("reports/releases.csv"):
                # The calendar goes on with each report.
                expect(digest in (stage.calendar, stage.wanted[path]), f"{path}: neither old nor new")
            elif path in stage.old:
                expect(digest == stage.old[path], f"{path}: an old report has changed")
            elif "/.tmp-" not in path:
                expect(digest == stage.wanted[path], f"{path}: neither old nor new")
        for path in stage.old:
            expect(path in reports, f"{path}: an old report is gone")
        if ran.code == 0:
            expect(without_leftovers(workspace) == stage.wanted, "exit 0, but other bytes")
        again = workspace.run()
        expect(again.code == 0, f"the next run ends with {again.code}: {again.err}")
        found = workspace.digest(*ALL)
        expect(found == stage.wanted, "the next run ends in other bytes: "
               f"{sorted(set(found.items()) ^ set(stage.wanted.items()))[:2]}")
        check = workspace.call("verify", "-C", workspace.path)
        expect(check.code == 0, f"verify ends with {check.code}")
        return ran.code
    finally:
        shutil.rmtree(workspace.path, ignore_errors=True)


def without_leftovers(workspace):
    return {name: digest for name, digest in workspace.digest(*ALL).items() if "/.tmp-" not in name}


def one(work):
    folder, programs, wanted, index, (call, kind, n) = work
    stage = Stage(folder, programs)
    stage.wanted = wanted

    def disturb(workspace):
        return workspace.run(wrapper=strace(
            "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{kind}:when={n}"))

    try:
        return work[-1], judge(stage, f"run{index}", disturb), ""
    except Failed as end:
        return work[-1], None, str(end)


def tally(one, work, jobs, tell):
    """Does each piece of work; returns counts by call, fault and exit code, and what went wrong."""
    counts, found = collections.Counter(), []
    # A case runs in a process of a pool already, which may have no children of its own.
    pool = multiprocessing.Pool(jobs) if jobs > 1 else None
    results = pool.imap_unordered(one, work) if pool else map(one, work)
    for done, ((call, kind, n), code, text) in enumerate(results, start=1):
        counts[call, kind, code] += 1
        if text:
            found.append(f"{call} {kind} when={n}: {text}")
            if tell:
                tell(found[-1])
        if tell and done % 100 == 0:
            tell(f"{done} of {len(work)}")
    return counts, found


def sweep(programs, limit=None, jobs=2, tell=None, faults=FAULTS):
    """Runs the sweep; returns counts by exit code and what went wrong."""
    folder = tempfile.mkdtemp(prefix="caseload-sweep-")
    try:
        stage = Stage(folder, os.path.abspath(programs))
        calls = stage.reference()
        work = [(folder, stage.programs, stage.wanted, index, item)
                for index, item in enumerate(plan(calls, limit, faults))]
        return tally(one, work, jobs, tell)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(name, about, run):
    """Sweeps as the command line says, and prints the counts."""
    parser = argparse.ArgumentParser(prog=f"bad_inputs.{name}", description=about)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--limit", type=int, help="an even sample of so many runs")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    counts, found = run(
        options.programs, options.limit, options.jobs, tell=lambda text: print(text, flush=True))
    table, codes = {}, collections.Counter()
    for (call, kind, code), count in counts.items():
        table.setdefault(call, {}).setdefault(kind, {})[str(code)] = count
        codes[code] += count
    print(json.dumps(table, indent=1, sort_keys=True))
    print(f"{sum(counts.values())} runs, {len(found)} faults; exit codes {dict(codes)}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main("sweep", __doc__, sweep)
