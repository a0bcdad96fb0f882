"""The demos of critical points tell the truth about curvature."""

import numpy as np
import pytest

from course_utils.demos.critical_points import (
    EscapeTheSaddle,
    MinimaInManyDimensions,
    QuadraticBowl,
    SpectrumOfANetwork,
)
from course_utils.ml.hessian import chain_loss
from course_utils.ml.playground import kept_layers, make_points
from tests.demos.sweep import sweep


def test_the_verdict_follows_from_determinant_and_trace():
    def sylvester(values, result):
        a, b, c = values["a"], values["b"], values["c"]
        determinant = a * c - b * b
        if determinant > 1e-6:
            assert result["verdict"] == ("minimum" if a > 0 else "maximum")
        if determinant < -1e-6:
            assert result["verdict"] == "saddle point"
        matrix, vectors = np.array([[a, b], [b, c]]), result["vectors"]
        np.testing.assert_allclose(
            matrix @ vectors, vectors * result["eigenvalues"], atol=1e-9
        )

    sweep(QuadraticBowl, invariant=sylvester)


def test_the_loss_falls_along_the_escape_direction():
    def falls(values, result):
        assert np.linalg.norm(result["u"]) == pytest.approx(1)
        if result["eigenvalue"] < -1e-6:
            start, u = result["start"], result["u"]
            assert chain_loss(start + 1e-2 * u) < chain_loss(start)
        assert result["taylor"][0] == pytest.approx(result["true"][0])

    sweep(EscapeTheSaddle, invariant=falls)


def test_minima_become_rarer_with_every_dimension():
    def rarer(values, result):
        shares = result["shares"]
        assert (np.diff(shares) <= 0.02).all()
        if values["shift"] == 0:
            assert shares[0] == pytest.approx(0.5, abs=0.04)
            assert shares[4] < 0.01
            assert result["positive"] == pytest.approx(0.5, abs=0.04)

    sweep(MinimaInManyDimensions, invariant=rarer)


def test_the_spectrum_is_that_of_the_kept_network():
    def trace_is_the_sum(values, result):
        assert result["eigenvalues"].shape == (37,)
        assert (np.diff(result["eigenvalues"]) >= 0).all()
        assert 0 <= result["ratio"] <= 1

    sweep(SpectrumOfANetwork, invariant=trace_is_the_sum)


def test_the_flat_loss_is_the_kept_loss():
    import torch

    from course_utils.ml import playground
    from course_utils.ml.spectrum import logistic_network_loss

    points, labels = make_points("XOR")
    sizes = playground.sizes_of("4-4")
    loss = logistic_network_loss(sizes, points, labels, activation="tanh")
    layers = kept_layers("XOR", "4-4", "tanh", 50)
    value = loss(torch.as_tensor(playground.flatten(layers))).item()
    place = list(playground.EPOCHS).index(50)
    assert value == pytest.approx(playground.loss_curve("XOR", "4-4", "tanh")[place])
