"""Texts and identifiers that rows are put together from; all invented."""

from datetime import date, timedelta

FIRST_DAY = date(2018, 1, 1)

# ISO text and Chinese text of each day from FIRST_DAY on.
_DAYS = [FIRST_DAY + timedelta(days=n) for n in range(3_653)]
ISO = [day.isoformat() for day in _DAYS]
CHINESE = [f"{day.year}年{day.month}月{day.day}日" for day in _DAYS]


def day_number(year, month, day=1):
    """Returns the place of a day in ISO and CHINESE."""
    return (date(year, month, day) - FIRST_DAY).days


_MARKS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"
PERSONS = [f"例{a}{b}" for a in _MARKS for b in _MARKS]
_TRADES = ["餐饮", "运输", "建材", "百货", "药业", "机械", "环保", "物业", "农资", "印务"]
SHOPS = [f"示例{a}{b}{t}商行" for t in _TRADES for a in _MARKS[:10] for b in _MARKS[:10]]
FIRMS = [f"示例{a}{b}{t}有限公司" for t in _TRADES for a in _MARKS[:10] for b in _MARKS[:10]]


def person_tables():
    """Returns texts and partial sums for GB 11643 numbers of the area 999999."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

    def part(text, start):
        return sum(int(c) * w for c, w in zip(text, weights[start:])) % 11

    births = [date(1950, 1, 1) + timedelta(days=n) for n in range(20_000)]
    heads = ["999999" + day.strftime("%Y%m%d") for day in births]
    tails = [f"{n:03d}" for n in range(1_000)]
    return (
        [(text, part(text, 0)) for text in heads],
        [(text, part(text, 14)) for text in tails],
        "10X98765432" * 2,
    )


LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def organisation_tables(kind):
    """Returns texts and partial sums for GB 32100 codes of a kind in the area 999999.

    Eight digits are the body of the organisation's own code (GB 11714), whose check follows.
    """
    inner = [3, 7, 9, 10, 5, 8, 4, 2]
    outer = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30]

    def part(digits, weights):
        return sum(int(c) * w for c, w in zip(digits, weights))

    bodies = [f"{n:04d}" for n in range(10_000)]
    start = kind + "999999"
    heads = [
        (start + b, part(start + b, outer) % 31, part(b, inner) % 11) for b in bodies
    ]
    tails = [(b, part(b, outer[12:]) % 31, part(b, inner[4:]) % 11) for b in bodies]
    checks = []
    for total in range(21):
        value = (11 - total % 11) % 11
        letter = "X" if value == 10 else str(value)
        checks.append((letter, LETTERS.index(letter) * 28 % 31))
    lasts = [LETTERS[(31 - total % 31) % 31] for total in range(93)]
    return heads, tails, checks, lasts
