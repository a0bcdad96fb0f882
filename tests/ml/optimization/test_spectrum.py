"""The spectrum of a small network agrees with torch.func.hessian."""

import numpy as np
import pytest
import torch

from course_utils.ml.networks.fully_connected import make_network
from course_utils.ml.optimization.spectrum import (
    extreme_eigenvalues,
    flat_loss,
    full_hessian,
    hessian_vector_product,
)


@pytest.fixture
def small_network():
    model = make_network([3, 5, 4], activation="tanh").double()
    generator = torch.Generator().manual_seed(0)
    inputs = torch.randn(30, 3, generator=generator, dtype=torch.float64)
    labels = torch.randint(0, 4, (30,), generator=generator)
    return model, inputs, labels


def test_the_flat_loss_is_the_loss_of_the_model(small_network):
    model, inputs, labels = small_network
    loss, point = flat_loss(model, inputs, labels)
    judge = torch.nn.functional.cross_entropy(model(inputs), labels)
    assert loss(point).item() == pytest.approx(judge.item())


@pytest.mark.filterwarnings("ignore:.*torch.jit.script.*:DeprecationWarning")
def test_the_whole_hessian_is_that_of_torch_func(small_network):
    loss, point = flat_loss(*small_network)
    judge = torch.func.hessian(loss)(point)
    print(
        "\nlargest difference", (full_hessian(loss, point) - judge).abs().max().item()
    )
    torch.testing.assert_close(full_hessian(loss, point), judge)


def test_the_product_equals_the_whole_hessian_times_the_vector(small_network):
    loss, point = flat_loss(*small_network)
    matrix = full_hessian(loss, point)
    torch.testing.assert_close(matrix, matrix.T)
    for seed in range(5):
        generator = torch.Generator().manual_seed(seed)
        vector = torch.randn(len(point), generator=generator, dtype=point.dtype)
        product = hessian_vector_product(loss, point, vector)
        torch.testing.assert_close(product, matrix @ vector)


def test_lanczos_finds_both_ends_of_the_spectrum(small_network):
    loss, point = flat_loss(*small_network)
    judge = np.linalg.eigvalsh(full_hessian(loss, point).numpy())
    ends = np.concatenate([judge[:3], judge[-3:]])
    np.testing.assert_allclose(
        extreme_eigenvalues(loss, point, count=3), ends, atol=1e-6
    )
