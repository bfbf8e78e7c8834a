"""Runs a file of SQL in DuckDB and prints the rows of its last statement as CSV.

Usage: query.py FILE.sql, in the folder that the SQL names its files from.
"""

import csv
import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    result = duckdb.connect().execute(file.read())
writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerow(column[0] for column in result.description)
writer.writerows(result.fetchall())
