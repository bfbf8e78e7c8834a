"""Fines of each unit around amounts from which another procedure is due, and around others."""
from collections import Counter, defaultdict

SUMMARY = {"individual": 20_000, "enterprise": 300_000}
# Amounts that mean nothing to procedure, in tenths of the threshold.
PLACEBOS = (3, 5, 15, 20)


class Around:
    """Fines from 0.9 T up to the threshold and up to 1.6 T, around other amounts, all that are near."""

    def __init__(self):
        self.below = self.above = self.placebo_below = self.placebo_above = 0
        self.fines = Counter()
        # What the level lets one expect; None until it is known.
        self.share = self.shared = self.habit = None

    @property
    def every(self):
        return self.below + self.above

    @property
    def placebos(self):
        return self.placebo_below + self.placebo_above

    def add(self, fine, threshold, step, placebos):
        """Of an inclusive limit (step 1) the amount itself lies below."""
        if threshold <= 5 * fine and fine < 5 * threshold:
            self.fines[fine] += 1
            self.below += 9 * threshold <= 10 * fine and fine < threshold + step
            self.above += threshold + step <= fine and 10 * fine < 16 * threshold
            for amount in placebos:
                self.placebo_below += 9 * amount <= 10 * fine and fine < amount + step
                # As in the program: up to 1.2 A around an amount without meaning.
                self.placebo_above += amount + step <= fine and 10 * fine < 12 * amount


def counts_around(world):
    """Counts by unit, kind of threshold and amount in fen."""
    placed = [(case, list(thresholds(case, world))) for case in world.current
              if case.fine and case.sanction in ("money", "heavy")]
    amounts = {amount for _, own in placed for _, amount in own}
    around = defaultdict(Around)
    for case, own in placed:
        for kind, amount in own:
            around[case.unit, kind, amount].add(
                case.fine, amount, kind == "summary", placebos_of(amount, amounts))
    return {key: counts for key, counts in around.items() if counts.fines}


def limit_of(kind, amount):
    """The first amount beyond: the limits of the summary procedure are inclusive."""
    return amount + (kind == "summary")


def placebos_of(amount, amounts):
    """Amounts without meaning, but for those near which a real threshold lies."""
    for tenths in PLACEBOS:
        placebo = amount * tenths // 10
        if not any(9 * placebo < 10 * real < 12 * placebo for real in amounts):
            yield placebo


def thresholds(case, world):
    """Thresholds that a fine of this case could lie on either side of, in fen."""
    names = (("hearing", "听证起点金额"), ("review", "法制审核起点金额"))
    least, most = (world.amount(case, name) for name in ("罚款下限", "罚款上限"))
    found = {kind: world.amount(case, name) for kind, name in names}
    if found["review"] == found["hearing"]:
        found["review"] = None
    found["summary"] = SUMMARY.get(case.party.type)
    for kind, amount in found.items():
        is_open = amount and (least or 0) < amount + (kind == "summary")
        if is_open and (most is None or most > amount and most > (least or 0)):
            yield kind, amount
