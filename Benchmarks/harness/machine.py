"""What the figures were measured on, without the date."""

import os
import platform
import subprocess


def _line(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.strip().splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return "unknown"


def _value(path, name):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith(name):
                return line.split(":", 1)[1].strip()
    return "unknown"


def description(python):
    """Returns (what, value) of the machine and of every program compared."""
    memory = int(_value("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    facts = [
        ("processor", _value("/proc/cpuinfo", "model name")),
        ("family, model", _value("/proc/cpuinfo", "cpu family") + ", "
         + _value("/proc/cpuinfo", "model\t")),
        ("cores", str(len(os.sched_getaffinity(0)))),
        ("memory", f"{memory:.0f} GiB"),
        ("kernel", platform.release()),
        ("system", _value_of_release()),
        ("Swift", _line(["swift", "--version"])),
        ("libzstd", _line(["dpkg-query", "-W", "-f=${Version}", "libzstd1"])),
        ("libcsv", _line(["dpkg-query", "-W", "-f=${Version}", "libcsv3"])),
        ("Python", platform.python_version()),
    ]
    for name in ("duckdb", "duckdb-cli", "polars", "chdb", "pandas", "pyarrow"):
        code = f"import importlib.metadata as m; print(m.version('{name}'))"
        facts.append((name, _line([python, "-c", code])))
    return facts


def _value_of_release():
    with open("/etc/os-release", encoding="utf-8") as file:
        for line in file:
            if line.startswith("PRETTY_NAME="):
                return line.split("=", 1)[1].strip().strip('"')
    return "unknown"


def processor(machine):
    """Returns the processor of a description in one line."""
    facts = dict(machine)
    return f"{facts['processor']}, family and model {facts['family, model']}"
