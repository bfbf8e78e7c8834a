"""The whole model of one level: two fits, groups that stopped together, posteriors."""
import math

from .grid import Grid
from .months import Pairs, Profiles
from .rates import Rates
from .states import EARLIEST, LEAST, Law, Mixture
from .traces import Corroboration, Counts, complaint_link, conversion, log_sum

# As in the program: the first look is rough, so that a cell that comes so near may be suspected or
# not.
SUSPECTED, ROUGH = 0.8, 0.05
# Observed months of the window below which nothing is compared.
FEWEST_MONTHS = 6


def expected_counts(grid, used, start=None):
    pairs = Pairs(grid)
    profiles = Profiles(grid, used, pairs)
    time = {cell: 1.0 if len(cell.months) == grid.length and not cell.shares
            else sum(profiles.share[cell.column][month] * cell.share(month)
                     for month in cell.months)
            for cell in grid.cells}
    kinds = [{cell: getattr(cell, name) for cell in grid.cells}
             for name in ("total_findings", "total_complaints")]
    cases = Rates(grid, {cell: cell.total_cases for cell in grid.cells}, time, used,
                  pairs.inflation, [kind for kind in kinds if any(kind.values())]
                  ).best(start and start[0])
    complaints = None
    if any(kinds[1].values()):
        even = {column: 1.0 for column in grid.columns}
        complaints = Rates(grid, kinds[1], time, used, even).best(start and start[1])
    counts = Counts(grid, profiles, pairs.kappa, cases, complaints)
    if complaints:
        counts.exponent, counts.complaint_size = complaint_link(counts, used)
    counts.pairs = pairs
    return counts


def gaps(grid, counts):
    """Months of each row without any case although thirty were due: not delivered."""
    found = {}
    for row, cells in grid.rows.items():
        seen, due = [0] * grid.length, [0.0] * grid.length
        for cell in cells:
            for month, count in cell.cases.items():
                seen[month] += count
            for month, value in zip(cell.months,
                                    counts.profiles.monthly(cell, counts.expected[cell])):
                due[month] += value
        active = sum(value for value, count in zip(due, seen) if count)
        level = min(1, sum(seen) / active) if active > 0 else 1
        shown = delivering(cells, seen)
        found[row] = {month for month in range(grid.length)
                      if not seen[month] and month not in shown and due[month] * level >= 30}
    return found


def delivering(cells, seen):
    """Months of runs without a case of which half or more have findings of inspections."""
    told = {month for cell in cells for month in cell.findings}
    shown, run = set(), []
    for month in range(len(seen) + 1):
        if month < len(seen) and not seen[month]:
            run.append(month)
            continue
        if 2 * sum(silent in told for silent in run) >= len(run):
            shown.update(run)
        run = []
    return shown


def teachers(grid, suspected):
    """Suspected cells teach nobody, but where they hold every case of their group."""
    taught = {cell.group for cell in grid.cells if cell not in suspected and cell.total_cases}
    return {cell for cell in grid.cells if cell not in suspected or cell.group not in taught}


def is_quiet(cell):
    return len(cell.silent) >= LEAST


