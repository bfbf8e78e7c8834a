"""P06, S03, S10 and S13: parties from elsewhere, and groups of parties beside each other."""
from .report import bounds, is_figure, is_hidden, rounded

FEWEST_FOR_SHARE = 30
GROUPS = ("前组占比", "后组占比", "分层比值比（95%区间）", "不分层", "信息量V", "q")


def add(model, report, tag):
    """Adds what the report says; returns the keys of hidden cells, and figures that rest on them."""
    hidden, faults, rows = [], [], []
    for row in report.table("P06", "单位", "可比件数", "其中"):
        key = (tag, report.month, "P06", row["单位"])
        every = int(row["可比件数"].replace(",", ""))
        model.number(key, *bounds(row["其中"]))
        model.sum({key: 1}, 0, every)
        if is_figure(row["占比"]):
            low, high = (end / 100 * every for end in rounded(row["占比"]))
            model.sum({key: 1}, low, high)
        hidden += [key] if is_hidden(row["其中"]) else []
        rows.append((key, every, row))
    if len({row["item_code"] for row in report.rows("case_counts") if row["item_code"]}) == 1:
        peers(model, rows)
        everywhere(model, report, rows)
    faults += [f"{key}: a figure is printed beside a hidden number"
               for key, _, row in rows if not is_figure(row["其中"])
               and any(is_figure(row[name]) for name in ("同类参照", "比值", "q值"))]
    names = {row["unit_code"]: row["unit_name"] for row in report.rows("case_counts")}
    silent = {key[3] for key, _, row in rows if not is_figure(row["其中"])}
    faults += [f"{report.month} P06 {row['unit_code']}: a point is drawn"
               for row in report.rows("chart_data") if row["indicator"] == "P06"
               and names.get(row["unit_code"]) in silent and row["y"] + row["lower"] + row["upper"]]
    for code in ("S02", "S03", "S10", "S13"):
        faults += groups(report, code)
    return hidden, faults


def peers(model, rows):
    """Where all cases are of one item, a reference is the share of all others together."""
    whole = sum(every for _, every, _ in rows)
    for key, every, row in rows:
        if is_figure(row["同类参照"]):
            low, high = (end / 100 * (whole - every) for end in rounded(row["同类参照"]))
            model.sum({other: 1 for other, _, _ in rows if other != key}, low, high)


def everywhere(model, report, rows):
    """S13 adds the groups of all units up: the parties from elsewhere of P06 among them."""
    units = {row["unit_code"] for row in report.rows("case_counts")}
    for row in report.table("S13", "组别", "前组数", "单位内分层比值比（95%区间）"):
        if row["组别"].startswith("外地当事人") and is_figure(row["前组数"]) and len(rows) == len(units):
            every = int(row["前组数"].replace(",", ""))
            model.sum({key: 1 for key, _, _ in rows}, every, every)


def groups(report, code):
    """Where a group is large and its share is not told, no figure of the row is."""
    faults = []
    for row in report.table(code, "组别", "前组数", "前组占比"):
        is_silent = any(row[share] == "—" and bounds(row[size])[0] >= FEWEST_FOR_SHARE
                        for size, share in (("前组数", "前组占比"), ("后组数", "后组占比")))
        printed = [name for name in GROUPS if any(map(str.isdigit, row[name]))]
        if is_silent and printed:
            faults.append(f"{report.month} {code} {row['单位']} {row['组别']}: {printed}")
    return faults


