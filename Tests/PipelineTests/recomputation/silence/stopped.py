"""Z03: domains whose holders all stopped, each one finding on the city."""
import re
from collections import defaultdict

from .. import markdown
from ..cells import LAST, LONG
from ..judged import chance, number
from ..patterns.estimates import benjamini_hochberg
from ..patterns.published import compare
from . import stops
from .published import single

LEVEL = 0.10
# Of these something else than the holders may have stopped.
DOUBTFUL = ("verify_power", "verify_delivery", "verify_items")
SENTENCE = re.compile(
    r"的(\d+)个单位此前共(\d+)件，自(\S{7})起至少(\d+)个月一件没有；按各自以往水平同期参照值共约([\d.]+)件，"
    r"其中最不寻常的一个单位一件没有的概率([^；]+)；(?:其中(\d+)个单位已作说明；)?"
    r"(?:另有(\d+)个单位只有无处罚的处置；)?(?:另有(\d+)个单位未报送；)?请先核实")


def compare_stopped(report, model, months):
    """Figures and sentences of domains that everybody stopped; which they are."""
    found = stopped(report, model, months)
    rows = {row["domain"]: row for row in report.flags("Z03") if not row["unit_code"]
            and not row["district_code"]}
    names = ("observed", "expected", "p_value", "q_value", "months_silent", "period_from",
             "period_to", "category", "severity")
    compare(report, "Z03 domains that everybody stopped", {
        domain: one.figures() for domain, one in found.items()},
            {domain: tuple(row[name] for name in names) for domain, row in rows.items()})
    told = {domain: SENTENCE.search(markdown.plain(row["reason"])) for domain, row in rows.items()}
    report.compare("Z03 sentences of domains that everybody stopped", {
        domain: one.told() for domain, one in found.items()}, {
            domain: match and tuple(part or "0" for part in match.groups())
            for domain, match in told.items()})
    text = markdown.plain(markdown.section(report.text, "### Z03 ").split("\n\n")[1])
    number_of = re.search(r"(\d+)个领域此前办案的单位均已停办", text)
    report.compare("Z03 stopped domains of the headline", {"domains": len(found)}, {
        "domains": int(number_of.group(1)) if number_of else 0})
    return found


def stopped(report, model, months):
    """Domains in which no unit has a case now, by the least likely silence, if unlikely enough."""
    verdicts = {(row["unit_code"], row["domain"]): row["verdict"]
                for row in report.rows("zero_cells") if row["level"] == "unit_domain"}
    members = defaultdict(list)
    for cell in model.grid.cells:
        members[cell.key[3]].append(cell)
    found = {domain: Stopped(domain, cells, model, verdicts, months)
             for domain, cells in members.items()
             if all(cell.state != "active" for cell in cells)}
    chances = {domain: found[domain].chance if domain in found else 1.0 for domain in members}
    adjusted = benjamini_hochberg(chances)
    for domain, one in found.items():
        one.adjusted = adjusted[domain]
    return {domain: one for domain, one in found.items()
            if one.chance < 1 and one.adjusted <= LEVEL and one.silent >= LONG}


class Stopped:
    """The holders of a domain, each beside its own record."""

    def __init__(self, domain, cells, model, verdicts, months):
        self.domain, self.months, self.adjusted = domain, months, 1.0
        silent = [cell for cell in cells if cell.state in ("zero_open", "zero_explained")
                  and verdicts[cell.key[1], domain] not in DOUBTFUL]
        states = [cell.state for cell in cells]
        self.holders, self.explained = len(silent), sum(
            cell.state == "zero_explained" for cell in silent)
        self.handled, self.unheard = states.count("handled"), states.count("not_sent")
        acted = [cell for cell in silent if cell.total_cases]
        records = {cell: stops.own_record(model, cell) or (0.0, 1.0) for cell in acted}
        self.cases = sum(cell.total_cases for cell in acted)
        self.expected = sum(expected for expected, _ in records.values())
        self.silent = min((len(cell.silent) for cell in acted), default=0)
        self.start = max((cell.silent[0] for cell in acted), default=0)
        # Only a silence of which others say that the domain ended is none of the unit's own.
        self.chance = min((none for cell, (_, none) in records.items()
                           if verdicts[cell.key[1], domain] == "item_ended"), default=1.0)

    def figures(self):
        return ("0", single(self.expected), single(self.chance), single(self.adjusted),
                str(self.silent), self.months[self.start], LAST, f"domain:{self.domain}",
                "notice" if self.explained == self.holders else "warning")

    def told(self):
        return (str(self.holders), str(self.cases), self.months[self.start], str(self.silent),
                number(self.expected).replace(",", ""), chance(self.chance), str(self.explained),
                str(self.handled), str(self.unheard))
