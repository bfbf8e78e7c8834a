"""Q05: the published yearly tables beside the decisions, each at its heaviest class."""
from collections import Counter, defaultdict

from ..calendar import month_of, number
from ..cells import LAST
from ..exports import fen, folded
from ..patterns.published import compare
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
CLASSES = {**KINDS, "没收": "confiscation", "其他行政处罚": "other", "吊销许可证": "licence_revoked",
           "暂扣许可证": "licence_suspended", "拘留": "detention",
           "没收违法所得、没收非法财物": "confiscation"}


class Year:
    """Decisions of a unit and year by their heaviest class, number and amount."""

    def __init__(self, world, unit, year, order):
        self.sums = defaultdict(lambda: [0, 0])
        for case in world.every:
            if case.is_penalty and case.unit == unit and case.decided[:4] == year:
                heaviest = next((kind for kind in ORDERS[order] if kind in case.kinds), "")
                self.sums[heaviest][0] += 1
                self.sums[heaviest][1] += case.money
        months = [month_of(number(year + "-01") + at) for at in range(12)]
        self.missing = sum(world.city.exists(unit, month) and not world.city.sent(unit, month)
                           for month in months)
        self.unknown = self.sums[""][0]

    def line(self, title, published):
        """Counted number and amount, and whether they agree, differ or may agree yet."""
        plain = folded(title).split("(")[0].strip()
        if plain in ("合计", "总计", "总数", "行政处罚合计"):
            kinds, spare = set(self.sums), 0
        else:
            words = [plain] if plain in CLASSES else plain.split("、")
            if any(word not in CLASSES for word in words):
                return None
            kinds, spare = {CLASSES[word] for word in words}, self.unknown
            licences = {"licence_suspended", "licence_revoked"}
            if licences <= kinds:
                kinds.add("licence_unsplit")
            elif licences & kinds:
                spare += self.sums["licence_unsplit"][0]
        counted, amount = (sum(self.sums[kind][at] for kind in kinds) for at in (0, 1))
        most = float("inf") if self.missing else counted + spare
        if counted <= published <= most:
            return counted, amount, "agrees" if counted == most else "open"
        gap = counted - published if published < counted else published - most
        return counted, amount, "differs" if gap >= FEWEST else "agrees"


def compare_annual(report, world):
    published = defaultdict(list)
    for row in world.table("annual_totals"):
        published[world.city.unit(row["unit_code"]), row["年度"]].append(row)
    if not published:
        report.compare("Q05 flags", {}, {row["unit_code"]: 1 for row in report.flags("Q05")})
        return
    differences, years, flagged, outcomes = {}, {}, {}, Counter()
    for (unit, year), stated in published.items():
        judged, other = (judgements(world, unit, year, stated, order)
                         for order in (ORDER, 3 - ORDER))
        kinds = Counter(line[2] for _, _, line in judged)
        known = Year(world, unit, year, ORDER)
        name, agrees = world.name(unit), not any(line[2] == "differs" for *_, line in other)
        outcome = "flagged" if kinds["differs"] else (
            "passed" if kinds["agrees"] == len(judged) else "not_computable")
        outcomes[outcome] += 1
        agrees = agrees and all(line[2] == "agrees" for *_, line in other)
        words = {"flagged": "有不一致", "passed": "没有不一致", "not_computable": "数据不全"}
        years[name, year] = (
            str(len(judged)), str(kinds["differs"]), str(kinds["open"]),
            str(len(stated) - len(judged)), str(known.missing), str(known.unknown),
            "没有不一致" if agrees else "", words[outcome])
        if kinds["differs"]:
            flagged[unit, year] = str(kinds["differs"])
        for title, row, (counted, amount, verdict) in judged:
            differences.update(difference(name, year, title, row, counted, amount, verdict))
    compare(report, "Q05 differences", differences, rows(report, "Q05", "件数差", keys=3))
    compare(report, "Q05 unit-years", years, rows(report, "Q05", "核对种类", keys=2))
    report.compare("Q05 flags", flagged, {
        (row["unit_code"], row["category"]): row["observed"] for row in report.flags("Q05")})
    compare_outcomes(report, world, "Q05", outcomes, every=False)
    judged = outcomes["flagged"] + outcomes["passed"]
    report.compare(
        "Q05 headline",
        {"figures": [len(published), judged, len(flagged), sum(map(int, flagged.values()))]},
        {"figures": headline_numbers(report, "Q05")[:4]})


def judgements(world, unit, year, stated, order):
    """Title, row and line of each class that could be read."""
    own = Year(world, unit, year, order)
    lines = [(row["处罚种类"], row, own.line(row["处罚种类"], int(row["宗数"]))) for row in stated]
    return [each for each in lines if each[2]]


def difference(name, year, title, row, counted, amount, verdict):
    """The row of a class whose number or amount differs."""
    stated = row.get("金额") or row.get("amount") or ""
    gap = fen(stated, 100) - amount if stated else 0
    published = int(row["宗数"])
    if published == counted and not gap:
        return {}
    words = {"differs": "不一致", "open": "数据不全，未判断",
             "agrees": "件数一致" if published == counted else "在容差内"}
    return {(name, year, title): (
        str(published), str(counted), str(published - counted),
        f"{fen(stated, 100) / 100:.2f}" if stated else "", f"{amount / 100:.2f}",
        f"{gap / 100:.2f}" if stated else "", words[verdict])}
