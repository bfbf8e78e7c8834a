"""Section H: the archive."""

import glob
import hashlib
import json
import os
import shutil
import subprocess

from . import invariants
from .cases import case, expect
from .faults import need
from .world import Workspace, export, row


CASES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Cases")


def partition(workspace):
    """Path of the one partition of cases in the base."""
    return glob.glob(os.path.join(workspace.path, "archive/cases/*/part-*.parquet"))[0]


def checked(context, name, damage):
    """Damages an archive; verify must name it and a run must count nothing from it."""
    workspace = context.workspace(name)
    damage(workspace)
    ran = workspace.call("verify", "-C", workspace.path)
    invariants.ran_well(ran)
    return workspace, ran


def refused_frame(context, source):
    """Puts a file of the collection in the place of a partition."""
    def damage(workspace):
        shutil.copy(context.bad(source), partition(workspace))

    workspace, ran = checked(context, source[:3], damage)
    expect(ran.code == 65 and "cases/month=2024-02/part-" in ran.err, f"verify: exit {ran.code} {ran.err}")
    shutil.rmtree(os.path.join(workspace.path, "counts"))
    before = workspace.digest("reports")
    counted = workspace.call("-C", workspace.path, program="caseload-count")
    invariants.ran_well(counted, memory_kib=256 << 10)
    expect(counted.code == 65, f"counting ends with {counted.code}")
    expect(workspace.digest("reports") == before, "a report has changed")
    return "65 by verify, which names the file; counting it is 65 too"


FRAMES = {
    154: ("H03-truncated", "65"), 155: ("H04-no-checksum", "the snapshot's hash guards"),
    156: ("H05-two-frames", "refused"), 157: ("H06-skippable-frame", "as 156"),
    158: ("H07-trailing-garbage", "65"), 159: ("H08-empty-frame", "65 by the size in the snapshot"),
    160: ("H09-bomb-64MiB-of-zeros", "refused by size; memory flat"),
    161: ("H10-window-31", "refused"), 162: ("H11-not-zstd", "65"),
}


def register():
    for number, (name, wanted) in FRAMES.items():
        def body(context, name=name):
            return refused_frame(context, f"{name}.csv.zst")
        case(number, name, wanted)(body)


register()


@case(152, "H01 good; the archive as written", "verify passes")
def _(context):
    need("zstd")
    workspace = context.workspace()
    ran = workspace.call("verify", "-C", workspace.path)
    expect(ran.code == 0, f"exit {ran.code}")
    frames = glob.glob(os.path.join(workspace.path, "archive/*/*/provenance-*.zst"))
    tested = subprocess.run(["zstd", "-tq", context.bad("H01-good.csv.zst"), *frames])
    expect(tested.returncode == 0, "zstd refuses a good frame")
    return "verify passes; zstd -t passes on our frames"


