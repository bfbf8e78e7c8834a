"""P03, P05 and P06: shares of units against those of the others of their level."""
from collections import Counter, defaultdict

from .chances import QUARTILES, adjusted, widened
from .estimates import wilson
from .funnels import chances, correlation, normal_limits, upper_mid_p
from .published import (FIGURES, compare, compare_marked, fixed, flags, funnel, people, percent,
                        significant, span, table)
from .rush import PERIODS, Ends, compare_rush
from .share_headlines import compare_headlines, compare_places

FEWEST_PEERS, FEWEST_OTHERS, FEWEST_CASES, FEWEST_UNITS = 2, 10, 30, 5
MANY_UNITS, LEVEL = 20, 0.10


class PeerShares:
    """Cases and marked ones by unit and stratum, strata from fine to coarse."""

    def __init__(self, level):
        self.level, self.cells = level, defaultdict(Counter)

    def add(self, unit, strata, marked):
        self.cells[unit][strata, "all"] += 1
        self.cells[unit][strata, "marked"] += marked

    def standardised(self):
        """Marked cases, comparable ones and expected ones of each unit."""
        own, totals = defaultdict(Counter), defaultdict(Counter)
        for unit, cells in self.cells.items():
            for (strata, what), number in cells.items():
                for stratum in strata:
                    own[unit][stratum, what] += number
                    totals[self.level(unit), stratum][what] += number
            for stratum in {stratum for stratum, _ in own[unit]}:
                totals[self.level(unit), stratum]["units"] += 1
        return {unit: self.expected(unit, own[unit], totals) for unit in sorted(self.cells)}

    def expected(self, unit, own, totals):
        marked = every = expected = 0
        for strata in {strata for strata, _ in self.cells[unit]}:
            for stratum in strata:
                total = totals[self.level(unit), stratum]
                others = total["all"] - own[stratum, "all"]
                # As in the program: two other units and ten cases of theirs, on every page.
                if total["units"] > FEWEST_PEERS and others >= FEWEST_OTHERS:
                    share = (total["marked"] - own[stratum, "marked"]) / others
                    number = self.cells[unit][strata, "all"]
                    marked += self.cells[unit][strata, "marked"]
                    every, expected = every + number, expected + number * share
                    break
        return marked, every, expected

    def compared(self):
        """Units compared: marked, all, expected share, correlation of the level, chance."""
        levels = defaultdict(dict)
        for unit, (marked, every, expected) in self.standardised().items():
            if every >= FEWEST_CASES:
                levels[self.level(unit)][unit] = (marked, every, bounded(expected / every))
        found = {}
        for members in levels.values():
            sums = [sum(column) for column in zip(*members.values())]
            if len(members) >= FEWEST_UNITS and 0 < sums[0] < sums[1]:
                check_size(members)
                shared = correlation(members.values())
                found.update({unit: (*own, shared, chance(own, shared, len(members)))
                              for unit, own in members.items()})
        return found


def chance(own, shared, units):
    """The chance of so high a share, widened where the level has a spread."""
    marked, every, share = own
    value = upper_mid_p(chances(every, share, shared), marked)
    return widened(value, QUARTILES, units) if shared else value


def bounded(share):
    # As in the program: a share of nobody, or of all, is no law to test by.
    return min(max(share, 1e-4), 1 - 1e-4)


def check_size(members):
    """Where units are many, ordinary and outlying ones are told apart, which is not done here."""
    if len(members) >= MANY_UNITS:
        raise ValueError("a level is so large that its centre is that of two groups")


