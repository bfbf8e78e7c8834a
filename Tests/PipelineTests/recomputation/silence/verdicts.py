"""Z04: what becomes of each silent cell, and how the list would change at other settings."""
import math
from collections import Counter, namedtuple

from .. import markdown
from ..patterns.published import compare
from .published import KEY, TESTED
from .reasons import compare_reasons
from .stops import traces_since

Settings = namedtuple("Settings", "months expected q")
IN_FORCE, FEWEST_TRACES, GRADE_A = Settings(12, 3, 0.10), 5, 0.9
# As in the program: fewer cases of peers are no base rate, and complaints with a greater chance
# are misfiled ones.
FEWEST_OF_PEERS, MISFILED = 0.5, 0.05
NEIGHBOURS = (
    ("Z04.months", "18", IN_FORCE._replace(months=18)),
    ("Z04.months", "24", IN_FORCE._replace(months=24)),
    ("Z04.fewest_expected", "1.5", IN_FORCE._replace(expected=1.5)),
    ("Z04.fewest_expected", "6", IN_FORCE._replace(expected=6)),
    ("Z04.q", "0.05", IN_FORCE._replace(q=0.05)), ("Z04.q", "0.2", IN_FORCE._replace(q=0.2)))


def compare_selections(report, models, histories, unmatched):
    rows = {tuple(row[name] for name in KEY): row for row in report.rows("zero_cells")}
    judged, means, effects = {}, {}, Counter()
    for model in models.values():
        silent = [Silence(model, cell, histories) for cell in model.grid.cells if cell.silent]
        running, flagged = running_means(silent, IN_FORCE), listed(silent, IN_FORCE)
        # Of cells that are as likely the order is not told.
        means.update({one.cell.key: [mean for other, mean in running
                                     if abs(other.rate - one.rate) <= 2 * TESTED]
                      for one, _ in running})
        judged.update({one.cell.key: (one, one.verdict(IN_FORCE, flagged)) for one in silent})
        judged.update({one.cell.key: (one, "verify_items") for one in flagged
                       if unmatched.may_explain(model, one.cell, first_month(rows, one.cell))})
        for name, value, settings in NEIGHBOURS:
            others = listed(silent, settings)
            effects.update({(name, value, 0): len(others), (name, value, 1): len(others - flagged),
                            (name, value, 2): len(flagged - others)})
    # A cell with a settled case in its last month is not silent.
    report.compare("verdicts of cells", {
        key: judged[key][1] if key in judged else "not_tested" for key in rows},
                   {key: row["verdict"] for key, row in rows.items()})
    compare_reasons(report, rows, judged)
    compare(report, "Z04 q values", {key: (near(some),) for key, some in means.items()}, {
        key: (row["q_value"],) for key, row in rows.items() if row["q_value"]})
    report.compare("Z04 lists at other settings", {
        (name, value): tuple(str(effects[name, value, at]) for at in range(3))
        for name, value, _ in NEIGHBOURS},
                   markdown.pairs(markdown.section(report.text, "### Z04 "), "设定"))
    compare_moved(report, models, rows)


def first_month(rows, cell):
    """The month with which the silence of a cell begins."""
    return rows[cell.key]["silent_from"]


def near(means):
    """Means of posteriors agree as far as these do."""
    return lambda text: text if any(
        abs(float(text) - mean) <= TESTED for mean in means) else f"{means[0]:.4f}"


class Silence:
    """A silent cell, and what the model says of it."""

    def __init__(self, model, cell, histories):
        self.cell = cell
        self.expected, _ = model.spell(cell)
        # What a case followed, of whatever domain, speaks for no inaction.
        self.has_traces = sum(traces_since(cell)) - cell.with_case >= FEWEST_TRACES
        self.rate = 1 - sum(model.posterior[cell][1:3])
        # A place whose every power one unit holds repeats that unit's cell.
        self.is_judged = cell.key[0].startswith("unit") or histories.holders(cell) > 1
        self.has_ended = model.counts.profiles.end_of(cell) is not None
        self.has_peers = model.counts.peers[cell] >= FEWEST_OF_PEERS
        self.is_traced = is_traced(model, cell)
        self.is_group, self.has_moved = cell in model.of_group, model.moved.get(cell, 0) > 0.5

    def verdict(self, settings, flagged=()):
        """Why it is not tested, or what the test came to."""
        if self.cell.state not in ("zero_open", "zero_explained", "exposure_unknown"):
            return "not_tested"
        if not self.is_judged:
            return "judged_at_unit"
        if self.cell.state == "exposure_unknown":
            return "verify_exposure"
        if len(self.cell.silent) < settings.months:
            return "too_short"
        if self.has_ended:
            return "item_ended"
        if not (self.has_peers or self.cell.total_cases or self.has_traces):
            return "no_base_rate"
        if self.expected < settings.expected and not self.has_traces:
            return "too_few_expected"
        if not self.is_traced:
            return "verify_exposure"
        if self.has_moved:
            return "verify_power"
        if self not in flagged:
            return "within_chance"
        return "grade_a" if 1 - self.rate >= GRADE_A and not self.is_group else "grade_b"


def is_traced(model, cell):
    """Whether a case, a finding or more complaints than misfiled ones show something to enforce."""
    if cell.total_cases or cell.total_findings:
        return True
    of = model.corroboration
    mean = of.mean[cell.column] * of.misfiling + 1e-3
    none = sum(mean ** count / math.factorial(count) for count in range(cell.total_complaints))
    return cell.total_complaints > 0 and 1 - math.exp(-mean) * none < MISFILED


def running_means(silent, settings):
    """The mean chance of no inaction of the cells tested, up to each."""
    tested = sorted((one for one in silent if one.verdict(settings) == "within_chance"),
                    key=lambda one: one.rate)
    return [(one, sum(other.rate for other in tested[:place + 1]) / (place + 1))
            for place, one in enumerate(tested)]


def listed(silent, settings):
    """The longest list whose mean chance of no inaction stays within the level."""
    return {one for one, mean in running_means(silent, settings) if mean <= settings.q}


def compare_moved(report, models, rows):
    """The chance that the power of a whole group moved, where it was asked."""
    ours = {cell.key: model.moved.get(cell, model.of_group.get(cell, (None, 0.0))[1])
            for model in models.values() for cell in model.grid.cells}
    report.compare("chances that a power moved", {
        key: row["moved"] if abs(float(row["moved"]) - ours[key]) <= 0.01 else ours[key]
        for key, row in rows.items() if row["moved"]},
                   {key: row["moved"] for key, row in rows.items() if row["moved"]})
