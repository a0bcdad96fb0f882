import numpy as np
import pytest
import torch
from scipy.stats import chisquare

from course_utils.ml.classification.softmax import softmax
from course_utils.ml.language.characters import START
from course_utils.ml.language.pretraining import make_writer
from course_utils.ml.language.sampling import (
    continue_texts,
    draw,
    next_probabilities,
    next_scores,
)

SCORES = np.array([2.0, 0.5, -1.0, 0.0, 1.5])


@pytest.mark.parametrize("temperature", [0.3, 1.0, 2.5])
def test_probabilities_are_the_softmax_at_a_temperature(temperature):
    found = next_probabilities(SCORES, temperature=temperature).numpy()
    assert np.allclose(found, softmax(SCORES, temperature=temperature))


def test_top_k_keeps_the_best_and_their_ratios():
    all_of_them = next_probabilities(SCORES).numpy()
    best = next_probabilities(SCORES, top_k=2).numpy()
    assert np.flatnonzero(best).tolist() == [0, 4]
    assert np.isclose(best[0] / best[4], all_of_them[0] / all_of_them[4])


def test_frequencies_of_draws_follow_the_probabilities():
    probabilities = next_probabilities(SCORES, temperature=1.3).numpy()
    drawn = draw(np.tile(probabilities, (4000, 1)), rng=np.random.default_rng(0))
    counts = np.bincount(drawn, minlength=5)
    assert chisquare(counts, 4000 * probabilities).pvalue > 0.01


def test_nothing_without_probability_is_drawn():
    rng, rows = np.random.default_rng(0), np.tile([0.0, 0.5, 0.0, 0.5, 0.0], (500, 1))
    assert set(draw(rows, rng=rng)) == {1, 3}


@pytest.mark.parametrize("options", [{"temperature": 0.0}, {"top_k": 0}])
def test_impossible_wishes_are_refused(options):
    with pytest.raises(ValueError, match=next(iter(options))):
        next_probabilities(SCORES, **options)


def test_scores_do_not_depend_on_the_company_of_other_texts():
    model = make_writer(width=16)
    alone = next_scores(model, ["the"])
    together = next_scores(model, ["the", "a longer text"])[:1]
    assert torch.allclose(alone, together, atol=1e-5)


def test_texts_that_occur_twice_get_the_same_scores_in_their_places():
    model = make_writer(width=16)
    scores = next_scores(model, ["the", "a", "the"])
    assert torch.equal(scores[0], scores[2])
    assert torch.allclose(scores[1], next_scores(model, ["a"])[0], atol=1e-5)


def test_a_continuation_stops_at_the_end_of_the_line():
    model = make_writer(width=16)
    with torch.no_grad():
        model.score.weight.zero_()
        model.score.bias[0] = 50.0
    assert continue_texts(model, ["abc"], 5) == [""]


def test_the_same_dice_give_the_same_text_and_never_a_line_end():
    model = make_writer(width=16)
    first, second = (
        continue_texts(model, ["a", "b"], 9, rng=np.random.default_rng(4))
        for _ in range(2)
    )
    assert first == second
    assert all(START not in text and len(text) <= 9 for text in first)
