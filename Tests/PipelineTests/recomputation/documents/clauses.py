"""What briefings say of the indicators of each clause: how many, which flag, and which do not."""
import re

from .. import markdown
from .groups import standing

NUMERALS = "一二三四五六七八"
CODE = re.compile(r"[A-Z]\d\d")


def parts_of(text):
    """The paragraph of data of each clause."""
    for part in markdown.plain(text).split("\n### 第")[1:]:
        told = re.search(r"^- 数据显示：(.*)$", part, re.M)
        if told and part[0] in NUMERALS:
            yield NUMERALS.index(part[0]) + 1, told.group(1)


def listed(text, title):
    """Codes behind a title, up to the end of the sentence."""
    found = re.search(title + r"：(.*?)(?:。|$)", text)
    return tuple(sorted(CODE.findall(re.sub("（[^）]*）", "", found.group(1))))) if found else ()


def compare_clauses(report, what, text, flags, is_city):
    """Indicators of each clause by what became of them, and flags by indicator."""
    ours, theirs, counts, printed = {}, {}, {}, {}
    for clause in range(1, len(NUMERALS) + 1):
        rows = [row for row in report.rows("coverage") if row["clause"] == str(clause)]
        own = [row for row in standing(flags) if row["clause"] == str(clause)]
        if rows:
            ours[clause] = answers(rows, own, is_city)
            counts.update(told(clause, own))
    for clause, said in parts_of(text):
        theirs[clause] = said_answers(said, is_city)
        printed.update(said_counts(clause, said))
    report.compare(f"{what}: indicators by clause", ours, theirs)
    report.compare(f"{what}: flags of clauses by indicator", {
        key: number for key, number in counts.items() if key in printed or not key[1]}, printed)


def answers(rows, flags, is_city):
    flagged = {row["indicator"] for row in flags}
    computed = [row for row in rows if row["computed"] == "true"]
    clean = [row for row in computed if row["indicator"] not in flagged]
    lacking = codes(row for row in rows if row["computed"] != "true")
    if not is_city:
        # Nobody in the city was judged.
        described = [row for row in clean if not int(row["passed"]) and not int(row["flagged"])]
        rest = [row for row in clean if row not in described]
        return len(computed), codes(rest), codes(described), lacking
    judged = [row for row in clean if int(row["passed"])]
    rest = [row for row in clean if not int(row["passed"])]
    return len(computed), len(flagged), codes(judged), codes(rest), lacking


def codes(rows):
    return tuple(sorted(row["indicator"] for row in rows))


def computed_number(said):
    """Indicators that a clause computes; none has a sentence of its own."""
    found = re.match(r"计算(\d+)项指标", said)
    return int(found.group(1)) if found else 0


def said_answers(said, is_city):
    number = computed_number(said)
    lacking = listed(said, "无法计算")
    if not is_city:
        return number, listed(said, "本地没有线索"), unjudged(said), lacking
    flagged = re.search(r"，(\d+)项有线索", said)
    rest = unjudged(said)
    return (number, int(flagged.group(1)) if flagged else 0, listed(said, "。未出现线索"), rest,
            lacking)


def unjudged(said):
    """What describes, and what had nobody to judge."""
    return tuple(sorted(listed(said, "只作描述") + listed(said, "本期没有可判断的对象")))


def told(clause, flags):
    counts = {(clause, ""): len(flags)} if flags else {}
    for row in flags:
        key = (clause, row["indicator"])
        counts[key] = counts.get(key, 0) + 1
    return counts


def said_counts(clause, said):
    found = re.search(r"(?:有线索共|本地线索)(\d+)条：([^。]*)。", said)
    if not found:
        return {}
    pairs = re.findall(r"([A-Z]\d\d) [^、，]*?(\d+)条", found.group(2))
    return {(clause, ""): int(found.group(1)),
            **{(clause, code): int(number) for code, number in pairs}}


def compare_sentences(report, what, text, flags, is_city):
    """The sentence told of a clause: the headline of an indicator, or the reason of a flag."""
    ours, theirs = {}, {}
    reasons = {row["flag_id"]: markdown.plain(row["reason"]) for row in standing(flags)}
    for clause, said in parts_of(text):
        found = re.search(r"。([A-Z]\d\d) [^：。；（）、]*：(.*)", said)
        if not found:
            continue
        code, rest = found.groups()
        if is_city:
            expected = headline(report, code)
        else:
            identifier = re.search(r"线索编号 ([A-Z]\d\d-[0-9a-f]{12})", rest)
            expected = reasons.get(identifier.group(1) if identifier else "", "of no flag")
        ours[clause], theirs[clause] = expected, rest[:len(expected)]
    report.compare(f"{what}: sentences of clauses", ours, theirs)


def headline(report, code):
    """The first paragraph of an indicator's section, without its subjects by outcome."""
    body = markdown.plain(markdown.section(report.text, f"### {code} ").split("\n\n")[1])
    return body.split("对象：")[0]
