"""Workspaces, and runs of the programs in them."""

import csv
import dataclasses
import hashlib
import io
import json
import os
import shutil
import subprocess
import tempfile
import time

KEY = "ab" * 32 + "\n"
HEAD = "案号,执法机关,执法领域,当事人名称,证件号码,立案日期,罚没金额（元）"
MEMORY_LIMIT_KIB = 1 << 20
SECONDS_LIMIT = 120

# Names, identifiers and a telephone number that no output may hold; each occurs once in the base.
CANARIES = (
    "张三", "李四", "金丝雀甲", "金丝雀乙", "某某商贸", "999999199001010016", "999999199203040018",
    "999999198805060012", "91999999MA0000000K", "13900000000", "G12345678",
)


def row(number, month="2024-02", day="10", unit="某市市场监督管理局", domain="市场监管",
        name="金丝雀甲", party="999999199203040018", amount="200.00"):
    """A line of an export of cases."""
    return f"某市监罚〔2024〕{number}号,{unit},{domain},{name},{party},{month}-{day},{amount}"


def plain_text(path):
    """The bytes of a file of the archive without its frame; of a table by columns as CSV."""
    if not path.endswith(".parquet"):
        return subprocess.run(["zstd", "-dcq", path], capture_output=True, check=True).stdout
    import pyarrow.parquet
    table = pyarrow.parquet.read_table(
        path, page_checksum_verification=True, partitioning=None)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for cells in zip(*(column.to_pylist() for column in table.columns)):
        writer.writerow(["" if cell is None else str(cell) for cell in cells])
    return text.getvalue().encode()


def export(*rows, head=HEAD):
    """An export of cases as text."""
    return "\n".join([head, *rows]) + "\n"


BASE_EXPORT = export(
    row(901), row(902, name="金丝雀乙", party="999999198805060012", amount="90.00"), row(903, day="11"))


@dataclasses.dataclass
class Ran:
    """What a program left when it ended."""

    code: int
    out: str
    err: str
    memory_kib: int
    seconds: float

    @property
    def files(self):
        """Files of the ingest summary; none where no summary was printed."""
        try:
            return json.loads(self.out)["files"]
        except (ValueError, KeyError):
            return []


class Workspace:
    """A workspace of one case."""

    def __init__(self, path, programs):
        self.path = path
        self.programs = programs

    def write(self, name, content, mode=None):
        path = os.path.join(self.path, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode()
        with open(path, "wb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(path, mode)
        return path

    def read(self, name):
        with open(os.path.join(self.path, name), "rb") as file:
            return file.read()

    def text(self, name):
        return self.read(name).decode()

    def table(self, name):
        """Rows of a CSV file as dictionaries."""
        text = self.text(name).removeprefix("\ufeff")
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def names(self, *folders):
        """Paths of all files below folders, relative and sorted."""
        found = []
        for folder in folders:
            for base, _, files in os.walk(os.path.join(self.path, folder)):
                found += [os.path.relpath(os.path.join(base, name), self.path) for name in files]
        return sorted(found)

    def digest(self, *folders):
        """SHA-256 of every file below folders, by name."""
        return {name: hashlib.sha256(self.read(name)).hexdigest() for name in self.names(*folders)}

    def months(self):
        folder = os.path.join(self.path, "reports")
        if not os.path.isdir(folder):
            return []
        return sorted(
            name for name in os.listdir(folder)
            if not name.startswith(".") and os.path.isdir(os.path.join(folder, name)))

    def archived(self, table="cases", kind="part"):
        """Rows of the newest snapshot's partitions of a table."""
        rows = []
        for item in self.snapshot()["files"]:
            if item["table"] == table and item["kind"] in (kind, "partition", "reference"):
                plain = plain_text(os.path.join(self.path, "archive", item["path"])).decode()
                rows += list(csv.DictReader(io.StringIO(plain, newline="")))
        return rows

    def snapshot(self):
        folder = os.path.join(self.path, "archive", "snapshots")
        last = max(name for name in os.listdir(folder) if name.endswith(".json"))
        return json.loads(self.read(f"archive/snapshots/{last}"))

    def program(self, name="caseload"):
        return os.path.join(self.programs, name)

    def run(self, *arguments, **options):
        """Runs `caseload run -C WORKSPACE --format json` with further arguments."""
        return self.call("run", "-C", self.path, "--format", "json", *arguments, **options)

    def call(self, *arguments, program="caseload", wrapper=(), env=None, cwd=None, umask=-1,
             clean=False):
        """Runs a program; `wrapper` is a command line in front of it."""
        variables = {} if clean else dict(
            PATH="/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", LC_ALL="C.UTF-8", TZ="UTC")
        if not clean:
            variables["SWIFT_BACKTRACE"] = "enable=no"
        variables.update(env or {})
        command = [*wrapper, self.program(program), *arguments]
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            started = time.monotonic()
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=variables,
                cwd=cwd, umask=umask)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0), err.seek(0)
            return Ran(
                process.returncode, out.read().decode(errors="replace"),
                err.read().decode(errors="replace"), usage.ru_maxrss,
                time.monotonic() - started)


class Context:
    """What the body of a case works with."""

    def __init__(self, programs, shared, base, long=False):
        self.programs = os.path.abspath(programs)
        self.shared = os.path.abspath(shared)
        self.base = base
        self.long = long
        self.root = tempfile.mkdtemp(prefix="caseload-case-")
        self.folder = self.root

    def move(self, name):
        """Gives what follows a folder of its own, for a case with several runs of the same kind."""
        self.folder = os.path.join(self.root, name)
        os.makedirs(self.folder)

    def close(self):
        subprocess.run(["chmod", "-R", "u+rwX", self.root], check=False)
        shutil.rmtree(self.root, ignore_errors=True)

    def bad(self, name):
        """Path of a file of the collection."""
        return os.path.join(self.shared, "bad-inputs", name)

    def bytes_of(self, name):
        with open(self.bad(name), "rb") as file:
            return file.read()

    def workspace(self, name="w", base=True):
        """A workspace with one month archived and reported, or an empty one."""
        path = os.path.join(self.folder, name)
        if base:
            shutil.copytree(self.base, path, symlinks=True)
        else:
            make_empty(path)
        return Workspace(path, self.programs)


def make_empty(path):
    """Makes a workspace with settings of its own, a fixed key and an empty inbox."""
    os.makedirs(os.path.join(path, "inbox"))
    with open(os.path.join(path, "caseload.toml"), "w", encoding="utf-8") as file:
        # A case that turns a tiny city upside down is no swing to stop for.
        file.write("[city]\nname = \"某市\"\n[publish]\nmax_swing = 1000\n")
    key = os.path.join(path, "key")
    with open(key, "w", encoding="ascii") as file:
        file.write(KEY)
    os.chmod(key, 0o600)


def make_base(path, programs):
    """Makes the workspace that most cases start from: February 2024 archived and reported."""
    make_empty(path)
    workspace = Workspace(path, os.path.abspath(programs))
    workspace.write("inbox/base.csv", BASE_EXPORT)
    ran = workspace.run()
    if ran.code != 0:
        raise SystemExit(f"the base workspace cannot be made: {ran.code} {ran.err}")
