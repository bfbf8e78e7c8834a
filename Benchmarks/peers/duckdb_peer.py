"""DuckDB as a Python module."""

import common
import duckdb
import duckdb_sql


def _connect(threads):
    return duckdb.connect(config={"threads": threads})


def parse(source, output, threads, _encoding):
    """Parse and count."""
    _connect(threads).execute(duckdb_sql.parse(source, output))


def ingest(source, output, threads, _encoding):
    """Full ingest; returns what became of the rows."""
    database = _connect(threads)
    database.execute(duckdb_sql.ingest(common.inbox(source), output))
    records, rejected = database.execute(duckdb_sql.FACTS).fetchone()
    return {"records": records, "rejected": rejected}


def count(source, output, threads, _encoding):
    """Counts from its own Parquet."""
    _connect(threads).execute(duckdb_sql.count(source, output))


def count_ours(source, output, threads, _encoding):
    """Counts from our Parquet."""
    _connect(threads).execute(duckdb_sql.count_ours(source, output))


if __name__ == "__main__":
    common.main({"parse": parse, "ingest": ingest, "count": count, "count_ours": count_ours})
