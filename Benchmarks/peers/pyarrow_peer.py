"""pyarrow: its CSV reader converts GB18030 by itself."""

import columns as c
import common
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv


def parse(source, output, threads, encoding):
    """Parse and count."""
    pa.set_cpu_count(threads)
    names = c.PARSE_KEYS + [c.FINE]
    table = csv.read_csv(
        source,
        read_options=csv.ReadOptions(encoding=encoding, use_threads=threads > 1),
        parse_options=csv.ParseOptions(newlines_in_values=True),
        convert_options=csv.ConvertOptions(
            include_columns=names, column_types={n: pa.string() for n in names}))
    fine = table[c.FINE]
    is_amount = pc.match_substring_regex(fine, r"^-?[0-9]+\.[0-9]{2}$")
    digits = pc.replace_substring(pc.if_else(is_amount, fine, "0"), ".", "")
    table = pa.table({
        "month": pc.utf8_slice_codeunits(table[c.DECIDED], 0, 7),
        **{f"k{i}": table[n] for i, n in enumerate(c.PARSE_KEYS[1:])},
        "fen": pc.cast(digits, pa.int64()),
    })
    keys = ["month", "k0", "k1", "k2"]
    counts = table.group_by(keys).aggregate([([], "count_all"), ("fen", "sum")])
    counts = counts.select(keys + ["count_all", "fen_sum"])
    counts = counts.sort_by([(key, "ascending") for key in keys])
    csv.write_csv(counts, f"{output}/counts.csv")


if __name__ == "__main__":
    common.main({"parse": parse})
