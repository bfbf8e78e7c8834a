"""Reads CSV as other readers do: a list of jobs in, a list of their rows out, both JSON.

usage: other_readers.py JOBS ANSWERS

A job has "path" or "hex", "encoding", "delimiter", and "columns" where DuckDB is to read it too.
An answer has "python" and "duckdb": rows of cells, or null where the reader refuses.
"""

import csv
import io
import json
import os
import sys
import tempfile

csv.field_size_limit(1 << 30)


def python_rows(data, job):
    """The rows of the csv module, strict; an empty line is an empty row."""
    try:
        text = data.decode(job["encoding"])
        lines = io.StringIO(text, newline="")
        return list(csv.reader(lines, delimiter=job["delimiter"], strict=True))
    except (csv.Error, UnicodeDecodeError):
        return None


def duckdb_rows(connection, data, job):
    """The rows of DuckDB, strict and with nothing detected."""
    import duckdb

    names = [f"c{index}" for index in range(job["columns"])]
    with tempfile.NamedTemporaryFile(suffix=".csv") as file:
        file.write(data)
        file.flush()
        try:
            found = connection.execute(
                "select * from read_csv(?, auto_detect=false, header=false, strict_mode=true, "
                "delim=?, quote='\"', escape='\"', nullstr='no such cell', columns=?)",
                [file.name, job["delimiter"], {name: "VARCHAR" for name in names}]).fetchall()
        except duckdb.Error:
            return None
    return [["" if cell is None else cell for cell in row] for row in found]


def answer(job, connection):
    """Both readings of one job."""
    data = bytes.fromhex(job["hex"]) if "hex" in job else open(job["path"], "rb").read()
    duckdb = duckdb_rows(connection, data, job) if "columns" in job else None
    return {"python": python_rows(data, job), "duckdb": duckdb}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        jobs = json.load(file)
    connection = None
    if any("columns" in job for job in jobs):
        import duckdb

        connection = duckdb.connect()
        connection.execute("set threads = 1")
        connection.execute("set preserve_insertion_order = true")
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump([answer(job, connection) for job in jobs], file)


main()
