"""Exercises of notebook 11: local slopes, an order for the graph, gradients by hand."""

import numpy as np

from course_utils.ml import autograd, mlp
from course_utils.ml.autograd import Value
from course_utils.practice import Exercise, Mistake

local_slopes = Exercise(
    "11.1",
    "local derivatives",
    stars=1,
    reference={
        "a*b by a": -2,
        "a*b by b": 3,
        "a**2 by a": 6,
        "a+b by b": 1,
        "relu(b)": 0,
    },
    hints=(
        "Move one input a little and hold the others: how fast does the result go?",
        "If a grows by h, then a*b grows by b*h. So the slope by a is b.",
        "relu is flat left of 0, and b = -2 lies there.",
    ),
    mistakes=(
        Mistake(
            {
                "a*b by a": 3,
                "a*b by b": -2,
                "a**2 by a": 6,
                "a+b by b": 1,
                "relu(b)": 0,
            },
            "The slope of a product by one factor is the *other* factor: you swapped "
            "them.",
        ),
        Mistake(
            {
                "a*b by a": -2,
                "a*b by b": 3,
                "a**2 by a": 6,
                "a+b by b": 1,
                "relu(b)": 1,
            },
            "relu has slope 1 to the right of 0 only; b is negative.",
        ),
        Mistake(
            {
                "a*b by a": -2,
                "a*b by b": 3,
                "a**2 by a": 9,
                "a+b by b": 1,
                "relu(b)": 0,
            },
            "9 is the value of a**2; its slope is 2a.",
        ),
    ),
    explain="These numbers are all that a node has to know about itself.",
)

tanh_backward = Exercise(
    "11.2",
    "backward of tanh",
    stars=1,
    reference=mlp.tanh_backward,
    cases=lambda rng: [
        (rng.normal(size=5), np.tanh(rng.normal(size=5))),
        (rng.normal(size=(3, 4)), np.tanh(rng.normal(size=(3, 4)))),
    ],
    hints=(
        "Chain rule: blame that arrives, times the local slope.",
        "The slope of tanh at z is 1 - tanh(z)**2, and `output` already is tanh(z).",
        "`grad_output * (1 - output**2)`",
    ),
    mistakes=(
        Mistake(
            lambda grad_output, output: grad_output * (1 - np.tanh(output) ** 2),
            "`output` already is tanh(z): you took the tanh a second time.",
        ),
        Mistake(
            lambda grad_output, output: 1 - output**2,
            "That is the local slope alone: multiply it by the blame that arrives.",
        ),
        Mistake(
            lambda grad_output, output: grad_output * output * (1 - output),
            "a(1 - a) is the slope of the sigmoid. The slope of tanh is 1 - a².",
        ),
    ),
    explain="The forward pass kept the output, so the backward pass needs no new tanh.",
)


def _graph():
    x, y = Value(2.0), Value(-1.0)
    shared = x * y
    return ((shared + x).tanh() * shared,)


def _facts(answer, root):
    """Return what is true of an order: there are many right ones."""
    order = list(answer(root))
    place = {id(value): i for i, value in enumerate(order)}
    needed = autograd.topological_order(root)
    return {
        "values listed": len(order),
        "each value once": len(order) == len(place) == len(needed),
        "nothing is missing": all(id(value) in place for value in needed),
        "parents before children": all(
            place.get(id(parent), len(order)) < place.get(id(value), -1)
            for value in needed
            for parent, _ in value.edges
        ),
        "the result comes last": bool(order) and order[-1] is root,
    }


def _without_memory(root):
    order = []
    for parent, _ in root.edges:
        order += _without_memory(parent)
    return [*order, root]


def _children_first(root):
    return autograd.topological_order(root)[::-1]


def _without_root(root):
    return autograd.topological_order(root)[:-1]


topological_order = Exercise(
    "11.3",
    "topological order",
    stars=2,
    reference=autograd.topological_order,
    cases=lambda rng: [_graph(), (Value(1.0),)],
    call=_facts,
    hints=(
        "A value may be listed once all the values it was made from are listed.",
        "Visit the parents first, then append the value itself; skip what was visited.",
        "`def visit(value): if value not in seen: seen.add(value); "
        "[visit(p) for p, _ in value.edges]; order.append(value)`",
    ),
    mistakes=(
        Mistake(
            _without_memory,
            "A value that is used twice is listed twice: remember what was visited.",
        ),
        Mistake(
            _children_first,
            "This is the backward order: here every value comes after its parents.",
        ),
        Mistake(_without_root, "The result itself belongs to the list, at its end."),
    ),
    explain="Backwards through this list, every node has all its blame before it "
    "passes any on.",
)


