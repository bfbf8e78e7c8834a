"""Tables and sentences of a report in Markdown."""
import re


def plain(text):
    """Text without escapes and without commas between digits."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"\\([^\w\s])|\\(_)", r"\1\2", text.strip()))


def section(text, heading):
    """From a heading to the next one of any depth."""
    body = text.split(f"\n{heading}", 1)[1]
    return re.split(r"\n#+ ", body, maxsplit=1)[0]


def cells(line):
    return [plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]]


def rows(text, first):
    """Rows below the header of the table whose first column has this title."""
    lines = iter(text.split("\n"))
    for line in lines:
        if line.startswith("|") and cells(line)[0] == first:
            break
    next(lines)
    for line in lines:
        if not line.startswith("|"):
            break
        yield cells(line)


def table(text, first):
    """Cells behind the first by that cell."""
    found = {}
    for name, *values in rows(text, first):
        if name in found:
            raise ValueError(f"two rows are called {name}")
        found[name] = tuple(values)
    return found


def pairs(text, first):
    """Cells behind the second by the first two."""
    return {(left, right): tuple(values) for left, right, *values in rows(text, first)}


def printed(ours, theirs):
    """Ours without what is empty in every row, where theirs, read from a table, have fewer columns:
    a column without any cell is not printed."""
    widths = [{len(row) for row in rows.values() if isinstance(row, tuple)}
              for rows in (ours, theirs)]
    if any(len(width) != 1 for width in widths) or max(widths[0]) <= max(widths[1]) or not all(
            isinstance(row, tuple) for row in ours.values()):
        return ours
    kept = [at for at in range(max(widths[0])) if any(row[at] not in ("", None) for row in ours.values())]
    return {key: tuple(row[at] for at in kept) for key, row in ours.items()}
