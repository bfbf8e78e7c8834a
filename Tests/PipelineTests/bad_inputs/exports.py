"""What happens to one export on its way through a whole run."""

import csv
import io

from . import invariants
from .cases import expect

COUNTED = ("accepted", "rejected", "duplicate", "superseded", "blank", "repeated_header", "total_row")


class Delivery:
    """An export put into the inbox of the base workspace, and the run over it."""

    def __init__(self, context, name, content, arguments=(), repeat=True):
        self.context = context
        self.name = name
        self.content = content if isinstance(content, bytes) else content.encode()
        self.workspace = context.workspace()
        before = self.workspace.digest("reports", "archive")
        self.prepare(self.workspace)
        self.ran = self.workspace.run(*arguments)
        invariants.holds(self.workspace, self.ran, before)
        if repeat:
            invariants.repeated(context, self.workspace, self.ran, self.prepare, arguments)
        self.file = next((file for file in self.ran.files if file["name"] == name), None)
        expect(self.file is not None, f"no summary of the file: exit {self.ran.code}")

    def prepare(self, workspace):
        workspace.write(f"inbox/{self.name}", self.content)

    @property
    def refused(self):
        return self.file["refused"]

    def rejects(self):
        """Rows of the rejects file, each with the bytes that it points to."""
        names = [name for name in self.workspace.names("rejects") if name.endswith(".csv")
                 and not name.endswith("-conflicts.csv")]
        found = []
        for name in names:
            raw = self.workspace.read(name[:-4] + ".raw")
            text = self.workspace.text(name)
            for line in csv.DictReader(io.StringIO(text, newline="")):
                start, length = int(line["raw_offset"]), int(line["raw_length"])
                line["bytes"] = raw[start:start + length]
                found.append(line)
        return found

    def observed(self):
        if self.refused:
            line = self.refused["line"]
            place = f", line {line}" if line else ""
            return f"refused 65 {self.refused['code']}{place}"
        told = [f"{self.file[part]} {part.replace('_', ' ')}" for part in COUNTED if self.file[part]]
        text = ", ".join(told) or "0 records"
        places = [f"{line['rule']} line {line['line']}" for line in self.rejects()]
        if places and len(places) <= 3:
            text += f" ({'; '.join(places)})"
        return text


def sound(context, name, accepted, content=None, rules=(), **wanted):
    """Runs over a file that is taken; `rules` are (code, line) of the rejected records in order."""
    delivery = Delivery(context, name, context.bytes_of(name) if content is None else content)
    expect(delivery.ran.code == 0, f"exit {delivery.ran.code}: {delivery.observed()}")
    expect(delivery.file["accepted"] == accepted, delivery.observed())
    rejects = delivery.rejects()
    found = [(line["rule"], int(line["line"])) for line in rejects]
    expect(found == list(rules), f"rejects are {found}")
    for line in rejects:
        start = int(line["byte_offset"])
        piece = delivery.content[start:start + len(line["bytes"])]
        expect(piece == line["bytes"], f"line {line['line']}: the kept bytes are not the record's")
    for key, value in wanted.items():
        found = delivery.file["notes"].get(key[5:].replace("_", "-")) if key.startswith("note_") \
            else delivery.file[key]
        expect(found == value, f"{key} is {found}")
    return delivery


def refused(context, name, code, line=None, content=None, hint=""):
    """Runs over a file that is refused as a whole."""
    delivery = Delivery(context, name, context.bytes_of(name) if content is None else content)
    expect(delivery.ran.code == 65, f"exit {delivery.ran.code}: {delivery.observed()}")
    expect(delivery.refused["code"] == code, delivery.observed())
    expect(line is None or delivery.refused["line"] == line, delivery.observed())
    expect(hint in delivery.ran.err, f"the message lacks {hint}")
    invariants.refusal_is_told(delivery.ran, name, code)
    return delivery
