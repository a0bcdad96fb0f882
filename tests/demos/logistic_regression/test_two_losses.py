"""TwoLosses: what holds in every state, and what it says."""

import numpy as np
import pytest

from course_utils.demos import logistic_regression as demos
from course_utils.demos.logistic_regression import tumour_losses, two_losses
from course_utils.ml.classification import logistic
from tests.demos.sweep import sweep


def test_the_surfaces_hold_the_losses():
    x, targets = tumour_losses.tumours()
    surfaces = tumour_losses.losses_at(np.array([-3.0, 2.0]), np.array([0.5, 1.0, 4.0]))
    for surface, (measure, _) in zip(surfaces, logistic.LOSSES.values(), strict=True):
        assert surface.shape == (3, 2)
        assert surface[2, 1] == pytest.approx(measure(2 * x + 4, targets))


def test_far_away_the_gradient_of_the_squared_error_is_smaller():
    goal = np.array(tumour_losses.best_fit())

    def smaller_far_away(values, result):
        if np.hypot(*(goal - (values["w"], values["b"]))) > 3:
            assert result["slopes"][1] < result["slopes"][0]
        for path in result["paths"]:
            assert len(path) == values["updates"] + 1
            np.testing.assert_array_equal(path[0], [values["w"], values["b"]])

    sweep(demos.TwoLosses, smaller_far_away)


def test_the_paths_are_those_of_training():
    x, targets = tumour_losses.tumours()
    for path, loss in zip(
        two_losses.two_paths(-5.0, 2.0, 0.8), logistic.LOSSES, strict=True
    ):
        run = logistic.train(
            x[:, None],
            targets,
            learning_rate=0.8,
            steps=200,
            loss=loss,
            start=([-5.0], 2.0),
        )
        np.testing.assert_allclose(path, np.column_stack([run.w, run.b]), atol=1e-12)


def test_at_the_default_start_only_cross_entropy_arrives():
    result = demos.TwoLosses().result
    assert result["left"][0] < 1
    assert result["moved"][1] < 0.5
