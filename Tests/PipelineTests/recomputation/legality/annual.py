"""Q05: the published yearly tables beside the decisions, each at its heaviest class."""
import re
from collections import Counter, defaultdict

from .. import markdown
from ..calendar import month_of, number
from ..cells import LAST
from ..exports import fen, folded
from ..patterns.published import PRINTED, compare
from .cases import KINDS
from .printed import compare_outcomes, headline_numbers, rows

LIGHTER = ["grade_lowered", "licence_unsplit", "licence_suspended", "confiscation", "fine",
           "criticism", "warning", "other"]
ORDERS = {
    1: ["detention", "licence_revoked", "closed", "barred", "suspended_operation",
        "restricted_operation"] + LIGHTER,
    2: ["detention", "barred", "closed", "suspended_operation", "restricted_operation",
        "licence_revoked"] + LIGHTER}
ORDER, FEWEST = 1, 1
ALL = frozenset()
CLASSES = {**KINDS, "没收": "confiscation", "其他行政处罚": "other", "吊销许可证": "licence_revoked",
           "暂扣许可证": "licence_suspended", "拘留": "detention",
           "没收违法所得、没收非法财物": "confiscation"}


def stated(case):
    """Kinds of penalty; as in the program, an amount is a fine or confiscation of its own."""
    money = {"fine": case.fine, "confiscation": case.row["confiscated"]}
    return case.kinds | {kind for kind, amount in money.items() if amount}


class Year:
    """Decisions of a unit and year by their heaviest class, number and amount."""

    def __init__(self, world, unit, year, order):
        self.sums = defaultdict(lambda: [0, 0])
        for case in world.every:
            if case.is_penalty and case.unit == unit and case.decided[:4] == year:
                heaviest = next((kind for kind in ORDERS[order] if kind in stated(case)), "")
                self.sums[heaviest][0] += 1
                self.sums[heaviest][1] += case.money
        months = [month_of(number(year + "-01") + at) for at in range(12)]
        self.missing = sum(world.city.exists(unit, month) and not world.city.sent(unit, month)
                           for month in months)
        self.unknown = self.sums[""][0]

    @staticmethod
    def meaning(title):
        """Kinds of penalty that a class takes in; `ALL` of a total, None of an unknown one."""
        plain = folded(title).split("(")[0].strip()
        if plain in ("合计", "总计", "总数", "行政处罚合计"):
            return ALL
        words = [plain] if plain in CLASSES else plain.split("、")
        kinds = {CLASSES.get(word) for word in words}
        if {"licence_suspended", "licence_revoked"} <= kinds:
            kinds.add("licence_unsplit")
        return None if None in kinds else frozenset(kinds)

    def verdict(self, meaning, published):
        """Counted number and amount, and whether they agree, differ or may agree yet."""
        kinds, spare = (set(self.sums), 0) if meaning == ALL else (meaning, self.unknown)
        if meaning & {"licence_suspended", "licence_revoked"} and "licence_unsplit" not in meaning:
            spare += self.sums["licence_unsplit"][0]
        counted, amount = (sum(self.sums[kind][at] for kind in kinds if kind in self.sums)
                           for at in (0, 1))
        most = float("inf") if self.missing else counted + spare
        if counted <= published <= most:
            return counted, amount, "agrees" if counted == most else "open"
        gap = counted - published if published < counted else published - most
        return counted, amount, "differs" if gap >= FEWEST else "agrees"


