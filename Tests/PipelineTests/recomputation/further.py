"""Comparisons of Q03 and of Z08 to Z13."""
from collections import Counter

from . import explanations, markdown, referrals, zeros
from .exports import merged
from .cells import month_of_case
from .handed_over import HandedOver
from .revisions import Revisions


def compare(report, inbox, cells, answers, places):
    compare_revisions(report, inbox, cells)
    compare_handed_over(report, HandedOver(cells, answers, places))
    compare_zeros(report, cells, answers)
    compare_referrals(report, cells.city, inbox)


def compare_revisions(report, inbox, cells):
    revisions = Revisions(cells.city, inbox)
    by_age, by_unit = revisions.tables(cells.window)
    text = markdown.section(report.text, "### Q03 ")
    report.compare("Q03 changes by age", by_age, markdown.table(text, "月龄（月）"))
    report.compare("Q03 changes by unit", by_unit, markdown.table(text, "单位"))
    cases = Counter((cells.city.unit(rows[0]["unit_code"]), month_of_case(rows[0]))
                    for rows in merged(inbox)[0].values())
    report.compare("Q03 units", dict.fromkeys(revisions.flagged(cells.window, cases)),
                   dict.fromkeys(row["unit_code"] for row in report.flags("Q03")))


def compare_handed_over(report, handed_over):
    text = markdown.section(report.text, "### Z08 ")
    report.compare("Z08 by town", handed_over.use_table(), markdown.table(text, "乡镇街道"))
    report.compare("Z08 towns", dict.fromkeys(handed_over.unused_towns()),
                   dict.fromkeys(row["unit_code"] for row in report.flags("Z08")))
    outcomes = handed_over.between()
    counts = Counter(outcomes.values())
    published = next(row for row in report.rows("coverage") if row["indicator"] == "Z09")
    names = ("flagged", "passed", "not_applicable", "not_computable")
    report.compare("Z09 outcomes", {name: str(counts[name]) for name in names},
                   {name: published[name] for name in names})
    report.compare(
        "Z09 items", {place: None for place, what in outcomes.items() if what == "flagged"},
        {(row["district_code"], row["domain"], row["item_code"]): None
         for row in report.flags("Z09")})


def compare_zeros(report, cells, answers):
    theirs = {(row["unit_code"], row["domain"], row["item_code"]): int(row["effect"])
              for row in report.flags("Z10")}
    report.compare("Z10 single cases", zeros.SingleCases(cells).flagged(answers), theirs)
    explanations.compare(report, cells.city, answers)


def compare_referrals(report, city, inbox):
    text = markdown.section(report.text, "### Z13 ")
    ours = referrals.pairs(city, inbox)
    theirs = markdown.pairs(text, "移送单位")
    report.compare("Z13 pairs", {(city.unit_name[unit], receiver): figures
                                 for (unit, receiver), figures in ours.items()}, theirs)
    flagged = {row["unit_code"]: int(row["effect"]) for row in report.flags("Z13")}
    months = referrals.periods(city, inbox)
    theirs = {(row["unit_code"], row["category"]): (row["period_from"], row["period_to"])
              for row in report.flags("Z13")}
    report.compare("Z13 months of flags", {pair: months.get(pair) for pair in theirs}, theirs)
    report.compare("Z13 unanswered", {unit: int(row[3]) for (unit, _), row in ours.items()
                                      if int(row[3])}, flagged)
