"""Comparisons of groups of which no size is told, for a count of few parties would follow."""
from .published import is_hidden, people


class Closed:
    """Units, with the sums that their groups share, in which one to four are hidden."""

    def __init__(self, hidden):
        self.sums = {(unit, sum_of(contrast)) for unit, contrast in hidden}

    def size(self, number, unit, contrast):
        closed = (unit, sum_of(contrast)) in self.sums and not is_hidden(number)
        return "—" if closed else people(number)

    def holds(self, unit, contrast):
        return (unit, sum_of(contrast)) in self.sums


def sum_of(contrast):
    """Private, state-owned and foreign businesses are the enterprises."""
    return "parties" if contrast.startswith(("type:", "ownership:")) else contrast
