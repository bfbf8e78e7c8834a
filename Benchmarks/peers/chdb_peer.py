"""chdb: ClickHouse within a process; GB18030 by an explicit conversion of each column."""

import columns as c
import common
import chdb
from chdb import session

SCHEMA = ", ".join(f"`{name}` String" for name in c.ALL)


def _text(name, encoding):
    if encoding == "gb18030":
        return f"convertCharset(`{name}`, 'gb18030', 'utf-8')"
    return f"`{name}`"


def _settings(threads):
    return f"SETTINGS max_threads = {threads}, input_format_csv_skip_first_lines = 1"


def parse(source, output, threads, encoding):
    """Parse and count; names are converted after grouping, once for each group."""
    keys = ", ".join(f"`{name}` AS k{n}" for n, name in enumerate(c.PARSE_KEYS[1:]))
    chdb.query(f"""
SELECT month, {", ".join(_text(f"k{n}", encoding) for n in range(3))}, cases, fen FROM (
  SELECT substring(`{c.DECIDED}`, 1, 7) AS month, {keys}, count() AS cases,
    toInt64(sum(toDecimal64OrZero(`{c.FINE}`, 2)) * 100) AS fen
  FROM file('{source}', CSV, '{SCHEMA}') GROUP BY ALL)
ORDER BY ALL INTO OUTFILE '{output}/counts.csv' TRUNCATE FORMAT CSVWithNames
{_settings(threads)}""")


def _cast(name, encoding):
    text = f"trimBoth(`{name}`)"
    if name in c.DATES:
        return f"toDate32OrNull({text}) AS `t {name}`"
    if name in c.MONEY:
        return f"toInt64(toDecimal64OrNull({text}, 2) * 100) AS `t {name}`"
    if name == c.FLAG:
        return f"multiIf({_text(name, encoding)} = '是', true, {_text(name, encoding)} = '否', false, NULL) AS `t {name}`"
    return f"trimBoth({_text(name, encoding)}) AS `t {name}`"


def _fails(name):
    if name in c.DATES:
        # A day that does not exist becomes another one: compare with what was written.
        return f"(`{name}` != '' AND ifNull(toString(`t {name}`) != trimBoth(`{name}`), true))"
    return f"(`{name}` != '' AND ifNull(`t {name}` < 0, true))"


def ingest(source, output, threads, encoding):
    """Full ingest; returns what became of the rows."""
    database = session.Session()
    casts = ", ".join(_cast(n, encoding) for n in c.ALL)
    checked = c.DATES + c.MONEY
    raw = ", ".join(f"if(bad, `{n}`, '') AS `raw {n}`" for n in checked)
    kept = ", ".join(f"`t {n}`" for n in c.ALL)
    database.query(f"""
CREATE TABLE typed ENGINE = Memory AS
SELECT {casts}, {" OR ".join(_fails(n) for n in checked)} AS bad, {raw}, _file AS file,
  _row_number AS place, formatDateTime(coalesce(`t {c.DECIDED}`, `t {c.FILED}`), '%Y-%m') AS month
FROM file('{source}/cases-*.csv', CSV, '{SCHEMA}') {_settings(threads)}""")
    identity = ", ".join(f"`t {n}`" for n in c.IDENTITY)
    database.query(f"""
CREATE VIEW kept AS SELECT {kept}, month FROM typed
LEFT ANY JOIN (SELECT {identity}, max((file, place)) AS last, true AS repeats FROM typed
  WHERE NOT bad GROUP BY ALL HAVING count() > 1) AS repeated USING ({identity})
WHERE NOT bad AND (NOT repeats OR last = (file, place))""")
    own = f"SETTINGS max_threads = {threads}"
    database.query(f"""
INSERT INTO FUNCTION file('{output}/cases/month={{_partition_id}}/part.parquet', Parquet)
PARTITION BY month SELECT * FROM kept
{own}, output_format_parquet_compression_method = 'zstd', engine_file_truncate_on_insert = 1,
  output_format_compression_level = 3""")
    database.query(f"""
SELECT * FROM typed WHERE bad INTO OUTFILE '{output}/rejects.csv' TRUNCATE FORMAT CSVWithNames""")
    keys = ", ".join(f"`t {n}`" for n in c.COUNT_KEYS)
    database.query(f"""
SELECT month, {keys}, count() AS cases, ifNull(sum(`t {c.FINE}`), 0) AS fine_fen FROM kept
GROUP BY ALL ORDER BY ALL INTO OUTFILE '{output}/counts.csv' TRUNCATE FORMAT CSVWithNames
{own}""")
    facts = database.query("SELECT count(), countIf(bad) FROM typed", "CSV")
    records, rejected = str(facts).strip().split(",")
    return {"records": int(records), "rejected": int(rejected)}


if __name__ == "__main__":
    common.main({"parse": parse, "ingest": ingest})
