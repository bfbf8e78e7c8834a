"""Section F: records of persons, and the key that hides them."""

import hashlib
import hmac
import os
import re
import subprocess
import zipfile

from . import invariants, sweep_purge
from .cases import NotRun, case, expect
from .faults import need
from .section_f import REPOSITORY
from .world import KEY, export, row


@case(122, "metadata of docx and PDF", "no user name, no path, a fixed date")
def _(context):
    need("pandoc", "rsvg-convert", "weasyprint")
    workspace = context.workspace()
    ran = workspace.run("--formats", "md,html,docx,pdf", env=dict(USER="canary-user", HOME="/home/canary-user"))
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    parts = {"briefing.pdf": workspace.read("reports/2024-02/briefing.pdf")}
    with zipfile.ZipFile(os.path.join(workspace.path, "reports/2024-02/briefing.docx")) as archive:
        parts.update({name: archive.read(name) for name in archive.namelist()})
        years = {entry.date_time[0] for entry in archive.infolist()}
    for name, data in parts.items():
        for word in ("canary-user", os.uname().nodename, workspace.path, "/home/", "/root/", "/tmp/"):
            # A short name of a machine occurs in packed bytes by chance.
            expect(len(word) < 5 or word.encode() not in data, f"{name} names {word}")
    core = parts["docProps/core.xml"].decode()
    expect(re.findall(r">(2[^<]*)</dcterms", core) == ["2024-02-29T00:00:00Z"] * 2, "another date in the docx")
    expect(re.search(r"<dc:creator>\s*</dc:creator>", core), "a creator")
    expect(years <= {1980, 2024}, f"parts dated {years}")
    expect(set(re.findall(rb"D:(\d{8})", parts["briefing.pdf"])) <= {b"20240229"}, "another date in the PDF")
    return "neither user, machine nor path; both are dated by the last day of the month"


@case(123, "rotating the key", "old pseudonyms not linkable; the key's identifier is told")
def _(context):
    need("zstd")
    workspace = context.workspace()
    own = workspace.read("key")
    old = {item["party"] for item in workspace.archived()}
    workspace.write("key", "cd" * 32 + "\n", 0o600)
    ran = workspace.run()
    expect(ran.code == 77, f"another key over the same archive: exit {ran.code}")
    workspace.write("key", own, 0o600)
    new_key = workspace.write("new-key", "cd" * 32 + "\n", 0o600)
    ran = workspace.call("rotate-key", "-C", workspace.path, "--reason", "2025", "--new-key", new_key)
    invariants.ran_well(ran)
    expect(ran.code == 0, f"rotating: exit {ran.code} {ran.err}")
    os.rename(new_key, os.path.join(workspace.path, "key"))
    expect(not sweep_purge.holders(workspace, old), "an old pseudonym is kept")
    known = hashlib.sha256(bytes.fromhex("cd" * 32)).hexdigest()[:8]
    expect(known in ran.out and {item["keyIdentifier"] for item in workspace.snapshot()["sources"]} == {known},
           "the key is not named")
    invariants.holds(workspace, workspace.run())
    new = {item["party"] for item in workspace.archived()}
    os.rename(os.path.join(workspace.path, "archive"), os.path.join(workspace.path, "archive-old"))
    expect(workspace.run().code == 0, "the archive cannot be made anew")
    made = {item["party"] for item in workspace.archived()}
    expect(len(new) == len(old) and new == made, "other pseudonyms than the new key makes of the exports")
    return ("another key over the archive is 77; rotate-key leaves no old pseudonym in any file, those of the archive "
            "are what the new key makes of the exports, and snapshot and summary name it")


@case(124, "erasure or correction on request", "purge --case rewrites, leaves a tombstone; verify passes")
def _(context):
    need("zstd", "strace")
    workspace = sweep_purge.start(os.path.join(context.folder, "w"), context.programs)
    party = hmac.new(bytes.fromhex(KEY.strip()), b"party\0id:999999198805060012", hashlib.sha256).hexdigest()[:32]
    gone = (*sweep_purge.CANARIES, party)
    expect(len(sweep_purge.holders(workspace, gone)) >= 6, "the case is not there to be erased")
    dry = sweep_purge.purge(workspace, dry=True)
    expect(dry.code == 0 and sweep_purge.holders(workspace, gone), "a dry run erases")
    ran = sweep_purge.purge(workspace)
    invariants.ran_well(ran)
    expect(ran.code == 0, f"exit {ran.code}: {ran.err}")
    expect(not sweep_purge.holders(workspace, gone), f"left in {sweep_purge.holders(workspace, gone)}")
    expect(ran.err.count("holds a purged case") == 3, "the exports in inbox/ are not named")
    tomb = workspace.snapshot()["rewritings"][-1]
    expect(tomb["reason"] == "PIPL-47" and len(tomb["tombstones"]) == 2 and tomb["program"], "no tombstone")
    # Neither the exports that lie there still, nor another one, bring it back.
    workspace.write("inbox/b.csv", export(row(902, name="金丝雀乙", party="999999198805060012"), row(7, month="2024-03")))
    workspace.write("inbox/c.csv", sweep_purge.inspections(1, 2))
    ran = workspace.run("--as-of", "2024-04-30")
    invariants.holds(workspace, ran)
    told = [(file["accepted"], file["duplicate"], file["notes"].get("PURGED"), file["notes"].get("PURGED-NAMED"))
            for file in ran.files]
    expect(ran.code == 0 and told == [(1, 0, 1, None), (1, 1, None, 2)], f"the records are not told: {told}")
    expect(not sweep_purge.holders(workspace, gone), "it came back")
    counts, found = sweep_purge.sweep(context.programs, None if context.long else 16, 1)
    expect(not found, "; ".join(found[:3]))
    return ("no file outside inbox/ holds number, name, identifier or pseudonym, whatever its encoding or frame; verify "
            "passes; a later export is PURGED and kept blank; inspections that name the case stay, without its "
            "number; keyed hashes stay; killed or failed anywhere, the next run is sound and the purge ends in the same "
            "bytes")


@case(125, "scan of the repository", "no real-looking identifier outside area 999999")
def _(context):
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else []
    if len(names) < 10:
        raise NotRun("git does not list the repository here")
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    for name in names:
        path = os.path.join(REPOSITORY, name)
        if not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            text = file.read().decode("utf-8", "replace")
        for found in re.finditer(r"(?<![0-9A-Za-z])(\d{6}(?:19|20)\d{9})([0-9Xx])(?![0-9A-Za-z])", text):
            body, digit = found[1], found[2].upper()
            right = "10X98765432"[sum(int(a) * b for a, b in zip(body, weights)) % 11] == digit
            month, day = int(body[10:12]), int(body[12:14])
            real = right and 1 <= month <= 12 and 1 <= day <= 31 and body[:6] != "999999"
            expect(not real or not "11" <= body[:2] <= "82", f"{name}: an identifier that may be somebody's")
    return "none in any file of the repository"
