import numpy as np
import pytest
import torch

from course_utils.ml.networks import mlp
from course_utils.ml.networks.fully_connected import (
    count_parameters,
    make_network,
    network_from_layers,
)


def test_layers_have_the_sizes_asked_for_and_no_activation_at_the_end():
    network = make_network((4, 8, 8, 3))
    assert network(torch.zeros(5, 4)).shape == (5, 3)
    kinds = [type(module).__name__ for module in network]
    assert kinds == ["Linear", "ReLU", "Linear", "ReLU", "Linear"]


def test_parameters_are_counted_as_weights_and_biases():
    assert count_parameters(make_network((4, 8, 3))) == 4 * 8 + 8 + 8 * 3 + 3


def test_a_seed_fixes_the_weights_and_leaves_torch_alone():
    state = torch.get_rng_state()
    one, same, other = (make_network((2, 3, 1), seed=s) for s in (1, 1, 2))
    assert torch.equal(state, torch.get_rng_state())
    assert torch.equal(one[0].weight, same[0].weight)
    assert not torch.equal(one[0].weight, other[0].weight)


def test_dropout_follows_each_activation():
    kinds = [type(m).__name__ for m in make_network((2, 3, 3, 1), dropout=0.5)]
    assert kinds.count("Dropout") == 2


def test_an_unknown_activation_is_refused_by_name():
    with pytest.raises(ValueError, match="activation 'swish' is not one of"):
        make_network((2, 2), activation="swish")


def test_the_torch_twin_answers_like_the_numpy_network():
    layers = mlp.make_layers((3, 5, 2), rng=np.random.default_rng(0))
    x = np.random.default_rng(1).normal(size=(4, 3))
    twin = network_from_layers(layers, activation="tanh")
    expected = mlp.predict(layers, x, activation="tanh")
    np.testing.assert_allclose(twin(torch.tensor(x)).detach(), expected, atol=1e-12)
