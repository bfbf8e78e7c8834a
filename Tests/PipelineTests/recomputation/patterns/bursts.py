"""S12: months of a unit and domain, or item, in which cases gather."""
import math
from collections import Counter, defaultdict, namedtuple

from .. import markdown
from ..published import compare_outcomes
from .burst_chances import Level, Null
from .estimates import wilson
from .outcomes import compare_tested
from .published import FIGURES, chosen, compare, fixed, flags, percent, table
from .seasons import Series, expected_shares, peers_then, total
from .simulated import chance_between

FEWEST, FEW, FEWEST_MONTHS, FEWEST_UNITS, LONGEST = 5, 12, 12, 5, 3
LEVEL, LEAST_SHARE, RECENT = 0.10, 0.20, 24
COLUMNS = ("案件", "月份", "其中", "参照值", "比值", "份额", "同类同月", "q值")

# Start and end of the window, cases in it and expected ones, the multiple of the peers, and between
# which ends the adjusted chance lies.
Burst = namedtuple("Burst", "start end inside expected peers q_ends")


def compare_bursts(report, world):
    outcomes, possible, certain = Counter(), {}, set()
    for kind in ("domain", "item"):
        series = tested_series(world, kind == "item", outcomes)
        bursts = {key: burst for level in {world.level(key[0]) for key in series}
                  for key, burst in of_level({
                      key: own for key, own in series.items()
                      if world.level(key[0]) == level}).items()}
        compare_table(report, world, kind, series, bursts)
        for key, burst in bursts.items():
            low, high = burst.q_ends
            if low <= LEVEL and is_large(burst, total(series[key]), len(world.cells.months)):
                possible[*key, ""] = figures(burst, total(series[key]))
                certain |= {(*key, "")} if high <= LEVEL else set()
    published = flags(report, "S12", (*FIGURES, "q_value"))
    compare(report, "S12 flags", {
        key: own for key, own in possible.items() if key in published or key in certain}, published)
    outcomes["passed"] -= len(published)
    outcomes["flagged"] += len(published)
    compare_outcomes(report, "S12", outcomes)
    compare_tested(report, "S12", outcomes["passed"] + len(published), len(published),
                   max((float(row[-1]) for row in published.values()), default=0))


def tested_series(world, has_item, outcomes):
    """Series that are tested, with five units or more of a level; counts what becomes of others."""
    cells, groups = world.cells, defaultdict(dict)
    for key in sorted(world.answers):
        own = series_of(world, key) if bool(key[2]) == has_item else None
        if not own or not total(own):
            continue
        if total(own) < FEWEST:
            is_unsent = 2 * world.missing(key[0], cells.months) > len(cells.months)
            outcomes["not_computable" if is_unsent else "not_applicable"] += 1
        elif sum(own.seen) < FEWEST_MONTHS:
            outcomes["not_computable"] += 1
        else:
            groups[world.level(key[0]), *key[1:]][key] = own
    found = {}
    for group in groups.values():
        is_tested = len(group) >= FEWEST_UNITS
        outcomes["passed" if is_tested else "not_applicable"] += len(group)
        found.update(group if is_tested else {})
    return found


def series_of(world, key):
    """Cases of a cell by month, of months with the power that were delivered."""
    unit, domain, item = key
    cells = world.cells
    # The history has no more than the sixty months that are looked at.
    items = [item] if item else [code for code, row in world.city.items.items()
                                 if row["domain"] == domain]
    power = [any(held) for held in zip(*(cells.power[unit, code] for code in items))]
    seen = [held and sent for held, sent in zip(power, cells.sent[unit])]
    by_month = cells.events.by_cell.get(key, {})
    return Series([by_month[month]["every"] if was and month in by_month else 0
                   for month, was in zip(cells.months, seen)], seen)


def of_level(series):
    """The strongest window of each series of one level, by its season."""
    shares = expected_shares(series, lambda key: key[1:])
    ends = Level({key: Null(own.counts, shares[key], longest(own))
                  for key, own in series.items()}).adjusted()
    found = {}
    for key, own in series.items():
        start, end, inside, expected = strongest(own, shares[key])
        others = [one for other, one in series.items()
                  if other[1:] == key[1:] and other != key]
        found[key] = Burst(start, end, inside, expected, peers_then(own, others, start, end),
                           ends[key])
    return found


def longest(own):
    return 1 if total(own) < FEW else LONGEST


def strongest(own, shares):
    """The window with the largest likelihood ratio of Kulldorff's: the shortest, then the first."""
    best, found, cases = 0, None, total(own)
    for length in range(1, longest(own) + 1):
        for start in range(len(shares) - length + 1):
            inside = sum(own.counts[start:start + length])
            expected = cases * sum(shares[start:start + length])
            if inside <= expected:
                continue
            ratio = inside * math.log(inside / expected)
            if inside < cases:
                ratio += (cases - inside) * math.log((cases - inside) / (cases - expected))
            if ratio > best:
                best, found = ratio, (start, start + length, inside, expected)
    return found


def is_large(burst, cases, months):
    return burst.inside >= LEAST_SHARE * cases and burst.end > months - RECENT


def figures(burst, cases):
    """Observed, expected, the ratio with the interval of the share, and the adjusted chance."""
    scale = cases / burst.expected
    return (burst.inside, burst.expected, burst.inside / burst.expected,
            *(end * scale for end in wilson(burst.inside, cases)), chance_between(burst.q_ends))


def compare_table(report, world, kind, series, bursts):
    months, ours = world.cells.months, {}
    for key, burst in bursts.items():
        unit, domain, item = key
        cases = total(series[key])
        names = (world.city.items[item]["item_name"],) if item else ()
        ours[world.name(unit), domain, *names] = (
            str(cases), "–".join(dict.fromkeys((months[burst.start], months[burst.end - 1]))),
            str(burst.inside), fixed(burst.expected, 1),
            fixed(burst.inside / burst.expected, 1), percent(burst.inside / cases),
            "" if burst.peers is None else fixed(burst.peers, 1), chance_between(burst.q_ends))
    keys = ("单位", "领域") + (("事项",) if kind == "item" else ())
    theirs = chosen([row for row in table(report, "S12", *keys, *COLUMNS)
                     if ("事项" in row) == (kind == "item")], keys, COLUMNS)
    compare(report, f"S12 bursts by unit and {kind}", {
        key: row for key, row in ours.items() if key in theirs}, theirs)
    # A report cuts long tables and says how many rows it left out.
    text = markdown.section(report.text, "### S12 ").split("案件最集中的月份")
    cut = text[1 if kind == "domain" else 2].split("表中另有")[1:]
    shown = len(theirs) + (int(cut[0].split("行")[0]) if cut else 0)
    report.compare(f"S12 rows by unit and {kind}", {"rows": len(ours)}, {"rows": shown})
