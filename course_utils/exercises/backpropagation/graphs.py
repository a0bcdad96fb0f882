"""Exercises on the chain rule in a graph."""

from course_utils.ml.networks import autograd
from course_utils.ml.networks.autograd import Value
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
