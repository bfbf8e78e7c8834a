"""What is published, looked at as a spreadsheet, a browser or a Markdown reader would see it."""

import csv
import html.parser
import io
import json
import re
import shutil
import subprocess
import xml.etree.ElementTree

from .cases import expect

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
# Control characters but line ends, marks of direction, zero-width characters, non-characters.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufffe\uffff]")


def months_files(workspace, *endings):
    return [name for name in workspace.names("reports") if name.endswith(endings)]


def formulas(workspace):
    """Every text cell of every published CSV that a spreadsheet would execute."""
    found = []
    for month in workspace.months():
        package = json.loads(workspace.text(f"reports/{month}/datapackage.json"))
        for resource in package["resources"]:
            if resource.get("format") != "csv":
                continue
            numeric = {field["name"] for field in resource["schema"]["fields"]
                       if field["type"] in ("integer", "number")}
            text = workspace.text(f"reports/{month}/{resource['path']}").removeprefix("\ufeff")
            for line in csv.DictReader(io.StringIO(text, newline="")):
                for column, cell in line.items():
                    if column in numeric:
                        expect(not cell or re.fullmatch(r"-?[0-9.]+", cell), f"{column}: no number")
                    elif cell.startswith(FORMULA):
                        found.append(f"{resource['path']} {column}")
    return found


def unseen(workspace):
    """Files below reports that hold a character which is not to be seen."""
    return [name for name in workspace.names("reports")
            if UNSEEN.search(workspace.text(name).removeprefix("\ufeff").replace("\r\n", "\n"))]


def markdown_structure(workspace):
    """Tables have as many cells in each row as in their head; headings and rules are the report's."""
    faults = []
    for name in months_files(workspace, ".md"):
        width = 0
        for number, line in enumerate(workspace.text(name).split("\n"), start=1):
            bare = re.sub(r"\\.", "", line)
            if not bare.startswith("|"):
                width = 0
                if re.search(r"!\[|\]\(javascript|<[a-zA-Z!/]", re.sub(r"!\[[^\]]*\]\(charts/", "", bare)):
                    faults.append(f"{name} line {number}: markup")
                continue
            cells = bare.count("|")
            if width and cells != width:
                faults.append(f"{name} line {number}: {cells - 1} cells of {width - 1}")
            width = width or cells
            if re.search(r"!\[|\]\(|<[a-zA-Z!/]|`", bare):
                faults.append(f"{name} line {number}: markup in a cell")
    return faults


def markdown_elements(workspace):
    """Images, links and raw pieces that pandoc finds; none where pandoc is missing."""
    if not shutil.which("pandoc"):
        return []
    found = []

    def walk(node):
        if isinstance(node, dict):
            if node.get("t") in ("Image", "Link"):
                target = node["c"][2][0]
                if not re.match(r"charts/|#|https://(www\.)?(gov|npc|doi)", target):
                    found.append(f"{node['t']} {target[:40]}")
            elif node.get("t") in ("RawInline", "RawBlock"):
                found.append(node["t"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    for name in months_files(workspace, ".md"):
        read = subprocess.run(
            ["pandoc", "-f", "gfm", "-t", "json"], input=workspace.read(name), capture_output=True,
            check=True)
        walk(json.loads(read.stdout))
    return found


class Page(html.parser.HTMLParser):
    """Collects what in a page could run or fetch something."""

    def __init__(self):
        super().__init__()
        self.faults = []
        self.policy = ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag in ("script", "iframe", "object", "embed", "form", "link"):
            self.faults.append(tag)
        if tag == "meta" and given.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = given.get("content", "")
        for name, value in attributes:
            if name.startswith("on") or "javascript:" in (value or "").lower():
                self.faults.append(f"{tag} {name}")
            if name == "src" and not (value or "").startswith(("data:", "charts/")):
                self.faults.append(f"{tag} src")


def pages(workspace):
    """Checks every HTML and SVG file; returns how many there are."""
    count = 0
    for name in months_files(workspace, ".svg", ".html"):
        count += 1
        text = workspace.text(name)
        if name.endswith(".svg"):
            root = xml.etree.ElementTree.fromstring(text)
            for node in root.iter():
                tag = node.tag.split("}")[-1]
                expect(tag not in ("script", "foreignObject", "image"), f"{name}: {tag}")
                for attribute, value in node.attrib.items():
                    expect(not attribute.startswith("on") and "http" not in value
                           and "javascript" not in value, f"{name}: {attribute}")
            continue
        page = Page()
        page.feed(text)
        expect(not page.faults, f"{name}: {page.faults[:3]}")
        expect("default-src 'none'" in page.policy, f"{name}: no content security policy")
    return count