def _linear_case(rng, batch, inputs, outputs):
    return (
        rng.normal(size=(batch, outputs)),
        rng.normal(size=(batch, inputs)),
        rng.normal(size=(outputs, inputs)),
    )


linear_backward = Exercise(
    "11.4",
    "backward of a linear layer",
    stars=2,
    reference=mlp.linear_backward,
    cases=lambda rng: [_linear_case(rng, 4, 3, 2), _linear_case(rng, 5, 5, 5)],
    hints=(
        "Let the shapes lead: each gradient has the shape of the thing itself.",
        "grad_weights (out, in) comes from grad_z (B, out) and inputs (B, in): which "
        "one must be transposed?",
        "`grad_z @ weights`, `grad_z.T @ inputs`, `grad_z.sum(axis=0)`",
    ),
    mistakes=(
        Mistake(
            lambda grad_z, inputs, weights: (
                grad_z @ weights,
                inputs.T @ grad_z,
                grad_z.sum(axis=0),
            ),
            "The gradient of the weights is transposed: it must be (out, in), like the "
            "weights.",
        ),
        Mistake(
            lambda grad_z, inputs, weights: (
                grad_z @ weights,
                grad_z.T @ inputs,
                grad_z,
            ),
            "The gradient of the bias is not summed over the batch: one bias serves "
            "all examples, so their blames are added.",
        ),
        Mistake(
            lambda grad_z, inputs, weights: (
                grad_z @ weights,
                grad_z.T @ inputs,
                grad_z.mean(axis=0),
            ),
            "You averaged the bias over the batch. The 1/B is already in grad_z, where "
            "the loss was averaged: sum here.",
        ),
        Mistake(
            lambda grad_z, inputs, weights: (
                grad_z @ weights,
                grad_z.T @ inputs / len(inputs),
                grad_z.sum(axis=0),
            ),
            "You divided the weights' gradient by the batch. The 1/B is already in "
            "grad_z: do not divide a second time.",
        ),
    ),
    explain="Three short products: this is all the arithmetic of backpropagation.",
)


def _network_case(rng, sizes, batch):
    layers = mlp.make_layers(sizes, rng=rng)
    _, kept = mlp.forward(layers, rng.normal(size=(batch, sizes[0])))
    return layers, kept, rng.normal(size=(batch, sizes[-1]))


def _with_slope(slope):
    """Return a backward pass that uses `slope(inputs)` between the layers."""

    def backward(layers, kept, grad_logits):
        gradients, grad_z = [], grad_logits
        for (weights, _), inputs in zip(layers[::-1], kept[::-1], strict=True):
            grad_inputs, *gradient = mlp.linear_backward(grad_z, inputs, weights)
            gradients.insert(0, tuple(gradient))
            grad_z = grad_inputs * slope(inputs)
        return gradients

    return backward


def _wrong_order(layers, kept, grad_logits):
    return mlp.backward(layers, kept, grad_logits)[::-1]


mlp_gradients = Exercise(
    "11.5",
    "gradients of a whole network",
    stars=3,
    reference=mlp.backward,
    cases=lambda rng: [
        _network_case(rng, [3, 4, 2], 5),
        _network_case(rng, [4, 4, 4, 4], 4),
    ],
    hints=(
        "Walk from the last layer to the first; `kept` holds the input of each.",
        "Per layer: `linear_backward`, keep the two gradients, then pass the blame of "
        "the inputs through the tanh that made them.",
        "`grad_z = grad_inputs * (1 - inputs**2)` prepares the next layer down.",
    ),
    mistakes=(
        Mistake(
            _with_slope(lambda inputs: 1.0),
            "The slope of the activation is missing between the layers.",
        ),
        Mistake(
            _with_slope(lambda inputs: 1 - np.tanh(inputs) ** 2),
            "The kept inputs already are outputs of tanh: the slope is 1 - inputs².",
        ),
        Mistake(
            _wrong_order,
            "The gradients come last layer first: put them in the order of `layers`.",
        ),
    ),
    explain="With these lines you can train any fully connected network.",
)

backward_cost = Exercise(
    "11.6",
    "what a backward pass costs",
    stars=2,
    reference=409_600,
    hints=(
        "A product of (n, k) and (k, m) takes n·k·m multiplications.",
        "Backwards there are two products: one for the weights, one for the inputs.",
        "Each of the two takes 100 · 64 · 32 multiplications.",
    ),
    mistakes=(
        Mistake(
            204_800,
            "That is the forward pass, or one of the two products of the backward.",
        ),
        Mistake(
            614_400,
            "That is forward and backward together: only the backward pass was asked.",
        ),
        Mistake(4096, "You left out the batch: there are 100 examples."),
    ),
    explain="Two products instead of one: one backward costs about two forwards.",
)
