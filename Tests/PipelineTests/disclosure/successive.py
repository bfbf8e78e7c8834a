"""What two successive reports tell of the cases between them: how many came and how many went."""
import re


def link(model, before, after, tag):
    """Numbers of persons move by no more than the cases that entered and left the window."""
    for key in [key for key in model.bounds if key[:2] == (tag, after.month)]:
        old = (tag, before.month, *key[2:])
        if old not in model.bounds or key[2] not in ("P06", "S07", "S08"):
            continue
        domain = key[4] if key[2] == "S07" else ""
        came, went = moved(before, after, key[3], domain)
        # A party has three penalties for at least three cases, each of which may be new.
        model.sum({key: 1, old: -1}, -went, came)


def moved(before, after, unit, domain):
    """Cases of a unit that entered and that left the window, restated months among them."""
    old, new = (cases_of(report, unit, domain) for report in (before, after))
    came = sum(max(0, new.get(month, 0) - old.get(month, 0)) for month in old.keys() | new.keys())
    went = sum(max(0, old.get(month, 0) - new.get(month, 0)) for month in old.keys() | new.keys())
    # What was changed without a change of the count may have been of any party.
    unseen = max(0, changes(after, unit) - changes(before, unit))
    return came + unseen, went + unseen


def cases_of(report, unit, domain):
    """Cases of the window by month, each as often as it has items."""
    start, end = re.search(r"\| 分析窗口 \| (\d{4}-\d\d)至(\d{4}-\d\d)", report.text).groups()
    months = {}
    for row in report.rows("case_counts"):
        if row["unit_name"] == unit and domain in ("", row["domain"]) \
                and start <= row["month"] <= end:
            months[row["month"]] = months.get(row["month"], 0) + max(
                int(row["cases"]), int(row["item_cases"]))
    return months


def changes(report, unit):
    """What Q03 says of the unit's months: records changed, and decisions on old ones."""
    rows = [row for row in report.table("Q03", "单位", "补报", "更改") if row["单位"] == unit]
    return sum(int(row[title].replace(",", "")) for row in rows
               for title in row if title in ("更改", "移往他月", "作出决定（不计）"))
