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
from tests.demos.claims import Claim
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


OPERATIONS = {
    "+": lambda a, b: a + b,
    "×": lambda a, b: a * b,
    "^2": lambda a: a**2,
    "^-1": lambda a: 1 / a,
    "exp": np.exp,
    "tanh": np.tanh,
    "relu": lambda a: max(a, 0),
}


def steps_of(result):
    """Return how many nodes are computed, those that are no inputs."""
    return len(set(result["children"].tolist()))


def along_all_paths(result, node):
    """Return ∂result/∂node: the slopes multiplied along each path, paths added."""
    if node == len(result["labels"]) - 1:
        return 1.0
    return sum(
        slope * along_all_paths(result, child)
        for parent, child, slope in zip(
            result["parents"], result["children"], result["slopes"], strict=True
        )
        if parent == node
    )


def computes_one_node(values, result, match):
    """The node named is the last one known, made from its parents by its operation."""
    made = [int(c) for c in sorted(set(result["children"]))]
    node = made[int(match[1]) - 1]
    parents = result["parents"][result["children"] == node]
    value = OPERATIONS[match[2]](*result["values"][parents])
    last = result["known"][node] and not result["known"][made[int(match[1]) :]].any()
    return last and abs(value - float(match[3])) <= 0.005 + 1e-9


def passes_its_blame(values, result, match):
    """The node's whole blame is passed along every edge to its parents, once."""
    node = result["active"]
    whole = along_all_paths(result, node)
    own = result["children"] == node
    return (
        result["labels"][node] == match[2]
        and abs(whole - float(match[3])) <= 0.005 + 1e-9
        and result["sent"][own].all()
        and np.allclose(result["passed"][own], whole * result["slopes"][own])
    )


def inputs_agree_with_torch(values, result):
    expected = torch_gradients(values["expression"], values)
    place = list(result["labels"]).index
    return all(
        result["blame"][place(name)] == pytest.approx(gradient, abs=1e-12)
        for name, gradient in expected.items()
    )


def blame_of(result, label):
    return result["blame"][list(result["labels"]).index(label)]


CLAIMS = (
    Claim(
        "Only the inputs are known: take a step forwards",
        lambda v, r, m: (
            v["step"] == 0 and r["known"].sum() == len(r["labels"]) - steps_of(r)
        ),
    ),
    Claim(r"Forwards, step (\d+): (\S+) gives (-?\d+\.\d\d)", computes_one_node),
    Claim(
        "The result answers for itself: ∂result/∂result = 1",
        lambda v, r, m: (
            v["step"] == steps_of(r) + 1
            and r["blame"].tolist() == [0] * (len(r["labels"]) - 1) + [1]
        ),
    ),
    Claim(
        r"Backwards, step (\d+): (\S+) passes (-?\d+\.\d\d) × slope to each input",
        passes_its_blame,
    ),
    Claim(
        "Done: every input knows its share of the blame",
        lambda v, r, m: r["sent"].all() and inputs_agree_with_torch(v, r),
    ),
)
PROMISES = {
    "values first": lambda v, r: r["known"].all() and not r["blamed"].any(),
    "blame back": lambda v, r: r["blamed"].all() and inputs_agree_with_torch(v, r),
    "used twice": lambda v, r: (
        (r["parents"] == list(r["labels"]).index("a")).sum() == 2
        and blame_of(r, "a") == pytest.approx(v["b"] + 1)
    ),
    "asleep": lambda v, r: (
        v["a"] * v["b"] < 0 and blame_of(r, "×") == 0 == blame_of(r, "b")
    ),
    "saturated": lambda v, r: all(abs(blame_of(r, n)) < 0.01 for n in "abc"),
}


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

    sweep(GraphStepper, invariant=equals_torch, claims=CLAIMS, promises=PROMISES)


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
