"""Nothing of a shared report names a person, a case, a complaint or an inspection."""
import os
import re

from .exports import rows_of

# Columns that name somebody or something that belongs to somebody.
COLUMNS = ("case_id", "party_name", "party_id", "执法人员", "执法证号", "线索编号", "决定书文号",
           "complaint_id", "inspection_id", "移送编号", "监管对象代码")
SHORTEST = 6


def compare(report, inbox):
    names, texts = identifiers(inbox), dict(published(report.folder))
    shapes = {shape(name) for name in names}
    found = {}
    for path, text in texts.items():
        for pattern in shapes:
            for match in re.finditer(f"(?=({pattern}))", text):
                if match.group(1) in names:
                    found[path] = "an identifier"
    report.compare(f"files that hold one of {len(names)} identifiers", {}, found)
    documents = {path: text for path, text in texts.items()
                 if path.endswith((".md", ".html", "datapackage.json", "provenance.json"))}
    report.compare("documents that state their level", {
        path: "shared" for path in documents},
                   {path: level_of(path, text) for path, text in documents.items()})


def level_of(path, text):
    if path.endswith(".json"):
        return ", ".join(sorted(set(re.findall(r'"level"\s*:\s*"(shared|internal)"', text))))
    # Beyond the head a report may say what stands in the internal one alone.
    head = text[:text.find("线索是需要核实的问题" if "briefing" in path else "数据接收")]
    return "shared" if "共享版" in head and "内部版" not in head else "none"


def identifiers(inbox):
    names = set()
    for name in os.listdir(inbox):
        for row in rows_of(os.path.join(inbox, name))[0]:
            for column in COLUMNS:
                # An entry of several officers names each of them.
                names |= set(re.split("[；;、,]", row.get(column, "") or ""))
    return {name.strip() for name in names if len(name.strip()) >= SHORTEST}


def shape(name):
    """A pattern of names that are built as this one."""
    kinds = [r"\d" if char.isdigit() else "[A-Z]" if "A" <= char <= "Z"
             else "[一-鿿]" if "一" <= char <= "鿿" else re.escape(char) for char in name]
    return "".join(kinds)


def published(folder):
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            try:
                with open(path, encoding="utf-8") as file:
                    yield os.path.relpath(path, folder), file.read()
            except UnicodeDecodeError:
                # Printed forms are made of the documents.
                continue
