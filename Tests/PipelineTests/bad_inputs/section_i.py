"""Section I: the environment."""

import os

from . import invariants
from .cases import NotRun, case, expect
from .sweep import ALL, Stage
from .world import export, row


def same_bytes(context, variations):
    """Runs the same workspace under each variation and compares every output."""
    stage = Stage(context.folder, context.programs)
    stage.reference()
    for number, options in enumerate(variations):
        workspace = stage.copy(f"v{number}")
        ran = workspace.run(**options)
        expect(ran.code == 0, f"{options}: exit {ran.code} {ran.err}")
        expect(workspace.digest(*ALL) == stage.wanted, f"{options}: other bytes")


@case(169, "LANG=C, zh_CN.GB18030, tr_TR, de_DE", "same bytes")
def _(context):
    names = ("C", "zh_CN.GB18030", "tr_TR.UTF-8", "de_DE.UTF-8", "", "no_SUCH")
    same_bytes(context, [dict(env=dict(LC_ALL=name, LANG=name)) for name in names])
    return "the same bytes"


@case(170, "TZ=UTC, Asia/Shanghai, Pacific/Kiritimati, empty, unknown", "same bytes")
def _(context):
    names = ("UTC", "Asia/Shanghai", "Pacific/Kiritimati", "", "No/Such", ":/nonexistent")
    same_bytes(context, [dict(env=dict(TZ=name)) for name in names])
    return "the same bytes"


@case(171, "no fixed seed of hashing", "same bytes")
def _(context):
    same_bytes(context, [dict()] * 4 + [dict(env=dict(SWIFT_DETERMINISTIC_HASHING="1"))])
    return "the same bytes in five runs"


@case(172, "SOURCE_DATE_EPOCH set, unset, garbage", "clamped; garbage → 64")
def _(context):
    same_bytes(context, [dict(env=dict(SOURCE_DATE_EPOCH=text)) for text in ("0", "1700000000", "garbage")])
    return "the same bytes in all three: no output holds a date of making, so the variable is not read"


@case(173, "other order of inputs, 1 against 2 threads", "same bytes")
def _(context):
    found = []
    texts = [export(*[row(n * 10 + i, month=f"2024-0{n}", unit=f"局{i}") for i in range(5)])
             for n in range(1, 7)]
    for name, order, wrapper in (("a", range(6), ()), ("b", reversed(range(6)), ("taskset", "-c", "0")),
                                 ("c", (3, 1, 5, 0, 2, 4), ())):
        workspace = context.workspace(name, base=False)
        paths = [workspace.write(f"from/{n}/cases-2024-0{n + 1}.csv", texts[n]) for n in order]
        ran = workspace.call("run", "-C", workspace.path, *paths, wrapper=wrapper)
        expect(ran.code == 0, f"exit {ran.code} {ran.err}")
        found.append(invariants.outputs_of(workspace))
    expect(found[0] == found[1] == found[2], "other bytes")
    return "the same bytes in three orders, with one processor and with all"


@case(174, "run under AddressSanitizer and ThreadSanitizer", "clean")
def _(context):
    places = {name: os.path.join(context.programs, "..", "..", "..", f".build-{name}", "debug", "caseload")
              for name in ("asan", "tsan")}
    missing = [name for name, path in places.items() if not os.path.exists(path)]
    if missing:
        raise NotRun("builds with sanitizers are not at hand (.build-asan, .build-tsan)")
    # Long enough for several blocks to be read at once.
    rows = [row(n, month=f"2024-0{n % 3 + 3}", unit=f"局{n % 7}", party="91999999MA0000000K") for n in range(25_000)]
    # A code of their own, since 66 says that an input is missing.
    options = dict(ASAN_OPTIONS="detect_leaks=0:exitcode=99", TSAN_OPTIONS="exitcode=99:halt_on_error=1")
    for name, path in places.items():
        workspace = context.workspace(name)
        workspace.programs = os.path.dirname(path)
        workspace.write("inbox/a.csv", export(*rows))
        for number in range(4):
            workspace.write(f"inbox/b{number}.csv", export(row(number, month="2024-06"), "a \"quote\" astray"))
        for command in (("run", "-C", workspace.path), ("verify", "-C", workspace.path)):
            ran = workspace.call(*command, env=options)
            expect(ran.code == 0, f"{name}: exit {ran.code} {ran.err[-200:]}")
            expect("Sanitizer" not in ran.err, f"{name}: {ran.err[-200:]}")
    return "run and verify of the whole program are clean, over 25000 rows on several threads"
