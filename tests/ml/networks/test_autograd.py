"""The scalar autograd gives the gradients that torch gives."""

import ast
import inspect
from pathlib import Path

import nbformat
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from course_utils.ml.networks import autograd
from course_utils.ml.networks.autograd import Value, topological_order

TWO = ("add", "sub", "mul", "div")
ONE = ("neg", "exp", "log", "tanh", "relu", "square", "cube", "plus", "from")
LARGEST = {"difference": 0.0, "graphs": 0}


def apply(operation, a, b):
    """Apply one named operation; the same code serves Value and torch tensors."""
    squared = a * a + 0.5
    return {
        "add": lambda: a + b,
        "sub": lambda: a - b,
        "mul": lambda: a * b,
        "div": lambda: a / (b * b + 0.5),
        "neg": lambda: -a,
        "exp": lambda: a.tanh().exp(),
        "log": lambda: squared.log(),
        "tanh": lambda: a.tanh(),
        "relu": lambda: a.relu(),
        "square": lambda: a**2,
        "cube": lambda: a**3,
        "plus": lambda: 2.5 + a * 3,
        "from": lambda: 1 - 2 / squared,
    }[operation]()


def grow(leaves, recipe):
    """Build a graph: each step joins two earlier values, the last one is the result."""
    nodes = list(leaves)
    for operation, i, j in recipe:
        nodes.append(apply(operation, nodes[i % len(nodes)], nodes[j % len(nodes)]))
    return nodes[-1]


leaf = st.floats(-2, 2).map(lambda x: round(x, 3))
step = st.tuples(st.sampled_from(TWO + ONE), st.integers(0, 30), st.integers(0, 30))


@settings(
    max_examples=600,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(leaf, min_size=1, max_size=4), st.lists(step, min_size=1, max_size=12))
def test_random_graphs_get_the_gradients_of_torch(numbers, recipe):
    values = [Value(x) for x in numbers]
    tensors = [
        torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in numbers
    ]
    result, judge = grow(values, recipe), grow(tensors, recipe)
    assume(abs(judge.item()) < 1e6)
    result.backward()
    judge.backward()
    expected = [0.0 if t.grad is None else t.grad.item() for t in tensors]
    assume(max(map(abs, expected)) < 1e6)
    assert result.data == pytest.approx(judge.item(), rel=1e-12, abs=1e-12)
    for value, gradient in zip(values, expected, strict=True):
        difference = abs(value.grad - gradient) / max(1.0, abs(gradient))
        LARGEST["difference"] = max(LARGEST["difference"], difference)
        assert difference < 1e-9
    LARGEST["graphs"] += 1


def test_at_least_five_hundred_graphs_were_compared():
    if LARGEST["graphs"] == 0:
        test_random_graphs_get_the_gradients_of_torch()
    print(
        f"\n{LARGEST['graphs']} graphs, largest difference {LARGEST['difference']:.1e}"
    )
    assert LARGEST["graphs"] >= 500


def test_a_value_used_twice_collects_both_shares():
    x = Value(3.0)
    (x * x + x).backward()
    assert x.grad == 7.0


def test_a_second_backward_starts_again_from_zero():
    x = Value(3.0)
    result = x * x
    result.backward()
    result.backward()
    assert x.grad == 6.0


def test_order_puts_parents_before_children():
    x = Value(1.0)
    shared = x * 2
    root = shared.tanh() + shared.exp() * x
    order = topological_order(root)
    place = {value: i for i, value in enumerate(order)}
    assert len(order) == len(place)
    assert all(place[p] < place[v] for v in order for p, _ in v.edges)


def test_a_long_chain_does_not_exhaust_the_stack():
    x = total = Value(1.0)
    for _ in range(5000):
        total = total + x
    total.backward()
    assert x.grad == 5001


def test_the_whole_engine_stays_under_a_hundred_lines():
    assert len(inspect.getsource(autograd).splitlines()) < 100


def methods_in(source):
    """Return each function of a source as its tree without docstring, by name."""
    found = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            if ast.get_docstring(node):
                node.body = node.body[1:]
            found[node.name] = ast.dump(node)
    return found


def test_the_notebook_builds_exactly_this_engine():
    root = Path(__file__).parents[3]
    notebook = nbformat.read(root / "notebooks" / "11_backpropagation.ipynb", 4)
    cells = [c.source for c in notebook.cells if c.cell_type == "code"]
    built = {}
    for source in cells:
        if "class Value" in source or "def topological_order" in source:
            built |= methods_in(source)
    assert built == methods_in(inspect.getsource(autograd))
