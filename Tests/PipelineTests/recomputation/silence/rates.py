"""Expected counts of cells: rate of the column x activity of the row in its group."""
import itertools
import math
from collections import defaultdict

SIZES = [0.1 * 200 ** (step / 40) for step in range(41)]
POWERS = (0.0, 0.25, 0.5, 0.75, 1.0)
PRIOR_WEIGHTS = (0.2, 0.3, 0.45, 0.7, 1, 1.5, 2.2, 3.3, 5, 7.5)


def log_truncated(count, mean, size):
    """Log of the negative binomial chance of a count given that it is above zero."""
    none = -size * math.log1p(mean / size)
    return (math.lgamma(size + count) - math.lgamma(size) - math.lgamma(count + 1) + none
            + count * math.log(mean / (size + mean)) - math.log(-math.expm1(none)))


class Prior:
    """What findings and complaints about a column say of its rate; of one cell, those elsewhere."""

    def __init__(self, kinds):
        self.powers, self.weight = (0.0,) * kinds, 0.3

    @staticmethod
    def ratio(powers, found, due):
        return math.prod(max((seen + 0.5) / (mean + 0.5), 1e-6) ** power
                         for power, seen, mean in zip(powers, found, due))

    def learn(self, columns):
        """The powers and the weight under which columns that have a case are likeliest."""
        columns = [column for column in columns if column[0] >= 0.5 and column[1] > 1e-6]
        if len(columns) < 30:
            return
        best = -math.inf
        for powers in itertools.product(POWERS, repeat=len(self.powers)):
            means = [due * self.ratio(powers, found, traces)
                     for _, due, found, traces in columns]
            level = sum(column[0] for column in columns) / max(sum(means), 1e-12)
            # Half a case counts as none or one: away from zero, as the program rounds.
            counts = [max(1, math.floor(column[0] + 0.5)) for column in columns]
            for weight in PRIOR_WEIGHTS:
                value = sum(log_truncated(count, max(level * mean, 1e-9), weight)
                            for count, mean in zip(counts, means))
                if value > best:
                    best, self.powers, self.weight = value, powers, weight


