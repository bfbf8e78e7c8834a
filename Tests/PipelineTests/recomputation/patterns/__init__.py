"""Comparisons of the selective and the profit-driven indicators, from their definitions."""
from .amounts import compare_amounts
from .bands import compare_bands
from .bursts import compare_bursts
from .contrasts import compare_contrasts
from .evenness import compare_evenness
from .filings import compare_filings
from .largest import compare_largest
from .means import compare_means
from .mixes import compare_mixes
from .parties import compare_parties
from .peers import compare_peers
from .positions import compare_positions
from .receipts import compare_receipts
from .register import compare_register
from .shares import compare_shares
from .thresholds import compare_thresholds
from .world import World


def compare(report, histories, answers, cases, inbox):
    world = World(histories.cells, answers, cases, inbox)
    world.histories = histories
    for compare_some in (
            compare_peers, compare_contrasts, compare_means, compare_positions, compare_bands,
            compare_parties, compare_register, compare_filings, compare_thresholds,
            compare_amounts, compare_shares, compare_receipts, compare_bursts,
            compare_largest, compare_mixes, compare_evenness):
        compare_some(report, world)
