"""Polars with its streaming engine; POLARS_MAX_THREADS sets the threads."""

import columns as c
import common
import polars as pl


def _fen(name):
    value = pl.col(name).str.strip_chars().cast(pl.Float64, strict=False)
    return (value * 100).round().cast(pl.Int64)


def _counts(frame, keys):
    return (
        frame.group_by(["month"] + keys)
        .agg(cases=pl.len(), fine_fen=pl.col("fen").sum())
        .collect(engine="streaming")
        .sort(["month"] + keys)
    )


def parse(source, output, _threads, _encoding):
    """Parse and count."""
    frame = pl.scan_csv(source, infer_schema=False).select(
        pl.col(c.DECIDED).str.slice(0, 7).fill_null("").alias("month"),
        *[pl.col(n).fill_null("") for n in c.PARSE_KEYS[1:]],
        _fen(c.FINE).alias("fen"),
    )
    _counts(frame, c.PARSE_KEYS[1:]).write_csv(f"{output}/counts.csv")


def _cast(name):
    text = pl.col(name).str.strip_chars()
    if name in c.DATES:
        return text.str.to_date("%Y-%m-%d", strict=False).alias(name)
    if name in c.MONEY:
        return _fen(name).alias(name)
    if name == c.FLAG:
        return text.replace_strict({"是": True, "否": False}, default=None).alias(name)
    return text.alias(name)


def _fails(name):
    cast = _cast(name)
    fails = cast.is_null()
    if name in c.MONEY:
        fails = fails | (cast < 0)
    return pl.col(name).is_not_null() & fails


def ingest(source, output, _threads, _encoding):
    """Full ingest; returns what became of the rows."""
    checked = c.DATES + c.MONEY
    typed = (
        pl.scan_csv(common.inbox(source), infer_schema=False)
        .with_columns(pl.any_horizontal([_fails(n) for n in checked]).alias("bad"))
        .with_columns(
            pl.when(pl.col("bad")).then(pl.col(n)).alias(f"raw {n}") for n in checked)
        .with_columns(_cast(n) for n in c.ALL)
        .collect(engine="streaming")
    )
    rejected = typed.filter("bad")
    rejected.write_csv(f"{output}/rejects.csv")
    month = pl.coalesce(c.DECIDED, c.FILED).dt.strftime("%Y-%m").alias("month")
    kept = (
        typed.filter(~pl.col("bad")).select(*c.ALL, month)
        .unique(c.IDENTITY, keep="last", maintain_order=False)
    )
    kept.lazy().sink_parquet(
        pl.PartitionBy(f"{output}/cases", key="month", include_key=False),
        compression="zstd", compression_level=3, mkdir=True)
    counted = kept.lazy().select("month", *c.COUNT_KEYS, pl.col(c.FINE).alias("fen"))
    _counts(counted, c.COUNT_KEYS).write_csv(f"{output}/counts.csv")
    return {"records": typed.height, "rejected": rejected.height}


if __name__ == "__main__":
    common.main({"parse": parse, "ingest": ingest})
