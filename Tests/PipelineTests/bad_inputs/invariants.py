"""What every case must hold, whatever else is expected of it (INV1 to INV8)."""

import hashlib
import json
import os
import re
import stat

from .cases import expect
from .world import CANARIES, MEMORY_LIMIT_KIB, SECONDS_LIMIT, plain_text

CODES = {0, 64, 65, 66, 69, 70, 73, 74, 75, 77, 78}
PARTS = (
    "accepted", "rejected", "duplicate", "superseded", "blank", "repeated_header", "total_row")
OUTPUTS = ("reports", "archive", "counts", "findings", "rejects", "staging")
# Another zone, language, hash seed and number of processors: nothing of it may be seen.
OTHER = dict(
    env=dict(TZ="Pacific/Kiritimati", LC_ALL="tr_TR.UTF-8", LANG="de_DE.UTF-8",
             SOURCE_DATE_EPOCH="86400"),
    umask=0o000, wrapper=("taskset", "-c", "0"))


def ran_well(ran, memory_kib=MEMORY_LIMIT_KIB, signals=()):
    """INV4, INV6, INV7 and the form of messages (INV8) for one run of a program."""
    expect(ran.code in CODES or -ran.code in signals, f"exit code {ran.code} is not documented")
    expect(ran.code != 70, "exit code 70: our bug")
    expect(ran.memory_kib <= memory_kib, f"memory over {memory_kib >> 10} MiB")
    expect(ran.seconds <= SECONDS_LIMIT, f"longer than {SECONDS_LIMIT} s")
    for text in (ran.out, ran.err):
        for canary in CANARIES:
            expect(canary not in text, "personal data on standard output or error")
    for line in ran.err.splitlines():
        expect(not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line), "a control character in a message")


def conserved(ran):
    """INV1: every record of every file is accounted for."""
    for file in ran.files:
        expect(
            file["records"] == sum(file[part] for part in PARTS),
            f"{file['name']}: records are not conserved")


def whole(workspace):
    """INV2: each published folder holds what its provenance says, and nothing else of its level."""
    for month in workspace.months():
        folder = f"reports/{month}"
        for name in ("provenance.json", "provenance-internal.json"):
            if not os.path.exists(os.path.join(workspace.path, folder, name)):
                continue
            for item in json.loads(workspace.text(f"{folder}/{name}"))["outputs"]:
                found = hashlib.sha256(workspace.read(f"{folder}/{item['name']}")).hexdigest()
                expect(found == item["sha256"], f"{month}/{item['name']} is of another generation")


def private(workspace):
    """INV4: no name, identifier or telephone number in any file but raw exports and rejects."""
    for name in workspace.names(*OUTPUTS):
        for canary in CANARIES:
            expect(canary not in name, "personal data in a file name")
        if name.startswith(("rejects/", "archive/", "staging/", "counts/", "findings/")):
            mode = stat.S_IMODE(os.lstat(os.path.join(workspace.path, name)).st_mode)
            expect(mode & 0o077 == 0, f"{name.split('/')[0]}: a file is open to others")
        if name.endswith(".raw") or name.startswith(("archive/raw/", "staging/raw/")):
            continue
        data = workspace.read(name)
        if name.endswith((".zst", ".parquet")):
            data = plain_text(os.path.join(workspace.path, name))
        for canary in CANARIES:
            expect(canary.encode() not in data, f"personal data in {name}")


def outputs_of(workspace):
    return workspace.digest(*OUTPUTS)


def holds(workspace, ran, before=None):
    """Checks one finished run; `before` is the digest of reports and archive before it."""
    ran_well(ran)
    conserved(ran)
    whole(workspace)
    private(workspace)
    if ran.code != 0 and before is not None:
        expect(workspace.digest("reports", "archive") == before, "what was published has changed")
    check = workspace.call("verify", "-C", workspace.path)
    expect(check.code == 0, f"the archive does not verify afterwards: exit {check.code}")


def refusal_is_told(ran, name, code):
    """INV8: the message names the file, the code and the line."""
    line = next((text for text in ran.err.splitlines() if code in text), "")
    expect(name in line, f"no message names the file and {code}")
    expect(code == "FILE-EMPTY" or "line " in line, f"{code}: the message names no line")
    expect(code == "FILE-EMPTY" or "(byte " in line, f"{code}: the message names no byte offset")


def repeated(context, workspace, ran, prepare, arguments=()):
    """INV5: the same input under another environment gives the same bytes."""
    other = context.workspace("other")
    prepare(other)
    again = other.call(
        "run", "-C", "other", "--format", "json", *arguments, cwd=context.folder, **OTHER)
    expect(again.code == ran.code and again.out == ran.out, "another environment, another result")
    expect(outputs_of(other) == outputs_of(workspace), "another environment, other bytes")
