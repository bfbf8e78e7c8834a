"""Whole numbers between bounds, linear inequalities between them, and which values are possible."""
import math
from collections import defaultdict

# A search that has not ended by then has proven nothing.
MOST_STEPS = 2000


class Contradiction(Exception):
    """No value is left for a number."""


class Model:
    """Unknown numbers by key, and what is known of sums of their multiples."""

    def __init__(self):
        self.bounds, self.rows, self.rows_of = {}, [], defaultdict(list)

    def number(self, key, low, high):
        """States that a number lies between two others, both included."""
        old = self.bounds.get(key, (-math.inf, math.inf))
        self.bounds[key] = (max(low, old[0]), min(high, old[1]))

    def sum(self, multiples, low=-math.inf, high=math.inf):
        """States that multiples of numbers, by key, add up to something between two bounds."""
        for key in multiples:
            if key not in self.bounds:
                raise KeyError(f"nothing is known of {key}")
            self.rows_of[key].append(len(self.rows))
        self.rows.append((tuple(multiples.items()), low, high))

    def possible(self, key, enough):
        """So many values of a number that contradict nothing, or all where these are fewer."""
        low, high = self.bounds[key]
        found = []
        for value in range(low, high + 1):
            if len(found) < enough and self.is_possible(key, value):
                found.append(value)
        return found

    def is_possible(self, key, value):
        near = self.neighbours(key)
        bounds = {other: self.bounds[other] for other in near}
        bounds[key] = (value, value)
        self.steps = 0
        return self.search(bounds, {row for other in near for row in self.rows_of[other]})

    def neighbours(self, key):
        """The numbers that rows connect with one."""
        found, open_keys = {key}, [key]
        while open_keys:
            for row in self.rows_of[open_keys.pop()]:
                for other, _ in self.rows[row][0]:
                    if other not in found:
                        found.add(other)
                        open_keys.append(other)
        return found

    def search(self, bounds, rows):
        self.steps += 1
        try:
            self.narrow(bounds, rows)
        except Contradiction:
            return False
        open_keys = [key for key, (low, high) in bounds.items() if low < high]
        if not open_keys or self.steps > MOST_STEPS:
            return True
        key = min(open_keys, key=lambda each: bounds[each][1] - bounds[each][0])
        low, high = bounds[key]
        middle = (low + high) // 2
        return any(self.search({**bounds, key: half}, rows)
                   for half in ((low, middle), (middle + 1, high)))

    def narrow(self, bounds, rows):
        """Tightens bounds by every row until nothing changes."""
        waiting = set(rows)
        while waiting:
            multiples, low, high = self.rows[waiting.pop()]
            ends = [sorted((by * bounds[key][0], by * bounds[key][1])) for key, by in multiples]
            least, most = sum(end[0] for end in ends), sum(end[1] for end in ends)
            if least > high + 1e-9 or most < low - 1e-9:
                raise Contradiction
            for (key, by), (own_least, own_most) in zip(multiples, ends):
                up, down = high - (least - own_least), low - (most - own_most)
                span = sorted((down / by, up / by))
                old = bounds[key]
                new = (old[0] if span[0] == -math.inf else max(old[0], math.ceil(span[0] - 1e-9)),
                       old[1] if span[1] == math.inf else min(old[1], math.floor(span[1] + 1e-9)))
                if new[0] > new[1]:
                    raise Contradiction
                if new != old:
                    bounds[key] = new
                    waiting.update(self.rows_of[key])
                    ends = None
                    break
            if ends is None:
                waiting.update(rows_with(self.rows, multiples, self.rows_of))


def rows_with(rows, multiples, rows_of):
    """The rows that share a number with these multiples."""
    return {row for key, _ in multiples for row in rows_of[key]}
