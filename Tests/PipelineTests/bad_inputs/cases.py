"""The list of cases, and the four ways in which one ends."""

import dataclasses

SECTIONS = {
    "A": ("Encoding", 1, 20),
    "B": ("CSV structure", 21, 64),
    "C": ("Values", 65, 79),
    "D": ("Meaning across rows and files", 80, 92),
    "E": ("Output injection", 93, 110),
    "F": ("Personal data", 111, 125),
    "G": ("Faults while running", 126, 151),
    "H": ("Archive", 152, 168),
    "I": ("Environment", 169, 174),
    "J": ("Settings and command line", 175, 184),
    "K": ("Continuous fuzzing", 185, 187),
}


class Failed(Exception):
    """The program does not do what is wanted."""


class NotRun(Exception):
    """Something that the case needs is missing here."""


class Deviates(Exception):
    """The program does something else on purpose; the text says what, and why."""


@dataclasses.dataclass
class Case:
    number: int
    given: str
    wanted: str
    body: object

    @property
    def section(self):
        return next(
            letter for letter, (_, first, last) in SECTIONS.items()
            if first <= self.number <= last)


@dataclasses.dataclass
class Result:
    case: Case
    outcome: str  # pass, deviates, fail or not run
    observed: str


CASES = {}


def case(number, given, wanted):
    """Registers the function below it as the body of a case; it returns what it observed."""

    def register(body):
        if number in CASES:
            raise ValueError(f"case {number} twice")
        CASES[number] = Case(number, given, wanted, body)
        return body

    return register


def expect(condition, text):
    """Ends the case as failed where a condition does not hold."""
    if not condition:
        raise Failed(text)


def run_case(item, context):
    """Runs the body of a case and says how it ended."""
    try:
        return Result(item, "pass", item.body(context) or "as expected")
    except Deviates as end:
        return Result(item, "deviates", str(end))
    except NotRun as end:
        return Result(item, "not run", str(end))
    except Failed as end:
        return Result(item, "fail", str(end))
    except Exception as end:  # a fault of the runner is no pass
        return Result(item, "fail", f"runner: {type(end).__name__}: {end}")
