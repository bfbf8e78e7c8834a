"""Turns what perf recorded into two short tables: by function alone, and with what it calls."""

import re
import subprocess
import sys
from collections import Counter

TOP = 16
OURS = ("Stages.", "CSV.", "Ingestion.", "Counting.", "Archive.", "Contracts.", "Parquet.")


def short(name):
    """Returns a demangled Swift name without its generic clutter."""
    if "RefCountBits" in name:
        return "swift::RefCounts::doDecrementSlow"
    name = re.sub(r"\((\w+) in _[0-9A-F]{32}\)", r"\1", name)
    name = re.sub(r"^(generic specialization|function signature|merged|specialized) .*? of ", "", name)
    name = re.sub(r"<[^<>]*>", "", re.sub(r"<[^<>]*>", "", name))
    name = re.sub(r" (throws|async) .*| -> .*", "", name)
    name = name.replace("|", "/").replace("$", "")
    name = re.sub(r"^(static|merged) ", "", name)
    return name[:80]


def demangled(names):
    """Returns a name for each symbol."""
    done = subprocess.run(
        ["swift", "demangle", "--compact"], input="\n".join(names), capture_output=True, text=True,
        check=True)
    return dict(zip(names, done.stdout.splitlines()))


def samples(path):
    """Yields the stack of each sample, innermost first."""
    script = subprocess.run(
        ["perf", "script", "-i", path, "-F", "ip,sym", "--no-demangle"], capture_output=True, text=True,
        check=True)
    stack = []
    for line in script.stdout.splitlines():
        if line.strip():
            stack.append(line.strip().split(" ", 1)[-1])
        elif stack:
            yield stack
            stack = []
    if stack:
        yield stack


def main():
    """Prints the tables of a recording."""
    own, below, total = Counter(), Counter(), 0
    for stack in samples(sys.argv[1]):
        total += 1
        own[stack[0]] += 1
        below.update(set(stack))
    names = demangled(sorted(below))
    for title, counter in (("alone", own), ("with what it calls, ours only", below)):
        print(f"| % {title} | function |\n| --- | --- |")
        merged = Counter()
        for name, count in counter.items():
            text = short(names[name])
            if counter is own or text.startswith(OURS):
                merged[text] += count
        for name, count in merged.most_common(TOP):
            print(f"| {100 * count / total:.1f} | `{name}` |")
        print()


if __name__ == "__main__":
    main()
