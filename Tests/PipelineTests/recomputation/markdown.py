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
