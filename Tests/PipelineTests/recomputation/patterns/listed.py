"""Parties of the register by district, domain and risk class, and what may be told of them."""
from collections import Counter, defaultdict

from ..calendar import month_of, number
from ..cells import LAST, WINDOW
from ..exports import folded, rows_of
from .published import is_hidden, percent

MONTHS, FEWEST, LEVEL = 36, 30, 0.10


def group_parties(world):
    """Listed long enough and not seen since, by district, domain and risk class."""
    last = {}
    for visit in world.visits:
        for key in ((visit.party.code, visit.domain), (visit.party.code, "")):
            last[key] = max(last.get(key, ""), visit.month)
    end = number(LAST)
    groups = defaultdict(lambda: [0, 0])
    for row in rows_of(f"{world.inbox}/register.csv")[0]:
        if has_gaps(row) or is_short(row):
            continue
        seen = last.get((folded(row["监管对象代码"]).upper(), row["domain"]), "")
        group = groups[world.city.place(row["district_code"]), row["domain"], row["风险等级"]]
        group[0] += 1
        group[1] += not seen or end - number(seen) >= MONTHS
    return groups


def unsent_places(world):
    """Places and domains where a unit may enforce of whose months more than a sixth did not come."""
    city, end = world.city, number(LAST)
    unsent = Counter(city.unit(unit) for unit, month in city.no_visits
                     if end - number(month) < MONTHS)
    window = [month_of(at) for at in range(end - WINDOW + 1, end + 1)]
    return {
        (place, row["domain"]) for unit, months in unsent.items() if 6 * months > MONTHS
        for item, row in city.items.items()
        if any(city.empowered(unit, item, month) for month in window)
        for place in (city.place(city.district[unit]), city.county(city.district[unit]))}


def has_gaps(row):
    return not (row["district_code"] and row["风险等级"] and row["纳入日期"])


def is_short(row):
    return number(LAST) - number(row["纳入日期"][:7]) < MONTHS


def left_out(world):
    """Parties with gaps, and parties that were listed too short a time."""
    rows = rows_of(f"{world.inbox}/register.csv")[0]
    whole = [row for row in rows if not has_gaps(row)]
    return len(rows) - len(whole), sum(map(is_short, whole))


def is_told(every, unseen):
    """Whether neither part is one to four persons."""
    return not any(map(is_hidden, (unseen, every - unseen)))


def told_kind(compared, kind):
    """Whether what rests on the other districts may be told: no number of the kind is hidden."""
    return all(is_told(*row[:2]) for group, row in compared.items() if group[1:] == kind)


def hidden_beside(groups):
    """Groups that go with those of one to four parties, which would follow from the sum."""
    hidden = set()
    for kind in {group[1:] for group in groups}:
        sizes = {group: row[0] for group, row in sorted(groups.items()) if group[1:] == kind}
        if any(map(is_hidden, sizes.values())):
            visible = [group for group, size in sizes.items() if size > 4]
            large = [group for group in visible if sizes[group] >= 9]
            hidden |= {min(large, key=sizes.get)} if large else set(visible)
    return hidden


def percents(ends):
    return lambda text: "–".join(percent(end)(part) for end, part in zip(ends, text.split("–")))