@case(153, "H02 bit flip; every single-bit flip of a partition", "65, each detected")
def _(context):
    refused_frame(context, "H02-bitflip.csv.zst")
    workspace = context.workspace("flips")
    path = partition(workspace)
    with open(path, "rb") as file:
        good = file.read()
    places = range(len(good) * 8) if context.long else range(0, len(good) * 8, max(1, len(good) // 5))
    for place in places:
        bad = bytearray(good)
        bad[place // 8] ^= 1 << (place % 8)
        with open(path, "wb") as file:
            file.write(bad)
        ran = workspace.call("verify", "-C", workspace.path)
        expect(ran.code == 65, f"bit {place}: exit {ran.code}")
    return "65 for every flip tried (with --long: all of them)"


@case(163, "object missing, extra, two swapped", "verify names it")
def _(context):
    def missing(workspace):
        os.remove(partition(workspace))

    def extra(workspace):
        shutil.copy(partition(workspace), partition(workspace).replace("part-", "part-0"))

    def swapped(workspace):
        one = partition(workspace)
        other = glob.glob(os.path.join(workspace.path, "archive/cases/*/provenance-*.zst"))[0]
        for source, target in ((one, one + "x"), (other, one), (one + "x", other)):
            os.rename(source, target)

    for damage in (missing, extra, swapped):
        _, ran = checked(context, damage.__name__, damage)
        expect(ran.code == 65 and "archive/cases/month=2024-02/" in ran.err, f"{damage.__name__}: {ran.code}")
    return "65 for each, and the file is named"


@case(164, "snapshot edited", "the chain of hashes differs → 65")
def _(context):
    def edited(workspace):
        text = workspace.text("archive/snapshots/000001.json")
        workspace.write("archive/snapshots/000001.json", text.replace('"rows" : 3', '"rows" : 4'))

    def resealed(workspace):
        workspace.write("inbox/b.csv", export(row(1, month="2024-03")))
        expect(workspace.run().code == 0, "the second snapshot")
        edited(workspace)
        text = workspace.read("archive/snapshots/000001.json")
        seal = workspace.text("archive/snapshots/000001.json.sha256").split(" ", 1)[1]
        workspace.write(
            "archive/snapshots/000001.json.sha256", hashlib.sha256(text).hexdigest() + " " + seal)

    for damage in (edited, resealed):
        workspace, ran = checked(context, damage.__name__, damage)
        expect(ran.code == 65 and "snapshots/00000" in ran.err, f"{damage.__name__}: exit {ran.code} {ran.err}")
    return "65, also with its own hash made anew, since the next snapshot names the old one"


@case(165, "archive of a newer format", "78, needs version ≥ x, read nothing")
def _(context):
    workspace = context.workspace()
    text = json.loads(workspace.text("archive/snapshots/000001.json"))
    key = next(name for name in ("version", "format", "formatVersion") if name in text)
    text[key] = 99
    data = json.dumps(text, indent=2).encode()
    workspace.write("archive/snapshots/000001.json", data)
    seal = workspace.text("archive/snapshots/000001.json.sha256").split(" ", 1)[1]
    workspace.write("archive/snapshots/000001.json.sha256", hashlib.sha256(data).hexdigest() + " " + seal)
    before = invariants.outputs_of(workspace)
    workspace.write("inbox/b.csv", export(row(1, month="2024-03")))
    ran = workspace.run()
    expect(ran.code == 78 and "version" in ran.err, f"exit {ran.code} {ran.err}")
    expect(invariants.outputs_of(workspace) == before, "something was written")
    return "78, names the version that is needed, nothing written"


@case(166, "archive of every released version", "readable for ever")
def _(context):
    golden = sorted(glob.glob(os.path.join(CASES, "archive-of-format-*", "input")))
    expect(len(golden) >= 2, f"{len(golden)} archives are kept")
    for number, source in enumerate(golden):
        workspace = context.workspace(f"golden-{number}", base=False)
        shutil.copytree(source, workspace.path, dirs_exist_ok=True)
        ran = workspace.call("verify", "-C", workspace.path)
        expect(ran.code == 0, f"{os.path.dirname(source)}: exit {ran.code} {ran.err}")
        counted = workspace.call("-C", workspace.path, program="caseload-count")
        expect(counted.code == 0, f"counting: exit {counted.code} {counted.err}")
    return f"the archive kept of each of {len(golden)} formats verifies and is counted (none is released yet)"


@case(167, "prune killed in the middle", "two phases; verify passes")
def _(context):
    need("strace")
    workspace = context.workspace()
    workspace.write("inbox/b.csv", export(row(901, amount="1.00"), row(7, month="2024-03")))
    expect(workspace.run("--as-of", "2024-04-30").code == 0, "the second snapshot")
    before = workspace.digest("archive")
    dry = workspace.call("prune", "-C", workspace.path, "--dry-run")
    expect(dry.code == 0 and workspace.digest("archive") == before, "a dry run removes something")
    for call, n in (("rename", 1), ("unlink", 1), ("unlink", 2), ("fsync", 1)):
        killed = Workspace(f"{context.folder}/{call}{n}", context.programs)
        shutil.copytree(workspace.path, killed.path, symlinks=True)
        kill = ("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                f"inject={call}:signal=KILL:when={n}")
        ran = killed.call("prune", "-C", killed.path, wrapper=kill)
        expect(ran.code in (0, -9), f"exit {ran.code}")
        # What is left behind is a temporary file at most, which the next run sweeps.
        expect(killed.run().code == 0, "the next run fails")
        expect(killed.call("verify", "-C", killed.path).code == 0, f"{call} {n}: the archive is not sound")
        expect(killed.call("prune", "-C", killed.path).code == 0, "it cannot be ended")
        invariants.holds(killed, killed.run())
    done = workspace.call("prune", "-C", workspace.path, "--format", "json")
    expect(done.code == 0 and json.loads(done.out)["files"] > 0, f"nothing is removed: {done.out}")
    invariants.holds(workspace, workspace.run())
    lost = set(before) - set(workspace.digest("archive"))
    expect(lost and all("/cases/" in name or "/reference/" in name for name in lost), f"{sorted(lost)}")
    return "the mark is written before anything is removed; verify passes after each kill"


@case(168, "recovery with zstd and sha256sum alone", "restores everything")
def _(context):
    need("zstd", "sha256sum")
    workspace = context.workspace()
    source = workspace.snapshot()["sources"][0]
    drill = (
        "set -e; cd archive/snapshots; sha256sum -c --quiet 000001.json.sha256; cd ../..; "
        "for frame in archive/raw/*.zst; do zstd -dcq \"$frame\" >restored.csv; "
        "test \"$(sha256sum <restored.csv | cut -d' ' -f1)\" = \"$(basename \"$frame\" .csv.zst)\"; done; "
        "for frame in archive/cases/*/*.zst; do zstd -tq \"$frame\"; done")
    ran = subprocess.run(["sh", "-c", drill], cwd=workspace.path, capture_output=True, text=True)
    expect(ran.returncode == 0, f"the drill fails: {ran.stderr}")
    expect(workspace.read("restored.csv") == workspace.read(f"inbox/{source['name']}"), "another export")
    return "every export restored and every frame checked without the program"
