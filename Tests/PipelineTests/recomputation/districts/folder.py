"""Published files of a division."""
import os

from .. import markdown, published


class Document:
    """The briefing of a folder, and the data beside it."""

    def __init__(self, folder):
        self.folder = folder
        with open(os.path.join(folder, "briefing.md"), encoding="utf-8") as file:
            self.text = file.read()

    def data(self, name):
        return published.rows(self.folder, name)

    def rows_below(self, title):
        """Rows of the table whose first column has this title; none where there is no table."""
        if f"\n| {title} |" not in self.text:
            return []
        return list(markdown.rows(self.text, title))
