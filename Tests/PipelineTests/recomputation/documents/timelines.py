"""The picture of a question about a silence: cases by month, and what was expected of one."""
import csv
import os
import re

from ..districts.places import quantile
from ..patterns.published import compare, significant
from ..silence import stops
from ..silence.published import single
from .pictures import text_of

COLUMNS = ("cases", "expected", "lower", "upper", "complaints", "findings")
TOLD = re.compile(r"自(\S{7})起已报送的(\d+)个月没有案件"
                  r"(?:；参照值月均约([\d.]+)件，九成月份在(\d+)至(\d+)件)?"
                  r"(?:；最可能自(\S{7})起停止)?")


class Timelines:
    """Histories and models of the cells that a question may be about."""

    def __init__(self, histories, models):
        self.histories, self.months = histories, histories.cells.months
        self.model_of = {
            (cell.key[1], cell.key[3], cell.key[4]): (level, model, cell)
            for level, model in models.items() if level.startswith("unit")
            for cell in model.grid.cells}

    def compare(self, report, what, folder, groups):
        """The pictures of the questions of a briefing."""
        for at, group in enumerate(groups, 1):
            path = os.path.join(folder, "charts", f"question-{at}.csv")
            flag = group.first
            key = (flag["unit_code"], flag["domain"], flag["item_code"])
            if not os.path.exists(path) or key not in self.model_of:
                continue
            with open(path, encoding="utf-8-sig", newline="") as file:
                theirs = list(csv.DictReader(file))
            if "expected" in theirs[0]:
                self.compare_one(report, f"{what}: question-{at}", theirs, key,
                                 text_of(folder, f"question-{at}"))

    def compare_one(self, report, what, theirs, key, text):
        level, model, cell = self.model_of[key]
        size, earlier, *_, expected, _ = model.spell_law(cell)
        mean = expected / len(cell.silent)
        # Where nothing was expected there is no band to draw.
        ends = [str(quantile(mean, size + earlier, chance)) if mean else ""
                for chance in (0.05, 0.95)]
        band = (single(mean) if mean else "", *ends)
        compare(report, f"{what}.csv", self.rows(level, key, cell, band),
                {row["month"]: tuple(row[name] for name in COLUMNS) for row in theirs})
        stop = stops.change(model, cell)
        found = TOLD.search(text)
        compare(report, f"{what}: figures of the text", {"figures": (
            self.months[cell.silent[0]], str(len(cell.silent)),
            significant(mean, 2) if mean else "", *ends, self.months[stop[0]] if stop else "")},
                {"figures": tuple(part or "" for part in found.groups()) if found else ()})

    def rows(self, level, key, cell, band):
        """Cases, complaints and findings of each month, and the band of the silence."""
        row = self.histories.row(level, key)
        counts = [dict(pair.split(":") for pair in row[name].split())
                  for name in ("case_months", "complaint_months", "finding_months")]
        seen = set()
        for span in row["observed"].split():
            start, end = map(int, span.split("-"))
            seen |= set(range(start, end + 1))
        found = {}
        for at, month in enumerate(self.months):
            cases = counts[0].get(str(at), "0") if at in seen else ""
            expected = band if at >= cell.silent[0] else ("", "", "")
            found[month] = (cases, *expected,
                            *(kind.get(str(at), "0") for kind in counts[1:]))
        return found