class Rates:
    """One alternating fit; sums without a cell are summed over the others, not subtracted."""

    def __init__(self, grid, counts, time, used, inflation, traces=()):
        self.grid, self.counts, self.time, self.used = grid, counts, time, used
        self.inflation, self.traces = inflation, traces
        self.own = {cell: time[cell] if cell in used else 0.0 for cell in grid.cells}
        self.members = defaultdict(list)
        for cell in grid.cells:
            self.members[cell.row, cell.group].append(cell)

    def best(self, start=None):
        powers = (0.0, 0.5, 1.0) if self.grid.parties else (0.0,)
        if start is not None:
            return self.fit(start["power"], start)
        fits = [self.fit(power) for power in powers]
        # Cases follow parties in proportion unless the data refute it (95 %, Wilks 1938).
        highest = max(fit["likelihood"] for fit in fits)
        return [fit for fit in fits if fit["likelihood"] >= highest - 1.92][-1]

    def register(self, power):
        """Parties of a row relative to the mean of the known rows; 1 where unknown."""
        prior = {}
        for group in self.grid.groups:
            known = {row: self.grid.parties[row, group] + 0.5 for row in self.grid.rows
                     if (row, group) in self.grid.parties}
            mean = sum(known.values()) / len(known) if known else 1
            for row in self.grid.rows:
                prior[row, group] = (known[row] / mean) ** power if row in known else 1.0
        return prior

    def fit(self, power, start=None):
        self.prior = self.register(power)
        self.activity = dict(start["activity"]) if start else dict(self.prior)
        self.size = start["size"] if start else 1.5
        self.rate, self.column_prior = None, Prior(len(self.traces))
        self.relative = {column: 1.0 for column in self.grid.columns}
        self.told = None
        for turn in range(2):
            if turn == 1 and self.traces:
                self.learn_prior()
            for _ in range(10):
                self.improve()
            result = self.leave_one_out()
            self.size, likelihood = self.likeliest_size(result)
        return dict(result, size=self.size, likelihood=likelihood, power=power,
                    activity=self.activity, prior=self.column_prior)

    def weight(self, cell, rate):
        """Weight of a cell's count: gathered cases and big cells count for less."""
        if not self.own[cell]:
            return 0.0
        mean = rate * self.activity[cell.row, cell.group] * self.own[cell]
        return 1 / (self.inflation[cell.column] + mean / self.size)

    def crude(self):
        rates = {}
        for column, cells in self.grid.columns.items():
            taught = [cell for cell in cells if self.own[cell]]
            exposure = sum(self.activity[cell.row, cell.group] * self.own[cell]
                           for cell in taught)
            rates[column] = sum(self.counts[cell] for cell in taught) / max(exposure, 1e-12)
        return rates

    def column_sums(self, rates):
        """Count, exposure and mean weight of each column, and the mean rate of each group."""
        sums, count, exposure = {}, defaultdict(float), defaultdict(float)
        for column, cells in self.grid.columns.items():
            taught = [cell for cell in cells if self.own[cell]]
            weights = [self.weight(cell, rates[column]) for cell in taught]
            seen = sum(w * self.counts[cell] for w, cell in zip(weights, taught))
            due = sum(w * self.activity[cell.row, cell.group] * self.own[cell]
                      for w, cell in zip(weights, taught))
            sums[column] = (seen, due, sum(weights) / max(len(taught), 1))
            count[self.grid.group_of[column]] += seen
            exposure[self.grid.group_of[column]] += due * self.relative[column]
        means = {group: max(count[group] / max(exposure[group], 1e-12), 1e-12)
                 for group in self.grid.groups}
        return sums, means

    def improve(self):
        sums, means = self.column_sums(self.rate or self.crude())
        rates = {}
        for column, (seen, due, weight) in sums.items():
            pseudo = self.column_prior.weight * weight
            prior = means[self.grid.group_of[column]] * self.relative[column]
            rates[column] = (pseudo + seen) / (pseudo / prior + due + 1e-12)
        self.rate = rates
        groups = {place: self.group_sums(cells) for place, cells in self.members.items()}
        for row in self.grid.rows:
            places = [(row, group) for group in self.grid.groups]
            seen = 2 + sum(groups[place][0] for place in places if place in groups)
            due = 2 + sum(groups[place][1] * self.prior[place] for place in places
                          if place in groups)
            for place in places:
                scaled = self.prior[place] * seen / due
                own = groups.get(place, (0.0, 0.0))
                self.activity[place] = scaled * (4 + own[0]) / (4 + own[1] * scaled)

    def group_sums(self, cells, without=None):
        seen = due = 0.0
        for cell in cells:
            if cell is not without and self.own[cell]:
                weight = self.weight(cell, self.rate[cell.column])
                seen += weight * self.counts[cell]
                due += weight * self.rate[cell.column] * self.own[cell]
        return seen, due

    def learn_prior(self):
        columns, group_seen, group_due = {}, defaultdict(float), defaultdict(float)
        group_traces = defaultdict(lambda: [0.0] * len(self.traces))
        for column, cells in self.grid.columns.items():
            taught = [cell for cell in cells if self.own[cell]]
            due = sum(self.activity[cell.row, cell.group] * self.own[cell] for cell in taught)
            seen = sum(self.counts[cell] for cell in taught)
            found = [sum(kind[cell] for cell in taught) for kind in self.traces]
            columns[column] = (seen, due, found)
            group = self.grid.group_of[column]
            group_seen[group] += seen
            group_due[group] += due
            for place, value in enumerate(found):
                group_traces[group][place] += value
        per = {group: [value / max(group_due[group], 1e-12)
                       for value in [group_seen[group]] + group_traces[group]]
               for group in self.grid.groups}
        self.told = columns, per
        self.column_prior.learn([
            (seen / self.inflation[column],
             per[self.grid.group_of[column]][0] * due / self.inflation[column], found,
             [rate * due for rate in per[self.grid.group_of[column]][1:]])
            for column, (seen, due, found) in columns.items()])
        self.relative = {column: self.relative_rate(column) for column in columns}

    def relative_rate(self, column, without=None):
        """What traces of the column say of its rate, those of one cell left out."""
        if self.told is None:
            return 1.0
        columns, per = self.told
        _, due, found = columns[column]
        if without is not None and self.own[without]:
            # As in the program: the cell's share by its present activity.
            due -= self.activity[without.row, without.group] * self.own[without]
            found = [max(0, value - kind[without]) for value, kind in zip(found, self.traces)]
        rates = per[self.grid.group_of[column]][1:]
        return Prior.ratio(self.column_prior.powers, found,
                           [rate * max(due, 0) for rate in rates])

    def leave_one_out(self):
        sums, means = self.column_sums(self.rate)
        groups = {place: self.group_sums(cells) for place, cells in self.members.items()}
        result = dict(expected={}, added={}, peers={})
        for cell in self.grid.cells:
            peers = [other for other in self.grid.columns[cell.column]
                     if other is not cell and self.own[other]]
            weights = [self.weight(other, self.rate[cell.column]) for other in peers]
            seen = sum(w * self.counts[other] for w, other in zip(weights, peers))
            due = sum(w * self.activity[other.row, other.group] * self.own[other]
                      for w, other in zip(weights, peers))
            pseudo = self.column_prior.weight * sums[cell.column][2]
            prior = means[cell.group] * self.relative_rate(cell.column, cell)
            rate = (pseudo + seen) / (pseudo / prior + due + 1e-12)
            place = (cell.row, cell.group)
            own = self.group_sums(self.members[place], cell)
            others = [(other, groups[other]) for other in
                      ((cell.row, group) for group in self.grid.groups)
                      if other in groups and other != place] + [(place, own)]
            scaled = self.prior[place] * (2 + sum(pair[0] for _, pair in others)) / (
                2 + sum(pair[1] * self.prior[other] for other, pair in others))
            silent = own[0] < 0.1 * own[1] * scaled
            activity = scaled if silent else scaled * (4 + own[0]) / (4 + own[1] * scaled)
            result["expected"][cell] = max(rate * activity * self.time[cell], 1e-9)
            result["peers"][cell] = seen
            result["added"][cell] = (1 / (self.column_prior.weight + seen)
                                     + 1 / (4 + (0 if silent else own[0])))
        return result

    def likeliest_size(self, result):
        cells = [(int(self.counts[cell]), result["expected"][cell], result["added"][cell])
                 for cell in self.grid.cells if self.counts[cell] > 0 and cell in self.used]
        if not cells:
            return 1.0, 0.0
        best = max(SIZES, key=lambda size: self.likelihood(cells, size))
        return best, self.likelihood(cells, best)

    @staticmethod
    def likelihood(cells, size):
        return sum(log_truncated(count, mean, 1 / (1 / size + added))
                   for count, mean, added in cells)
