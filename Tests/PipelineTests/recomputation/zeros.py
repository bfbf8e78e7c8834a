"""Z10: single cases after a long silence."""
from collections import Counter


class SingleCases:
    """Cells whose only activity of the window is one case in its last month."""

    def __init__(self, cells):
        self.cells = cells

    def observed(self, cell):
        unit, domain, item = cell
        items = [item] if item else [code for code, row in self.cells.city.items.items()
                                     if row["domain"] == domain]
        power = [any(held) for held in zip(*(self.cells.power[unit, code] for code in items))]
        came = self.cells.came(cell, self.cells.sent[unit])
        return power, [held and sent for held, sent in zip(power, came)]

    def silence(self, cell):
        """Silent months before the last one, where exactly one case ends them; else None."""
        power, seen = self.observed(cell)
        by_month = self.cells.events.by_cell.get(cell, {})
        sums = [by_month.get(month, Counter()) for month in self.cells.months]
        cases = [at for at in range(len(sums)) if seen[at] and sums[at]["every"]]
        last = len(sums) - 1
        window = [sums[at]["cases"] + sums[at]["settled"] for at in range(last - 11, last + 1)]
        if cases[-1:] != [last] or sums[last]["every"] != 1 or sum(window) != 1:
            return None
        earlier = cases[:-1]
        filed = [at for at in range(last + 1) if sums[at]["filed"]]
        # Nothing was filed in the ninety days before it was decided.
        if filed and max(filed) < last - 3:
            return None
        found = [at for at in range(last - 11) if power[at] and sums[at]["findings"]]
        start = max(earlier[-1:] + found[-1:], default=-1)
        silent = sum(seen[start + 1:last])
        gaps = [sum(seen[left + 1:right]) for left, right in zip(earlier, earlier[1:])]
        return silent if silent >= 12 and silent > max(gaps, default=0) else None

    def flagged(self, answers):
        found = {}
        for cell in sorted(answers, key=lambda cell: (cell[2] != "", cell)):
            below = cell[2] and (cell[0], cell[1], "") in found
            silent = None if below or answers[cell][0] == "not_empowered" else self.silence(cell)
            if silent is not None:
                found[cell] = silent
        return found
