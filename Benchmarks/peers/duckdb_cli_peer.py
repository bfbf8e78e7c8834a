"""Prints the SQL of a job for the duckdb program."""

import os
import sys

import common
import duckdb_sql

if __name__ == "__main__":
    job, source, output, threads = sys.argv[1:5]
    os.makedirs(output, exist_ok=True)
    if job == "ingest":
        sql = duckdb_sql.ingest(common.inbox(source), output) + duckdb_sql.FACTS + ";"
    else:
        sql = {"parse": duckdb_sql.parse, "count": duckdb_sql.count}[job](source, output)
    print(f"SET threads = {threads};\n{sql}")
