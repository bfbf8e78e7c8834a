"""Usage: python3 -B -m disclosure WORKSPACE...   (the first whole, others without one agency)."""
import sys
import time

sys.dont_write_bytecode = True

from . import caps, parties, register, shares, successive, told
from .report import reports
from .solver import Model


def main(folders):
    started = time.monotonic()
    model, hidden, faults = Model(), [], []
    months = 0
    for tag, folder in enumerate(folders):
        published = reports(folder)
        months += len(published)
        for report in published:
            hidden += caps.add(model, report, tag)
            for table in (register, parties, shares):
                cells, wrong = table.add(model, report, tag)
                hidden += cells
                faults += wrong
            faults += told.add(model, report, tag)
        for before, after in zip(published, published[1:]):
            caps.link(model, before, after, tag)
            successive.link(model, before, after, tag)
    link_agencies(model)
    for key in hidden:
        possible = model.possible(key, enough=2)
        if len(possible) < 2:
            faults.append(f"{key}: only {possible} is possible")
    for fault in faults:
        print(fault)
    print(f"{len(hidden)} hidden numbers in {months} reports, {len(faults)} found out "
          f"({time.monotonic() - started:.0f} s)", file=sys.stderr)
    print(f"{len(hidden)} hidden numbers in {months} reports, {len(faults)} found out")
    return 1 if faults or not hidden else 0


def link_agencies(model):
    """Without an agency a party has no more visits, and the numbers of the others are the same."""
    for key in list(model.bounds):
        whole = (0, *key[1:])
        if key[0] == 0 or whole not in model.bounds:
            continue
        if key[2] == "P06" or key[-1] == "parties" and key[2] == "S09":
            model.sum({key: 1, whole: -1}, 0, 0)
        elif key[-1] == "unvisited":
            model.sum({key: 1, whole: -1}, 0)
        elif key[2] == "D01" and key[-1] == "over":
            model.sum({whole: 1, key: -1}, 0)


sys.exit(main(sys.argv[1:]))
