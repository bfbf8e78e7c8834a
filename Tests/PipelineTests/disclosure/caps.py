"""D01: visits after a yearly cap was used up, and parties over the cap, by domain and risk class."""
from collections import defaultdict

from .report import MANY, bounds, is_figure, is_hidden


def add(model, report, tag):
    """Adds what the report says; returns the keys of hidden cells."""
    hidden, units = [], defaultdict(list)
    for row in report.table("D01", "单位", "上限后检查", "涉及对象"):
        key = (tag, report.month, "D01", row["单位"], row["领域"], row["风险等级"])
        model.number((*key, "visits"), *bounds(row["上限后检查"]))
        model.number((*key, "parties"), *bounds(row["涉及对象"]))
        model.sum({(*key, "visits"): 1, (*key, "parties"): -1}, 0, MANY)
        hidden += [(*key, "parties")] if is_hidden(row["涉及对象"]) else []
        units[row["领域"], row["风险等级"]].append(key)
    for row in report.table("D01", "领域", "名录对象", "超过上限的对象"):
        hidden += kind(model, row, units[row["领域"], row["风险等级"]],
                       (tag, report.month, "D01", row["领域"], row["风险等级"]))
    return hidden


def kind(model, row, units, key):
    """The parties over one cap, and the units that visited them."""
    if row["超过上限的对象"] == "不适用":
        return []
    every, over = (*key, "all"), (*key, "over")
    model.number(every, *bounds(row["名录对象"]))
    model.number(over, *bounds(row["超过上限的对象"]))
    model.sum({every: 1, over: -1}, 0, MANY)
    visits = {(*unit, "visits"): 1 for unit in units}
    if units:
        # Each party over the cap had a visit after it, of some unit; a joint one counts for each.
        model.sum({over: -1, **visits}, 0)
        model.sum({over: -1, **{(*unit, "parties"): 1 for unit in units}}, 0)
        for unit in units:
            model.sum({over: 1, (*unit, "parties"): -1}, 0)
    if units and is_figure(row["最多次数"]):
        beyond = int(row["最多次数"]) - int(row["年度上限"])
        for unit in units:
            model.sum({(*unit, "parties"): beyond, (*unit, "visits"): -1}, 0)
        if len(units) == 1 and beyond > 0:
            # One party has as many beyond the cap, each other at least one and at most as many.
            model.sum({over: -1, **visits}, beyond - 1)
            model.sum({over: beyond, **{name: -1 for name in visits}}, 0)
    return [name for name, title in ((over, "超过上限的对象"), (every, "名录对象"))
            if is_hidden(row[title])]


def link(model, before, after, tag):
    """Within a year visits and parties only grow, parties by no more than visits."""
    if before.month[:4] != after.month[:4]:
        return
    old, new = (known(model, report, tag) for report in (before, after))
    for place in old.keys() & new.keys():
        model.sum({new[place] + ("visits",): 1, old[place] + ("visits",): -1}, 0)
        model.sum({new[place] + ("parties",): 1, old[place] + ("parties",): -1}, 0)
        model.sum({new[place] + ("visits",): 1, old[place] + ("visits",): -1,
                   new[place] + ("parties",): -1, old[place] + ("parties",): 1}, 0)


def known(model, report, tag):
    return {key[3:6]: key[:6] for key in model.bounds
            if key[:3] == (tag, report.month, "D01") and key[-1] == "visits"}
