"""What rows repeat of the registers: districts and names, successions, clauses of indicators."""
import re

from . import markdown

# Clauses of the decision by indicators, as the design sorts them; families stand for all others.
CLAUSES = {
    "2": ("Z08", "Z09", "Z13", "L17", "C06", "C10"), "3": ("C01", "C04", "C07", "C08"),
    "4": ("L", "C03", "Q05"), "5": ("L11", "L12", "D", "C05"), "6": ("Z", "L15", "O01", "Q"),
    "7": ("S", "P", "L13", "L16", "C09"), "8": ("O02",)}
TABLES = ("flags", "zero_cells", "charts/silence")


def compare(report, city):
    compare_places(report, city)
    compare_successions(report, city)
    compare_clauses(report)


def compare_places(report, city):
    """District and names of each row of a unit, and the name of each row of a district."""
    for table in TABLES:
        ours, theirs = {}, {}
        for at, row in enumerate(report.rows(table)):
            unit, place = row["unit_code"], row["district_code"]
            theirs[at] = place, row["unit_name"], row["district_name"]
            if unit:
                place = city.place(city.district[unit])
            ours[at] = (place, city.unit_name[unit] if unit else "",
                        city.district_name[place] if place else "")
        report.compare(f"districts and names of {table}.csv", ours, theirs)


def compare_successions(report, city):
    """Districts and units whose history another carries, in the order of their codes."""
    lines = []
    for names, after in ((city.district_name, city.new_district), (city.unit_name, city.successor)):
        for code in sorted(code for code, new in after.items() if new):
            lines.append((names[code], code, names[after[code]], after[code]))
    told = re.findall(r"^- (.+?)（([\w-]+)）的历史计入(.+?)（([\w-]+)）。$",
                      markdown.plain(report.text), re.M)
    report.compare("successions", dict(enumerate(lines)), dict(enumerate(told)))


def compare_clauses(report):
    """The longest name of an indicator or family decides."""
    ours = {}
    for row in report.rows("coverage"):
        code = row["indicator"]
        ours[code] = max((name, clause) for clause, names in CLAUSES.items()
                         for name in names if code.startswith(name))[1]
    report.compare("clauses of indicators", ours, {
        row["indicator"]: row["clause"] for row in report.rows("coverage")})
