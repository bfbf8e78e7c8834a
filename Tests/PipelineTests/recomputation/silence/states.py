"""Posterior of four states by integration over the rates that a cell may have, with exact logs."""
import math

from .traces import log_sum

EARLIEST, LEAST = 6, 12


class Law:
    """Joint chance of a silent cell's months, by rate and by the month of a stop."""

    def __init__(self, cell, counts, corroboration, share):
        self.cell, self.counts = cell, counts
        self.due = counts.profiles.monthly(cell, counts.expected[cell])
        self.months = len(self.due)
        self.start = self.months - len(cell.silent)
        self.kappa = counts.profiles.kappa[cell.column]
        self.size = counts.size[cell]
        self.cases = [cell.cases.get(month, 0) for month in cell.months]
        self.findings = [cell.findings.get(month, 0) for month in cell.months]
        self.has_findings = any(other.findings for other in counts.grid.cells)
        self.per_case = corroboration.finding_rate[cell.column] if self.has_findings else 0.0
        # Findings become no more cases than the column has.
        self.conversion = min(share, 1 / self.per_case) if self.per_case > 0 else share
        self.misfiled = corroboration.mean[cell.column] * corroboration.misfiling + 1e-3
        self.complaints = None
        if counts.complaints_fit:
            size = 1 / (1 / counts.complaint_size + counts.complaints_fit["added"][cell])
            self.complaints = (counts.complaints_fit["expected"][cell], size)

    def prior(self, x):
        """Density of the log rate: gamma of mean 1."""
        size = self.size
        return size * math.log(size) - math.lgamma(size) + size * x - size * math.exp(x)

    def before(self, x):
        """Cases of the months before the silence, but for what no rate changes."""
        factor, total = math.exp(x) / self.kappa, 0.0
        for due, count in zip(self.due[:self.start], self.cases):
            if due > 0:
                total += count * x - (self.kappa + count) * math.log1p(factor * due)
        return total

    def reported(self, x):
        if self.complaints is None:
            return 0.0
        due, size = self.complaints
        count, mean = self.cell.total_complaints, due * math.exp(
            self.counts.exponent * x) + self.misfiled
        return (math.lgamma(size + count) - math.lgamma(size)
                + count * math.log(mean / size) - (size + count) * math.log1p(mean / size))

    def months_of(self, x, per_case, others, share):
        """Log chance of each silent month: its findings, none of them a case, and none beside."""
        factor, result = math.exp(x) / self.kappa, []
        for due, found in zip(self.due[self.start:], self.findings[self.start:]):
            value = -(self.kappa + found) * math.log1p((per_case + others) * factor * due)
            if found and per_case > 0:
                value += found * (math.log(per_case * factor * due + 1e-300)
                                  + math.log(1 - share))
            result.append(value)
        return result

    def normal(self, x):
        """Months of a cell that acts: findings become cases, and other cases there are none."""
        rate = self.per_case * (1 - self.conversion) + 1 - self.per_case
        return self.months_of(x, self.per_case, rate, self.conversion)

    def seeing(self, x):
        """Months of a cell that finds problems and acts on none."""
        if self.per_case <= 0:
            return [0.0] * (self.months - self.start)
        return self.months_of(x, self.per_case, 0.0, 0.0)

    def nothing(self):
        """Nothing to enforce on: complaints misfiled, findings mistaken, one in a hundred."""
        total = 0.0
        if self.complaints is not None:
            total += self.cell.total_complaints * math.log(self.misfiled) - self.misfiled
        if self.has_findings:
            for found in self.findings:
                if found:
                    total += found * math.log(0.01 / self.months)
                    total -= math.lgamma(self.kappa + found) - math.lgamma(self.kappa)
        return total

    def grid(self, points):
        """Log rates over all that matters, finely where the law is narrow."""
        def base(x):
            return self.prior(x) + self.before(x)

        def whole(x):
            return base(x) + sum(self.normal(x))

        shape = self.size + sum(self.cases)
        high, low = mode(base), mode(whole)
        right = edge(base, high, 0.25)
        left = edge(whole, low, -0.25)
        if points is None:
            points = min(2000, int((right - left) / (0.4 / math.sqrt(max(shape, 1)))) + 2)
        step = (right - left) / (points - 1)
        return [left + step * place for place in range(points)], math.log(step)

    def stops(self, positions, points=None):
        """Log ratios of a stop before each position to no stop: seeing, blind; and of nothing."""
        rates, step = self.grid(points)
        normal, seeing, blind = [], [[] for _ in positions], [[] for _ in positions]
        last = max((place for place, found in enumerate(self.findings) if found), default=-1)
        for x in rates:
            base = self.prior(x) + self.before(x) + self.reported(x) + step
            acts, sees = self.normal(x), self.seeing(x)
            normal.append(base + sum(acts))
            done, tail = 0.0, sum(sees)
            prefix = [(0.0, tail)]
            for act, see in zip(acts, sees):
                done, tail = done + act, tail - see
                prefix.append((done, tail))
            for place, position in enumerate(positions):
                done, tail = prefix[max(0, min(position, self.months) - self.start)]
                seeing[place].append(base + done + tail)
                if position > last:
                    blind[place].append(base + done)
        whole = log_sum(normal)
        nothing = self.nothing() - whole if self.start == 0 else -math.inf
        return [log_sum(logs) - whole for logs in seeing], [
            log_sum(logs) - whole for logs in blind], nothing

    def ratios(self, points=None):
        """Log ratios: stopped and never, each seeing and blind, and nothing there."""
        last = self.months - LEAST
        # Where cases came first, a short record leaves earlier stops.
        earliest = min(EARLIEST, last) if self.start else EARLIEST
        dated = list(range(max(earliest, self.start), last + 1))
        never = self.start == 0
        seeing, blind, nothing = self.stops(dated + [0] * never, points)
        # A stop may fall on any month from the seventh to the twelfth before the last.
        spread = math.log(last - earliest + 1) if last >= earliest else 0.0
        stopped = (log_sum(seeing[:len(dated)]) - spread, log_sum(blind[:len(dated)]) - spread)
        return stopped + ((seeing[-1], blind[-1], nothing) if never else (-math.inf,) * 3)


