"""Section E: names and kinds of files."""

import os
import socket

from . import invariants
from .cases import case, expect
from .exports import sound
from .world import export, row


def text(number):
    return export(row(number, month="2024-03", name="", party=""))


@case(107, "hostile file names", "stored under the content's hash; the name is data")
def _(context):
    workspace = context.workspace()
    names = ["-rf.csv", "--help", "a b .csv ", "line\nbreak.csv", "'x'\"y\".csv", "$(touch PWNED).csv",
             "长" * 80 + ".csv", "=1+1.csv", "<b>|x|.csv", "..csv", "%s%n.csv"]
    for number, name in enumerate(names, start=1):
        workspace.write(f"inbox/{name}", text(number))
    ran = workspace.run()
    expect(ran.code == 0, f"exit {ran.code} {ran.err}")
    invariants.holds(workspace, ran)
    taken = [file["name"] for file in ran.files]
    expect(sorted(taken) == sorted(set(names) - {"..csv"}), "not every file is read")
    own = [name for name in workspace.names("archive", "reports", "rejects", "counts", "findings")
           if any(mark in name for mark in "\n'\"$<|% ")]
    expect(not own, f"a name of an export in ours: {own[:1]}")
    again = workspace.call("run", "-C", workspace.path, "--", "-rf.csv", cwd=workspace.path + "/inbox")
    expect(again.code == 0, "a name that begins with a dash cannot be given behind --")
    bad = context.workspace("bytes")
    with open(os.path.join(bad.path.encode(), b"inbox", b"\xff\xfe.csv"), "wb") as file:
        file.write(text(1).encode())
    ran = bad.run()
    expect(ran.code == 66 and "not UTF-8" in ran.err, f"a name that is not UTF-8: exit {ran.code}")
    return "10 hostile names read as data; hidden files are left; a name that is not UTF-8 ends with 66"


@case(108, "an agency named a/../../b", "names of ours never come from data")
def _(context):
    content = export(*[row(n, month="2024-03", unit=unit, domain=unit, name="", party="")
                       for n, unit in enumerate(["a/../../b", "../../../evil", "/etc/evil", "..", "CON"], 1)])
    delivery = sound(context, "cases.csv", 5, content=content)
    names = delivery.workspace.names("reports", "archive", "counts", "findings")
    expect(not any("evil" in name or "CON" in name for name in names), "a name from data")
    outside = [name for name in os.listdir(context.folder) if name not in ("w", "other")]
    expect(not outside, "something lies outside the workspace")
    return "no file name comes from data"


@case(109, "input is a link, pipe, folder, device, socket, /proc/self/mem", "regular files only; no hanging")
def _(context):
    folder = context.folder
    target = os.path.join(folder, "t.csv")
    with open(target, "w", encoding="utf-8") as file:
        file.write(text(1))
    os.symlink(target, f"{folder}/link.csv")
    os.mkfifo(f"{folder}/pipe.csv")
    os.mkdir(f"{folder}/folder.csv")
    place = socket.socket(socket.AF_UNIX)
    place.bind(f"{folder}/socket.csv")
    told = []
    for path in ("link.csv", "pipe.csv", "folder.csv", "socket.csv", "/dev/zero", "/proc/self/mem", "no.csv"):
        workspace = context.workspace(f"w{len(told)}")
        before = workspace.digest("reports", "archive")
        ran = workspace.run(path if path.startswith("/") else f"{folder}/{path}")
        invariants.holds(workspace, ran, before)
        expect(ran.code in (65, 66, 74) and ran.seconds < 30, f"{path}: exit {ran.code}")
        told.append(ran.code)
    place.close()
    inbox = context.workspace("inbox")
    os.symlink(target, f"{inbox.path}/inbox/link.csv")
    ran = inbox.run()
    expect(ran.code == 66 and "symbolic link" in ran.err, f"a link in inbox: exit {ran.code} {ran.err}")
    expect(told == [66, 66, 66, 66, 66, 74, 66], f"exit codes {told}")
    return "each refused with 66 at once; reading /proc/self/mem is an input error, 74"


@case(110, "links in the archive or the output that lead outside", "not followed; 77")
def _(context):
    told = []
    for place in ("archive/raw", "archive/cases", "rejects", "reports", "counts", "staging", "reports/2024-03",
                  "archive/snapshots/000002.json"):
        workspace = context.workspace(place.replace("/", "-"))
        outside = os.path.join(context.folder, "outside-" + place.replace("/", "-"))
        path = os.path.join(workspace.path, place)
        if os.path.isdir(path):
            os.rename(path, outside)
        else:
            os.makedirs(outside)
        os.symlink(outside, path)
        before = sorted(os.listdir(outside))
        bad = export(row(1, month="2024-03", name="", party=""), "短")
        workspace.write("inbox/a.csv", bad)
        ran = workspace.run()
        invariants.ran_well(ran)
        expect(ran.code != 0, f"{place}: the link is followed")
        expect(sorted(os.listdir(outside)) == before, f"{place}: written outside")
        told.append(f"{place} {ran.code}")
    expect(all(item.endswith(("77", "73", "65")) for item in told), ", ".join(told))
    return ", ".join(told)
