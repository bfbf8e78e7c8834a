"""Exports of the sample: bytes to records, records to rows, rows to cases."""
import datetime
import os
import re
import unicodedata
from collections import Counter
from fractions import Fraction

from .calendar import month_end

HEADERS = {
    "case_id": "案件编号 检查编号 投诉举报编号", "unit_code": "执法主体代码", "district_code": "行政区划代码",
    "domain": "执法领域", "item_code": "执法事项编码 事项编码", "item_name": "执法事项名称 事项名称",
    "filed_date": "立案日期", "decided_date": "处罚决定日期", "disposition": "处理结果",
    "fine": "罚款金额", "confiscated": "没收金额", "major": "是否重大执法决定", "valid_from": "生效日期",
    "valid_to": "失效日期", "exposure_group": "监管对象类别", "found_date": "发现日期",
    "closed_date": "结案日期", "published_date": "公示日期", "review_date": "法制审核日期",
    "party_name": "当事人名称", "party_id": "证件号码", "party_type": "当事人类型",
    "party_ownership": "企业性质", "active_from": "启用日期", "active_to": "撤销日期",
    "successor_code": "承继单位代码",
}
NAMES = {alias: name for name, aliases in HEADERS.items() for alias in aliases.split()}
DATES = {"found_date", "filed_date", "decided_date", "closed_date", "published_date",
         "review_date"}
MAY_DIFFER = {"item_code", "item_name", "domain", "party_id", "party_type", "party_ownership"}


class Rejected(Exception):
    """A record that breaks a rule; its text is the rule."""


def text_of(raw):
    """Byte order mark, else valid UTF-8, else GB18030."""
    if raw.startswith(b"\xff\xfe"):
        return raw[2:].decode("utf-16-le")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def line_end(text, at):
    """Where the next line starts, from any place in this one."""
    found = re.compile("\r\n|\n|\r").search(text, at)
    return found.end() if found else len(text)


def cell_at(text, at, mark):
    """The cell that starts here, and the place behind it; quotes must be in their place."""
    if text[at:at + 1] != '"':
        end = re.compile(f"[{mark}\r\n]").search(text, at)
        end = end.start() if end else len(text)
        if '"' in text[at:end]:
            raise Rejected("CSV-QUOTE")
        return text[at:end], end
    body = re.compile('"((?:[^"]|"")*)"').match(text, at)
    behind = text[body.end():body.end() + 1] if body else "?"
    if behind not in ("", mark, "\r", "\n"):
        raise Rejected("CSV-QUOTE")
    return body.group(1).replace('""', '"'), body.end()


def records(text):
    """Records of a file in order; a record with a stray quote is None."""
    first = text[:line_end(text, 0)]
    mark = max(",;\t", key=first.count)
    at = 0
    while at < len(text):
        cells, start = [], at
        try:
            while True:
                cell, at = cell_at(text, at, mark)
                cells.append(cell)
                if text[at:at + 1] != mark:
                    break
                at += 1
            at = line_end(text, at)
            yield cells
        except Rejected:
            at = line_end(text, start)
            yield None


def folded(text):
    return unicodedata.normalize("NFKC", text).strip()


def case_number(text):
    """Brackets of any width and white space inside make no other number."""
    return re.sub(r"\s", "", re.sub(r"[〔\[【]", "(", re.sub(r"[〕\]】]", ")", folded(text))))


