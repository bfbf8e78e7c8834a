"""Cases of a unit that is gone which its successor delivered again: they count once, there."""
import re
from collections import Counter, defaultdict

from . import markdown
from .cells import month_of_case

NUMBER, DOCUMENT = "case_id", "决定书文号"
SAME = ("filed_date", "decided_date")
MAY_BE_BLANK = ("item_code", DOCUMENT, "party_id")
# Where neither document nor party is stated twice, all of these must be the same.
OR_ALL = ("item_code", *SAME, "fine", "disposition")


class Repeated:
    """Pairs of cases that are one, and the cases without the older of each."""

    def __init__(self, city, cases):
        self.city, self.again = city, {}
        by_number = defaultdict(list)
        for key, rows in cases.items():
            by_number[rows[0][NUMBER], month_of_case(rows[0])].append((key, rows[0]))
        for candidates in by_number.values():
            for old_key, old in candidates:
                for new_key, new in candidates:
                    if self.follows(new_key[0], old_key[0]) and is_same(old, new):
                        self.again[old_key] = new_key
        self.cases = {key: rows for key, rows in cases.items() if key not in self.again}

    def follows(self, new, old):
        """Whether a unit succeeded another, at once or in the end."""
        while self.city.successor.get(old):
            old = self.city.successor[old]
            if old == new:
                return True
        return False


def is_same(old, new):
    if any(old[name] != new[name] for name in SAME):
        return False
    if any(old.get(name) and new.get(name) and old[name] != new[name] for name in MAY_BE_BLANK):
        return False
    stated = any(old.get(name) and new.get(name) for name in (DOCUMENT, "party_id"))
    return stated or all(old[name] and old[name] == new[name] for name in OR_ALL)


def compare(report, repeated, files):
    """How many of whom were delivered again by whom, and in which export; files by case."""
    names = repeated.city.unit_name
    ours = Counter((names[old], names[new]) for (old, _), (new, _) in repeated.again.items())
    told = re.findall(r"^- (.+?)的(\d+)件由(.+?)重报。$", markdown.plain(report.text), re.M)
    report.compare("cases that successors delivered again", dict(ours), {
        (old, new): int(number) for old, number, new in told})
    by_file = Counter((files[new], new[0]) for new in repeated.again.values())
    report.compare("exports that deliver cases again", dict(by_file), {
        (row["file"], row["unit_code"]): int(row["rows"]) for row in report.rows("data_quality")
        if row["rule"] == "CASE-REPEATED"})
