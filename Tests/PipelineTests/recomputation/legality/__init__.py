"""Comparisons of the indicators of legality and procedure, from their definitions."""
from .annual import compare_annual
from .cases import World
from .challenges import compare_challenges
from .decisions import compare_decisions
from .leniency import compare_leniency
from .limits import compare_limits
from .sample import compare_sample
from .staff import compare_staff
from .transfers import compare_transfers


def compare(report, cells, cases, inbox):
    world = World(cells, cases, inbox)
    for compare_some in (
            compare_annual, compare_decisions, compare_transfers, compare_staff, compare_limits,
            compare_leniency, compare_challenges, compare_sample):
        compare_some(report, world)