def compare_shares(report, world):
    ends = Ends(world)
    compare_rush(report, ends)
    kinds = {"P03": {"": money(world)}, "P06": {"": places(world)},
             "P05": period_ends(ends, world.level)}
    for code, families in kinds.items():
        compared = {(kind, unit): figures for kind, shares in families.items()
                    for unit, figures in shares.compared().items()}
        q_values = adjusted({key: figures[-1] for key, figures in compared.items()},
                            lambda key: (key[0], world.level(key[1])))
        ours, marked = {}, {}
        for (kind, unit), (number, every, share, shared, own) in compared.items():
            is_silent = code == "P06" and not is_told(world, compared, kind, unit)
            ends = [end / share for end in normal_limits(every, share, shared)]
            ours[kind, unit, ""] = (str(every), *(
                (None, None, None) if is_silent else (number / every / share, *ends)))
            q_value = q_values[kind, unit]
            if q_value <= LEVEL and RULES[code](number / every, share) and (
                    code != "P06" or number > 4):
                figures = (*flag(code, number, every, share), own, q_value)
                marked[unit, "", "", kind] = (None,) * len(figures) if is_silent else figures
        compare(report, f"{code} shares beside peers", ours,
                funnel(report, code, "x", "y", "lower", "upper"))
        compare_table(report, world, code, compared, q_values)
        compare(report, f"{code} flags", marked,
                flags(report, code, (*FIGURES, "p_value", "q_value")))
        compare_marked(report, code, "funnel", {key[:2] for key in marked})
        # Of few parties q is not told, and the level stands for it.
        compare_headlines(report, world, code, len(compared), [
            LEVEL if figures[-1] is None else figures[-1] for figures in marked.values()])
    compare_places(report, world)


RULES = {"P03": lambda share, expected: share >= 1.15 * expected,
         "P05": lambda share, expected: share >= expected + 0.10,
         "P06": lambda share, expected: share >= 1.5 * expected}


KINDS = {"month": "月末", "quarter": "季末", "year": "年末", "": ""}


def compare_table(report, world, code, compared, q_values):
    ours = {}
    for (kind, unit), (marked, every, share, *_) in compared.items():
        ends = [end / share for end in wilson(marked, every)]
        number, own = str(marked), percent(marked / every)
        if code == "P06" and is_small(marked, every):
            number, own = "<5" if people(marked) == "<5" else "—", ""
        beside = (percent(share), fixed(marked / every / share, 2), span(ends),
                  significant(q_values[kind, unit], 2))
        if code == "P06" and not is_told(world, compared, kind, unit):
            beside = ("",) * 4
        figures = (own, *beside)
        ours[world.name(unit), KINDS[kind]] = (str(every), number, *figures)
    columns = ("可比件数", "其中", "占比", "同类参照", "比值", "95%区间", "q值")
    compare(report, f"{code} table of shares", ours, {
        (row["单位"], row.get("口径", "")): tuple(row[name] for name in columns)
        for row in table(report, code, "单位", *columns)})


def is_small(marked, every):
    """Whether either part is of one to four persons."""
    return "<5" in (people(marked), people(every - marked))


def is_told(world, compared, kind, unit):
    """Whether what rests on the peers may be told: no number of the level is hidden."""
    return not any(is_small(*row[:2]) for (other, peer), row in compared.items()
                   if other == kind and world.level(peer) == world.level(unit))


def flag(code, marked, every, share):
    ends = wilson(marked, every)
    if code == "P05":
        effect = [marked / every - share, *(end - share for end in ends)]
    else:
        effect = [marked / every / share, *(end / share for end in ends)]
    return (marked, share * every, *effect)


def half_year(month):
    return month[:4] + ("H1" if month[5:7] <= "06" else "H2")


def money(world):
    """P03: decisions with money, by item, grade and half-year, else by less."""
    shares = PeerShares(world.level)
    for case in world.current:
        if case.sanction != "dismissed" and case.item and not world.mostly_missing(case.unit):
            names = (case.item + "/" + case.grade, case.item) if case.grade else (case.item,)
            strata = (*(name + "/" + half_year(case.month) for name in names), *names)
            amount = case.fine + case.confiscated
            shares.add(case.unit, strata,
                       case.sanction == "money" or case.sanction == "heavy" and amount > 0)
    return shares


def places(world):
    """P06: parties from elsewhere, by item, of units that know most places."""
    cases = [case for case in world.current
             if case.sanction != "dismissed" and not world.mostly_missing(case.unit)]
    blank = Counter()
    for case in cases:
        blank[case.unit] += 1 if not case.party.locality else -1
    shares = PeerShares(world.level)
    for case in cases:
        if case.party.locality and case.item and blank[case.unit] <= 0:
            shares.add(case.unit, (case.item + "/" + half_year(case.month), case.item),
                       case.party.locality == "outside")
    return shares


def period_ends(ends, level):
    """P05: decisions from the fifth-last working day on, by domain and month, else by month."""
    families = {kind: PeerShares(level) for kind in PERIODS}
    for date, unit, domain in ends.decided:
        month = date[:7]
        for kind, counts in PERIODS.items():
            if counts(month):
                families[kind].add(unit, (month + "/" + domain, month), ends.is_late(date))
    return families
