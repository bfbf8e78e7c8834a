"""Texts of pictures: in the picture, in the document beside it, and in its page."""
import html
import os
import re

from .. import markdown

IMAGE = re.compile(r"!\[([^\]]*)\]\(charts/([\w-]+)\.svg\)")


def text_of(folder, name):
    """Title and description of a picture."""
    with open(os.path.join(folder, "charts", name + ".svg"), encoding="utf-8") as file:
        picture = file.read()
    return "：".join(html.unescape(re.search(rf"<{part} [^>]*>(.*?)</{part}>", picture).group(1))
                    for part in ("title", "desc"))


def compare_pictures(report, what, folder, names=("briefing.md",)):
    """What stands in place of a picture is what the picture says of itself."""
    ours, theirs = {}, {}
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for text, picture in IMAGE.findall(file.read()):
                theirs[name, picture] = markdown.plain(text)
                ours[name, picture] = markdown.plain(text_of(folder, picture))
    report.compare(f"{what}: texts of pictures", ours, theirs)


def compare_pages(report, what, folder, names=("briefing",)):
    """A page prints the numbers of its document, in their order."""
    ours, theirs = {}, {}
    for name in names:
        with open(f"{folder}/{name}.md", encoding="utf-8") as file:
            ours[name] = numbers(re.sub(r"!\[[^\]]*\]\([^)]*\)", "", file.read()))
        with open(f"{folder}/{name}.html", encoding="utf-8") as file:
            # The running head stands before the heading.
            body = re.sub(r"<(svg|figcaption)\b.*?</\1>", "", file.read().split("<h1")[1],
                          flags=re.S)
        theirs[name] = numbers(re.sub(r"<[^>]*>", " ", "<h1" + body))
    report.compare(f"{what}: numbers of pages", ours, theirs)


def numbers(text):
    return tuple(re.findall(r"\d+(?:[.,]\d+)*", text))
