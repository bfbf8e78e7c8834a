"""What the zero-case model published, checked against itself: zero_cells.csv, flags.csv, sentences.

Figures are published to six digits, posteriors to four places; tolerances are those of rounding.
"""
import math
import re

from .zeros import SingleCases

KEY = ("level", "unit_code", "district_code", "domain", "item_code")
POSTERIOR = ("posterior_normal", "posterior_stopped", "posterior_never", "posterior_structural")
FLAGGED = ("grade_a", "grade_b")
LEVEL, GRADE_A = 0.10, 0.9


def compare(report, cells):
    rows = judged_rows(report)
    compare_chances(report, rows)
    compare_expectations(report, rows, SingleCases(cells))
    compare_posteriors(report, rows)
    compare_selection(report, rows)
    compare_flags(report, rows)


def judged_rows(report):
    """Rows of cells that the model judged."""
    return {tuple(row[name] for name in KEY): row for row in report.rows("zero_cells")
            if row["probability"]}


def agreed(ours, theirs, tolerance):
    """The published figure where ours is near enough to it, else ours."""
    return theirs if abs(ours - theirs) <= tolerance else ours


def figures(row, *names):
    return [float(row[name]) for name in names]


def compare_chances(report, rows):
    """Chance of none: ((size + before) / (size + before + since)) ^ (size + earlier)."""
    ours, theirs = {}, {}
    for key, row in rows.items():
        size, earlier, before, since, chance = figures(
            row, "size", "earlier", "before", "since", "probability")
        log = (size + earlier) * math.log((size + before) / (size + before + since))
        theirs[key] = math.log(chance)
        ours[key] = agreed(log, theirs[key], 2e-5 * (1 + abs(log)))
    report.compare("chances of no case in the silence", ours, theirs)


def compare_expectations(report, rows, single):
    """Expected: ((size + cases) / (size + before)) x since, before it was discounted."""
    ours, theirs = {}, {}
    for key, row in rows.items():
        size, earlier, before, peers, expected = figures(
            row, "size", "earlier", "before", "expected_by_peers", "expected")
        level, unit, _, domain, item = key
        if not level.startswith("unit"):
            continue
        cases = observed_cases(single, (unit, domain, item))
        # The last case ended the activity. Where there is no other the discount is not published.
        told = sum(cases.values()) - 1
        # Peers tell of the parties of the last month alone: where there were more it tells of no sum.
        if before > 0 and not earlier > 0 or had_more_parties(single.cells, key):
            continue
        whole = before * told / earlier if before > 0 else 0.0
        value = (size + max(told, 0) * (before > 0)) / (size + whole) * (peers - whole)
        theirs[key] = expected
        ours[key] = agreed(value, expected, 1e-4 * expected + 2e-5 * peers)
    report.compare("expected cases of the silence", ours, theirs)


def had_more_parties(cells, key):
    _, unit, district, domain, item = key
    known = [cells.city.regulated(district, domain, item, month) for month in cells.months]
    return known[-1] is not None and any((count or 0) > known[-1] for count in known)


def observed_cases(single, cell):
    """Cases by month, of the months that count as observed."""
    _, seen = single.observed(cell)
    by_month = single.cells.events.by_cell.get(cell, {})
    months = single.cells.months
    return {at: by_month[months[at]]["every"] for at in range(len(months))
            if seen[at] and months[at] in by_month and by_month[months[at]]["every"]}


def compare_posteriors(report, rows):
    sums = {key: sum(figures(row, *POSTERIOR)) for key, row in rows.items()}
    report.compare("posteriors that sum to one",
                   {key: agreed(1.0, total, 2.5e-4) for key, total in sums.items()}, sums)


def inaction(row):
    return sum(figures(row, "posterior_stopped", "posterior_never"))


