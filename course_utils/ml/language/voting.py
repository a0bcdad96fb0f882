"""Ask several times and let the answers vote: when does the crowd know more?

Self-consistency (Wang et al. 2022) samples several ways of working a question out and
keeps the answer that most of them end with.
"""

from collections import Counter
from math import comb

import numpy as np


def majority_vote(answers):
    """Return the most frequent answer; of equally frequent ones the earliest."""
    if not len(answers):
        raise ValueError("a vote needs at least one answer")
    counts = Counter(answers)
    return max(counts, key=counts.get)


def majority_accuracy(accuracy, votes):
    """Return how often more than half of `votes` independent voters are right.

    Each is right with probability `accuracy`; of an even number, a tie counts one half
    (a coin is thrown). Condorcet's jury theorem, 1785.
    """
    right = np.arange(votes + 1)
    ways = np.array([comb(votes, k) for k in right], dtype=float)
    chance = ways * accuracy**right * (1 - accuracy) ** (votes - right)
    return chance[2 * right > votes].sum() + chance[2 * right == votes].sum() / 2


def plurality_accuracy(accuracy, votes, *, wrong=9, trials=2000, seed=0):
    """Estimate how often the right answer has the most votes, by drawing `trials`.

    Wrong voters spread evenly over `wrong` different answers; ties are drawn by lot.
    """
    rng = np.random.default_rng(seed)
    shares = [accuracy, *[(1 - accuracy) / wrong] * wrong]
    counts = (
        rng.multinomial(votes, shares, trials) + rng.random((trials, 1 + wrong)) / 2
    )
    return (counts.argmax(axis=1) == 0).mean()
