#!/usr/bin/env python3
"""Usage: table.py FILE.docx   Looks at its one table of seven columns: prints what is wrong, exits 1."""
import sys

import docx
from docx.oxml.ns import qn

document = docx.Document(sys.argv[1])
table = document.tables[0]
faults = []
if len(table.columns) != 7:
    faults.append(f"{len(table.columns)} columns")
borders = table.style.element.find(f".//{qn('w:tblBorders')}")
if borders is None or {side.get(qn("w:val")) for side in borders} != {"single"}:
    faults.append("a side has no border")
if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is None:
    faults.append("the head is not repeated")
grid = [int(column.get(qn("w:w"))) for column in table._tbl.iter(qn("w:gridCol"))]
width = table._tbl.tblPr.find(qn("w:tblW"))
if (width.get(qn("w:type")), width.get(qn("w:w"))) != ("pct", "5000"):
    faults.append("it is not as wide as the text")
# The column of names is wider than one of numbers, and none is a sliver.
if grid[0] < 2 * grid[1] or min(grid) < sum(grid) / 40:
    faults.append(f"columns of {grid}")
print("\n".join(faults))
sys.exit(1 if faults else 0)
