"""Layers of ReLUs on the forecast: what they really do to both errors."""

import numpy as np
import pytest
import torch

from course_utils.data.series import make_channel_views
from course_utils.experiments import relu_depth
from course_utils.experiments.days_of_history import fit_forecast, make_forecast_task

VIEWS = make_channel_views().thousands
TASK = make_forecast_task(VIEWS, 28)


def test_a_network_has_the_layers_asked_for():
    network = relu_depth.make_network(28, layers=3, units=100)
    widths = [tuple(p.shape) for p in network.parameters() if p.ndim == 2]
    assert widths == [(100, 28), (100, 100), (100, 100), (1, 100)]
    assert network(torch.zeros(5, 28)).shape == (5,)


def test_the_same_seed_trains_the_same_network():
    runs = [
        relu_depth.train(relu_depth.make_network(28, layers=1, seed=3), TASK, updates=5)
        for _ in range(2)
    ]
    assert np.array_equal(*runs)


def test_no_layer_at_all_approaches_least_squares():
    network = relu_depth.make_network(28, layers=0)
    errors = relu_depth.train(network, TASK, updates=1500, learning_rate=0.01)
    assert errors[-1, 0] == pytest.approx(fit_forecast(VIEWS, 28)["train"], rel=0.02)


def test_layers_lower_the_training_error_and_raise_the_unseen_one():
    one, three = (
        relu_depth.train(relu_depth.make_network(28, layers=n), TASK)[-1]
        for n in (1, 3)
    )
    assert three[0] < 0.5 * one[0]
    assert three[1] > 1.1 * one[1]
