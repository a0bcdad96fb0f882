"""GraphStepper: what holds in every state, and what it says."""

import numpy as np
import pytest
import torch

from course_utils.demos.backpropagation.graph_stepper import (
    GraphStepper,
    step_through,
    walk_through,
)
from course_utils.ml.networks.expressions import names_in
from tests.demos.sweep import sweep

TORCH = {name: getattr(torch, name) for name in ("exp", "log", "relu", "tanh")}


def torch_gradients(expression, values):
    names = names_in(expression)
    inputs = {
        n: torch.tensor(values[n], dtype=torch.float64, requires_grad=True)
        for n in names
    }
    eval(expression, dict(TORCH), inputs).backward()
    return {name: tensor.grad.item() for name, tensor in inputs.items()}


def test_the_stepper_ends_with_the_gradients_of_torch():
    def equals_torch(values, result):
        expected = torch_gradients(values["expression"], values)
        for name, gradient in expected.items():
            node = list(result["labels"]).index(name)
            assert result["gradients"][node] == pytest.approx(gradient, abs=1e-12)
        if result["step"] == result["total"]:
            np.testing.assert_allclose(result["blame"], result["gradients"], atol=1e-12)
            assert result["blamed"].all()
        assert result["known"].all() or not result["blamed"].any()

    sweep(GraphStepper, invariant=equals_torch)


def test_the_walk_takes_one_node_at_a_time():
    known = [walk_through("(a*b + a)**2", s, a=1, b=2)["known"].sum() for s in range(8)]
    assert known == [2, 3, 4, 5, 5, 5, 5, 5]
    sent = [walk_through("(a*b + a)**2", s, a=1, b=2)["sent"].sum() for s in range(8)]
    assert sent == [0, 0, 0, 0, 0, 1, 3, 5]


def test_a_typed_expression_opens_and_says_how_to_open_it_again():
    demo = step_through("sigmoid(w*x + b)", w=2, x=-1, b=0.5, step=3)
    again = eval(repr(demo), {"step_through": step_through})
    assert again.frame() == demo.frame()
    demo.set(x=2.0, step=15)
    place = list(demo.result["labels"]).index("w")
    assert demo.result["blame"][place] == pytest.approx(demo.result["gradients"][place])


def test_a_typed_expression_refuses_what_it_cannot_draw():
    with pytest.raises(ValueError, match="no input z"):
        step_through("w*x", z=3)
    with pytest.raises(ValueError, match="not allowed"):
        step_through("x.real")
