"""How cases fall on months: gathering within cells, and the profile of each column."""
from collections import defaultdict

# A column has ended when nobody had a case for a year although so many were due.
END_DUE = 3


def pairs_within(counts):
    """Ordered pairs of cases of one list of months that share a month."""
    return sum(count * (count - 1) for count in counts)


def within(value, low, high):
    return min(max(value, low), high)


class Pairs:
    """Coincidence of pairs of cases in months."""

    def __init__(self, grid):
        self.grid = grid
        self.by_column, self.total = {}, {}
        self.pairs, self.shared, gathered = {}, {}, {}
        for column, cells in grid.columns.items():
            months = defaultdict(int)
            for cell in cells:
                for month, count in cell.cases.items():
                    months[month] += count
            total = sum(months.values())
            # Pairs of different rows: all pairs less those of one cell.
            pairs = total * total - sum(cell.total_cases ** 2 for cell in cells)
            together = sum(count * count for count in months.values()) - sum(
                count * count for cell in cells for count in cell.cases.values())
            self.by_column[column], self.total[column] = months, total
            self.pairs[column] = pairs
            self.shared[column] = together / pairs if pairs else 0.0
            gathered[column] = sum(pairs_within(cell.cases.values()) for cell in cells)
        self.kappa = self.gathering()
        self.inflation = {
            column: 1 + gathered[column] / total / (self.kappa + 1) if total else 1.0
            for column, total in self.total.items()}
        self.concentration = self.following()

    def gathering(self):
        """Kappa: 1/kappa = (R - 1)/(1 - R w), from cells of 5 to 2,000 cases."""
        found = due = weight = 0.0
        used = [cell for cell in self.grid.cells
                if 5 <= cell.total_cases <= 2000 and self.pairs[cell.column] >= 50]
        for cell in used:
            found += pairs_within(cell.cases.values()) / cell.total_cases
            due += (cell.total_cases - 1) * self.shared[cell.column]
            weight += cell.total_cases - 1
        if len(used) < 20 or due <= 0:
            return 1.0
        more, chance = found / due, due / weight
        inverse = (more - 1) / max(1 - more * chance, 0.05)
        return within(1 / max(inverse, 1e-3), 0.05, 1000)

    def following(self):
        """Concentration with which a column's months follow its domain's."""
        domains = defaultdict(list)
        for column in self.grid.columns:
            domains[self.grid.domain_of[column]].append(column)
        excess = rest = 0.0
        for columns in domains.values():
            months = defaultdict(int)
            for column in columns:
                for month, count in self.by_column[column].items():
                    months[month] += count
            pairs = sum(months.values()) ** 2 - sum(self.total[column] ** 2 for column in columns)
            if pairs < 1000:
                continue
            together = sum(count * count for count in months.values()) - sum(
                count * count for column in columns for count in self.by_column[column].values())
            for column in columns:
                if self.pairs[column] >= 50:
                    weight = self.pairs[column] / (1 + self.pairs[column] / 200)
                    excess += weight * (self.shared[column] - together / pairs)
                    rest += weight * (1 - self.shared[column])
        return within(rest / max(excess, rest / 2000), 3, 2000) if rest > 0 else 12.0


def normalised(values):
    total = sum(values)
    return [value / total for value in values] if total > 0 else values


