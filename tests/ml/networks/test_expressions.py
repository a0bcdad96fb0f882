"""Typed expressions become graphs, and nothing else in them is ever run."""

import numpy as np
import pytest
import torch

from course_utils.ml.networks.expressions import make_graph, names_in

EXPRESSIONS = [
    "w*x + b",
    "tanh(w1*x1 + w2*x2 + b)",
    "(y - w2*relu(w1*x + b))**2",
    "sigmoid(w*x + b)",
    "log(exp(a) + exp(b))",
    "a / (b*b + 1) - 3",
    "-(a - b)**3 + 2**2 * a",
]


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_values_and_gradients_equal_those_of_torch(expression):
    rng = np.random.default_rng(0)
    inputs = {name: float(rng.normal()) for name in names_in(expression)}
    graph = make_graph(expression, **inputs)
    tensors = {
        name: torch.tensor(number, dtype=torch.float64, requires_grad=True)
        for name, number in inputs.items()
    }
    functions = {
        f: getattr(torch, f) for f in ("exp", "log", "relu", "sigmoid", "tanh")
    }
    result = eval(expression, functions, tensors)
    result.backward()
    assert graph.values[-1] == pytest.approx(result.item(), abs=1e-12)
    for name, tensor in tensors.items():
        gradient = graph.gradients[graph.labels.index(name)]
        assert gradient == pytest.approx(tensor.grad.item(), abs=1e-12)


def test_a_name_used_twice_is_one_node():
    graph = make_graph("x*x + x", x=3)
    assert graph.labels == ("x", "×", "+")
    assert graph.gradients[0] == 7


def test_the_gradient_of_a_node_is_the_sum_over_its_edges():
    graph = make_graph("x*tanh(x) + x", x=0.4)
    for node in range(len(graph.labels) - 1):
        out = [s * graph.gradients[c] for p, c, s in graph.edges if p == node]
        assert graph.gradients[node] == pytest.approx(sum(out))


def test_depth_grows_along_every_edge():
    graph = make_graph("tanh(w*x + b) + x", w=1, x=2, b=3)
    assert all(graph.depth[p] < graph.depth[c] for p, c, _ in graph.edges)


@pytest.mark.parametrize(
    ("expression", "complaint"),
    [
        ("w*x +", "not an expression"),
        ("", "1 to 120"),
        ("x" * 500, "1 to 120"),
        ("__import__('os')", "not"),
        ("x.real", "not allowed"),
        ("x[0]", "not allowed"),
        ("x // 2", "only"),
        ("x ** x", "plain number"),
        ("sin(x)", "not one of"),
        ("True", "not allowed"),
        ("1 / (x - x)", "no value"),
        ("log(-1)", "no value"),
        ("exp(1000)", "no value"),
        ("x + z", "z"),
        ("+".join(["x*x"] * 25), "at most"),
    ],
)
def test_anything_else_is_refused_with_a_reason(expression, complaint):
    with pytest.raises(ValueError, match="(?i)" + complaint.replace("*", ".")):
        make_graph(expression, x=2)
