#!/usr/bin/env python3
"""Counts the partitions of a workspace by SQL in DuckDB, in this process."""
import itertools
import os
import shutil
import sys

sys.dont_write_bytecode = True
sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "shared"))

import command
import tally_file
from tally_file import EngineError

VERSION = "2.0.1"
ROWS = 1 << 14

# Functions that Spark has by these names.
MACROS = """
CREATE MACRO array_join(list, separator) AS array_to_string(list, separator);
CREATE MACRO array_except(list, others) AS
  list_distinct(list_filter(list, lambda item: NOT list_contains(others, item)));
CREATE MACRO array_remove(list, one) AS list_filter(list, lambda item: item <> one);
CREATE MACRO arrays_overlap(list, others) AS list_has_any(list, others);
"""

READERS = {
    False: "read_csv({files}, delim=',', quote='\"', escape='\"', header=true, all_varchar=true,"
    " compression='zstd', union_by_name=true, filename=true, hive_partitioning=false,"
    " parallel={parallel})",
    True: "read_parquet({files}, union_by_name=true, filename=true, hive_partitioning=false)",
}


def count(plan, _):
    try:
        import duckdb
    except ImportError:
        raise EngineError(
            69, f"duckdb is not installed: python3 -m pip install duckdb=={VERSION}"
        ) from None
    for file in plan.used_files():
        tally_file.check_content(file.path, file.digest)
    if not plan.prepare():
        return
    # Where the memory does not suffice, rows go to the disk: beside the tallies, not in /tmp.
    spill = os.path.join(plan.folder, f".tmp-duckdb-{os.getpid()}")
    os.makedirs(spill, 0o700)
    try:
        with duckdb.connect(
            config={"temp_directory": spill, "autoinstall_known_extensions": "false"}
        ) as connection:
            connection.execute(MACROS)
            tables = Tables(connection, plan)
            for tally in plan.tallies:
                if tally.targets:
                    tables.define(tally)
                    write(connection, plan, tally)
                    print(f"{tally.name}: {len(tally.targets)} partitions", flush=True)
    except duckdb.Error as error:
        raise EngineError(70, f"duckdb: {type(error).__name__}") from error
    finally:
        shutil.rmtree(spill, ignore_errors=True)


def write(connection, plan, tally):
    """Counts one tally over all of its partitions, and writes a file for each."""
    result = connection.execute(f"SELECT * FROM ({tally.query}) ORDER BY ALL")
    rest = dict(tally.targets)
    for month, rows in itertools.groupby(fetched(result), key=lambda row: row[0]):
        tally_file.write(
            rest.pop(month), tally.columns, len(tally.keys), plan.seal, (row[1:] for row in rows)
        )
    for path in rest.values():
        tally_file.write(path, tally.columns, len(tally.keys), plan.seal, [])


def fetched(result):
    while rows := result.fetchmany(ROWS):
        yield from rows


class Tables:
    """The rows that a query sees: those of the partitions of one tally."""

    def __init__(self, connection, plan):
        self.connection, self.plan = connection, plan
        self.files = {}
        connection.execute(f"CREATE TEMPORARY VIEW settings AS SELECT '{plan.basis}' AS basis")

    def define(self, tally):
        """Makes the tables and views that the query of a tally names."""
        for table in ["cases", "case_items", "inspections", "complaints"]:
            is_used = table == tally.table or table == "case_items" and tally.follows_items
            files = self.plan.files(tally, table) if is_used else []
            # Most tallies lack the same months: their text is parsed once.
            if self.files.get(table) != files:
                self._define(table, files)
                self.files[table] = files
        for name, query in self.plan.views:
            self.connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {name} AS {query}")

    def _define(self, table, files):
        columns = self.plan.columns[table]
        rest = ", row_number() OVER () AS position" if table == "case_items" else ""
        nothing = selected(["''"] * (len(columns) + 1), columns, rest) + " WHERE false"
        parsed = [file.path for file in files if not file.is_parquet]
        self.connection.execute(
            f"CREATE OR REPLACE TEMPORARY TABLE {table}_text AS "
            + (self._rows(False, parsed, columns, rest) if parsed else nothing)
        )
        query = f"SELECT * FROM {table}_text"
        stored = [file.path for file in files if file.is_parquet]
        if stored:
            query += " UNION ALL " + self._rows(True, stored, columns, rest)
        self.connection.execute(f"CREATE OR REPLACE TEMPORARY VIEW {table} AS {query}")

    def _rows(self, is_parquet, paths, columns, rest):
        """A query of the rows of files, every cell a text, empty where nothing is given."""
        reader = READERS[is_parquet].format(
            files="[" + ", ".join(quoted(path) for path in paths) + "]",
            # Rows are numbered in the order of the file, which only one thread keeps.
            parallel="false" if rest else "true",
        )
        described = self.connection.execute(f"DESCRIBE SELECT * FROM {reader}").fetchall()
        found = {name for name, *_ in described}
        cells = [
            f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" if name in found else "''"
            for name in columns
        ]
        month = "regexp_extract(filename, '/month=([^/]+)/[^/]*$', 1)"
        return selected([month] + cells, columns, rest) + f" FROM {reader}"


def selected(values, columns, rest):
    names = ["partition_month"] + columns
    cells = [f'{value} AS "{name}"' for value, name in zip(values, names)]
    return "SELECT " + ", ".join(cells) + rest


def quoted(value):
    return "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    command.main("DuckDB", count)