class Published:
    """The published table of a unit and year, with its classes by their meaning."""

    def __init__(self, world, unit, year, printed):
        self.world, self.unit, self.year = world, unit, year
        self.name, self.unknown, classes = world.name(unit), 0, {}
        for row in sorted(printed, key=lambda row: row["处罚种类"]):
            meaning = Year.meaning(row["处罚种类"])
            if meaning is None:
                self.unknown += 1
                continue
            amount = row.get("罚没金额") or ""
            classes.setdefault(meaning, []).append(
                (folded(row["处罚种类"]), int(row["宗数"]), fen(amount, 100) if amount else None))
        self.classes = {} if self.scope() else classes

    def scope(self):
        """Why the year cannot be compared; empty where it can."""
        if self.year + "-12" > LAST:
            return "年度未结束"
        # As in the program: four years are kept, counted back from the report month.
        kept = max(self.world.cells.months[0], month_of(number(LAST) - 47))
        return "早于可用数据" if self.year + "-01" < kept else ""

    def lines(self, order):
        """Title, published and counted number, amounts, and verdict of each class."""
        own = Year(self.world, self.unit, self.year, order)
        for meaning, stated in self.classes.items():
            titles, cases, amounts = zip(*stated)
            amount = None if None in amounts else sum(amounts)
            counted, money, verdict = own.verdict(meaning, sum(cases))
            yield "＋".join(titles), sum(cases), counted, amount, money, verdict


def compare_annual(report, world):
    printed = defaultdict(list)
    for row in world.table("annual_totals"):
        printed[world.city.unit(row["unit_code"]), row["年度"]].append(row)
    if not printed:
        report.compare("Q05 flags", {}, {row["unit_code"]: 1 for row in report.flags("Q05")})
        return
    differences, years, flagged, outcomes = {}, {}, {}, Counter()
    for (unit, year), stated in printed.items():
        published = Published(world, unit, year, stated)
        lines = list(published.lines(ORDER))
        outcome, words = verdict_of(lines, published.scope())
        outcomes[outcome] += 1
        other, _ = verdict_of(list(published.lines(3 - ORDER)), published.scope())
        kinds, own = Counter(line[-1] for line in lines), Year(world, unit, year, ORDER)
        years[published.name, year] = (
            str(len(lines)), str(kinds["differs"]), str(kinds["open"]), str(published.unknown),
            # Months of a year that cannot be compared mean nothing.
            (lambda text: text) if published.scope() else str(own.missing), str(own.unknown),
            "没有不一致" if other == "passed" else "", words)
        if kinds["differs"]:
            flagged[unit, year] = str(kinds["differs"])
        for title, *figures in lines:
            differences.update({(published.name, year, title): row for row in differing(*figures)})
    theirs = rows(report, "Q05", "件数差", keys=3)
    kept = differences if len(differences) <= PRINTED else theirs
    compare(report, "Q05 differences", {
        key: row for key, row in differences.items() if key in kept}, theirs)
    compare(report, "Q05 unit-years", years, rows(report, "Q05", "核对种类", keys=2))
    report.compare("Q05 flags", flagged, {
        (row["unit_code"], row["category"]): row["observed"] for row in report.flags("Q05")})
    compare_outcomes(report, world, "Q05", outcomes, every=False)
    judged = outcomes["flagged"] + outcomes["passed"]
    report.compare(
        "Q05 headline",
        {"figures": [len(printed), judged, len(flagged), sum(map(int, flagged.values())),
                     outcomes["not_computable"], outcomes["not_applicable"], ORDER]},
        {"figures": headline_numbers(report, "Q05")[:7]})
    told = re.search(r"轻重次序(\d)：", markdown.section(report.text, "### Q05 "))
    report.compare("Q05 order of the table", {"order": str(ORDER)}, {"order": told and told.group(1)})


def verdict_of(lines, scope):
    """What is said of a unit and year, and the words for it."""
    kinds = Counter(line[-1] for line in lines)
    if scope:
        return "not_applicable" if scope == "年度未结束" else "not_computable", scope
    if kinds["differs"]:
        return "flagged", "有不一致"
    # As in the program: one class that agrees is enough, where the others may agree.
    return ("passed", "没有不一致") if kinds["agrees"] else ("not_computable", "数据不全")


def differing(published, counted, amount, money, verdict):
    """The row of a class whose number or amount differs."""
    gap = None if amount is None else amount - money
    if published == counted and not gap:
        return []
    words = {"differs": "不一致", "open": "数据不全，未判断",
             "agrees": "件数一致" if published == counted else "在容差内"}
    return [(str(published), str(counted), str(published - counted), yuan(amount), yuan(money),
             yuan(gap), words[verdict])]


def yuan(amount):
    return "" if amount is None else f"{amount / 100:.2f}"
