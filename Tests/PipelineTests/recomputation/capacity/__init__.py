"""Comparisons of capacity, disturbance, terms and follow-up, from their definitions."""
from .duration import compare_duration
from .follow_up import compare_follow_up
from .loads import compare_loads
from .staff import compare_staff
from .streams import compare_streams
from .terms import compare_terms
from .visits import compare_visits
from .world import World


def compare(report, cells, cases, inbox):
    world = World(cells, cases, inbox)
    for compare_some in (compare_staff, compare_loads, compare_follow_up, compare_duration,
                         compare_terms, compare_visits, compare_streams):
        compare_some(report, world)