def day(text, last_day):
    """`YYYY-MM-DD` of any accepted spelling; empty stays empty."""
    text = folded(text)
    if not text:
        return ""
    parts = re.match(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$", text)
    parts = parts or re.match(r"(\d{4})(\d\d)(\d\d)$", text)
    try:
        found = datetime.date(*(int(part) for part in parts.groups())).isoformat()
    except (AttributeError, ValueError) as problem:
        raise Rejected("DATE-INVALID") from problem
    if last_day and found > last_day:
        raise Rejected("DATE-FUTURE")
    return found


def fen(text, factor):
    text = folded(text).replace(",", "").removesuffix("元")
    if not text:
        return 0
    try:
        amount = Fraction(text) * factor
    except ValueError as problem:
        raise Rejected("AMT-INVALID") from problem
    if amount < 0:
        raise Rejected("AMT-NEGATIVE")
    if amount.denominator != 1:
        raise Rejected("AMT-SUBFEN")
    return int(amount)


def plain(header):
    return re.sub(r"[(（].*[)）]$", "", header.strip())


def factors(header):
    return {plain(title): 1_000_000 if "万元" in title else 100 for title in header}


def row_of(cells, names, scale, last_day):
    if len(cells) != len(names):
        raise Rejected("CSV-FEW")
    row = {name: cell.strip() for name, cell in zip(names, cells)}
    for name in ("unit_code", "item_code", "district_code"):
        row[name] = folded(row.get(name, ""))
        if re.match(r"\d+(\.\d+)?E\+\d+$", row[name]):
            raise Rejected("CODE-DAMAGED")
    for name in DATES & row.keys():
        row[name] = day(row[name], last_day)
    for name in ("fine", "confiscated"):
        if name in row:
            row[name] = fen(row[name], scale[name])
    if "case_id" in row:
        row["case_id"] = case_number(row["case_id"])
    return row


def readable(cells, names, last_day):
    """What a record that breaks a rule says all the same; None of one whose cells are too few or many."""
    if cells is None or len(cells) != len(names):
        return None
    row = {}
    for name, cell in zip(names, cells):
        try:
            own = row_of([cell], [name], {name: 100}, last_day)[name]
        except Rejected:
            own = ""
        row[name] = own
    return row


def unread(folder):
    """Rejected records of cases that no export states as they should be, each case once.

    One that an earlier export states is settled where that was in the month of the same decision.
    """
    names = sorted(name for name in os.listdir(folder) if name.startswith("cases-"))
    stated = {}
    for name in names:
        for row in rows_of(os.path.join(folder, name), month_end(name[6:13]))[0]:
            month = (row["decided_date"] or row["filed_date"])[:7]
            stated[row["unit_code"], row["case_id"]] = (name[6:13], month)
    found = {}
    for name in names:
        for row in rejected_of(os.path.join(folder, name), month_end(name[6:13])):
            # Without its code a unit has a name, and the case no identity.
            key = (row["unit_code"], row["case_id"]) if row["unit_code"] else tuple(row.items())
            as_of, month = stated.get(key, ("", "none"))
            if as_of < name[6:13] and month != row["decided_date"][:7]:
                found[key] = {**row, "as_of": name[6:13]}
    return found.values()


def rejected_of(path, last_day):
    with open(path, "rb") as file:
        every = records(text_of(file.read()))
    header = next(every)
    names = [NAMES.get(plain(title), plain(title)) for title in header]
    scale = {NAMES.get(title, title): factor for title, factor in factors(header).items()}
    for cells in every:
        try:
            if not kind_of(cells, header):
                row_of(cells, names, scale, last_day)
        except Rejected:
            row = readable(cells, names, last_day)
            if row and (row["unit_code"] or row.get("执法主体名称")):
                yield row


def kind_of(cells, header):
    if cells is None:
        raise Rejected("CSV-QUOTE")
    if not any(cell.strip() for cell in cells):
        return "BLANK"
    if cells == header:
        return "REPEATED_HEADER"
    first = next(cell for cell in cells if cell.strip())
    return "TOTAL_ROW" if first.strip().startswith("合计") else ""


def rows_of(path, last_day=""):
    """Rows of a file, and its records by what became of them."""
    with open(path, "rb") as file:
        every = records(text_of(file.read()))
    header = next(every)
    names = [NAMES.get(plain(title), plain(title)) for title in header]
    scale = {NAMES.get(title, title): factor for title, factor in factors(header).items()}
    rows, kinds = [], Counter()
    for cells in every:
        kinds["RECORDS"] += 1
        try:
            kind = kind_of(cells, header)
            if kind:
                kinds[kind] += 1
            else:
                rows.append(row_of(cells, names, scale, last_day))
        except Rejected as problem:
            kinds["REJECTED"] += 1
            kinds[str(problem)] += 1
    return rows, kinds


def grouped(rows, kinds):
    """Rows of one file by case; copies and losers of a conflict are counted and left out."""
    found = {}
    for row in rows:
        key = (row["unit_code"], row["case_id"])
        ours = {name: value for name, value in row.items()
                if name not in ("party_name", "备注")}
        found.setdefault(key, []).append(ours)
    return {key: settled_conflict(versions, kinds) for key, versions in found.items()}


def settled_conflict(versions, kinds):
    distinct = [row for at, row in enumerate(versions) if row not in versions[:at]]
    kinds["DUPLICATE"] += len(versions) - len(distinct)
    kept = [row for row in distinct if shared(row) == shared(distinct[-1])]
    kinds["SUPERSEDED"] += len(distinct) - len(kept)
    kinds["CASE-CONFLICT"] += len(kept) < len(distinct)
    return kept


def shared(row):
    return {name: value for name, value in row.items() if name not in MAY_DIFFER}


def merged(folder):
    """Current rows of every case, what became of the records of each file, and the file by case."""
    current, origin, became = {}, {}, {}
    for name in sorted(name for name in os.listdir(folder) if name.startswith("cases-")):
        month = name[6:13]
        rows, kinds = rows_of(os.path.join(folder, name), month_end(month))
        became[name] = kinds
        for key, versions in grouped(rows, kinds).items():
            if current.get(key) == versions:
                kinds["DUPLICATE"] += len(versions)
                continue
            if key in current:
                became[origin[key]]["SUPERSEDED"] += len(current[key])
                kinds["CORRECTION"] += len(current[key])
            current[key], origin[key] = versions, name
    for key, versions in current.items():
        became[origin[key]]["ACCEPTED"] += len(versions)
    return current, became, origin


def rows_like(inbox, start):
    for name in sorted(os.listdir(inbox)):
        if name.startswith(start):
            yield from rows_of(os.path.join(inbox, name))[0]
