"""Deep networks: the residual sum, the start, and the broken one."""

import pytest
import torch

from course_utils.experiments.batch_sizes import centred_digits
from course_utils.ml.networks import float_limits
from course_utils.ml.networks.deep_networks import (
    ResidualBlock,
    make_broken_network,
    make_deep_network,
)


def test_a_block_with_zero_weights_passes_everything_straight_through():
    block = ResidualBlock(4)
    torch.nn.init.zeros_(block.layer.weight)
    torch.nn.init.zeros_(block.layer.bias)
    x = torch.randn(3, 4, requires_grad=True)
    block(x).sum().backward()
    torch.testing.assert_close(block(x), x)
    torch.testing.assert_close(x.grad, torch.ones_like(x))


@pytest.mark.parametrize("residual", [False, True])
def test_depth_counts_hidden_layers_and_the_seed_decides(residual):
    networks = [make_deep_network(7, residual=residual, seed=3) for _ in range(2)]
    linear = [m for m in networks[0].modules() if isinstance(m, torch.nn.Linear)]
    assert len(linear) == 7 + 1
    x = torch.randn(2, 64)
    torch.testing.assert_close(networks[0](x), networks[1](x))


def test_weights_start_with_the_deviation_asked_for():
    network = make_deep_network(3, width=200, initialisation="He")
    assert network[2].weight.std().item() == pytest.approx((2 / 200) ** 0.5, rel=0.03)


def test_in_the_broken_network_the_logarithm_is_the_first_to_fail():
    model, found = make_broken_network(), []
    float_limits.watch(model, found)
    x, *_ = centred_digits()
    assert model(x[:8]).isnan().any()
    assert found == ["squeeze", "second", "output"]
