"""The jobs that only ours does: one month more, flags, growth."""

import glob
import math
import os
import shutil
import subprocess
import sys
import time

from generator.exports import write_months, write_workspace
from generator.rows import Rows

from . import ours
from .data import MONTHS, SEED, check_space
from .measure import Failure, Sample, run, size, summary


# Counting holds the tallies of all months in memory, which a small machine lacks beyond this.
MOST_COUNTED = 10_000_000


class History:
    """Runs jobs of our programs alone."""

    def __init__(self, settings, data):
        self.settings = settings
        self.data = data
        self.threads = max(settings.threads)

    def _all(self, workspace, stages=ours.STAGES, exports=()):
        total, steps = Sample(), {}
        for stage, command in zip(stages, ours.commands(self.settings.programs, workspace, stages)):
            files = list(exports) if stage == "ingest" else []
            sample, _ = run(command + files, self.threads)
            steps[stage] = sample
            total = total.then(sample)
        return total, steps

    def increment(self):
        """One month more after 60, then one corrected case of an old month."""
        source, _ = self.data.workspace("utf-8")
        work = self.settings.work
        base, place = f"{work}/increment-base", f"{work}/increment"
        shutil.rmtree(base, ignore_errors=True)
        ours.reset(source)
        subprocess.run(["cp", "-al", source, base], check=True)
        cold = [self._cold(base) for _ in range(min(self.settings.pairs, 3))]
        months, corrections, rewritten = [], [], {}
        for _ in range(self.settings.pairs):
            shutil.rmtree(place, ignore_errors=True)
            # Files of the archive are never changed in place, so links do.
            subprocess.run(["cp", "-al", base, place], check=True)
            self._settle(place)
            before = ours.partitions(place)
            new = self.data.add_month(place)
            months.append(self._all(place)[0])
            rewritten["month"] = {"added": new, "written": self._written(place, before)}
            before = ours.partitions(place)
            old = self.data.add_correction(place, MONTHS // 2)
            corrections.append(self._all(place)[0])
            rewritten["correction"] = {"of": old, "written": self._written(place, before)}
        if {name[6:13] for name in rewritten["correction"]["written"]} != {old}:
            raise Failure(f"a correction in {old} wrote {rewritten['correction']['written']}")
        shutil.rmtree(place)
        shutil.rmtree(base)
        return {"cold": summary(cold), "month": summary(months),
                "correction": summary(corrections), "rewritten": rewritten,
                "threads": self.threads}

    def _settle(self, workspace):
        """Lets the cache of the inbox know the links: exports of the last two seconds are read."""
        time.sleep(2.2)
        self._all(workspace, ["ingest"])

    def _cold(self, workspace):
        ours.reset(workspace)
        return self._all(workspace)[0]

    @staticmethod
    def _written(workspace, before):
        return sorted(ours.partitions(workspace) - before)

    def flag(self):
        """The flag stage at 300 units, 5,000 items and 60 months; every unit may enforce all."""
        workspace, _ = self.data.workspace("utf-8", every_power=True)
        ours.reset(workspace)
        _, steps = self._all(workspace)
        command = ours.commands(self.settings.programs, workspace, ["flag"])
        samples = []
        for _ in range(min(self.settings.pairs, 3)):
            shutil.rmtree(f"{workspace}/findings", ignore_errors=True)
            samples.append(run(command[0], self.threads)[0])
        cells = sorted(glob.glob(f"{workspace}/counts/????-??/cells.csv"))[-1]
        with open(cells, "rb") as file:
            count = sum(1 for _ in file) - 1
        return {"flag": summary(samples), "count": summary([steps["count"]]), "cells": count,
                "threads": self.threads}

    def growth(self):
        """Time and peak memory of ingest at growing sizes, with the fitted exponents."""
        points, skipped = [], []
        for rows in self.settings.growth:
            try:
                check_space(self.settings.work, rows * self._bytes_a_row())
            except Failure as failure:
                skipped.append({"rows": rows, "why": str(failure)})
                print(f"  growth: {rows} rows left out: {failure}", file=sys.stderr)
                continue
            points.append(self._point(rows))
        return {"points": points, "skipped": skipped, "threads": self.threads,
                "exponents": {name: exponent(points, name)
                              for name in ("cpu", "wall", "peak") if len(points) > 1}}

    def _bytes_a_row(self):
        """What the disk takes: exports, rows put aside twice, and the archive with raw copies."""
        return 1_700 if self.settings.second else 2_200

    def _exports(self, workspace, made):
        """Writes the exports, every second one to the second disk; returns the folders."""
        folders = [f"{workspace}/inbox"]
        if self.settings.second:
            folders.append(f"{self.settings.second}/growth-exports")
            shutil.rmtree(folders[1], ignore_errors=True)
        for place, folder in enumerate(folders):
            months = range(place, MONTHS, len(folders))
            write_months(made, months, "utf-8", self.threads, folder)
        return folders

    def _point(self, rows):
        workspace = f"{self.settings.work}/growth"
        shutil.rmtree(workspace, ignore_errors=True)
        write_workspace(workspace)
        made = Rows(SEED, rows // MONTHS)
        folders = self._exports(workspace, made)
        own = sum(size(folder) for folder in folders)
        counted = rows <= MOST_COUNTED
        files = [path for folder in folders for path in glob.glob(f"{folder}/*.csv")]
        _, steps = self._all(workspace, ours.STAGES if counted else ours.STAGES[:2],
                             sorted(files, key=os.path.basename))
        archive = size(f"{workspace}/archive")
        more = self._month_more(workspace, made) if counted else None
        for folder in [workspace, *folders[1:]]:
            shutil.rmtree(folder)
        ingest = steps["ingest"]
        point = {"rows": rows, "bytes": own, "archive_bytes": archive, "wall": ingest.wall,
                 "cpu": ingest.cpu, "peak": ingest.peak,
                 "stages": {name: vars(step) for name, step in steps.items()},
                 "month": more and vars(more)}
        print(f"  growth, {rows} rows: wall {ingest.wall:.1f} s, cpu {ingest.cpu:.1f} s, "
              f"peak {ingest.peak / 2**20:.0f} MiB", file=sys.stderr)
        return point


    def _month_more(self, workspace, made):
        """The three stages for the month after a history that was just counted."""
        # The export is a month of the same size, and corrects cases of the one before it.
        time.sleep(2.2)
        self._all(workspace, ["ingest"])
        write_months(made, [MONTHS], "utf-8", 1, f"{workspace}/inbox")
        return self._all(workspace)[0]


def exponent(points, name):
    """Returns the slope of the least-squares line through the logarithms."""
    pairs = [(math.log(p["rows"]), math.log(p[name])) for p in points]
    mean_x = sum(x for x, _ in pairs) / len(pairs)
    mean_y = sum(y for _, y in pairs) / len(pairs)
    above = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    return above / sum((x - mean_x) ** 2 for x, _ in pairs)