def mode(of):
    """Where a function of one hump is highest: steps, then golden section."""
    x, step = 0.0, 1.0
    value = of(x)
    while step > 0.01:
        left, right = of(x - step), of(x + step)
        if max(left, right) <= value:
            step /= 2
        elif left > right:
            x, value = x - step, left
        else:
            x, value = x + step, right
    return x


def edge(of, x, step):
    """Where a function of one hump has fallen by 28: below one in 10 ** 12."""
    target, at = of(x) - 28, x
    while of(at) > target:
        at += step
        step *= 1.3
    return at


class Mixture:
    """Shares of the states, by expectation-maximisation, and posteriors."""

    def __init__(self):
        self.stopped = self.never = 0.02
        self.seeing, self.nothing = 0.5, [0.05, 0.05, 0.8, 0.05]

    def parts(self, ratios, stratum):
        """Logs of normal, stopped and never (seeing, blind each), and nothing there."""
        share = self.nothing[stratum]
        weights = (self.stopped * self.seeing, self.stopped * (1 - self.seeing),
                   self.never * self.seeing, self.never * (1 - self.seeing), share)
        return [math.log(max(1 - self.stopped - self.never - share, 1e-9))] + [
            math.log(weight) + ratio for weight, ratio in zip(weights, ratios)]

    def posterior(self, ratios, stratum):
        logs = self.parts(ratios, stratum)
        highest = max(logs)
        chances = [math.exp(value - highest) for value in logs]
        whole = sum(chances)
        return [chance / whole for chance in chances]

    def fit(self, ratios, strata, cells):
        """Thirty steps over these cells, and posteriors of all; a cell that acts has no ratios."""
        acting = (-math.inf,) * 5
        number = [sum(strata[cell] == stratum for cell in cells) for stratum in range(4)]
        quiet = [cell for cell in cells if cell in ratios]
        for _ in range(30 if cells else 0):
            chances = [self.posterior(ratios[cell], strata[cell]) for cell in quiet]
            stopped = sum(chance[1] + chance[2] for chance in chances)
            never = sum(chance[3] + chance[4] for chance in chances)
            seeing = sum(chance[1] + chance[3] for chance in chances)
            nothing = [0.0] * 4
            for cell, chance in zip(quiet, chances):
                nothing[strata[cell]] += chance[5]
            self.stopped = min(max(stopped / len(cells), 1e-5), 0.4)
            self.never = min(max(never / len(cells), 1e-5), 0.4)
            self.seeing = (seeing + 5) / (stopped + never + 10)
            self.nothing = [min(max(some / of, 1e-4), 0.95) if of else share
                            for some, of, share in zip(nothing, number, self.nothing)]
        return {cell: self.posterior(ratios.get(cell, acting), strata[cell]) for cell in strata}
