"""NextCharacter: what holds in every state, and what it says."""

import numpy as np

from course_utils.demos import ideas_behind_chatgpt as demos
from course_utils.demos.ideas_behind_chatgpt import next_character
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def chances_of(values):
    """Return the probabilities (V,) by numpy, from the writer's scores."""
    scores = next_character.scores_after(values["prompt"])
    powers = np.exp((scores - scores.max()) / values["temperature"])
    powers[np.argsort(-scores)[values["top_k"] :]] = 0
    return powers / powers.sum()


def perplexity(values):
    chances = chances_of(values)
    return np.prod(chances[chances > 0] ** -chances[chances > 0])


def nearly_certain(values, result, match):
    alike = max(result["text"].count(character) for character in set(result["text"]))
    said = (int(match[1]), int(match[2])) == (alike, len(result["text"]))
    return said and chances_of(values).max() > 0.98


CLAIMS = (
    Claim(r"Nearly certain: (\d+) of (\d+) draws are alike", nearly_certain),
    Claim(
        r"As undecided as among ([\d.]+) equally likely characters",
        lambda v, r, m: abs(float(m[1]) - perplexity(v)) < 0.051,
    ),
)


def sure(values, result):
    hot = chances_of({**values, "temperature": 3.0})
    return chances_of(values).max() > 0.95 and hot.max() < 0.5


PROMISES = {
    "cold": lambda v, r: 0.99 < chances_of(v).max() < 1,
    "as learned": lambda v, r: np.allclose(r["chances"], r["learned"]),
    "hot": lambda v, r: chances_of(v).min() > 0.001,
    "hot, best 3": lambda v, r: (chances_of(v) > 0).sum() == 3,
    "sure of itself": sure,
}


def test_cold_takes_the_best_and_top_k_keeps_k():
    def invariant(values, result):
        chances, learned = result["chances"], result["learned"]
        assert np.isclose(chances.sum(), 1)
        assert (chances > 0).sum() <= values["top_k"]
        assert chances.argmax() == learned.argmax()
        assert (chances[result["drawn"] > 0] > 0).all()
        if values["temperature"] <= 1:
            assert chances.max() >= learned.max() - 1e-9
        elif values["top_k"] == 46:
            assert chances.max() <= learned.max() + 1e-9

    sweep(demos.NextCharacter, invariant, claims=CLAIMS, promises=PROMISES)
