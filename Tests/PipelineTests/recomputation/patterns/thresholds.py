"""S11: fines just below an amount from which another procedure is due."""
from collections import Counter, defaultdict

from .estimates import wilson
from .funnels import chances, correlation, count_limits, floored
from .published import (chosen, compare, compare_flags, compare_marked, compare_sentences, count,
                        fixed, funnel, percent, points, table)
from .shares import bounded, check_size

FEWEST, FEWEST_UNITS, LEAST_EXCESS, LEAST_SHARE = 5, 5, 3, 0.1
SUMMARY = {"individual": 20_000, "enterprise": 300_000}
NAMES = {"hearing": "听证标准", "review": "法制审核标准", "summary": "简易程序限额"}


def compare_thresholds(report, world):
    around, fines = counts_around(world)
    levels, rows, tested = defaultdict(dict), {}, {}
    for (unit, kind, amount), (below, above) in around.items():
        if below + above >= FEWEST and not world.mostly_missing(unit):
            levels[kind, amount, world.level(unit)][unit] = (below, below + above)
    for (kind, amount, _), members in levels.items():
        is_tested = len(members) >= FEWEST_UNITS
        units = {unit: (*own, expected_share(members, unit) if is_tested else None)
                 for unit, own in members.items()}
        for unit, (below, every, share) in units.items():
            rows[world.name(unit), f"{NAMES[kind]}{amount // 100}元"] = (
                str(below), str(every - below), percent(below / every),
                percent(share) if is_tested else "—")
        if is_tested:
            check_size(members)
            shared = correlation(units.values())
            tested.update({(f"{kind}:{amount // 100}", unit): (*own, shared)
                           for unit, own in units.items()})
    columns = ("低于门槛", "达到门槛", "占比", "参照占比")
    compare(report, "S11 table of fines around thresholds", rows, chosen(
        table(report, "S11", "门槛", *columns), ("单位", "门槛"), columns))
    compare_tested(report, tested)
    compare_habits(report, world, tested)
    compare_histograms(report, fines)


def counts_around(world):
    """Fines in [0.9 T, T) and in [T, 1.6 T), and those between a fifth and five times T."""
    around, fines = defaultdict(lambda: [0, 0]), defaultdict(Counter)
    for case in world.current:
        for kind, amount in thresholds(case, world) if case.fine else ():
            # The limits of the summary procedure are inclusive.
            limit = amount + (kind == "summary")
            subject = (case.unit, kind, amount)
            if limit <= 5 * case.fine and case.fine < 5 * limit:
                fines[subject][case.fine] += 1
            if 9 * limit <= 10 * case.fine and case.fine < limit:
                around[subject][0] += 1
            elif limit <= case.fine and 10 * case.fine < 16 * limit:
                around[subject][1] += 1
    return around, fines


def thresholds(case, world):
    """Thresholds that a fine of this case could lie on either side of, in fen."""
    names = (("hearing", "听证起点金额"), ("review", "法制审核起点金额"))
    least, most = (world.amount(case, name) for name in ("罚款下限", "罚款上限"))
    found = {kind: world.amount(case, name) for kind, name in names}
    if found["review"] == found["hearing"]:
        found["review"] = None
    found["summary"] = SUMMARY.get(case.party.type)
    for kind, amount in found.items():
        is_open = amount and (least or 0) < amount + (kind == "summary")
        if is_open and (most is None or most > amount and most > (least or 0)):
            yield kind, amount


def expected_share(members, unit):
    """The others' share, with half a fine on either side."""
    # As in the program: the page does not say that halves are added.
    others = [own for other, own in members.items() if other != unit]
    below, every = (sum(column) for column in zip(*others))
    return bounded((below + 0.5) / (every + 1))


def compare_tested(report, tested):
    ours = {}
    for (series, unit), (below, every, share, shared) in tested.items():
        limits = count_limits(chances(every, share, floored(share, shared)))
        ours[series, unit, ""] = (str(every), below / every, *(end / every for end in limits))
    compare(report, "S11 shares below thresholds", ours,
            funnel(report, "S11", "x", "y", "lower", "upper"))
    compare_flags(report, "S11", {
        (unit, "", "", series): (
            below, share * every, below / every - share,
            *(end - share for end in wilson(below, every)))
        for (series, unit), (below, every, share, _) in tested.items()})
    compare_marked(report, "S11", "funnel", {
        (unit, "") for (_, unit), (below, every, share, _) in tested.items()
        if below - every * share >= LEAST_EXCESS and below / every - share >= LEAST_SHARE})


def compare_habits(report, world, tested):
    """What a flag says of the share, and of fines around amounts that mean nothing."""
    ours = {}
    for flag in report.flags("S11"):
        unit, series = flag["unit_code"], flag["category"]
        if (series, unit) not in tested:
            continue
        kind, yuan = series.split(":")
        below, every, share, _ = tested[series, unit]
        own_below, own = habit(world, unit, kind, int(yuan) * 100)
        ours[unit, "", "", series] = (
            yuan, tenths(below / every), *map(tenths, wilson(below, every)), tenths(share),
            count(below - share * every), str(below), str(every - below), str(own),
            tenths(own_below / own))
    compare_sentences(
        report, "S11", r"(\d+)元附近.*占([\d.]+)%（95%区间([\d.]+)%–([\d.]+)%），同级参照([\d.]+)%，多出约"
        r"([\d.]+)件.*低于标准(\d+)件，达到标准(\d+)件。.*整数位附近(\d+)件中低于该位的占([\d.]+)%", ours)


def habit(world, unit, kind, amount):
    """Fines of a unit just below other amounts, and those around them."""
    # As in the program: a tenth below to a fifth above, and only amounts that keep no real
    # threshold of the window between these.
    real = {own for case in world.current if case.fine for _, own in thresholds(case, world)}
    others = [amount * part // 10 + (kind == "summary") for part in (3, 5, 15, 20)]
    others = [other for other in others
              if not any(9 * other < 10 * own < 12 * other for own in real)]
    fines = [case.fine for case in world.current if case.unit == unit and case.fine
             and (kind, amount) in thresholds(case, world)]
    around = [(fine, other) for fine in fines for other in others
              if 9 * other <= 10 * fine < 12 * other]
    return sum(fine < other for fine, other in around), len(around)


def tenths(share):
    return fixed(100 * share, 1)


def compare_histograms(report, fines):
    """Fines in classes of which each is a tenth wider than the one below."""
    shown = points(report, "S11", "histogram")
    ours = {}
    for subject in {(row["unit_code"], row["series"]) for row in shown}:
        unit, (kind, yuan) = subject[0], subject[1].split(":")
        amount = int(yuan) * 100
        limit = amount + (kind == "summary")
        edges = [limit * 1.1 ** step for step in range(-8, 9)]
        for low, high in zip(edges, edges[1:]):
            number = sum(cases for fine, cases in fines[unit, kind, amount].items()
                         if low <= fine < high)
            ours[*subject, f"{low / 100:.0f}"] = (float(number),)
    compare(report, "S11 histograms", ours, {
        (row["unit_code"], row["series"], row["x"]): (row["y"],) for row in shown})
