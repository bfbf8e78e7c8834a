"""Section K: continuous fuzzing, in the cheap form that needs no special build."""

import csv
import glob
import io
import os
import random
import re

from . import invariants
from .cases import NotRun, case, expect
from .exports import Delivery
from .section_f import REPOSITORY
from .world import export, row


@case(185, "CSV, GB18030, dates, amounts, ids, settings, snapshots fed with mutated bytes", "no trap, no hang")
def _(context):
    source = random.Random(20240305)
    seeds = sorted(glob.glob(context.bad("[A-D]*.csv")))
    rounds = 400 if context.long else 40
    for number in range(rounds):
        with open(source.choice(seeds), "rb") as file:
            data = bytearray(file.read()[:4000])
        for _ in range(source.randrange(1, 8)):
            place = source.randrange(len(data) + 1)
            kind = source.randrange(4)
            if kind == 0 and data:
                data[place % len(data)] = source.randrange(256)
            elif kind == 1:
                data[place:place] = bytes(source.choice([0, 10, 13, 34, 44, 0x80, 0x81, 0xFE, 0xFF])
                                          for _ in range(source.randrange(1, 5)))
            elif kind == 2:
                del data[place:place + source.randrange(1, 40)]
            else:
                data += data[place:place + 200]
        workspace = context.workspace(f"f{number}")
        workspace.write("inbox/f.csv", bytes(data))
        ran = workspace.run()
        invariants.ran_well(ran)
        invariants.conserved(ran)
        expect(ran.code in (0, 65), f"round {number}: exit {ran.code} {ran.err[:200]}")
    return ("whole runs over mutated files end with 0 or 65 and conserved records; eight targets of "
            "libFuzzer in Fuzz/ (make fuzz), five of them for a short time in CI")


@case(186, "differential: our reader against Python's csv", "same cells, or ours refuses")
def _(context):
    source = random.Random(186)
    pieces = ["甲", "b", " ", ",", '"', '""', "\n", "\r\n", "；", "'", "\t", ";", "12", "é"]
    compared = 0
    for number in range(40):
        values = ["".join(source.choice(pieces) for _ in range(source.randrange(1, 7))) + f"局{n}"
                  for n in range(8)]
        quoted = ['"' + value.replace('"', '""') + '"' for value in values]
        text = export(*[row(n, month="2024-03", unit=unit, name="", party="") for n, unit in enumerate(quoted, 1)])
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
        context.move(f"d{number}")
        delivery = Delivery(context, "a.csv", text, repeat=False)
        expect(delivery.file["accepted"] == len(records), f"round {number}: {delivery.observed()}")
        ours = sorted("".join(item["unit_name"].split()) for item in delivery.workspace.archived()
                      if item["filed_date"][:7] == "2024-03")
        theirs = sorted("".join(item[1].split()) for item in records)
        plain = [folded(text) for text in theirs]
        expect(ours == sorted(plain), f"round {number}: other cells")
        compared += len(records)
    return (f"{compared} records with hostile quoting are read as Python's csv module reads them; 3000 made and "
            "mutated files and four collections as it and DuckDB read them, or refused (DifferentialTests, "
            "SharedSuiteTests)")


def folded(text):
    """The folds of a name: compatibility forms, no white space."""
    import unicodedata
    return "".join(unicodedata.normalize("NFKC", text).split())


@case(187, "seeds", "the collection; each crash found becomes a numbered file")
def _(context):
    names = [name for name in os.listdir(os.path.dirname(context.bad("x"))) if name.endswith((".csv", ".zst"))]
    if len(names) < 80:
        raise NotRun("the collection is not complete here")
    seeds = os.path.join(REPOSITORY, "Fuzz", "Seeds")
    found = sorted(
        f"{target}/{name}" for target in os.listdir(seeds) for name in os.listdir(os.path.join(seeds, target))
        if re.match(r"[0-9]{3}-[a-z]", name))
    expect(found, "no input that was found is kept")
    return f"the collection, and Fuzz/Seeds; found and kept there: {', '.join(found)}"
