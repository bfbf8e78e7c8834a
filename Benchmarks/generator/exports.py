"""Months as bytes, made in slices on several processes, and the workspace around them."""

import os
from collections import Counter
from multiprocessing import Pool

from . import city
from .rows import CORRECTED, HEADER, SLICE, WORDS, Rows, month_name

KEY = "0f" * 32 + "\n"
SETTINGS = """\
# Settings of the benchmark's city; it is invented, and so is every case in it.
language = "zh"

[city]
name = "澜州市（虚构）"

[ingest]
reject_limit = 0.02

[pseudonyms]
key = "key"
"""


# The rows of a worker process: built once there instead of sent with every slice.
_own = {}


def _start(seed, count):
    _own["rows"] = Rows(seed, count)


def slice_bytes(job):
    """Returns the rows of one slice encoded, and what they count as."""
    rows, (month, slice_index, encoding) = _own["rows"], job
    start = slice_index * SLICE
    stop = min(start + SLICE, rows.count)
    words = rows.words(month, slice_index)
    earlier = None
    lines, counts = [], Counter(records=stop - start)
    for index in range(start, stop):
        kind = rows.kind(index)
        place = (index - start) * WORDS
        if kind == "duplicate":
            lines.append(lines[-1])
        elif kind == "conflict":
            own = words[place - WORDS:place]
            lines.append(rows.row(month, index - 1, own, kind))
        elif kind == "correction" and month > 0 and rows.is_plain(index + CORRECTED):
            # Slices are whole periods, so the row corrected lies in the same slice.
            earlier = earlier or rows.words(month - 1, slice_index)
            own = earlier[place + CORRECTED * WORDS:place + (CORRECTED + 1) * WORDS]
            lines.append(rows.row(month - 1, index + CORRECTED, own, kind))
        else:
            kind = kind if kind in ("date", "amount") else None
            line = rows.row(month, index, words[place:place + WORDS], kind)
            if kind and ("-02-3" in line or "伍佰元" in line or ",-" in line):
                counts["rejected"] += 1
            lines.append(line)
            continue
        counts["duplicate" if kind == "duplicate" else "superseded"] += 1
    return "".join(lines).encode(encoding), counts


def month_slices(rows, months, encoding, processes):
    """Yields (month, bytes, counts, is_first) of every slice in order."""
    slices = -(-rows.count // SLICE)
    jobs = [(m, s, encoding) for m in months for s in range(slices)]
    with Pool(processes, _start, (rows.seed, rows.count)) as pool:
        made = pool.imap(slice_bytes, jobs)
        for (month, index, _), (data, counts) in zip(jobs, made):
            yield month, data, counts, index == 0


def write_stream(rows, months, encoding, processes, stream):
    """Writes all months as one export; returns the counts."""
    total = Counter()
    stream.write(HEADER.encode(encoding))
    for _, data, counts, _ in month_slices(rows, months, encoding, processes):
        stream.write(data)
        total += counts
    return total


def write_months(rows, months, encoding, processes, folder):
    """Writes one export a month; returns the counts."""
    total = Counter()
    os.makedirs(folder, exist_ok=True)
    file = None
    for month, data, counts, is_first in month_slices(rows, months, encoding, processes):
        if is_first:
            if file:
                file.close()
            file = open(f"{folder}/cases-{month_name(month)}.csv", "wb")
            file.write(HEADER.encode(encoding))
        file.write(data)
        total += counts
    if file:
        file.close()
    return total


def correction(rows, month):
    """Returns an export of one row that corrects the second case of an earlier month."""
    row = rows.row(month, 1, rows.words(month, 0)[WORDS:2 * WORDS], "correction")
    return (HEADER + row).encode()


def write_workspace(folder, every_power=False):
    """Writes settings, key and reference tables; inbox/ holds the tables only."""
    os.makedirs(f"{folder}/inbox", exist_ok=True)
    write(f"{folder}/caseload.toml", SETTINGS)
    write(f"{folder}/key", KEY)
    os.chmod(f"{folder}/key", 0o600)
    table = ["code,name,level,parent_code,valid_from"]
    table += [f"{c},{n},{l},{p},2000-01-01" for c, n, l, p in city.districts()]
    write(f"{folder}/inbox/districts.csv", "\n".join(table) + "\n")
    units = city.units()
    table = ["unit_code,unit_name,层级,行政区划代码,主管单位代码,类型,执法人员数,启用日期"]
    for u in units:
        kind = "综合执法队伍" if u.level == "town" else "部门"
        table.append(f"{u.code},{u.name},{u.level},{u.district},{u.parent},{kind},40,2000-01-01")
    write(f"{folder}/inbox/units.csv", "\n".join(table) + "\n")
    table = ["事项编码,事项名称,执法领域,实施依据,实施层级,生效日期,罚款下限,罚款上限"]
    for own in city.items():
        for i in own:
            table.append(
                f"{i.code},{i.name},{i.domain},{i.basis},市;县;镇,2000-01-01,"
                f"{i.fine_min},{i.fine_max}")
    write(f"{folder}/inbox/catalogue.csv", "\n".join(table) + "\n")
    table = ["unit_code,domain,kind,valid_from"]
    for u in units:
        kind = "赋权" if u.level == "town" else "法定"
        domains = range(len(city.DOMAINS)) if every_power else u.domains
        table += [f"{u.code},{city.DOMAINS[d]},{kind},2000-01-01" for d in domains]
    write(f"{folder}/inbox/authority.csv", "\n".join(table) + "\n")


def write(path, text):
    """Writes a text as UTF-8."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
