"""Section D: what rows and files mean together."""

import json
import re

from . import invariants
from .cases import Deviates, case, expect
from .exports import sound
from .world import export, row


def run_over(workspace, files, *arguments):
    """Puts files into the inbox, runs, and checks the run."""
    for name, content in files.items():
        workspace.write(f"inbox/{name}", content)
    ran = workspace.run(*arguments)
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    invariants.holds(workspace, ran)
    return ran


def cases_of(workspace):
    """Amount and month of each case but those of the base, by number."""
    found = {}
    for item in workspace.archived():
        number = int(re.search(r"(\d+)号", item["case_id"])[1])
        if number < 900:
            found[item["unit_code"], number] = (item["amount_fen"], item["filed_date"][:7])
    return found


@case(80, "D01 exact duplicate", "once, reported")
def _(context):
    return sound(context, "D01-exact-duplicate.csv", 2, duplicate=1).observed()


@case(81, "D02 conflicting duplicate in one file", "CASE-CONFLICT by rule; never both")
def _(context):
    delivery = sound(context, "D02-conflicting-duplicate.csv", 1, superseded=1, note_CASE_CONFLICT=1)
    amounts = [amount for amount, _ in cases_of(delivery.workspace).values()]
    expect(amounts == ["90000"], f"the last row does not win: {amounts}")
    return delivery.observed() + ", CASE-CONFLICT; the last row wins"


def corrected(context, order):
    """State after D03a (as of March) and D03b (as of April) in an order of arrival."""
    workspace = context.workspace("-".join(order))
    names = {"a": ("cases-2024-03-31.csv", "D03a-month.csv"), "b": ("cases-2024-04-30.csv", "D03b-correction.csv")}
    rans = []
    for key in order:
        name, source = names[key]
        rans.append(run_over(workspace, {name: context.bytes_of(source)}))
    return workspace, rans


@case(82, "D03a, then D03b", "new version supersedes, old kept; old reports not rewritten")
def _(context):
    workspace, rans = corrected(context, "a")
    before = workspace.digest("reports")
    run_over(workspace, {"cases-2024-04-30.csv": context.bytes_of("D03b-correction.csv")})
    found = cases_of(workspace)
    amounts = sorted(amount for amount, _ in found.values())
    expect(len(found) == 3 and "15000" in amounts, f"{found}")
    history = [item for item in workspace.snapshot()["files"] if item["kind"] == "history"]
    expect(history, "the old version is not kept")
    same, old = ({name: digest for name, digest in digests.items() if name.startswith("reports/2024-02/")}
                 for digests in (workspace.digest("reports"), before))
    expect(old and same == old, "an older report was rewritten")
    return "3 cases, the first corrected, its old version in the history; the report of February unchanged"


@case(83, "D03b, then D03a (the older file late)", "same final state as 82")
def _(context):
    forward, _ = corrected(context, "ab")
    backward, _ = corrected(context, "ba")
    expect(cases_of(forward) == cases_of(backward), "the order of arrival changes the cases")
    both = [workspace.read("reports/2024-03/case_counts.csv") for workspace in (forward, backward)]
    expect(both[0] == both[1], "the order of arrival changes the counts")
    return "equal cases and counts in either order"


@case(84, "same bytes under another name", "no-op, exit 0, already archived as …")
def _(context):
    workspace = context.workspace()
    before = workspace.digest("archive", "reports")
    path = workspace.write("elsewhere/copy.csv", workspace.read("inbox/base.csv"))
    ran = workspace.run(path)
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    expect(ran.files[0]["already_archived"] == "base.csv", "it is not told what it is")
    expect(workspace.digest("archive", "reports") == before, "it is no no-op")
    return "exit 0, already_archived names the first file, nothing changes"


@case(85, "same name, other bytes", "new version, both kept")
def _(context):
    workspace = context.workspace()
    ran = run_over(workspace, {"base.csv": export(row(901, amount="333.00"), row(904))})
    expect(ran.files[0]["accepted"] == 2, "the new version is not read")
    raw = [item for item in workspace.snapshot()["files"] if item["kind"] == "raw"]
    expect(len(raw) == 2, "not both are kept")
    return "2 accepted, both exports archived"


@case(86, "D04 same number, two agencies", "two cases")
def _(context):
    return sound(context, "D04-same-number-two-agencies.csv", 2).observed()


@case(87, "D05 wrong month in the name", "PERIOD-MISMATCH; counted by date")
def _(context):
    delivery = sound(context, "D05-wrong-month-202403.csv", 2, note_PERIOD_MISMATCH=1)
    months = {month for _, month in cases_of(delivery.workspace).values()}
    expect(months == {"2024-02"}, f"counted in {months}")
    return delivery.observed() + ", PERIOD-MISMATCH; counted in 2024-02"


UNITS = "执法主体代码,执法主体名称,层级\nA,甲局,city\nB,乙局,city\n"
ITEMS = "事项编码,事项名称,执法领域\nX1,甲事项,市场监管\nX2,乙事项,城市管理\n"
POWERS = "unit_code,item_code,kind,valid_from\n" + "".join(
    f"{unit},{item},statutory,2023-01-01\n" for unit in "AB" for item in ("X1", "X2"))
CASES = "案号,执法主体代码,执法主体,事项编码,执法领域,立案日期\n"


def line(unit, number, month, item="X1", domain="市场监管"):
    name = {"A": "甲局", "B": "乙局"}[unit]
    return f"{unit}{number}号,{unit},{name},{item},{domain},{month}-10\n"


