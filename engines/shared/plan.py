"""What is to be counted: the partitions of one snapshot whose tallies are not cached."""
import hashlib
import json
import os
from dataclasses import dataclass, field

import tally_file
from tally_file import EngineError

_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_BASIS = "counting.basis"


@dataclass(frozen=True)
class Partition:
    """A file of the archive: the rows of one table and month."""

    path: str
    table: str
    month: str
    content: str
    digest: str

    @property
    def is_parquet(self):
        return self.path.endswith(".parquet")


@dataclass
class Tally:
    """A tally, and the file of each month that it is not cached for."""

    name: str
    table: str
    keys: list
    measures: list
    query: str
    follows_items: bool
    targets: dict = field(default_factory=dict)

    @property
    def columns(self):
        return self.keys + self.measures


class Plan:
    """The newest snapshot of a workspace, or the one of a number, and what it lacks."""

    def __init__(self, workspace, snapshot, basis):
        self.archive = os.path.join(os.path.abspath(workspace), "archive")
        self.folder = os.path.join(os.path.abspath(workspace), "counts", "partitions")
        self.basis = basis
        with open(os.path.join(_FOLDER, "schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        self.seal = schema["seal"]
        self.columns = {
            table["name"]: [column["name"] for column in table["columns"]]
            for table in schema["tables"]
        }
        self.partitions = self._partitions(snapshot)
        self.views = [
            (name[: -len(".sql")], _sql("views", name))
            for name in sorted(os.listdir(os.path.join(_FOLDER, "sql", "views")))
            if name.endswith(".sql")
        ]
        self.tallies = [self._tally(entry) for entry in schema["tallies"]]

    def files(self, tally, table):
        """Partitions of a table that a tally is to be counted from."""
        months = self.partitions.get(table, {})
        return [months[month] for month in sorted(tally.targets) if month in months]

    def used_files(self):
        """Every file that will be read, each once, by table and month."""
        used = {}
        for tally in self.tallies:
            for table in [tally.table] + (["case_items"] if tally.follows_items else []):
                for file in self.files(tally, table):
                    used[file.path] = file
        return [used[path] for path in sorted(used)]

    def prepare(self):
        """Makes the folders of the tallies; whether anything is to be counted."""
        for tally in self.tallies:
            if tally.targets:
                os.makedirs(os.path.join(self.folder, tally.name), 0o700, exist_ok=True)
            for path in tally.targets.values():
                # One that was cut or edited must not pass for the new one.
                if os.path.lexists(path):
                    os.unlink(path)
        return any(tally.targets for tally in self.tallies)

    def _tally(self, entry):
        tally = Tally(
            entry["name"], entry["table"], entry["keys"], entry["measures"],
            _sql("tallies", entry["name"] + ".sql"), "case_items" in entry["follows"],
        )
        for month, file in self.partitions.get(tally.table, {}).items():
            name = f"month={month}-{file.content[:16]}"
            items = self.partitions.get("case_items", {}).get(month)
            if tally.follows_items and items:
                name += "-" + items.content[:16]
            if _BASIS in entry["follows"]:
                name += "-" + self.basis
            path = os.path.join(self.folder, tally.name, name + ".csv")
            if not tally_file.is_sound(path, tally.columns, self.seal):
                tally.targets[month] = path
        return tally

    def _partitions(self, number):
        partitions = {}
        for file in self._snapshot(number)["files"]:
            if file["kind"] != "partition":
                continue
            month = file.get("month") or "all"
            # The queries tell the partitions apart by this folder.
            if os.path.basename(os.path.dirname(file["path"])) != f"month={month}":
                raise EngineError(65, f"{file['path']}: does not lie in the folder of its month")
            months = partitions.setdefault(file["table"], {})
            if month in months:
                raise EngineError(65, f"{file['path']}: a second partition of its month")
            months[month] = Partition(
                os.path.join(self.archive, file["path"]), file["table"], month, file["sha256"],
                file["compressedSHA256"],
            )
        return partitions

    def _snapshot(self, number):
        folder = os.path.join(self.archive, "snapshots")
        try:
            numbers = [int(name[:6]) for name in os.listdir(folder) if name[6:] == ".json"]
        except FileNotFoundError:
            numbers = []
        if not numbers:
            raise EngineError(66, f"{folder}: no snapshot yet; run caseload-ingest and -archive")
        path = os.path.join(folder, f"{number or max(numbers):06}.json")
        try:
            with open(path, "rb") as file, open(path + ".sha256", encoding="utf-8") as checksum:
                content, digest = file.read(), checksum.read()[:64]
        except FileNotFoundError as error:
            raise EngineError(66, f"{error.filename}: does not exist") from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise EngineError(65, f"{path}: does not match its .sha256 file")
        snapshot = json.loads(content)
        if snapshot["formatVersion"] > 2:
            raise EngineError(78, f"{path}: needs a newer version of this engine")
        return snapshot


def _sql(*names):
    with open(os.path.join(_FOLDER, "sql", *names), encoding="utf-8") as file:
        return file.read()
