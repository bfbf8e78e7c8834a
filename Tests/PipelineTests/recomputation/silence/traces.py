"""What complaints, findings and the register say of cells beside their cases."""
import math
from collections import defaultdict

EXPONENTS = (0.0, 0.25, 0.5, 0.75, 1.0)
COMPLAINT_SIZES = (0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4, 5.6, 8, 11, 16)
LEAST_MISFILED = 0.02


def log_sum(logs):
    highest = max(logs, default=-math.inf)
    if highest == -math.inf:
        return highest
    return highest + math.log(sum(math.exp(value - highest) for value in logs))


class Counts:
    """Everything a fit knows of the cells."""

    def __init__(self, grid, profiles, kappa, cases, complaints):
        self.grid, self.profiles, self.kappa = grid, profiles, kappa
        self.expected, self.peers = cases["expected"], cases["peers"]
        self.size = {cell: 1 / (1 / cases["size"] + added)
                     for cell, added in cases["added"].items()}
        self.cases_fit, self.complaints_fit = cases, complaints
        self.exponent, self.complaint_size = 0.0, 1.0


def complaint_link(counts, used):
    """The power with which complaints follow the rate of cases, and the size of their spread."""
    due, added = counts.complaints_fit["expected"], counts.complaints_fit["added"]
    cells = [cell for cell in counts.grid.cells
             if cell.total_cases and cell in used and due[cell] > 0.05]
    cells = cells[::max(1, math.ceil(len(cells) / 3000))]
    if len(cells) < 20:
        return 0.0, 1.0
    laws = [(cell, rates_given_cases(cell, counts)) for cell in cells]
    best = (-math.inf, 0.0, 1.0)
    for exponent in EXPONENTS:
        for size in COMPLAINT_SIZES:
            value = sum(complaint_term(cell, law, due[cell], 1 / (1 / size + added[cell]), exponent)
                        for cell, law in laws)
            if value > best[0]:
                best = (value, exponent, size)
    return best[1:]


def rates_given_cases(cell, counts, points=25):
    """Rates and their weights: gamma, a gathered month told once."""
    size, expected = counts.size[cell], counts.expected[cell]
    told = 1 / (1 + max(cell.total_cases, expected) / counts.grid.length / counts.kappa)
    shape, scale = size + cell.total_cases * told, size + expected * told
    middle, width = math.log(shape / scale), 1 / math.sqrt(shape)
    logs = [middle + width * (-9 + 14 * place / (points - 1)) for place in range(points)]
    weights = [math.exp(shape * (x - middle) - shape * (math.exp(x - middle) - 1)) for x in logs]
    return [(math.exp(x), weight / sum(weights)) for x, weight in zip(logs, weights)]


def complaint_term(cell, law, due, size, exponent):
    count = cell.total_complaints
    terms = []
    for rate, weight in law:
        mean = due * rate ** exponent
        if weight > 0:
            terms.append(math.log(weight) - (size + count) * math.log1p(mean / size)
                         + (count * math.log(mean / size) if count else 0))
    return log_sum(terms) + math.lgamma(size + count) - math.lgamma(size)


class Corroboration:
    """Strata of exposure, traces, misfiled complaints, and findings per case."""

    def __init__(self, grid):
        active = defaultdict(int)
        for cell in grid.cells:
            active[cell.row, cell.group] += cell.total_cases + cell.total_findings
        self.stratum = {}
        for cell in grid.cells:
            elsewhere = active[cell.row, cell.group] - cell.total_cases - cell.total_findings
            parties = grid.parties.get((cell.row, cell.group))
            self.stratum[cell] = (0 if elsewhere > 1 else 3 if parties is None
                                  else 1 if parties > 0 else 2)
        self.mean = {column: max(sum(cell.total_complaints for cell in cells) / len(cells), 1e-9)
                     for column, cells in grid.columns.items()}
        self.misfiling = self.misfiled(grid)
        self.finding_rate = {}
        for column, cells in grid.columns.items():
            acting = [cell for cell in cells if cell.total_cases]
            self.finding_rate[column] = (2 + sum(cell.total_findings for cell in acting)) / (
                5 + sum(cell.total_cases for cell in acting))

    def misfiled(self, grid):
        """Rate of misfiled complaints in cells that certainly have nothing to enforce on."""
        rates, all_seen, all_due = [], 0, 0.0
        for cells in grid.rows.values():
            void = [cell for cell in cells if self.stratum[cell] == 2]
            seen = sum(cell.total_complaints for cell in void)
            due = sum(self.mean[cell.column] for cell in void)
            all_seen, all_due = all_seen + seen, all_due + due
            if len(void) >= 5:
                rates.append((seen + 1) / (due + 1 / LEAST_MISFILED))
        if all_due * LEAST_MISFILED < 1:
            return LEAST_MISFILED
        rates.sort()
        half = len(rates) // 2
        middle = (LEAST_MISFILED if not rates else rates[half] if len(rates) % 2
                  else (rates[half - 1] + rates[half]) / 2)
        return max(LEAST_MISFILED, middle, (all_seen + 1) / (all_due + 1 / LEAST_MISFILED))


def conversion(counts, corroboration):
    """Lower bound of the share of findings that become a case, 0.3 where too few are known."""
    months = []
    for cell in counts.grid.cells:
        if cell.total_cases < 5:
            continue
        last = max(cell.cases)
        size = counts.size[cell]
        rate = (size + cell.total_cases) / (size + counts.expected[cell])
        due = dict(zip(cell.months, counts.profiles.monthly(cell, counts.expected[cell])))
        for month, found in sorted(cell.findings.items()):
            if month < last and any(month <= seen for seen in cell.months):
                # As in the program: a month that was not delivered counts as the next that was.
                at = min(seen for seen in cell.months if seen >= month)
                months.append((found, rate * due[at], cell.column, month not in cell.cases))
    if len(months) < 200:
        return 0.3, False
    shares = [0.02 + 0.01 * step for step in range(94)]
    logs = [conversion_likelihood(share, months, counts, corroboration) for share in shares]
    low = next(share for share, value in zip(shares, logs) if value >= max(logs) - 1.92)
    return 0.95 * low, True


def conversion_likelihood(share, months, counts, corroboration):
    total = 0.0
    for found, due, column, is_zero in months:
        kappa, per_case = counts.profiles.kappa[column], corroboration.finding_rate[column]
        beside = due * max(0, 1 - per_case * share) / (kappa + due * per_case)
        none = found * math.log(1 - share) - (kappa + found) * math.log1p(beside)
        total += none if is_zero else math.log(1 - min(math.exp(none), 1 - 1e-12))
    return total
