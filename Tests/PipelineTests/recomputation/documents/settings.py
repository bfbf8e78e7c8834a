"""The table of settings: the defaults that the method annex states, and what the sample sets."""
import os
import re
import tomllib

from .. import markdown

DEFAULT = re.compile(r"^- 参数 (\w+)（默认 ([^）]+)）", re.M)
# As in the program: settings that no indicator owns, where the file of the city sets none.
GENERAL = {
    "ingest.absent_limit": "0.05", "archive.raw": "keep", "file_review.seed": "1",
    "publish.closing_months": "3", "publish.max_swing": "0.5",
    "publish.revision_threshold": "0.02"}
# Of the key of pseudonyms nothing is told.
SILENT = ("pseudonyms", "language")


def compare_settings(report, inbox):
    annex = markdown.plain(report.text.split("\n## 7 ")[1].split("\n## 8 ")[0])
    ours = dict(GENERAL)
    for part in annex.split("\n### ")[1:]:
        code = part.split(" ")[0]
        ours.update({f"indicators.{code}.{name}": value for name, value in DEFAULT.findall(part)})
    with open(os.path.join(os.path.dirname(inbox), "caseload.toml"), "rb") as file:
        ours.update(flat(tomllib.load(file)))
    theirs = markdown.table("\n## 8 " + report.text.split("\n## 8 ")[1], "键")
    report.compare("settings", {name: (value,) for name, value in ours.items()}, theirs)


def flat(tables, start=""):
    """Settings by their whole names."""
    found = {}
    for name, value in tables.items():
        if isinstance(value, dict):
            found.update(flat(value, f"{start}{name}."))
        elif not (start + name).startswith(SILENT):
            found[start + name] = str(value)
    return found
