"""S07 and S08: how penalties fall on parties."""
from .report import MANY, bounds, is_figure, is_hidden, rounded

LIMIT = 3


def add(model, report, tag):
    """Adds what the report says; returns the keys of hidden cells, and figures that rest on them."""
    hidden, faults = [], []
    for row in report.table("S07", "单位", "领域", "当事人", "最多者份额"):
        key = (tag, report.month, "S07", row["单位"], row["领域"])
        model.number(key, *bounds(row["当事人"]))
        penalties = int(row["写明当事人的处罚"].replace(",", ""))
        model.sum({key: 1}, 0, penalties)
        if is_figure(row["最多者份额"]):
            low, high = (end / 100 * penalties for end in rounded(row["最多者份额"]))
            # The top party has that many, each other one at least one and at most as many.
            model.sum({key: 1}, penalties / max(high, 1), penalties - low + 1)
        if is_hidden(row["当事人"]):
            hidden.append(key)
            if is_figure(row["HHI"]) or is_figure(row["基尼系数"]):
                faults.append(f"{key}: inequality is printed beside a hidden number")
    for row in report.table("S08", "单位", "事项", "处罚", "当事人"):
        hidden += again(model, row, (tag, report.month, "S08", row["单位"], row["事项"]))
    return hidden, faults


def again(model, row, key):
    """Parties with three penalties and more among all of an item."""
    penalties = int(row["处罚"].replace(",", ""))
    title = next(name for name in row if name.startswith("不少于"))
    every, often = (*key, "all"), (*key, "again")
    told = (1, MANY) if row[title].startswith("有") else bounds(row[title])
    model.number(every, *bounds(row["当事人"]))
    model.number(often, *told)
    model.sum({every: 1, often: -1}, 0)
    model.sum({every: 1, often: LIMIT - 1}, 0, penalties)
    return [name for name, text in ((every, row["当事人"]), (often, row[title])) if is_hidden(text)]
