"""Section A: encodings."""

import subprocess

from .cases import case, expect
from .exports import refused, sound
from .world import export, row


def kept_whole(delivery):
    """The raw export in the archive is the delivered one, byte for byte."""
    source = next(
        item for item in delivery.workspace.snapshot()["sources"] if item["name"] == delivery.name)
    frame = f"{delivery.workspace.path}/archive/{source['path']}"
    plain = subprocess.run(["zstd", "-dcq", frame], capture_output=True, check=True).stdout
    expect(plain == delivery.content, "the raw export is not kept byte for byte")
    return delivery.observed()


def numbers_of(delivery):
    return sorted(item["case_id"] for item in delivery.workspace.archived() if item["filed_date"][:7] == "2024-03")


@case(1, "A01-utf8-bom", "2 rows; no mark in the first header")
def _(context):
    delivery = sound(context, "A01-utf8-bom.csv", 2, encoding="UTF-8", unknown_columns=[])
    return kept_whole(delivery)


@case(2, "A02-utf8-plain", "2 rows")
def _(context):
    return kept_whole(sound(context, "A02-utf8-plain.csv", 2, encoding="UTF-8"))


@case(3, "A03-gb18030", "2 rows, encoding reported")
def _(context):
    return kept_whole(sound(context, "A03-gb18030.csv", 2, encoding="GB18030")) + ", GB18030"


@case(4, "A04-gb18030-4byte (䶮, 𠮷)", "3 rows, round trip byte-exact")
def _(context):
    delivery = sound(context, "A04-gb18030-4byte.csv", 3, encoding="GB18030")
    names = {"王䶮": "王䶮", "𠮷田商店": "𠮷田商店", "㑇记": "㑇记"}
    # A party without an identifier is known by its name: the same name in UTF-8 is the same party.
    cells = [export(*[row(n, month="2024-03", name=name, party="") for n, name in enumerate(names)])]
    left = delivery.context.workspace("left")
    left.write("inbox/a.csv", cells[0].encode("gb18030"))
    right = delivery.context.workspace("right")
    right.write("inbox/a.csv", cells[0])
    expect(left.run().code == 0 and right.run().code == 0, "the names alone are not taken")
    parties = [sorted(item["party"] for item in side.archived()) for side in (left, right)]
    expect(parties[0] == parties[1], "names of four-byte characters are read as others")
    return kept_whole(delivery)


@case(5, "A05-gb18030-truncated", "refused 65 ENC-TRUNCATED")
def _(context):
    return refused(context, "A05-gb18030-truncated.csv", "ENC-TRUNCATED", 3).observed()


@case(6, "A06-gb18030-bad-middle (81 20)", "that row rejected, others unshifted")
def _(context):
    rules = [("ENC-INVALID", 3)]
    return sound(context, "A06-gb18030-bad-middle.csv", 1, rules=rules, encoding="GB18030").observed()


@case(7, "A07-gb18030-bad-4byte (84 31 A4 41)", "row rejected")
def _(context):
    rules = [("ENC-INVALID", 3)]
    return sound(context, "A07-gb18030-bad-4byte.csv", 1, rules=rules, encoding="GB18030").observed()


@case(8, "A08-cp936-euro-0x80", "row rejected; never U+FFFD")
def _(context):
    rules = [("ENC-INVALID", 2)]
    return sound(context, "A08-cp936-euro-0x80.csv", 0, rules=rules, encoding="GB18030").observed()


@case(9, "A09-mixed-encodings", "refused 65 ENC-MIXED, first bad offset")
def _(context):
    delivery = refused(context, "A09-mixed-encodings.csv", "ENC-MIXED", 3)
    offset = delivery.refused["offset"]
    expect(delivery.content[offset] >= 0x80, "the offset is not that of a bad byte")
    expect(delivery.content[:offset].decode("utf-8") is not None, "an earlier byte is bad")
    return delivery.observed()


