"""OneNeuronsBlame: what holds in every state, and what it says."""

import pytest
import torch

from course_utils.demos.backpropagation.one_neurons_blame import OneNeuronsBlame
from tests.demos.sweep import sweep


def test_the_blame_of_a_neuron_equals_torch():
    def equals_torch(values, result):
        z = torch.tensor(values["z"], dtype=torch.float64, requires_grad=True)
        output = getattr(torch, values["activation"])(z)
        cost = (
            values["d1"] * values["w1"] * output + values["d2"] * values["w2"] * output
        )
        cost.backward()
        assert result["blame"] == pytest.approx(z.grad.item(), abs=1e-12)

    sweep(OneNeuronsBlame, invariant=equals_torch)
