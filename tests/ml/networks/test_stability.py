"""Spread of values and gradients against torch, Xavier, He, and closed forms."""

import numpy as np
import pytest
import torch

from course_utils.ml.networks import stability

TORCH = {
    "linear": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "ReLU": torch.relu,
}


@pytest.mark.parametrize("activation", stability.ACTIVATIONS)
@pytest.mark.parametrize("residual", [False, True])
def test_outputs_and_gradients_of_every_layer_equal_torchs(activation, residual):
    rng = np.random.default_rng(0)
    weights, x = stability.make_stack(6, 5, 0.5, rng=rng), rng.normal(size=(4, 5))
    before, after = stability.forward(
        weights, x, activation=activation, residual=residual
    )
    mine = stability.backward(
        weights, before, np.ones((4, 5)), activation=activation, residual=residual
    )
    layers = [torch.tensor(x, requires_grad=True)]
    for matrix in weights:
        out = TORCH[activation](layers[-1] @ torch.tensor(matrix))
        layers.append(out + layers[-1] if residual else out)
    theirs = torch.autograd.grad(layers[-1].sum(), layers)
    np.testing.assert_allclose(after[-1], layers[-1].detach(), atol=1e-10)
    for a, b in zip(mine, theirs, strict=True):
        np.testing.assert_allclose(a, b, atol=1e-10)


@pytest.mark.parametrize("activation", ["linear", "ReLU"])
@pytest.mark.parametrize("initialisation", ["Xavier", "He"])
def test_spreads_to_depth_fifty_follow_the_formula(activation, initialisation):
    rng, width = np.random.default_rng(1), 256
    deviation = stability.weight_deviation(initialisation, width, width)
    weights = stability.make_stack(50, width, deviation, rng=rng)
    _, after = stability.forward(
        weights, rng.normal(size=(32, width)), activation=activation
    )
    promised = stability.predicted_spread(50, width, deviation, activation=activation)
    ratio = np.log(stability.spread(after) / promised)
    assert abs(ratio).max() < 0.9, "within a factor of 2.5 after 50 random layers"
    assert abs(ratio[:11]).max() < 0.35


@pytest.mark.parametrize("fans", [(40, 40), (300, 100)])
def test_deviations_are_those_of_torchs_initialisers(fans):
    fan_in, fan_out = fans
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        empty = torch.empty(fan_out, fan_in)
        he = torch.nn.init.kaiming_normal_(empty.clone(), nonlinearity="relu").std()
        xavier = torch.nn.init.xavier_normal_(empty.clone()).std()
    for name, theirs in (("He", he), ("Xavier", xavier)):
        mine = stability.weight_deviation(name, fan_in, fan_out)
        assert mine == pytest.approx(theirs.item(), rel=0.06)
    assert stability.weight_deviation("0.01", *fans) == 0.01


def test_the_gain_of_relu_is_the_root_of_one_half():
    assert stability.gain_of("ReLU") == pytest.approx(np.sqrt(0.5), abs=1e-4)
    assert stability.gain_of("linear") == pytest.approx(1, abs=1e-4)


def test_no_slope_of_the_sigmoid_exceeds_a_quarter():
    _, slope = stability.ACTIVATIONS["sigmoid"]
    z = np.linspace(-800, 800, 2001)
    assert slope(z).max() == pytest.approx(0.25)
    assert np.isfinite(slope(z)).all()


def test_clipping_equals_torchs_and_keeps_the_direction():
    rng = np.random.default_rng(0)
    gradients = [rng.normal(size=(3, 2)), rng.normal(size=5)]
    parameters = [torch.nn.Parameter(torch.zeros(g.shape)) for g in gradients]
    for p, g in zip(parameters, gradients, strict=True):
        p.grad = torch.tensor(g, dtype=torch.float32)
    torch.nn.utils.clip_grad_norm_(parameters, 0.5)
    mine = stability.clip_by_norm(gradients, 0.5)
    for p, g in zip(parameters, mine, strict=True):
        np.testing.assert_allclose(p.grad, g, rtol=1e-4)
    for g, same in zip(gradients, stability.clip_by_norm(gradients, 1e9), strict=True):
        np.testing.assert_array_equal(g, same)


def test_normalisation_equals_torchs_batch_norm():
    z = np.random.default_rng(0).normal(3, 5, size=(20, 4))
    theirs = torch.nn.BatchNorm1d(4, affine=False)(torch.tensor(z).float())
    np.testing.assert_allclose(stability.normalize(z), theirs, atol=1e-5)
