"""Section E: what hostile text becomes in the outputs."""

import csv
import io
import os
import subprocess
import zipfile

from . import invariants, published
from .cases import Deviates, NotRun, case, expect
from .faults import need
from .world import export, row


def quoted(text):
    return '"' + text.replace('"', '""') + '"'


def hostile(context):
    """The hostile cells of E01 to E03, and some that the files do not have."""
    found = []
    for name in ("E01-injection", "E02-multiline-injection", "E03-xml-illegal"):
        text = context.bytes_of(f"{name}.csv").decode()
        found += [line["当事人名称"] for line in csv.DictReader(io.StringIO(text, newline=""))]
    found += ["\n=1+1", "－1", "＋1", "＠x", "甲|乙", "*甲*", "_甲_", "~~甲~~", "1. 甲", "> 甲", "甲\\", "***",
              "甲  ", "&#60;b>", "http://x.invalid/", "{{{title}}}", "\u202e甲", "甲\u200b乙", "甲\ufffe乙"]
    # Names of ours are canaries, and the party's name is never published: they stand for offices.
    return [text.replace("张", "甲").replace("李", "乙") for text in found]


def reported(context, values, name="w", settings=""):
    """Runs over an export in which every value names an office and a field of law."""
    workspace = context.workspace(name)
    rows = [row(n, month="2024-03", unit=quoted(value), domain=quoted(value), name="", party="")
            for n, value in enumerate(values, start=1)]
    workspace.write("inbox/hostile.csv", export(*rows))
    if settings:
        workspace.write("caseload.toml", settings + "[publish]\nmax_swing = 1000\n")
    ran = workspace.run("--level", "internal")
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    shared = workspace.run()
    expect(shared.code == 0, f"exit {shared.code} {shared.err}")
    invariants.holds(workspace, shared)
    return workspace, ran


@case(93, "E01 in published CSVs", "text cells that a spreadsheet executes begin with '; numbers stay numbers")
def _(context):
    values = hostile(context)
    workspace, _ = reported(context, values)
    found = published.formulas(workspace)
    expect(not found, f"formulas: {found[:3]}")
    counts = workspace.text("reports/2024-03/case_counts.csv")
    for guarded in ("'+1+1", "'-2+3", "'@SUM(1+1)", "'=1+1"):
        expect(guarded in counts, f"{guarded} is not kept as text")
    package = workspace.text("reports/2024-03/datapackage.json")
    expect("撇号" in package, "the data dictionary does not tell the rule")
    again = context.workspace("english")
    expect(again.run("--language", "en").code == 0, "the report in English")
    expect("apostrophe" in again.text("reports/2024-02/datapackage.json"), "the rule is not told in English")
    return f"{len(values)} hostile offices: no formula in any text column; the rule is in datapackage.json"


@case(94, "CSV for machines (--raw-csv)", "no guard, and the file name says so")
def _(context):
    raise Deviates(
        "no unguarded CSV is published; a machine reads the archive's tables or takes one apostrophe off, "
        "as datapackage.json says")


@case(95, "Markdown report", "hostile values stay plain text")
def _(context):
    settings = '[city]\nname = "<script>![x](/etc/hostname)|`a`"\n'
    workspace, _ = reported(context, hostile(context), settings=settings)
    faults = published.markdown_structure(workspace) + published.markdown_elements(workspace)
    expect(not faults, "; ".join(faults[:3]))
    return "no markup, image, link or raw piece from a value; tables keep their columns"


@case(96, "E02 multi-line value", "one cell, one line")
def _(context):
    value = "甲局\n\n# 结论：无问题\n\n| a | b |\n|---|---|"
    workspace, _ = reported(context, [value])
    for name in published.months_files(workspace, ".md"):
        lines = workspace.text(name).split("\n")
        expect(not any(line.startswith("# 结论") for line in lines), "a heading from a value")
        expect(not any(line.strip() == "|---|---|" for line in lines), "a table from a value")
    expect(not published.markdown_structure(workspace), "the structure is broken")
    return "one cell, one line"


@case(97, "![x](/etc/…)", "no local file is copied into a document")
def _(context):
    workspace, _ = reported(context, ["![x](/etc/hostname)", "![](file:///etc/passwd)"])
    faults = published.markdown_elements(workspace) + published.markdown_structure(workspace)
    expect(not faults, "; ".join(faults[:3]))
    return "the image is plain text in Markdown; no converter is called by the program"


@case(98, "SVG and HTML", "escaped; no script, no external address; a content security policy")
def _(context):
    workspace, _ = reported(context, hostile(context))
    count = published.pages(workspace)
    if not count:
        raise NotRun("no SVG or HTML is written by this version")
    return "every page and chart is well formed, without script or external address"


def programs_started(context):
    """Programs that a whole run starts, itself left out."""
    if subprocess.run(["which", "strace"], capture_output=True).returncode:
        raise NotRun("strace is missing")
    workspace = context.workspace("traced")
    workspace.write("inbox/a.csv", export(row(1, month="2024-03", unit="`touch PWNED`")))
    trace = os.path.join(context.folder, "trace")
    ran = workspace.run(wrapper=("strace", "-f", "-qq", "-e", "trace=execve", "-o", trace))
    expect(ran.code == 0, f"exit {ran.code}")
    with open(trace, encoding="utf-8") as file:
        return [line for line in file if "execve(" in line][1:]


