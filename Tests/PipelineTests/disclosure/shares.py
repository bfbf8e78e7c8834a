"""P06, S03, S10 and S13: parties from elsewhere, and groups of parties beside each other."""
from .report import bounds, is_figure, is_hidden, rounded

FEWEST_FOR_SHARE = 30
# Sizes of a comparison, and what says them once more: by the interval, if not by itself.
COMPARISONS = {
    ("前组数", "后组数"): ("前组占比", "后组占比", "分层比值比（95%区间）", "不分层", "信息量V", "q",
                      "不分层比值比", "单位内分层比值比（95%区间）"),
    ("前组件数", "后组件数"): ("几何均值之比（95%区间）", "位置之差（95%区间）", "不分层",
                       "截尾后（判断用）", "q"),
    ("门槛下侧", "门槛上侧"): ("占比", "参照占比", "q", "自身对照p", "局部密度检验p（仅描述）"),
}


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
    faults += [f"{report.month} S11 {row['unit_code']} {row['series']}: classes of few fines"
               for row in report.rows("chart_data") if row["indicator"] == "S11"
               and row["chart"] == "histogram" and row["series"].startswith("summary")]
    for code in ("S02", "S03", "S04", "S10", "S11", "S13"):
        faults += groups(report, code)
        faults += comparisons(report, code)
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
        printed = [name for name in COMPARISONS["前组数", "后组数"] if any(map(str.isdigit, row[name]))]
        if is_silent and printed:
            faults.append(f"{report.month} {code} {row['单位']} {row['组别']}: {printed}")
    return faults




def comparisons(report, code):
    """Where the size of a group is not told, nor is any figure of the comparison; no summary limit has
    a number of one to four, since each is of one kind of party."""
    faults = []
    for sizes, figures in COMPARISONS.items():
        for row in report.tables(code, *sizes):
            told = [size for size in sizes if is_figure(row[size])]
            printed = [name for name in figures if any(map(str.isdigit, row[name]))]
            place = f"{report.month} {code} {row['单位']} {row['组别']}{row['门槛']}"
            if len(told) < 2 and printed:
                faults.append(f"{place}: {printed} beside a hidden size")
            if row["门槛"].startswith("简易程序") and any(row[size] in "1234" for size in told):
                faults.append(f"{place}: a number of one to four")
    return faults
