"""The table of results as Markdown."""

from .cases import SECTIONS

INTRODUCTION = """# What becomes of bad input, faults and attacks

Written by `make bad-inputs` from runs of the real programs; the cases are in Tests/PipelineTests/bad_inputs.
Every case also holds the eight invariants, as far as they apply to it: (1) records are conserved, (2) no reader
sees half a publication, (3) what was published stays when a run fails, (4) no personal data leaves the protected
files, (5) equal input gives equal bytes under another locale, zone, umask, folder and processor count, (6) memory
and time are bounded, (7) the exit code is documented, (8) a refusal names file, line, byte offset and code and
repeats no cell. "Deviates" is what the program does otherwise on purpose, with the reason; "not run" names what
was missing where the table was written.

"""
OUTCOMES = ("pass", "deviates", "fail", "not run")


def counts(results):
    """One line a section with the number of each outcome."""
    lines = []
    for letter, (title, _, _) in SECTIONS.items():
        own = [result.outcome for result in results if result.case.section == letter]
        if own:
            told = ", ".join(f"{own.count(outcome)} {outcome}" for outcome in OUTCOMES)
            lines.append(f"{letter} {title}: {told}")
    return lines


def text(results):
    """The whole page."""
    parts = [INTRODUCTION, "| section | pass | deviates | fail | not run |\n",
             "| --- | ---: | ---: | ---: | ---: |\n"]
    for letter, (title, _, _) in SECTIONS.items():
        own = [result.outcome for result in results if result.case.section == letter]
        cells = " | ".join(str(own.count(outcome)) for outcome in OUTCOMES)
        parts.append(f"| {letter} {title} | {cells} |\n")
    for letter, (title, _, _) in SECTIONS.items():
        own = [result for result in results if result.case.section == letter]
        if not own:
            continue
        parts.append(f"\n## {letter}. {title}\n\n| # | input or fault | expected | observed | result |\n"
                     "| ---: | --- | --- | --- | --- |\n")
        parts += [line(result) + "\n" for result in own]
    return "".join(parts)


def line(result):
    cells = (result.case.given, result.case.wanted, result.observed, result.outcome)
    told = " | ".join(cell.replace("\n", " ").replace("|", "\\|") for cell in cells)
    return f"| {result.case.number} | {told} |"


def differences(path, results):
    """Rows that differ from the page written before; rows not run on either side say nothing."""
    with open(path, encoding="utf-8") as file:
        written = {row.split(" | ")[0]: row.rstrip("\n") for row in file if row[2:3].isdigit()}
    stale = []
    for result in results:
        now = line(result)
        before = written.get(now.split(" | ")[0], "")
        if now != before and not before.endswith("| not run |") and result.outcome != "not run":
            stale.append(f"{path}: row {result.case.number} is not what was observed: {now}")
    return stale
