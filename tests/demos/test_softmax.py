import numpy as np
import pytest
import torch

from course_utils.demos import softmax as demos
from course_utils.ml.cascade import XOR_POINTS, XOR_TARGETS
from tests.demos.sweep import sweep


def test_probabilities_sum_to_one_and_ignore_the_shift():
    def unchanged_by_a_shift(values, result):
        probabilities = result["probabilities"]
        assert probabilities.sum() == pytest.approx(1)
        plain = demos.SoftmaxBars.compute(**{**values, "shift": 0.0})
        np.testing.assert_allclose(probabilities, plain["probabilities"], atol=1e-9)

    sweep(demos.SoftmaxBars, unchanged_by_a_shift)


def test_cross_entropy_is_entropy_plus_divergence():
    def adds_up(values, result):
        parts = result["entropy"] + result["divergence"]
        assert result["cross_entropy"] == pytest.approx(parts)
        assert result["entropy"] >= 0
        assert result["divergence"] >= -1e-12
        assert (result["divergence"] < 1e-9) == (values["p"] == values["q"])
        assert (result["curve"] >= result["entropy"] - 1e-12).all()

    sweep(demos.Surprise, adds_up)


def test_softmax_training_equals_torch():
    points, labels = demos.wines()
    weights = torch.zeros((2, 3), dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weights, bias], lr=0.5)
    for _ in range(20):
        optimizer.zero_grad()
        logits = torch.tensor(points) @ weights + bias
        torch.nn.functional.cross_entropy(logits, torch.tensor(labels)).backward()
        optimizer.step()
    kept_weights, kept_bias, _, _ = demos.wine_training()
    np.testing.assert_allclose(kept_weights[20], weights.detach(), atol=1e-12)
    np.testing.assert_allclose(kept_bias[20], bias.detach(), atol=1e-12)


def test_everywhere_exactly_one_class_leads():
    def one_leader(values, result):
        leading = (result["leads"] > 0).sum(axis=0)
        assert leading.max() == (0 if values["updates"] == 0 else 1)
        losses = demos.wine_training()[2]
        assert (np.diff(losses) < 0).all()

    sweep(demos.ThreeClasses, one_leader)


def test_no_line_gets_more_than_three_corners_of_xor():
    def never_four(values, result):
        assert result["right"] <= 3
        assert len(result["wrong"]) == 4 - result["right"]

    sweep(demos.LineOnXor, never_four)


def test_the_line_drawn_is_where_the_score_is_zero():
    for w, b in [((1.0, 2.0), -0.5), ((0.0, -3.0), 1.0), ((2.0, 0.0), 0.3)]:
        x, y = demos.line_ends(np.array(w), b)
        np.testing.assert_allclose(w[0] * x + w[1] * y + b, 0, atol=1e-9)


def test_both_spaces_say_the_same_about_every_corner():
    def consistent(values, result):
        assert ((result["places"] >= 0) & (result["places"] <= 1)).all()
        (x1, x2), (y1, y2) = result["line"]
        side = (x2 - x1) * (result["places"][:, 1] - y1) - (y2 - y1) * (
            result["places"][:, 0] - x1
        )
        path, losses = demos.cascade_runs()[values["start"]]
        w, b = path[values["updates"]].w, path[values["updates"]].b
        score = result["places"] @ w + b
        right = ((score > 0) == (XOR_TARGETS == 1)).sum()
        assert result["right"] == right
        if np.abs(score).min() > 1e-6:
            assert len(set(np.sign(side) * np.sign(score))) == 1
        assert losses[-1] < losses[0]

    sweep(demos.TransformedSpace, consistent)
    assert len(XOR_POINTS) == 4


def test_the_gaussian_kernel_bends_where_the_linear_one_cannot():
    def plausible(values, result):
        assert 2 <= len(result["support"]) <= 120
        bend = np.abs(np.diff(result["score"], n=2, axis=0)).max()
        assert (bend < 1e-6) == (values["kernel"] == "linear")
        if values["kernel"] == "linear" and values["kind"] == "XOR":
            assert result["unseen"] < 0.8

    sweep(demos.KernelMachine, plausible)