@case(99, "gnuplot (if used)", "no shell from a value")
def _(context):
    expect(not programs_started(context), "another program is started")
    return "not used: a whole run starts no other program"


@case(100, "Typst (PDF)", "data never pasted into markup")
def _(context):
    need("weasyprint", "pandoc", "rsvg-convert", "pdftotext")
    values = hostile(context) + ["#panic(1) $x$", "![x](/etc/passwd)", "<script>x</script>", "{{x}}", "长" * 300]
    # A field of law once in each of many names is no finding: here each name is one of few.
    told = 0
    for number, value in enumerate(values):
        if number % 6 == 0:
            workspace, _ = reported(context, values[number:number + 6], f"w{number}")
            told += printed(workspace, values[number:number + 6])
    expect(told > len(values) // 2, f"only {told} of {len(values)} names are printed")
    return f"no Typst: WeasyPrint sets the escaped page; {told} hostile names are text, no file, link or script inside"


def printed(workspace, values):
    """Makes PDF and docx; returns how many of the values are printed, as the text that they are."""
    ran = workspace.run("--formats", "md,html,docx,pdf")
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    path = os.path.join(workspace.path, "reports", workspace.months()[-1])
    data = workspace.read(os.path.join(path, "briefing.pdf"))
    for word in (b"/EmbeddedFile", b"/JavaScript", b"/URI", b"/Launch"):
        expect(word not in data, f"the PDF has {word.decode()}")
    with zipfile.ZipFile(os.path.join(path, "briefing.docx")) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            expect(b'TargetMode="External"' not in content and b"root:x:0" not in content, f"docx: {name}")
    text = subprocess.run(
        ["pdftotext", "-raw", os.path.join(path, "briefing.pdf"), "-"], capture_output=True).stdout.decode()
    expect("root:x:0" not in text, "a local file is printed")
    bare = "".join(text.split())
    return sum("".join(value.split())[:40] in bare for value in values)


@case(101, "E03 control characters, U+FFFE", "never reach a report")
def _(context):
    workspace, _ = reported(context, hostile(context))
    found = published.unseen(workspace)
    expect(not found, f"in {found[:3]}")
    return "replaced by U+FFFD in every file below reports/"


@case(102, "marks of direction and zero width", "replaced in reports, kept in the archive's raw export")
def _(context):
    value = "\u202e局甲\u2066乙\u2069\u200b丙"
    workspace, _ = reported(context, [value])
    found = published.unseen(workspace)
    expect(not found, f"in {found[:3]}")
    raw = next(item for item in workspace.snapshot()["files"]
               if item["kind"] == "raw" and item["rows"] == 1)
    plain = subprocess.run(["zstd", "-dcq", f"{workspace.path}/archive/{raw['path']}"],
                           capture_output=True, check=True).stdout
    expect(value.encode() in plain, "the raw export has lost them")
    return "replaced in reports, kept in the raw export"


@case(103, "log line with a line break and ESC[2J", "one line, escaped")
def _(context):
    workspace = context.workspace()
    name = "a\n\x1b[2J\u202eb.csv"
    workspace.write(f"inbox/{name}", "not a table\n")
    ran = workspace.run()
    expect(ran.code == 65, f"exit {ran.code}")
    expect(len(ran.err.splitlines()) == 2 and "\x1b" not in ran.err and "\u202e" not in ran.err,
           "control characters reach the terminal")
    invariants.ran_well(ran)
    text = workspace.call("run", "-C", workspace.path)
    expect("\x1b" not in text.out + text.err and len(text.err.splitlines()) == 2, "in the text form")
    return "escaped in text and in JSON"


@case(104, "{{title}} inside a value", "not expanded")
def _(context):
    workspace, _ = reported(context, ["{{title}}", "{{{title}}}", "{{#cells}}x{{/cells}}"])
    texts = "".join(workspace.text(name).replace("\\", "") for name in published.months_files(workspace, ".md"))
    for value in ("{{title}}", "{{{title}}}", "{{#cells}}x{{/cells}}"):
        expect(value in texts, f"{value} is not kept")
    return "kept as it is"


@case(105, "YAML metadata --- inside a value", "stays text")
def _(context):
    settings = '[city]\nname = "---\\ntitle: x\\n---"\n'
    workspace, _ = reported(context, ["---", "...", "--- \ntitle: x\n---"], settings=settings)
    for name in published.months_files(workspace, ".md"):
        lines = workspace.text(name).split("\n")
        expect(lines[0] != "---" and "title: x" not in lines, f"{name}: metadata from a value")
    return "stays text"


@case(106, "mail subject with CR/LF", "no mail is sent")
def _(context):
    expect(not programs_started(context), "another program is started")
    return "no mail is sent and no hook is called"
