"""Reads Parquet files with DuckDB and pyarrow and compares them with the same rows as CSV.

Usage: cross_check.py FOLDER [--rows], which holds NAME.parquet beside NAME.csv; --rows leaves out
the filters. Exit code 1 where any differs.
"""

import csv
import datetime
import glob
import os
import sys

import duckdb
import pyarrow
import pyarrow.parquet

csv.field_size_limit(1 << 30)


def quoted(name):
    return '"' + name.replace('"', '""') + '"'


def kind_of(field):
    for kind, arrow in (
        ("text", pyarrow.string()), ("date", pyarrow.date32()), ("integer", pyarrow.int64()),
    ):
        if field.type == arrow:
            return kind
    raise ValueError(f"column {field.name} is of type {field.type}")


def as_text(value):
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def as_value(cell, kind):
    if kind == "date":
        return datetime.date.fromisoformat(cell)
    return int(cell) if kind == "integer" else cell.encode()


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def check_with_arrow(path, header, rows):
    file = pyarrow.parquet.ParquetFile(path, page_checksum_verification=True)
    assert file.schema_arrow.names == header, "pyarrow: column names"
    kinds = [kind_of(field) for field in file.schema_arrow]
    start = 0
    for group in range(file.num_row_groups):
        table = file.read_row_group(group)
        expected = rows[start:start + table.num_rows]
        start += table.num_rows
        columns = [[as_text(value) for value in column.to_pylist()] for column in table.columns]
        assert [list(row) for row in zip(*columns)] == expected, "pyarrow: rows"
        for index, kind in enumerate(kinds):
            cells = [row[index] for row in expected]
            check_statistics(file.metadata.row_group(group).column(index), cells, kind)
    assert start == len(rows), "pyarrow: number of rows"


def check_statistics(chunk, cells, kind):
    found = chunk.statistics
    values = [as_value(cell, kind) for cell in cells if cell]
    assert found.null_count == len(cells) - len(values), "pyarrow: null count"
    if not found.has_min_max:
        assert not values or max(len(value) for value in values) > 256, "pyarrow: no range"
        return
    least, greatest = found.min, found.max
    if kind == "text":
        least, greatest = least.encode(), greatest.encode()
    assert (least, greatest) == (min(values), max(values)), "pyarrow: range"


def check_with_duckdb(path, source, header, rows, with_filters):
    connection = duckdb.connect()
    connection.execute("set threads = 1")
    stored = ", ".join(
        f"coalesce(cast({quoted(name)} as varchar), '') as {quoted(name)}" for name in header)
    connection.execute(f"create table stored as select {stored} from read_parquet('{path}')")
    texts = ", ".join(f"'{name}': 'VARCHAR'" for name in header)
    connection.execute(
        "create table expected as select "
        + ", ".join(f"coalesce({quoted(name)}, '') as {quoted(name)}" for name in header)
        + f" from read_csv('{source}', header = true, auto_detect = false, delim = ',',"
        + " quote = '\"', escape = '\"', new_line = '\\n', strict_mode = true,"
        + f" columns = {{{texts}}})")
    assert [row[0] for row in connection.execute("describe stored").fetchall()] == header
    count = connection.execute("select count(*) from expected").fetchone()[0]
    assert count == len(rows), "duckdb: the csv itself"
    for left, right in (("stored", "expected"), ("expected", "stored")):
        differences = connection.execute(
            f"select count(*) from (from {left} except all from {right})").fetchone()[0]
        assert differences == 0, f"duckdb: {differences} rows only in {left}"
    if with_filters:
        check_filters(connection, path, header, rows)


def check_filters(connection, path, header, rows):
    """Statistics and dictionaries decide what is skipped, so a wrong one loses rows."""
    for index, name in enumerate(header):
        for cell in sorted({row[index] for row in rows[:: max(1, len(rows) // 3)]} - {""}):
            expected = sum(row[index] == cell for row in rows)
            found = connection.execute(
                f"select count(*) from read_parquet('{path}') where {quoted(name)} = ?", [cell]
            ).fetchone()[0]
            assert found == expected, f"duckdb: filter by {name}"


def main(folder, *options):
    paths = sorted(glob.glob(os.path.join(folder, "*.parquet")))
    failures = 0
    for path in paths:
        source = path[: -len("parquet")] + "csv"
        header, *rows = rows_of(source)
        try:
            check_with_arrow(path, header, rows)
            check_with_duckdb(path, source, header, rows, "--rows" not in options)
        except Exception as error:  # whatever a reader finds wrong
            failures += 1
            print(f"{os.path.basename(path)}: {type(error).__name__}: {error}")
    print(f"{len(paths)} files, {failures} differ")
    return 1 if failures or not paths else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
