"""L07 and C08: who handled a case, by the list of officers."""
from collections import defaultdict

from ..exports import day, folded
from .cases import listed
from .printed import compare_rule

OFFICERS = 2


class Book:
    """Officers of each yearly list, with their roles and the last day of their certificate."""

    def __init__(self, world):
        self.people, self.units = defaultdict(dict), defaultdict(set)
        for row in world.table("officers"):
            code, year = folded(row["执法证号"]), row["年度"]
            roles, ends = self.people[year].setdefault(code, (set(), []))
            roles.add(row["岗位"])
            ends.append(day(row["执法证有效期"], ""))
            self.units[year].add(world.city.unit(row["unit_code"]))

    def seen(self):
        """Units that some list holds."""
        return set().union(*self.units.values())

    def year_of(self, decided):
        """The list of the year, else the nearest one before it."""
        return max((year for year in self.people if year <= decided[:4]), default=None)

    def knows(self, case):
        year = self.year_of(case.decided)
        return year is not None and case.unit in self.units[year]

    def person(self, code, decided):
        return self.people[self.year_of(decided)].get(code)


def compare_staff(report, world):
    book = Book(world)

    def names(case):
        return set(listed(case.row.get("执法人员")))

    def two(case):
        people = names(case)
        if not people:
            return "unknown"
        if len(people) < OFFICERS:
            return "fewer_than_two"
        if not book.knows(case):
            return "kept"
        found = [book.person(code, case.decided) for code in people]
        if any(person and all(person[1]) and max(person[1]) < case.decided for person in found):
            return "uncertified"
        return "not_listed" if None in found else "kept"

    def auxiliary(case):
        people = names(case)
        if not people or not book.knows(case):
            return "unknown"
        found = [book.person(code, case.decided) for code in people]
        roles = [person[0] - {""} if person else set() for person in found]
        if any(own - {"辅助"} for own in roles):
            return "kept"
        return "auxiliaries_only" if all(roles) else "unknown"

    kinds = ("fewer_than_two", "uncertified", "not_listed")
    compare_rule(report, world, "L07", world.resolved, two, kinds if book.people else kinds[:1],
                 weaker=("not_listed",), unseen={case.unit for case in world.resolved} - book.seen())
    has = any("辅助" in roles for people in book.people.values() for roles, _ in people.values())
    compare_rule(report, world, "C08", world.resolved if has else [], auxiliary,
                 ("auxiliaries_only",))
