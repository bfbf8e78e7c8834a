"""Contenders that take turns, and the proof that all of them computed the same."""

import csv
import hashlib
import json
import sys
from dataclasses import dataclass, field
from typing import Callable

from .measure import Failure, Sample, run, summary


@dataclass
class Contender:
    """Who competes: commands in order, how to clean up before, what came out."""

    name: str
    commands: list
    # Empties what the last run left.
    prepare: Callable = lambda: None
    # Returns the facts that must be equal for all, from the outputs of the commands.
    facts: Callable = lambda outputs: {}
    env: dict = field(default_factory=dict)


def contest(title, contenders, pairs, threads):
    """Runs every contender `pairs` times in alternating order; all facts must agree."""
    samples = {contender.name: [] for contender in contenders}
    steps = {contender.name: [] for contender in contenders}
    facts = {}
    for round_number in range(pairs):
        order = contenders if round_number % 2 == 0 else contenders[::-1]
        for contender in order:
            contender.prepare()
            total, outputs, parts = Sample(), [], []
            for command in contender.commands:
                sample, output = run(command, threads, contender.env)
                total = total.then(sample)
                outputs.append(output)
                parts.append(sample)
            samples[contender.name].append(total)
            steps[contender.name].append(parts)
            agree(title, facts, contender.name, contender.facts(outputs))
            print(f"  {title}, {threads} threads, round {round_number + 1}, {contender.name}: "
                  f"wall {total.wall:.2f} s, cpu {total.cpu:.2f} s, "
                  f"peak {total.peak / 2**20:.0f} MiB", file=sys.stderr)
    result = {"threads": threads, "pairs": pairs, "facts": next(iter(facts.values()), {})}
    result["contenders"] = {name: summary(own) for name, own in samples.items()}
    for name, own in steps.items():
        if len(own[0]) > 1:
            result["contenders"][name]["steps"] = [summary(list(step)) for step in zip(*own)]
    return result


def agree(title, facts, name, own):
    """Notes the facts of a contender; throws where two contenders differ."""
    for other, known in facts.items():
        for key in sorted(known.keys() & own.keys()):
            if known[key] != own[key]:
                raise Failure(
                    f"{title}: {name} says {key} is {own[key]}, {other} says {known[key]}")
    facts.setdefault(name, own)


_digests = {}


def table_facts(path):
    """Returns rows, cases, fines and a digest of a counts table, however it is quoted."""
    with open(path, "rb") as file:
        raw = hashlib.sha256(file.read()).hexdigest()
    if raw not in _digests:
        with open(path, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))[1:]
        _digests[raw] = rows_facts(rows)
    return _digests[raw]


def rows_facts(rows):
    """Returns rows, cases, fines and a digest of the rows of a counts table."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(("\x1f".join(row) + "\n").encode())
    return {
        "groups": len(rows),
        "cases": sum(int(row[-2]) for row in rows),
        "fine_fen": sum(int(row[-1]) for row in rows),
        "digest": digest.hexdigest(),
    }


def peer_facts(output):
    """Returns what became of the rows, as a peer's script or the duckdb program printed it."""
    text = output.decode()
    if text.lstrip().startswith("{"):
        return json.loads(text)
    return dict(zip(("records", "rejected"), (int(n) for n in text.split()[-1].split(","))))
