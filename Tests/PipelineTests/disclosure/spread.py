"""How penalties may spread over parties by what S07 prints of a domain, for the items of S08."""
from .report import is_figure, rounded

LIMIT, FEWEST_TOLD = 3, 10
# Beyond, the spreads are too many to be tried.
MOST_EXCESS = 30


def most_again(row):
    """The most parties with three penalties that the row of a domain leaves possible."""
    penalties = int(row["写明当事人的处罚"].replace(",", ""))
    if not is_figure(row["最多者份额"]):
        return penalties // LIMIT
    low, high = (end / 100 * penalties for end in rounded(row["最多者份额"]))
    tops = [top for top in range(1, penalties + 1) if low <= top <= high]
    if not is_figure(row["当事人"]):
        # A share is printed of ten parties and more alone.
        return max(1 + max(0, penalties - top - (FEWEST_TOLD - 1)) // (LIMIT - 1) for top in tops)
    parties = int(row["当事人"].replace(",", ""))
    excess = penalties - parties
    if excess > MOST_EXCESS:
        return max(1 + (excess - top + 1) // (LIMIT - 1) for top in tops)
    return max(sum(more >= LIMIT - 1 for more in spread)
               for top in tops for spread in spreads(excess, top - 1, parties)
               if fits(row, penalties, parties, [more + 1 for more in spread]))


def spreads(excess, largest, parties, is_first=True):
    """What parties have beyond one penalty each, from the largest down."""
    if excess == 0:
        yield ()
    elif parties and largest:
        for more in [largest] if is_first else range(min(excess, largest), 0, -1):
            if more <= excess:
                for rest in spreads(excess - more, more, parties - 1, False):
                    yield (more, *rest)


def fits(row, penalties, parties, several):
    """Whether the inequality that is printed is that of these numbers and of ones."""
    ones = parties - len(several)
    squares = ones + sum(number ** 2 for number in several)
    ranked = ones * (ones + 1) / 2 + sum(
        (ones + at + 1) * number for at, number in enumerate(sorted(several)))
    gini = 2 * ranked / (parties * penalties) - (parties + 1) / parties
    return all(not is_figure(text) or low - 1e-9 <= number <= high + 1e-9
               for text, number in ((row["HHI"], squares / penalties ** 2), (row["基尼系数"], gini))
               for low, high in [rounded(text) if is_figure(text) else (0, 0)])
