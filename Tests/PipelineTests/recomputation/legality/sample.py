"""L14: files drawn for review, and what the returned results say of all."""
import hashlib
import math
from collections import Counter
from fractions import Fraction

from ..exports import day, folded
from ..patterns.published import compare
from .cases import END
from .printed import compare_listing, compare_outcomes, headline_numbers, rows

SEED, DRAWN = 1, 5
CONFIDENCE = Fraction(95, 100)
ANSWERS = {"合格": True, "qualified": True, "不合格": False, "unqualified": False}


def digest(*parts):
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def drawn(unit, cases):
    """The first cases of a unit by the digest of seed, unit and number."""
    return sorted(case.number for case in sorted(
        cases, key=lambda case: digest(str(SEED), unit, case.number))[:DRAWN])


def verdicts(world):
    """The latest answer on each file; of two on one day that it is not qualified."""
    found = {}
    for row in world.table("followups"):
        step, date = folded(row["环节"]).lower(), day(row["日期"], "")
        if step in ANSWERS and date <= END and row["问题编号"].startswith("L14-"):
            key = (date, not ANSWERS[step])
            found[row["问题编号"]] = max(found.get(row["问题编号"], key), key)
    return {code: not bad for code, (_, bad) in found.items()}


def least(whole, returned, qualified, confidence=CONFIDENCE):
    """The fewest qualified files of all with which so many returned are not too rare."""
    for number in range(qualified, whole - (returned - qualified) + 1):
        ways = sum(math.comb(number, at) * math.comb(whole - number, returned - at)
                   for at in range(qualified, returned + 1))
        if Fraction(ways, math.comb(whole, returned)) > 1 - confidence:
            return number
    return whole


def least_of_all(draws):
    """The sum of bounds that hold together, each at the root of the confidence."""
    each = float(CONFIDENCE) ** (1 / len(draws))
    return sum(least(*draw, confidence=each) for draw in draws)


def compare_sample(report, world):
    answers, ours, sums, draws, outcomes, flagged, listed = (
        verdicts(world), {}, Counter(), [], Counter(), {}, set())
    for unit, cases in world.by_unit(world.penalties).items():
        sample = drawn(unit, cases)
        listed |= {("random", unit, number) for number in sample}
        codes = ["L14-" + digest("L14", unit, number)[:12] for number in sample]
        came = [answers[code] for code in codes if code in answers]
        good, bad = sum(came), len(came) - sum(came)
        bound = least(len(cases), len(came), good) if came else None
        ours[world.name(unit)] = row(len(cases), len(sample), len(came), good, bad, bound)
        sums.update(cases=len(cases), drawn=len(sample), came=len(came), good=good, bad=bad)
        if came:
            draws.append((len(cases), len(came), good))
        outcomes["flagged" if bad else "passed" if came else "not_computable"] += 1
        if bad:
            flagged[unit] = str(bad)
    ours["合计"] = row(*(sums[name] for name in ("cases", "drawn", "came", "good", "bad")),
                     least_of_all(draws) if draws else None)
    compare(report, "L14 sample", ours, rows(report, "L14", "抽取", "已反馈"))
    report.compare("L14 flags", flagged, {
        each["unit_code"]: each["observed"] for each in report.flags("L14")})
    compare_outcomes(report, world, "L14", outcomes)
    headline = [sums["cases"], sums["drawn"], len(ours) - 1]
    if draws:
        headline += [sums["came"], sums["good"], sums["bad"], len(draws),
                     sum(whole for whole, *_ in draws), least_of_all(draws), int(100 * CONFIDENCE)]
    report.compare("L14 headline", {"figures": headline},
                   {"figures": headline_numbers(report, "L14")[:len(headline)]})
    compare_listing(report, world, "L14", listed, ("random",))


def row(whole, sample, came, good, bad, bound):
    if not came:
        return str(whole), str(sample), "0", "", "", ""
    return tuple(map(str, (whole, sample, came, good, bad, bound)))
