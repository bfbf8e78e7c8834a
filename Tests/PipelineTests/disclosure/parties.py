"""S07 and S08: how penalties fall on parties."""
from .report import MANY, bounds, is_figure, is_hidden, rounded
from .spread import most_again

LIMIT = 3


def add(model, report, tag):
    """Adds what the report says; returns the keys of hidden cells, and figures that rest on them."""
    hidden, faults = [], []
    domains = {(flag["unit_name"], flag["item_name"]): flag["domain"] for flag in report.flags("S08")}
    spreads = {}
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
        spreads[key[3:]] = row
    for row in report.table("S08", "单位", "事项", "处罚", "当事人"):
        domain = spreads.get((row["单位"], domains.get((row["单位"], row["事项"]))))
        hidden += again(
            model, row, (tag, report.month, "S08", row["单位"], row["事项"]), domain)
    return hidden, faults


def again(model, row, key, domain):
    """Parties with three penalties and more among all of an item."""
    penalties = int(row["处罚"].replace(",", ""))
    title = next(name for name in row if name.startswith("不少于"))
    every, often = (*key, "all"), (*key, "again")
    is_some = row[title].startswith("有")
    told = (1, 9) if is_some else bounds(row[title])
    model.number(every, *bounds(row["当事人"]))
    model.number(often, *told)
    model.sum({every: 1, often: -1}, 0)
    model.sum({every: 1, often: LIMIT - 1}, 0, penalties)
    if domain and is_some:
        model.number(often, 1, most_again(domain))
    # Of five penalties and fewer no second party can have three.
    is_open = is_some and penalties >= 2 * LIMIT
    return [every] * is_hidden(row["当事人"]) + [often] * (is_open or is_hidden(row[title]))