@case(10, "A10-utf16le-tab (Excel's Unicode text)", "2 rows, or refused with that hint")
def _(context):
    return sound(
        context, "A10-utf16le-tab.csv", 2, encoding="UTF-16LE", delimiter="tab").observed()


@case(11, "A11-utf16be", "as 10")
def _(context):
    return sound(context, "A11-utf16be.csv", 2, encoding="UTF-16BE").observed()


@case(12, "A12-utf8-invalid (overlong, surrogate, F5)", "3 rows rejected, 2 taken; not read as GB18030")
def _(context):
    rules = [("ENC-INVALID", line) for line in (3, 4, 5)]
    return sound(context, "A12-utf8-invalid.csv", 2, rules=rules, encoding="UTF-8").observed()


@case(13, "A13-bom-in-the-middle (cat a b)", "no U+FEFF in the second case number")
def _(context):
    delivery = sound(context, "A13-bom-in-the-middle.csv", 2)
    expect(all("\ufeff" not in number for number in numbers_of(delivery)), "U+FEFF in a case number")
    expect(len(numbers_of(delivery)) == 2, "two cases are wanted")
    return delivery.observed()


@case(14, "A14-big5", "refused 65 HEADER")
def _(context):
    return refused(context, "A14-big5.csv", "HEADER", 1).observed()


@case(15, "A15-ambiguous (bytes valid in both)", "a mark, then UTF-8, then GB18030; --encoding overrides")
def _(context):
    data = context.bytes_of("A15-ambiguous-utf8-gbk.csv").replace(
        b"case_no,agency,domain,party,id,date,amount",
        b"case_id,unit_name,domain,party_name,party_id,filed_date,amount")
    delivery = sound(context, "ambiguous.csv", 1, content=data, encoding="UTF-8")
    other = context.workspace("overridden")
    path = other.write("inbox/ambiguous.csv", data)
    ran = other.call(
        "-C", other.path, "--format", "json", "--encoding", "GB18030", path,
        program="caseload-ingest")
    expect(ran.files[0]["encoding"] == "GB18030", "--encoding does not override")
    context.move("second")
    refused(context, "A15-ambiguous-utf8-gbk.csv", "HEADER-MISSING", 1)
    return delivery.observed() + ", UTF-8 by rule; GB18030 when asked for"


@case(16, "A16-ascii with English header", "taken only through the header table")
def _(context):
    return refused(context, "A16-ascii.csv", "HEADER-MISSING", 1).observed()


@case(17, "A17 U+FFFD already inside", "row kept, warning ENC-LOSSY-UPSTREAM")
def _(context):
    return sound(context, "A17-replacement-char.csv", 1, note_ENC_LOSSY_UPSTREAM=1).observed() \
        + ", ENC-LOSSY-UPSTREAM"


@case(18, "A18-bom-quoted-header", "1 row")
def _(context):
    return sound(context, "A18-bom-quoted-header.csv", 1).observed()


@case(19, "A19 GB18030 trail bytes 5C and 7C", "3 rows; no backslash or pipe logic on bytes")
def _(context):
    return kept_whole(sound(context, "A19-gb18030-trail-5c-7c.csv", 3, encoding="GB18030"))


@case(20, "A6D9, FE59, A8BC, 8135F437, 84318236, 80", "one table, tested against it: glibc's GB18030")
def _(context):
    samples = ["A6D9", "FE59", "A8BC", "8135F437", "84318236", "80"]
    told = []
    for sample in samples:
        code = bytes.fromhex(sample)
        reference = subprocess.run(
            ["iconv", "-f", "GB18030", "-t", "UTF-8"], input=code, capture_output=True)
        plain = export(row(1, month="2024-03", domain="市场@监管")).encode("gb18030").replace(b"@", code)
        workspace = context.workspace(sample)
        workspace.write("inbox/a.csv", plain)
        ran = workspace.run()
        taken = ran.files[0]["accepted"] == 1
        expect(taken == (reference.returncode == 0), f"{sample}: not as glibc reads it")
        told.append(f"{sample} {'read' if taken else 'rejected'}")
    return ", ".join(told)
