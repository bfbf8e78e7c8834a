"""P04: towns of a county whose monthly counts are too even, and whose fines lie in one band."""
import random
from collections import Counter, defaultdict

from ..calendar import month_of, number
from ..cells import LAST
from ..published import compare_outcomes
from .even_counts import Evenness
from .outcomes import compare_tested
from .parameters import parameters
from .published import FIGURES, chosen, compare, compare_sentences, fixed, percent, table
from .simulated import REPORTS, chance_between, decided, ends_of_reports

MONTHS, WIDTH = 24, 1.25
SEED = 3
COLUMNS = ("乡镇", "离散度", "95%区间", "q值", "最集中区间（元）", "占比", "罚款笔数")
SENTENCE = (r"(\d+)个乡镇各月件数的离散度为随机情形的([\d.]+)（95%区间([\d.]+)至([\d.]+)）倍（月均([\d.]+)件）；.*?"
            r"概率为([\d.<]+)（q值([\d.<]+)）。(\d+)笔罚款中(\d+)笔（([\d.]+)%）在([\d.]+)至([\d.]+)元之间。.*?"
            r"另有(\d+)笔目录幅度本身很窄，未计入；(\d+)个乡镇件数或报送不足")


def compare_evenness(report, world):
    settings, source = parameters(report, "P04"), random.Random(SEED)
    groups = sorted(groups_of(world, settings).items())
    outcomes = Counter(group.reason_against() for _, group in groups)
    tested = {key: Tested(group, source) for key, group in groups
              if not group.reason_against()}
    q_ends = ends_of_reports(lambda: {
        key: one.evenness.played(source, settings["draws"]) for key, one in tested.items()})
    compare(report, "P04 table of evenness and fines", {
        (world.city.district_name[county], domain): one.row(q_ends[county, domain])
        for (county, domain), one in tested.items()},
            chosen(table(report, "P04", *COLUMNS), ("县", "领域"), COLUMNS))
    flagged = compare_flags(report, settings, tested, q_ends, source)
    compare_outcomes(report, "P04", {
        "flagged": flagged, "passed": len(tested) - flagged,
        "not_applicable": outcomes["not_applicable"],
        "not_computable": outcomes["not_computable"]})
    worst = max((float(row["q_value"]) for row in report.flags("P04")), default=0)
    compare_tested(report, "P04", len(tested), flagged, worst)


def compare_flags(report, settings, tested, q_ends, source):
    """Groups of even counts and heaped fines; how many."""
    theirs = {(row["district_code"], row["domain"]): tuple(row[name] for name in FIGURES)
              for row in report.flags("P04")}
    ours = {key: tested[key] for key in sorted(decided(q_ends, settings["q"], theirs))
            if tested[key].evenness.dispersion <= settings["dispersion"]
            and tested[key].group.heaped >= settings["share"]}
    compare(report, "P04 flags", {
        key: (None, None, *one.evenness.figures()) for key, one in ours.items()}, theirs)
    compare_sentences(report, "P04", SENTENCE, {
        (*key, "", ""): one.told(source, settings["draws"], q_ends[key])
        for key, one in ours.items()})
    return len(ours)


class Tested:
    """A group that is tested."""

    def __init__(self, group, source):
        self.group, self.evenness = group, Evenness(group.series, source)

    def row(self, q_ends):
        _, start, end = self.group.heap()
        return (str(len(self.group.series)), *self.evenness.row(), chance_between(q_ends),
                f"{start / 100:.2f}–{end / 100:.2f}", percent(self.group.heaped),
                str(self.group.fines.total()))

    def told(self, source, draws, q_ends):
        """Numbers of the sentence of a flag."""
        group = self.group
        held, start, end = group.heap()
        chances = [self.evenness.played(source, draws) for _ in range(REPORTS)]
        return (str(len(group.series)), *(fixed(one, 2) for one in self.evenness.figures()),
                fixed(sum(map(sum, group.series)) / sum(map(len, group.series)), 1),
                chance_between((min(chances), max(chances))), chance_between(q_ends),
                str(group.fines.total()), str(held), fixed(100 * group.heaped, 1),
                f"{start / 100:.2f}", f"{end / 100:.2f}", str(group.given),
                str(group.sparse + group.short))


def groups_of(world, settings):
    """Towns of a county with a case of a domain in two years."""
    months = [month_of(number(LAST) - back) for back in range(MONTHS)]
    groups, by_town = defaultdict(lambda: Group(settings)), defaultdict(Counter)
    for case in world.cases:
        if (case.month not in months or not case.domain or case.sanction == "dismissed"
                or world.level(case.unit) != "town"):
            continue
        county = world.city.county(world.city.district[case.unit])
        by_town[county, case.domain, case.unit][case.month] += 1
        groups[county, case.domain].add_fine(
            case.fine, *(world.amount(case, name) for name in ("罚款下限", "罚款上限")))
    for (county, domain, town), counts in by_town.items():
        sent = [month for month in months
                if world.is_complete(town, [month]) and world.holds(town, domain, month)]
        groups[county, domain].add_town([counts[month] for month in sent])
    return groups


class Group:
    """The towns of a county and domain, and fines whose amount was not given beforehand."""

    def __init__(self, settings):
        self.settings, self.series, self.fines = settings, [], Counter()
        # Towns of too few months, towns of too few cases, and fines that were given beforehand.
        self.short = self.sparse = self.given = 0

    def add_fine(self, fine, least, most):
        is_given = bool(least and most and most <= WIDTH * least)
        self.given += bool(fine) and is_given
        self.fines[fine] += bool(fine) and not is_given

    def add_town(self, counts):
        if len(counts) < self.settings["months"]:
            self.short += 1
        elif sum(counts) >= self.settings["mean"] * len(counts):
            self.series.append(counts)
        else:
            self.sparse += 1

    def reason_against(self):
        """Why a group is not tested; empty where it is."""
        if len(self.series) < self.settings["towns"]:
            is_short = len(self.series) + self.short >= self.settings["towns"]
            return "not_computable" if is_short else "not_applicable"
        return "" if self.fines.total() >= self.settings["fines"] else "not_applicable"

    def heap(self):
        """How many fines the fullest band holds, and its ends; of equals the narrowest."""
        found = []
        for start in +self.fines:
            inside = [fine for fine in self.fines if start <= fine <= WIDTH * start]
            held = sum(self.fines[fine] for fine in inside)
            found.append((-held, max(inside) / start, start, max(inside)))
        held, _, start, end = min(found)
        return -held, start, end

    @property
    def heaped(self):
        return self.heap()[0] / self.fines.total()
