"""What an indicator of tests came to: the sentence that opens it, and subjects that are not tested."""
import re
from collections import Counter

from .. import markdown
from ..judged import about
from .published import count
from .world import CONTRASTS


def unjudged(world, members):
    """Comparisons of groups of parties by unit, of which no level has enough to judge any."""
    subjects = {(member.unit, contrast) for member in members
                for contrast, (_, side_of) in CONTRASTS.items()
                if side_of(member.party) is not None}
    return Counter(of_little(world, unit) for unit, _ in subjects)


def of_little(world, unit):
    """What becomes of a unit of which there is too little to judge."""
    return "not_computable" if world.mostly_missing(unit) else "not_applicable"


def compare_tested(report, code, tested, flagged, q_value, pattern="", *figures):
    """How many were tested and flagged, how many false ones a q lets one expect of these; and
    figures of what follows in this form."""
    text = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
    found = re.search(r"本期检验(\d+)个，标记(\d+)个，按q预计误报约?((?:不到)?[\d.]+)个" + pattern, text)
    theirs = found.groups() if found else ("",) * 3
    wrong = q_value * flagged
    wrong = about(wrong) if 0 < wrong < 0.05 else count(wrong)(theirs[2])
    report.compare(f"{code} headline", {
        "figures": (str(tested), str(flagged), wrong, *map(str, figures))}, {"figures": theirs})
