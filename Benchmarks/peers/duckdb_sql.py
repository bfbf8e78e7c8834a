"""SQL of the jobs, the same for the duckdb module and the duckdb program."""

import columns as c

EMPTY = "''"


def reading(files):
    """Returns the reader's call: types given, nothing sniffed."""
    names = ", ".join(f"'{name}': 'VARCHAR'" for name in c.ALL)
    paths = ", ".join(f"'{path}'" for path in files)
    return (
        f"read_csv([{paths}], columns = {{{names}}}, auto_detect = false, header = true, "
        "delim = ',', quote = '\"', escape = '\"')"
    )


def parse(source, output):
    """Cases and fines by month, district, domain and item, straight from the export."""
    keys = ", ".join(f'coalesce("{name}", {EMPTY}) AS k{n}'
                     for n, name in enumerate(c.PARSE_KEYS[1:]))
    return f"""
COPY (
  SELECT coalesce("{c.DECIDED}"[1:7], {EMPTY}) AS month, {keys}, count(*) AS cases,
    CAST(coalesce(sum(TRY_CAST("{c.FINE}" AS DECIMAL(18, 2))), 0) * 100 AS BIGINT) AS fine_fen
  FROM {reading([source])} GROUP BY ALL ORDER BY ALL
) TO '{output}/counts.csv' (HEADER);
"""


def _cast(name):
    raw = f'trim("{name}")'
    if name in c.DATES:
        return f'TRY_CAST({raw} AS DATE) AS "{name}"'
    if name in c.MONEY:
        return f'CAST(TRY_CAST({raw} AS DECIMAL(18, 2)) * 100 AS BIGINT) AS "{name}"'
    if name == c.FLAG:
        return f"CASE {raw} WHEN '是' THEN true WHEN '否' THEN false END AS \"{name}\""
    return f'{raw} AS "{name}"'


def _fails(name):
    kind = "DATE" if name in c.DATES else "DECIMAL(18, 2)"
    text = f'trim("{name}")'
    sign = f" OR TRY_CAST({text} AS {kind}) < 0" if name in c.MONEY else ""
    return f"(\"{name}\" IS NOT NULL AND (TRY_CAST({text} AS {kind}) IS NULL{sign}))"


def ingest(files, output):
    """Casts, rejects, keeps the last row of an identity, writes a partition a month, counts."""
    raw = ", ".join(f'CASE WHEN bad THEN "{n}" END AS "raw {n}"' for n in c.DATES + c.MONEY)
    kept = ", ".join(f'"{n}"' for n in c.ALL)
    unit, case = (f'"{n}"' for n in c.IDENTITY)
    month = f"strftime(coalesce(\"{c.DECIDED}\", \"{c.FILED}\"), '%Y-%m')"
    keys = ", ".join(f'"{n}" AS k{i}' for i, n in enumerate(c.COUNT_KEYS))
    fails = " OR ".join(_fails(n) for n in c.DATES + c.MONEY)
    return f"""
CREATE TEMP TABLE typed AS
  SELECT {", ".join(_cast(n) for n in c.ALL)}, {raw}, bad
  FROM (SELECT *, {fails} AS bad FROM {reading(files)});
CREATE TEMP TABLE latest AS
  SELECT {unit}, {case}, max(rowid) AS place FROM typed WHERE NOT bad
  GROUP BY ALL HAVING count(*) > 1;
CREATE TEMP VIEW kept AS
  SELECT {kept}, {month} AS month FROM typed LEFT JOIN latest USING ({unit}, {case})
  WHERE NOT bad AND (place IS NULL OR typed.rowid = place);
COPY kept TO '{output}/cases'
  (FORMAT parquet, PARTITION_BY (month), COMPRESSION zstd, COMPRESSION_LEVEL 3);
COPY (SELECT * FROM typed WHERE bad) TO '{output}/rejects.csv' (HEADER);
COPY (
  SELECT month, {keys}, count(*) AS cases,
    CAST(coalesce(sum("{c.FINE}"), 0) AS BIGINT) AS fine_fen
  FROM kept GROUP BY ALL ORDER BY ALL
) TO '{output}/counts.csv' (HEADER);
"""


FACTS = "SELECT count(*), count(*) FILTER (bad) FROM typed"


def count(archive, output):
    """The counts once more, from the Parquet partitions."""
    keys = ", ".join(f'"{n}" AS k{i}' for i, n in enumerate(c.COUNT_KEYS))
    return f"""
COPY (
  SELECT month, {keys}, count(*) AS cases,
    CAST(coalesce(sum("{c.FINE}"), 0) AS BIGINT) AS fine_fen
  FROM read_parquet('{archive}/*/*.parquet', hive_partitioning = true,
    hive_types_autocast = false)
  GROUP BY ALL ORDER BY ALL
) TO '{output}/counts.csv' (HEADER);
"""


def count_ours(archive, output):
    """The counts from the Parquet partitions of our archive."""
    names = ("unit_code", "district_code", "domain", "item_code")
    keys = ", ".join(f"coalesce({n}, {EMPTY}) AS k{i}" for i, n in enumerate(names))
    return f"""
COPY (
  SELECT month, {keys}, count(*) AS cases,
    CAST(coalesce(sum(fine_fen), 0) AS BIGINT) AS fine_fen
  FROM read_parquet('{archive}/month=*/part-*.parquet', hive_partitioning = true,
    hive_types_autocast = false)
  GROUP BY ALL ORDER BY ALL
) TO '{output}/counts.csv' (HEADER);
"""
