"""Parameters of indicators as the report states them; that these are in force is held elsewhere."""
from .. import markdown


def parameters(report, code):
    """Numbers of an indicator's settings by their names."""
    table = markdown.table("\n## 8 " + report.text.split("\n## 8 ")[1], "键")
    start = f"indicators.{code}."
    return {name.removeprefix(start): float(value) for name, (value,) in table.items()
            if name.startswith(start)}
