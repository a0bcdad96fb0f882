"""Ask several times and let the answers vote: when does the crowd know more?

Self-consistency (Wang et al. 2022) samples several ways of working a question out and
keeps the answer that most of them end with.
"""

from collections import Counter
from functools import cache
from math import comb, factorial

import numpy as np


def majority_vote(answers):
    """Return the most frequent answer; of equally frequent ones the earliest.

    Raises ValueError without an answer.
    """
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


def plurality_accuracy(accuracy, votes, *, wrong=9):
    """Return how often the right answer has the most votes; ties are drawn by lot.

    Each of `votes` independent voters is right with probability `accuracy`; the others
    spread evenly over `wrong` different answers.
    """
    right = np.arange(votes + 1)
    ways = np.array([comb(votes, k) for k in right], dtype=float)
    chance = ways * accuracy**right * (1 - accuracy) ** (votes - right)
    return chance @ _shares_won(int(votes), int(wrong))


@cache
def _shares_won(votes, wrong):
    """Return how often the right answer wins (votes + 1,), by its number of votes.

    The counts of the wrong answers are the exponents of a product of the polynomials
    x^c / c!, one for each answer: `below` has those with fewer than k votes.
    """
    inverse = np.array([1 / factorial(c) for c in range(votes + 1)])
    won = np.zeros(votes + 1)
    for k in range(1, votes + 1):
        others = votes - k
        for level in range(wrong + 1):  # so many wrong answers have k votes, too
            if others < level * k:
                break
            product = np.ones(1)
            for _ in range(wrong - level):
                product = np.convolve(product, inverse[:k])[: others + 1]
            rest = others - level * k
            weight = product[rest] if rest < len(product) else 0.0
            won[k] += comb(wrong, level) * inverse[k] ** level * weight / (level + 1)
        won[k] *= factorial(others) / wrong**others
    return won
