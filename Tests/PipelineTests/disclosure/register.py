"""S09: parties of the register without an inspection, by district, domain and risk class."""
import math
from collections import defaultdict

from .report import MANY, bounds, is_figure, is_hidden, rounded

COLUMNS = ("区县", "领域", "风险等级", "对象", "无检查记录")
# From five districts on the reference is that of a funnel, which no sum gives.
FEWEST, FEW_DISTRICTS = 30, 5


def add(model, report, tag):
    """Adds what the report says; returns the keys of hidden cells, and figures that rest on them."""
    rows = report.table("S09", *COLUMNS)
    kinds, hidden, faults = defaultdict(list), [], []
    for row in rows:
        key = (tag, report.month, "S09", row["区县"], row["领域"], row["风险等级"])
        model.number((*key, "parties"), *bounds(row["对象"]))
        model.number((*key, "unvisited"), *bounds(row["无检查记录"]))
        model.sum({(*key, "parties"): 1, (*key, "unvisited"): -1}, 0, MANY)
        hidden += [(*key, name) for name, title in (("parties", "对象"), ("unvisited", "无检查记录"))
                   if is_hidden(row[title])]
        if is_hidden(row["无检查记录"]) and (is_figure(row["比例"]) or is_figure(row["95%区间"])):
            faults.append(f"{key}: a share is printed beside a hidden number")
        kinds[row["领域"], row["风险等级"]].append((key, row))
    faults += points(report, hidden)
    for members in kinds.values():
        references(model, report, members)
        faults += chances(members)
    sums(model, report, kinds, tag)
    places(model, report, kinds)
    return hidden, faults + records(report)


def records(report):
    """Small classes must be fewer than the records of the register that no other class explains."""
    rows = report.table("D01", "领域", "名录对象", "超过上限的对象")
    files = report.rows_of("监管对象名录")
    small = sum(is_hidden(row["名录对象"]) for row in rows)
    rest = files - sum(int(row["名录对象"].replace(",", "")) for row in rows
                       if is_figure(row["名录对象"]))
    return [f"{report.month} D01: {small} small classes have {rest} records"] * (
        0 < small and rest <= small)


def references(model, report, members):
    """Each reference is the others' share of those without, times the parties of the district."""
    large = [(key, row) for key, row in members if is_figure(row["对象"])
             and int(row["对象"].replace(",", "")) >= FEWEST]
    if not 1 < len(large) < FEW_DISTRICTS:
        return
    every = sum(int(row["对象"].replace(",", "")) for _, row in large)
    for key, row in large:
        own = int(row["对象"].replace(",", ""))
        ends = [rounded(row["参照值"])] if is_figure(row["参照值"]) else []
        ends += [(float(flag["expected"]) * (1 - 1e-5), float(flag["expected"]) * (1 + 1e-5))
                 for flag in report.flags("S09") if flag["expected"]
                 and (flag["district_name"], flag["domain"], flag["category"]) == key[3:]]
        for low, high in ends:
            scale = (every - own) / own
            model.sum({(*other, "unvisited"): 1 for other, _ in large if other != key},
                      low * scale, high * scale)


def chances(members):
    """A q is made of the numbers of its kind: none may stand beside a hidden one."""
    if not any(is_hidden(row["无检查记录"]) or row["无检查记录"] == "—" for _, row in members):
        return []
    return [f"{key}: a chance is printed that rests on a hidden number"
            for key, row in members if is_figure(row["q"])]


def points(report, hidden):
    """The chart shows nothing of a group of which a number is hidden."""
    names = {row["district_code"]: row["district_name"] for row in report.rows("zero_cells")}
    silent = {key[3:6] for key in hidden}
    return [f"{report.month} S09 {row['x']} {row['domain']} {row['series']}: a point is drawn"
            for row in report.rows("chart_data") if row["indicator"] == "S09" and row["y"]
            and (names.get(row["x"]), row["domain"], row["series"]) in silent]


def sums(model, report, kinds, tag):
    """D01 tells the register by domain and class; listed too short or incomplete are no part here."""
    for row in report.table("D01", "领域", "风险等级", "名录对象"):
        members = kinds.get((row["领域"], row["风险等级"]), [])
        if members and is_figure(row["名录对象"]):
            every = int(row["名录对象"].replace(",", ""))
            rest = (tag, report.month, "S09 left out", row["领域"], row["风险等级"])
            model.number(rest, 0, left_out(report, every))
            model.sum({rest: 1, **{(*key, "parties"): 1 for key, _ in members}}, every, every)


def places(model, report, kinds):
    """The regulated parties of a district and domain may be its register."""
    rows = [row for members in kinds.values() for row in members]
    known = {(row["district_name"], row["domain"]): row["regulated_parties"]
             for row in report.rows("zero_cells") if row["regulated_parties"]}
    for (district, domain), every in known.items():
        own = {(*key, "parties"): 1 for key, row in rows
               if (row["区县"], row["领域"]) == (district, domain)}
        # What is not listed, or was listed lately, is no part of these rows.
        if own and can_be(model, own, int(every)):
            model.sum(own, int(every), int(every))


def can_be(model, own, every):
    return sum(model.bounds[key][0] for key in own) <= every <= sum(
        model.bounds[key][1] for key in own)


def left_out(report, every):
    """The most parties that a headline says are left out."""
    numbers = [part.split("另有")[1] for part in report.text.split("\n")
               if "对象信息不全、" in part and "另有" in part]
    if not numbers:
        return every
    words = numbers[0].split("、")
    told = [int("".join(filter(str.isdigit, word)) or math.inf) for word in words[:2]]
    return min(every, sum(told))
