"""The exports and workspaces of a run, made once for each number of rows."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

from generator.exports import correction, write, write_months, write_stream, write_workspace
from generator.rows import Rows, month_name

from .measure import Failure, warm

MONTHS = 60
SEED = 20_240_701
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@dataclass
class Settings:
    """What the command line asked for."""

    rows: int
    pairs: int
    threads: list
    work: str
    programs: str
    python: str
    growth: list
    second: str


class Data:
    """Makes what a job needs and remembers it for the next job of the run."""

    def __init__(self, settings):
        self.settings = settings
        self.rows = Rows(SEED, settings.rows // MONTHS)
        self.processes = max(settings.threads)

    def _make(self, name, make):
        path = f"{self.settings.work}/{name}"
        done = f"{path.rstrip('/')}.done"
        if not os.path.exists(done):
            shutil.rmtree(path, ignore_errors=True)
            check_space(self.settings.work, self.rows.count * MONTHS * 2_500)
            print(f"  making {name}", file=sys.stderr)
            counts = make(path)
            write(done, json.dumps(counts))
        with open(done, encoding="utf-8") as file:
            return path, json.load(file)

    def export(self, encoding):
        """Returns the path of all rows as one export, and the generator's counts."""
        def make(path):
            with open(path, "wb") as file:
                return write_stream(self.rows, range(MONTHS), encoding, self.processes, file)

        path, counts = self._make(f"all-{encoding}-{self.rows.count}.csv", make)
        warm(path)
        return path, counts

    def workspace(self, encoding, every_power=False):
        """Returns a workspace whose inbox holds an export a month, and the generator's counts."""
        def make(path):
            write_workspace(path, every_power)
            return write_months(
                self.rows, range(MONTHS), encoding, self.processes, f"{path}/inbox")

        power = "-every" if every_power else ""
        path, counts = self._make(f"city-{encoding}-{self.rows.count}{power}", make)
        warm(f"{path}/inbox")
        return path, counts

    def add_month(self, workspace):
        """Puts the export of one month more into the inbox."""
        inbox = f"{workspace}/inbox"
        write_months(self.rows, [MONTHS], "utf-8", 1, inbox)
        return month_name(MONTHS)

    def add_correction(self, workspace, month):
        """Puts an export into the inbox that corrects one case of an old month."""
        name = f"{workspace}/inbox/cases-correction-{month_name(MONTHS + 1)}.csv"
        with open(name, "wb") as file:
            file.write(correction(self.rows, month))
        return month_name(month)


def check_space(folder, needed):
    """Throws where the disk has less than `needed` bytes to spare."""
    os.makedirs(folder, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < needed + (2 << 30):
        raise Failure(f"{folder}: {needed >> 30} GiB and 2 more needed, {free >> 30} GiB free")


def limits_program(work):
    """Compiles limits.c; returns the program's path."""
    path = f"{work}/limits"
    os.makedirs(work, exist_ok=True)
    subprocess.run(
        ["cc", "-O3", "-march=native", "-o", path, f"{HERE}/limits.c", "-lcsv", "-lzstd"],
        check=True)
    return path


