"""The numpy network agrees with torch and with central differences, and learns."""

import numpy as np
import pytest
import torch
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

from course_utils.ml.networks import mlp
from course_utils.ml.networks.fully_connected import (
    count_parameters,
    network_from_layers,
)

NAMES = sorted(mlp.ACTIVATIONS)


@pytest.fixture(scope="module")
def digits():
    images, labels = load_digits(return_X_y=True)
    return train_test_split(images / 16, labels, test_size=0.25, random_state=0)


def small_case(seed=0):
    rng = np.random.default_rng(seed)
    layers = mlp.make_layers([5, 7, 6, 3], rng=rng)
    layers = [(weights, rng.normal(size=bias.shape)) for weights, bias in layers]
    return layers, rng.normal(size=(9, 5)), rng.integers(0, 3, 9)


@pytest.mark.parametrize("activation", NAMES)
def test_gradients_equal_those_of_torch(activation):
    layers, inputs, labels = small_case()
    loss, gradients = mlp.loss_and_gradients(
        layers, inputs, labels, activation=activation
    )
    network = network_from_layers(layers, activation=activation)
    judge = torch.nn.functional.cross_entropy(
        network(torch.tensor(inputs)), torch.tensor(labels)
    )
    judge.backward()
    assert loss == pytest.approx(judge.item(), abs=1e-12)
    ours = [part for layer in gradients for part in layer]
    for gradient, parameter in zip(ours, network.parameters(), strict=True):
        np.testing.assert_allclose(gradient, parameter.grad, atol=1e-12)


@pytest.mark.parametrize("activation", NAMES)
def test_gradients_equal_central_differences(activation):
    layers, inputs, labels = small_case(1)
    _, gradients = mlp.loss_and_gradients(layers, inputs, labels, activation=activation)
    rng = np.random.default_rng(0)
    for depth, (weights, _) in enumerate(layers):
        i, j = rng.integers(weights.shape[0]), rng.integers(weights.shape[1])
        kept, losses = weights[i, j], []
        for change in (1e-5, -1e-5):
            weights[i, j] = kept + change
            losses.append(
                mlp.loss_and_gradients(layers, inputs, labels, activation=activation)[0]
            )
        weights[i, j] = kept
        slope = (losses[0] - losses[1]) / 2e-5
        assert gradients[depth][0][i, j] == pytest.approx(slope, abs=1e-8)


def test_a_sigmoid_of_very_large_numbers_does_not_overflow():
    with np.errstate(all="raise"):
        np.testing.assert_allclose(mlp.sigmoid(np.array([-1e4, 0, 1e4])), [0, 0.5, 1])


def test_the_backward_of_tanh_equals_torch():
    z = torch.linspace(-3, 3, 7, dtype=torch.float64, requires_grad=True)
    output, grad = torch.tanh(z), torch.linspace(1, 2, 7, dtype=torch.float64)
    output.backward(grad)
    ours = mlp.tanh_backward(grad.numpy(), output.detach().numpy())
    np.testing.assert_allclose(ours, z.grad, atol=1e-14)


@pytest.mark.parametrize("sizes", [(4, 3), (64, 32, 10), (2, 8, 8, 1)])
def test_parameters_are_counted_as_torch_counts_them(sizes):
    layers = mlp.make_layers(sizes, rng=np.random.default_rng(0))
    assert mlp.count_parameters(sizes) == count_parameters(network_from_layers(layers))


def test_every_epoch_deals_every_example_once():
    batches = mlp.deal(10, epochs=2, batch_size=4, rng=np.random.default_rng(0))
    dealt = np.concatenate(list(batches))
    assert sorted(dealt[:10]) == sorted(dealt[10:]) == list(range(10))


def test_it_reads_unseen_digits_better_than_95_in_100(digits):
    train_images, test_images, train_labels, test_labels = digits
    layers = mlp.make_layers([64, 64, 10], rng=np.random.default_rng(0))
    run = mlp.train(
        layers, train_images, train_labels, epochs=30, rng=np.random.default_rng(1)
    )
    assert mlp.accuracy(run.layers, test_images, test_labels) > 0.95


@pytest.mark.parametrize("activation", NAMES)
def test_torch_follows_the_same_loss_curve(digits, activation):
    images, _, labels, _ = digits
    layers = mlp.make_layers([64, 32, 10], rng=np.random.default_rng(0))
    options = {"epochs": 10, "batch_size": 64}
    run = mlp.train(
        layers,
        images,
        labels,
        rng=np.random.default_rng(1),
        activation=activation,
        **options,
    )
    network = network_from_layers(layers, activation=activation)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.5)
    x, y, losses = torch.tensor(images), torch.tensor(labels), []
    for batch in mlp.deal(len(y), rng=np.random.default_rng(1), **options):
        loss = torch.nn.functional.cross_entropy(network(x[batch]), y[batch])
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    difference = np.abs(np.array(losses) - run.losses).max()
    print(f"\n{activation}: {len(losses)} updates, largest difference {difference:.1e}")
    assert difference < 1e-9