def compare_selection(report, rows):
    """Running mean of the chance of no inaction, by level, and the grades that follow from it."""
    groups = {(row["unit_code"], row["district_code"], row["domain"], row["item_code"])
              for row in report.flags("Z04") + report.flags("Z03") if row["category"]}
    ours, theirs, grades, published = {}, {}, {}, {}
    for level in {key[0] for key in rows}:
        tested = sorted((1 - inaction(row), float(row["q_value"]), key)
                        for key, row in rows.items() if key[0] == level and row["q_value"])
        total = 0.0
        # Posteriors of four places tie; within a tie the order is that of the published figure.
        for place, (rate, value, key) in enumerate(tested):
            total += max(rate, 0)
            mean, row = total / (place + 1), rows[key]
            theirs[key], published[key] = value, row["verdict"]
            ours[key] = agreed(mean, value, 1.5e-4)
            sure = 1 - rate >= GRADE_A and key[1:] not in groups
            grades[key] = ("within_chance" if value > LEVEL else "grade_a" if sure else "grade_b")
    report.compare("q values of the silent cells", ours, theirs)
    report.compare("grades of the silent cells", grades, published)
    untested = {key: row["verdict"] for key, row in rows.items()
                if not row["q_value"] and row["verdict"] in FLAGGED}
    report.compare("grades without a q value", {}, untested)


def number(value):
    """An expected count: one decimal below 10 unless it is 0, whole above."""
    text = f"{value:.1f}" if value < 9.95 else f"{math.floor(value + 0.5):,}"
    return text.removesuffix(".0")


def about(value):
    """About how many: what would be rounded to none is not said to be none."""
    return "不到0.1" if 0 < value < 0.05 else number(value)


def chance(value):
    """A chance as the sentences put it: one in so many, two digits."""
    if value <= 1e-6:
        return "不到百万分之一"
    if value > 1 / 1.5:
        return "在一半以上"
    scale = 10 ** max(0, math.floor(math.log10(1 / value)) - 1)
    return f"约为1/{math.floor(1 / value / scale + 0.5) * scale:,}"


def of_flags(report, rows, code):
    by_place = {key[1:]: row for key, row in rows.items()}
    for flag in report.flags(code):
        place = tuple(flag[name] for name in KEY[1:])
        # The district of a unit is that of its seat.
        yield place, flag, by_place.get(place)


def compare_flags(report, rows):
    ours, theirs = {}, {}
    for code in ("Z03", "Z04"):
        for place, flag, row in of_flags(report, rows, code):
            # A finding on the city rests on the own records of its units.
            if not flag["p_value"] or not any(place[:2]):
                continue
            theirs[code, place] = told(flag)
            ours[code, place] = row and (
                row["expected"], row["probability"], row["q_value"], row["months_silent"]
            ) + sentence(row)
    report.compare("flags that rest on the zero-case model", ours, theirs)
    flagged = {key[1:] for key, row in rows.items() if row["verdict"] in FLAGGED}
    report.compare("Z04 flags", dict.fromkeys(flagged),
                   dict.fromkeys(place for place, *_ in of_flags(report, rows, "Z04")))


def sentence(row):
    """Figures of a cell's sentence: months, expected, chance, complaints, findings, stop."""
    stop = (row["change_month"], row["change_lower"], row["change_upper"])
    return (row["months_silent"], number(float(row["expected"])),
            chance(float(row["probability"])), row["complaints_since"], row["findings_since"], stop)


def told(flag):
    text = flag["reason"]

    def found(pattern, missing=""):
        match = re.search(pattern, text)
        return match.group(1) if match else missing
    stop = re.search(r"最可能自(\S{7})起停办（90%区间(\S{7})(?:–(\S{7}))?）", text)
    stop = (stop.group(1), stop.group(2), stop.group(3) or stop.group(2)) if stop else ("",) * 3
    return (flag["expected"], flag["p_value"], flag["q_value"], flag["months_silent"],
            found(r"已报送的(\d+)个月"), found(r"参照值约([\d.,]+)件"),
            found(r"一件没有的概率([^；。]+)"), found(r"举报(\d+)件", "0"),
            found(r"检查发现问题(\d+)次", "0"), stop)
