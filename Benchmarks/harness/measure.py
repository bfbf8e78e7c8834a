"""Time, memory and output of processes, children included."""

import atexit
import functools
import os
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import asdict, dataclass


@dataclass
class Sample:
    """What one run took: seconds on the clock, seconds of all cores, bytes at the peak."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: int = 0

    def then(self, other):
        """Returns both runs one after the other."""
        return Sample(
            self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak))


class Failure(Exception):
    """A program failed, or results differ."""


@functools.cache
def launcher():
    """Compiles launch.c; returns the path of the program."""
    folder = tempfile.mkdtemp(prefix="caseload-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    source = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "launch.c")
    subprocess.run(["cc", "-O2", "-o", f"{folder}/launch", source], check=True)
    return f"{folder}/launch"


def run(command, threads, env=None):
    """Runs a command on as many cores as threads; returns a sample and its output."""
    full = {**os.environ, "POLARS_MAX_THREADS": str(threads), **(env or {})}
    report = f"{launcher()}.report"
    done = subprocess.run(
        [launcher(), str(threads), report] + command, capture_output=True, env=full, check=False)
    with open(report, encoding="utf-8") as file:
        wall, cpu, peak, status = file.read().split()
    if done.returncode != 0 or status != "0":
        text = done.stderr.decode(errors="replace")[-2_000:]
        raise Failure(f"{' '.join(command)[:300]}: exit {status}\n{text}")
    return Sample(float(wall), float(cpu), int(peak) * 1_024), done.stdout


def summary(samples):
    """Returns medians, the spread of cpu, and every sample."""
    def values(name):
        return [getattr(sample, name) for sample in samples]

    return {
        "wall": statistics.median(values("wall")),
        "cpu": statistics.median(values("cpu")),
        "cpu_low": min(values("cpu")),
        "cpu_high": max(values("cpu")),
        "peak": statistics.median(values("peak")),
        "samples": [asdict(sample) for sample in samples],
    }


def discard(path, beside=None):
    """Moves what a round left aside, to be removed when all is measured.

    ext4 without a journal looks through the inodes that were freed in the last minute whenever a
    file is made, so that clearing up before a round would slow it down. Lies beside the path, or
    beside another one that is named.
    """
    if not os.path.lexists(path):
        return
    trash = f"{os.path.dirname(beside or path)}/.discarded"
    if trash not in _discarded:
        os.makedirs(trash, exist_ok=True)
        atexit.register(shutil.rmtree, trash, ignore_errors=True)
    _discarded[trash] = _discarded.get(trash, 0) + 1
    os.rename(path, f"{trash}/{os.getpid()}-{_discarded[trash]}")


_discarded = {}


def fresh(folder):
    """Empties a folder, or makes it."""
    discard(folder)
    os.makedirs(folder)
    return folder


def warm(path):
    """Reads a file or a folder once, so that it lies in the page cache."""
    paths = [path]
    if os.path.isdir(path):
        paths = [f"{path}/{name}" for name in sorted(os.listdir(path))]
    for name in paths:
        with open(name, "rb") as file:
            while file.read(1 << 20):
                pass


def size(path):
    """Returns the bytes of a file, or of everything below a folder."""
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(
        os.path.getsize(f"{folder}/{name}")
        for folder, _, names in os.walk(path) for name in names)
