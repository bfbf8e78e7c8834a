#!/usr/bin/env python3
"""Usage: documents.py REPORT_FOLDER MONTH_END   (a day, as YYYY-MM-DD)

Looks at briefing.docx and briefing.pdf: prints what is wrong and exits 1.
"""
import os
import re
import subprocess
import sys
import zipfile

import docx
from docx.oxml.ns import qn

FAULTS = []


def expect(is_so, what):
    if not is_so:
        FAULTS.append(what)


def font(style):
    """The East Asian font of a style, or of those that it is based on."""
    while style is not None:
        properties = style.element.find(qn("w:rPr"))
        fonts = None if properties is None else properties.find(qn("w:rFonts"))
        if fonts is not None:
            return fonts.get(qn("w:eastAsia"))
        style = style.base_style
    return None


def word(path, day):
    document = docx.Document(path)
    headings = [paragraph.style for paragraph in document.paragraphs
                if paragraph.style.name.startswith("Heading")]
    levels = [int(style.name.split()[1]) for style in headings]
    expect(levels[0] == 1 and levels.count(1) == 1, f"the title is no heading of level 1: {levels}")
    expect(all(after <= before + 1 for before, after in zip(levels, levels[1:])),
           f"a level is left out: {levels}")
    expect({font(style) for style in headings} == {"黑体"}, "a heading is not in 黑体")
    defaults = document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:rFonts')}")
    expect(defaults.get(qn("w:eastAsia")) == "仿宋", "the body is not in 仿宋")
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    expect((section.page_width.mm, section.page_height.mm) == (210, 297) or
           round(section.page_width.mm) == 210, "the page is not A4")
    # pandoc rounds a width of 100 % to a whole pixel.
    shapes = document.inline_shapes
    expect(len(shapes) >= 2, f"{len(shapes)} pictures")
    expect(all(abs(shape.width - width) < 20000 for shape in shapes), "a picture is not as wide as the text")
    fields = [text.text for text in section.footer._element.iter(qn("w:instrText"))]
    expect(fields == ["PAGE"], f"no page number: {fields}")
    core = document.core_properties
    expect(core.author == "" and core.last_modified_by == "", "a name of a person")
    expect({str(core.created)[:10], str(core.modified)[:10]} == {day}, f"dated {core.created}")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        expect(all(f"{entry.date_time[0]}" in ("1980", day[:4]) for entry in archive.infolist()),
               "a part carries the clock")
        for name in names:
            private(name, archive.read(name))
    expect(any(name.endswith((".svg", ".png", ".emf")) for name in names), "no picture inside")


def private(name, data):
    """No part tells of the machine or of who ran the program."""
    for word_of_machine in (os.environ.get("USER", ""), os.uname().nodename, "/tmp/", "/home/", "/root/"):
        if len(word_of_machine) > 4:
            expect(word_of_machine.encode() not in data, f"{name} names {word_of_machine}")


def pdf(path, day):
    with open(path, "rb") as file:
        data = file.read()
    private("briefing.pdf", data)
    expect(not re.search(rb"/(Author|Creator) ?\(", data), "the PDF names a person")
    expect(b"/EmbeddedFile" not in data and b"/JavaScript" not in data, "the PDF carries a file")
    dates = set(re.findall(rb"D:(\d{8})", data))
    expect(dates <= {day.replace("-", "").encode()}, f"dated {dates}")
    if subprocess.run(["which", "pdffonts"], capture_output=True).returncode == 0:
        fonts(path)


def fonts(path):
    lines = subprocess.run(["pdffonts", path], capture_output=True, text=True).stdout.split("\n")[2:]
    rows = [line.split() for line in lines if line.strip()]
    expect(rows and all(row[-5] == "yes" for row in rows), "a font is not embedded")
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout.decode()
    expect("主要发现" in text, "the Chinese text cannot be read from the PDF")


for kind, look in (("docx", word), ("pdf", pdf)):
    look(os.path.join(sys.argv[1], "briefing." + kind), sys.argv[2])
print("\n".join(FAULTS))
sys.exit(1 if FAULTS else 0)