class Profiles:
    """Shares of the months in the cases of a column, drawn to its domain's."""

    def __init__(self, grid, used, pairs):
        self.grid, self.used, self.pairs = grid, used, pairs
        length = grid.length
        self.counts = {column: [0] * length for column in grid.columns}
        for cell in grid.cells:
            if cell in used:
                for month, count in cell.cases.items():
                    self.counts[cell.column][month] += count
        self.cover = self.covered()
        self.prior = self.domain_profiles()
        self.end = {column: self.ended(column) for column in grid.columns}
        self.share = {column: self.profile(column, {}, self.end[column])
                      for column in grid.columns}
        # Cases and pseudo-cases that a profile rests on.
        self.kappa = {}
        for column in grid.columns:
            known = pairs.concentration + sum(self.counts[column]) / pairs.inflation[column]
            self.kappa[column] = 1 / (1 / pairs.kappa + length / known)

    def covered(self):
        """Share of a column's rows, by their cases in the domain, observed in each month."""
        weight = defaultdict(lambda: 1)
        for cell in self.grid.cells:
            weight[cell.row, cell.domain] += cell.total_cases
        cover = {}
        for column, cells in self.grid.columns.items():
            whole, seen = 0, [0] * self.grid.length
            for cell in cells:
                if cell in self.used:
                    whole += weight[cell.row, cell.domain]
                    for month in cell.months:
                        seen[month] += weight[cell.row, cell.domain] * cell.share(month)
            cover[column] = [value / whole for value in seen] if whole else seen
        return cover

    def domain_profiles(self):
        length = self.grid.length
        counts = defaultdict(lambda: [0.0] * length)
        cover = defaultdict(lambda: [0.0] * length)
        for column in self.grid.columns:
            domain, total = self.grid.domain_of[column], sum(self.counts[column]) + 1e-9
            for month in range(length):
                counts[domain][month] += self.counts[column][month]
                cover[domain][month] += total * self.cover[column][month]
        every = [1 + sum(known[month] for known in counts.values()) for month in range(length)]
        seen = [sum(known[month] for known in cover.values()) for month in range(length)]
        general = normalised([value / max(there, 0.02 * sum(every))
                              for value, there in zip(every, seen)])
        profiles = {}
        for domain, known in counts.items():
            total = max(sum(known), 1e-9)
            share = [value / total for value in cover[domain]]
            whole = sum(known) / max(sum(a * b for a, b in zip(general, share)), 1e-9)
            profiles[domain] = normalised([
                (60 * general[month] + known[month]) / (60 + whole * share[month])
                for month in range(length)])
        return profiles

    def ended(self, column):
        """Last case of a column that nobody uses any more although at least three were due."""
        counts, length = self.counts[column], self.grid.length
        last = max((month for month in range(length) if counts[month]), default=None)
        if last is None or length - 1 - last < 12:
            return None
        return last if self.due(column, sum(counts), last, length) >= END_DUE else None

    def due(self, column, total, last, end):
        """Cases due after a month and up to another, had so many until then gone on."""
        prior = self.prior[self.grid.domain_of[column]]
        share = [a * b for a, b in zip(prior, self.cover[column])]
        before = sum(share[:last + 1])
        return total * sum(share[last + 1:end]) / before if before > 0 else 0.0

    def end_of(self, cell):
        """When a column ended, as far as others than the cell show it: they had cases until about
        then, and enough were due since. No silence proves its own excuse."""
        end, length = self.end[cell.column], self.grid.length
        if end is None or cell not in self.used or not cell.cases:
            return end
        others = [count - cell.cases.get(month, 0)
                  for month, count in enumerate(self.counts[cell.column])]
        last = max((month for month in range(length) if others[month] > 0), default=None)
        if last is None:
            return None
        total = sum(others)
        since = self.due(cell.column, total, end, length)
        missed = self.due(cell.column, total, last, end + 1)
        return end if since >= END_DUE > missed else None

    def profile(self, column, own, end):
        """Profile without the cases of one cell, of a column that ended until then."""
        prior, cover = self.prior[self.grid.domain_of[column]], self.cover[column]
        counts = [count - own.get(month, 0) for month, count in enumerate(self.counts[column])]
        seen = sum(a * b for a, b in zip(prior, cover))
        whole = sum(counts) / seen if seen > 0 else 0
        pseudo = self.pairs.concentration * self.pairs.inflation[column]
        shares = [(pseudo * prior[month] + max(counts[month], 0)) / (pseudo + whole * cover[month])
                  for month in range(self.grid.length)]
        if end is not None:
            shares[end + 1:] = [0.0] * (self.grid.length - end - 1)
        return normalised(shares)

    def season(self, column):
        """A profile that ended, as the months of its domain would have had it go on."""
        # As in the program: a cell is set against its own record alone as if its column went on.
        end, prior = self.end[column], self.prior[self.grid.domain_of[column]]
        before = sum(prior[:end + 1])
        scale = sum(self.share[column][:end + 1]) / before if before > 0 else 0.0
        return normalised(self.share[column][:end + 1] + [
            value * scale for value in prior[end + 1:]])

    def monthly(self, cell, expected, goes_on=False):
        """Expectation of each observed month of a cell."""
        if goes_on and self.end[cell.column] is not None:
            share = self.season(cell.column)
        elif cell.total_cases:
            share = self.profile(cell.column, cell.cases if cell in self.used else {},
                                 self.end_of(cell))
        else:
            share = self.share[cell.column]
        parts = [share[month] * cell.share(month) for month in cell.months]
        total = sum(parts)
        return [expected * part / total * cell.times[month] if total > 0 else 0.0
                for month, part in zip(cell.months, parts)]