class Level:
    """One level of the cells of a month."""

    def __init__(self, rows, level, first, last, turned, shares):
        """Cells of keys that are turned are suspected where they would not be, and trusted where
        they would."""
        grid = self.grid = Grid(rows, level, first, last, shares)
        known = counts = expected_counts(grid, set(grid.cells))
        missing = gaps(grid, counts)
        self.undelivered = sum(map(len, missing.values()))
        for row, cells in grid.rows.items():
            for cell in cells:
                cell.without(missing[row])
        suspected = {cell for cell, is_suspected in self.suspected(counts).items()
                     if is_suspected != (cell.key in turned)}
        start = (known.cases_fit, known.complaints_fit)
        self.used = teachers(grid, suspected)
        self.counts = expected_counts(grid, self.used, start)
        self.corroboration = Corroboration(grid)
        self.conversion, _ = conversion(self.counts, self.corroboration)
        self.weigh()

    def laws(self, counts, corroboration, share):
        return {cell: Law(cell, counts, corroboration, share)
                for cell in self.grid.cells if is_quiet(cell)}

    def suspected(self, counts):
        corroboration = Corroboration(self.grid)
        share, _ = conversion(counts, corroboration)
        ratios = {cell: law.ratios()
                  for cell, law in self.laws(counts, corroboration, share).items()}
        posteriors = Mixture().fit(ratios, corroboration.stratum,
                                   [cell for cell in self.grid.cells
                                    if counts.expected[cell] > 1e-8])
        self.first = {cell: sum(chances[1:5]) for cell, chances in posteriors.items()}
        return {cell: chance >= SUSPECTED for cell, chance in self.first.items()}

    def undecided(self):
        """Keys of cells that the first look may have suspected or not."""
        return [cell.key for cell, chance in self.first.items()
                if abs(chance - SUSPECTED) <= ROUGH]

    def weigh(self):
        self.law = self.laws(self.counts, self.corroboration, self.conversion)
        self.ratios = {cell: law.ratios() for cell, law in self.law.items()}
        known = [cell for cell in self.grid.cells if self.counts.expected[cell] > 1e-8]
        first = Groups(self, known)
        together = {cell for cells, chance in first.groups if sum(chance) > 0.5 for cell in cells}
        last = Groups(self, [cell for cell in known if cell not in together], first.told)
        self.mixture, self.groups, self.shares = last.mixture, last.groups, last.shares
        self.moved = {cell: chance[1] for cells, chance in last.groups for cell in cells}
        # The cells of a group that stopped keep what all stops together made likely of them.
        earlier = {cell: chance[1] for cells, chance in first.groups for cell in cells}
        self.of_group = {cell: (first.mixture, earlier.get(cell, 0.0)) for cell in together}
        self.posterior = {}
        for cell, chances in last.posteriors.items():
            moved = self.moved.get(cell, 0.0)
            if cell in together:
                chances, moved = first.posteriors[cell], earlier.get(cell, 0.0)
            self.posterior[cell] = self.joined(chances, moved)

    def posterior_of(self, cell, points):
        """Posterior of one cell with its ratios over so many rates."""
        ratios = self.law[cell].ratios(points) if cell in self.law else (-math.inf,) * 5
        mixture, moved = self.of_group.get(cell, (self.mixture, self.moved.get(cell, 0.0)))
        return self.joined(mixture.posterior(ratios, self.corroboration.stratum[cell]), moved)

    @staticmethod
    def joined(chances, moved):
        """States of a single cell beside a power that moved, which is no inaction."""
        stays = 1 - moved
        return (stays * chances[0] + moved, stays * (chances[1] + chances[2]),
                stays * (chances[3] + chances[4]), stays * chances[5])

    def parameters(self):
        """What was found on grids or in closed form, by the names of the method annex."""
        counts, cases = self.counts, self.counts.cases_fit
        return {
            "size": cases["size"], "kappa": counts.pairs.kappa,
            "profile_concentration": counts.pairs.concentration,
            "parties_exponent": cases["power"], "column_weight": cases["prior"].weight,
            "complaint_exponent": counts.exponent, "complaint_size": counts.complaint_size,
            "conversion": self.conversion, "misfiling": self.corroboration.misfiling}

    def state_shares(self):
        """Shares of the states, by the names of the method annex."""
        names = ("active_group", "registered_only", "neither", "unregistered")
        shares = {"share_no_exposure_" + name: share
                  for name, share in zip(names, self.mixture.nothing)}
        return dict(
            shares, share_stopped=self.mixture.stopped, share_never=self.mixture.never,
            share_groups_stopped=self.shares[0], share_groups_moved=self.shares[1],
            seeing=self.mixture.seeing)

    def spell(self, cell):
        """Expected cases of the silence, and the chance of none."""
        return self.spell_law(cell)[-2:]

    def spell_law(self, cell):
        """Size, cases before and expectations before and since, discounted; expected, chance."""
        law = Law(cell, self.counts, self.corroboration, self.conversion)
        start, size = law.start, law.size
        # The last case ended the activity: it says nothing of the rate.
        last = cell.cases[max(cell.cases)] if cell.cases else 0
        earlier = max(0, cell.total_cases - min(last, 1)) if start else 0
        before, since = sum(law.due[:start]), sum(law.due[start:])
        rate = (size + earlier) / (size + before)

        def effective(months):
            return sum(law.kappa * math.log1p(rate * due / law.kappa) / rate for due in months)

        told = effective(law.due[:start])
        earlier = earlier * told / before if before > 0 else 0.0
        silent = effective(law.due[start:])
        chance = ((size + told) / (size + told + silent)) ** (size + earlier)
        return size, earlier, told, silent, rate * since, chance

    def window_law(self, cell, window, held=1.0):
        """Cases of the last months of a cell that acts, expected ones, and the size of their law.

        Without a case the own record ends with the last one before, which ended the activity and
        says nothing of the rate.
        """
        first = self.grid.length - window
        start = end = sum(month < first for month in cell.months)
        expected = self.counts.profiles.monthly(cell, self.counts.expected[cell])
        kappa = self.counts.profiles.kappa[cell.column]
        counts = [cell.cases.get(month, 0) for month in cell.months]
        observed, due = sum(counts[start:]), sum(expected[start:])
        if len(cell.months) - start < FEWEST_MONTHS or not due:
            return None
        if cell.state == "active" and not observed or cell.state == "handled" and held < 0.5:
            return None
        earlier = sum(count / (1 + own / kappa)
                      for count, own in zip(counts[:start], expected[:start]))
        if not observed:
            end = max((at + 1 for at in range(start) if counts[at]), default=0)
            earlier = max(0.0, earlier - 1 / (1 + expected[end - 1] / kappa)) if end else 0.0
        before = sum(own / (1 + own / kappa) for own in expected[:end])
        shape = self.counts.size[cell] + earlier
        mean = shape / (self.counts.size[cell] + before) * due
        gathered = sum(month * month for month in expected[start:]) / (kappa * due * due)
        return observed, mean, 1 / (1 / shape + gathered)