def city(context, name, cases, units=UNITS, items=ITEMS, extra=None):
    """Runs a workspace of two units and returns it."""
    workspace = context.workspace(name, base=False)
    files = {"units.csv": units, "catalogue.csv": items, "authority.csv": POWERS}
    files |= {f"cases-{month}.csv": CASES + text for month, text in cases.items()}
    run_over(workspace, files | (extra or {}))
    return workspace


@case(88, "an agency without a file this month, against B13", "not sent is not zero; a warning")
def _(context):
    months = [f"2024-{month:02}" for month in range(1, 7)]
    both = {month: line("A", i, month) + line("B", i, month) for i, month in enumerate(months)}
    silent = dict(both)
    silent["2024-06"] = line("A", 6, "2024-06")
    workspace = city(context, "w", silent)
    states = {(item["unit_code"], item["domain"]): item["state"]
              for item in workspace.table("reports/2024-06/zero_cells.csv")
              if item["level"] == "unit_domain"}
    flags = workspace.table("reports/2024-06/flags.csv")
    told = any(item["indicator"].startswith("Q") and item["unit_code"] == "B" for item in flags)
    report = workspace.text("reports/2024-06/report.md") + workspace.text("reports/2024-06/briefing.md")
    expect(states.get(("B", "市场监管")) not in ("zero_open",), f"not sent became zero: {states}")
    expect(told or "未报" in report or "未送" in report, "nobody is told that B sent nothing")
    return f"state {states.get(('B', '市场监管'), 'without a row')}; the report tells of the missing delivery"


@case(89, "a re-export lacks 30 % of earlier cases", "listed, and a warning; not silently dropped")
def _(context):
    first = {"2024-05": "".join(line("A", n, "2024-05") for n in range(20))}
    again = {"cases-2024-06-30.csv":
             CASES + "".join(line("A", n, "2024-05") for n in range(14)) + line("A", 30, "2024-06")}
    delivery = city(context, "delivery", first)
    said = run_over(delivery, again, "--level", "internal")
    listed = delivery.table("reports/2024-06/absent_cases-internal.csv")
    expect(not listed and "lacks" not in said.err, "a month's delivery is taken for the register")
    register = city(context, "register", first)
    said = run_over(register, again, "--full", "--level", "internal")
    kept = len(register.archived())
    expect(kept == 21, f"{kept} cases are left")
    listed = register.table("reports/2024-06/absent_cases-internal.csv")
    expect(len(listed) == 6 and all(item["seen_in"] == "cases-2024-05.csv" for item in listed),
           f"{len(listed)} cases listed")
    counts = [item for item in register.table("reports/2024-06/data_quality-internal.csv")
              if item["rule"] == "CASE-ABSENT"]
    expect([(item["unit_code"], item["rows"]) for item in counts] == [("A", "6")], f"{counts}")
    expect("lacks 6 of 21" in said.err, f"no warning: {said.err}")
    return ("with --full (or full = true in the profile) 6 cases listed by number, unit, month and last "
            "sight (absent_cases-internal.csv), CASE-ABSENT 6 of unit A, a warning, 21 kept and counted; "
            "a delivery that is not stated to be the whole register accuses nobody")


@case(90, "an agency merged on a date", "alias with a date; the series continues")
def _(context):
    units = ("执法主体代码,执法主体名称,层级,启用日期,撤销日期,承继单位代码\n"
             "A,甲局,city,,,\nB,乙局,city,,2024-03-31,A\n")
    cases = {f"2024-{m:02}": line("A", m, f"2024-{m:02}") + (line("B", m, f"2024-{m:02}") if m < 4 else "")
             for m in range(1, 7)}
    workspace = city(context, "w", cases, units)
    counts = workspace.table("reports/2024-06/case_counts.csv")
    total = sum(int(item["cases"]) for item in counts if item["unit_code"] == "A")
    expect(total == 9, f"the successor has {total} of 9 cases")
    return "9 cases of both under the successor"


@case(91, "a domain added to the list in June", "earlier months are not applicable, not zero")
def _(context):
    items = ("事项编码,事项名称,执法领域,生效日期\nX1,甲事项,市场监管,\nX2,乙事项,城市管理,2024-06-01\n")
    cases = {f"2024-{m:02}": line("A", m, f"2024-{m:02}") for m in range(1, 7)}
    workspace = city(context, "w", cases, items=items)
    silent = {(item["unit_code"], item["domain"]): int(item["months_silent"] or 0)
              for item in workspace.table("reports/2024-06/zero_cells.csv")
              if item["level"] == "unit_domain"}
    found = silent.get(("A", "城市管理"), 0)
    expect(("A", "城市管理") in silent and found <= 1, f"{silent}: a power of one month")
    return f"{found} silent month, none before June"


@case(92, "a month with few cases", "no rate and no flag of selective enforcement")
def _(context):
    workspace = city(context, "w", {"2024-06": line("A", 1, "2024-06") + line("B", 1, "2024-06")})
    flags = workspace.table("reports/2024-06/flags.csv")
    letters = {item["indicator"][0] for item in flags}
    expect("S" not in letters and "P" not in letters, f"flags {letters} from two cases")
    names = json.loads(workspace.text("reports/2024-06/provenance.json"))["outputs"]
    expect(len(names) > 3, "no report")
    return "two cases: no flag of selective or profit-driven enforcement"
