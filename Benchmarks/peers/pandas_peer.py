"""pandas with its C parser, one thread; pyarrow writes the Parquet."""

import columns as c
import common
import pandas as pd


def _read(path, encoding, names=None):
    return pd.read_csv(
        path, dtype=str, keep_default_na=False, na_filter=False, encoding=encoding,
        usecols=names)


def _fen(texts):
    return (pd.to_numeric(texts.str.strip(), errors="coerce") * 100).round()


def _write_counts(frame, keys, output):
    counts = frame.groupby(["month"] + keys, sort=True)["fen"].agg(["size", "sum"])
    counts["sum"] = counts["sum"].astype("int64")
    counts.to_csv(f"{output}/counts.csv")


def parse(source, output, _threads, encoding):
    """Parse and count."""
    frame = _read(source, encoding, c.PARSE_KEYS + [c.FINE])
    frame["month"] = frame[c.DECIDED].str.slice(0, 7)
    frame["fen"] = _fen(frame[c.FINE])
    _write_counts(frame, c.PARSE_KEYS[1:], output)


def _typed(path, encoding):
    raw = _read(path, encoding)
    typed, bad = {}, pd.Series(False, index=raw.index)
    for name in c.ALL:
        text = raw[name].str.strip()
        if name in c.DATES:
            typed[name] = pd.to_datetime(text, format="%Y-%m-%d", errors="coerce")
            bad |= (text != "") & typed[name].isna()
        elif name in c.MONEY:
            typed[name] = _fen(text).astype("Int64")
            bad |= (text != "") & (typed[name].isna() | (typed[name] < 0).fillna(False))
        elif name == c.FLAG:
            typed[name] = text.map({"是": True, "否": False})
        else:
            typed[name] = text
    return pd.DataFrame(typed)[~bad], raw[bad], len(raw)


def ingest(source, output, _threads, encoding):
    """Full ingest; returns what became of the rows."""
    parts = [_typed(path, encoding) for path in common.inbox(source)]
    rejects = pd.concat([part[1] for part in parts])
    rejects.to_csv(f"{output}/rejects.csv", index=False)
    records = sum(part[2] for part in parts)
    kept = pd.concat([part[0] for part in parts], ignore_index=True)
    kept = kept.drop_duplicates(c.IDENTITY, keep="last")
    kept["month"] = kept[c.DECIDED].fillna(kept[c.FILED]).dt.strftime("%Y-%m")
    kept.to_parquet(
        f"{output}/cases", partition_cols=["month"], compression="zstd", compression_level=3,
        index=False)
    kept["fen"] = kept[c.FINE].fillna(0)
    _write_counts(kept, c.COUNT_KEYS, output)
    return {"records": records, "rejected": len(rejects)}


if __name__ == "__main__":
    common.main({"parse": parse, "ingest": ingest})