class Groups:
    """Posteriors of single cells, and of groups of a row that may have stopped as one."""

    def __init__(self, level, cells, told=None):
        self.level = level
        self.mixture = Mixture()
        self.posteriors = self.mixture.fit(level.ratios, level.corroboration.stratum, cells)
        grid, expected = level.grid, level.counts.expected
        members = {}
        for cell in grid.cells:
            if expected[cell] > 1e-3:
                members.setdefault((cell.row, cell.group), []).append(cell)
        large = [group for group in members.values() if len(group) >= 3]
        silent = [group for group in large
                  if sum(expected[cell] for cell in group) >= 3
                  and all(is_quiet(cell) for cell in group)
                  and sum(cell.total_cases > 0 for cell in group) >= 2]
        self.positions = list(range(min(EARLIEST, max(grid.length - LEAST, 1)), grid.length - LEAST + 1, 2))
        self.told = told or [self.tell(group) for group in silent]
        logs = [self.logs(group) for group in self.told]
        self.shares = (0.005, 0.005)
        chances = []
        for _ in range(30 if silent else 0):
            chances = [self.chance(*pair) for pair in logs]
            self.shares = tuple((0.25 + sum(pair[kind] for pair in chances)) / (len(large) + 50)
                                for kind in range(2))
        self.groups = list(zip(silent, chances))

    def chance(self, together, moved):
        parts = [0.0, math.log(self.shares[0]) + together, math.log(self.shares[1]) + moved]
        highest = max(parts)
        chances = [math.exp(part - highest) for part in parts]
        return chances[1] / sum(chances), chances[2] / sum(chances)

    def tell(self, group):
        """What each cell that says anything says of a stop before each month."""
        told = []
        for cell in group:
            if (self.level.counts.expected[cell] >= 0.05 or cell.total_cases
                    or cell.total_findings):
                law = self.level.law[cell]
                places = [sum(month < at for month in cell.months) for at in self.positions]
                told.append((cell, [place >= law.start for place in places],
                             law.stops([max(place, law.start) for place in places])))
        return told

    def logs(self, told):
        apart, together = 0.0, [0.0] * len(self.positions)
        moved = list(together)
        seeing_share = self.mixture.seeing
        seeing, blind = [0.0] * len(moved), [0.0] * len(moved)
        for cell, is_open, (sees, blinds, nothing) in told:
            stratum = self.level.corroboration.stratum[cell]
            apart += log_sum(self.mixture.parts(self.level.ratios[cell], stratum))
            share = self.mixture.nothing[stratum]
            for place, there in enumerate(is_open):
                pair = [log_sum([math.log(1 - share) + value, math.log(share) + nothing])
                        if there else -math.inf for value in (sees[place], blinds[place])]
                both = log_sum([math.log(seeing_share) + pair[0],
                                math.log(1 - seeing_share) + pair[1]])
                seeing[place] += both
                blind[place] += pair[1]
        spread = math.log(len(self.positions))
        return log_sum(seeing) - spread - apart, log_sum(blind) - spread - apart
