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
            {"a*b by a": 3, "a*b by b": -2},
            "The slope of a product by one factor is the *other* factor: you swapped "
            "them.",
        ),
        Mistake(
            {"a*b by a": -6, "a*b by b": -6},
            "-6 is the value of a*b; its slope by one factor is the other factor.",
        ),
        Mistake(
            {"relu(b)": 1},
            "relu has slope 1 to the right of 0 only; b is negative.",
        ),
        Mistake({"relu(b)": -2}, "relu lets nothing of a negative number through."),
        Mistake({"a**2 by a": 9}, "9 is the value of a**2; its slope is 2a."),
        Mistake(
            {"a**2 by a": 2},
            "The slope of a**2 depends on where you stand: it is 2a.",
        ),
        Mistake(
            {"a+b by b": -2},
            "A sum grows exactly as fast as one of its parts, whatever the part is.",
        ),
    ),
    explain="These numbers are all that a node has to know about itself.",
)


def _graphs():
    """Return roots whose right orders leave little to chance."""
    a, b = Value(1.5), Value(2.0)
    x, y, s = Value(2.0), Value(-1.0), Value(0.5)
    shared, square, late = x * y, s * s, s.tanh()
    chain = Value(0.3)
    for _ in range(5):
        chain = chain * late + late
    return [
        a * b + a,
        (shared + x).tanh() * shared,
        Value(1.0),
        square * square.tanh(),
        square.tanh() * square,
        late.exp() * late.exp() + late,
        chain,
    ]


def _with_root(answer, root):
    """Return (the answer's list, root), or None if it gave none."""
    order = answer(root)
    return None if order is None or order is ... else (list(order), root)


def _why_not(result, _):
    """Say why a list is no topological order of all values under a root, or ""."""
    order, root = result
    if not all(isinstance(value, Value) for value in order):
        return "The list must hold the values themselves."
    place = {id(value): i for i, value in enumerate(order)}
    needed = autograd.topological_order(root)
    if len(place) < len(order):
        return "A value is listed twice: remember which ones were visited."
    if missing := [value for value in needed if id(value) not in place]:
        if missing == [root]:
            return "The result itself belongs to the list, at its end."
        return f"{len(missing)} of {len(needed)} values are missing in the list."
    if len(order) > len(needed):
        return "There are values in the list from which the result is not made."
    pairs = [(parent, value) for value in needed for parent, _ in value.edges]
    late = [(p, v) for p, v in pairs if place[id(p)] > place[id(v)]]
    if not late:
        return ""
    if len(late) == len(pairs):
        return (
            "This is the backward order: every value comes before the values it was "
            "made from."
        )
    parent, value = late[0]
    return (
        f"One value comes too early: {value.data:.4g}, made by {value.operation}, "
        f"stands before {parent.data:.4g}, from which it was made."
    )


def _visit(root):
    order = []

    def visit(value):
        if value not in order:
            for parent, _ in value.edges:
                visit(parent)
            order.append(value)

    visit(root)
    return order


topological_order = Exercise(
    "11.3",
    "topological order",
    stars=2,
    reference=_visit,
    stub="my_order(root)",
    cases=lambda rng: [(root,) for root in _graphs()],
    call=_with_root,
    judged_by=_why_not,
    hints=(
        "A value may be listed once all the values it was made from are listed.",
        "Visit the parents first, then append the value itself; skip what was visited.",
        "`def visit(value): if value not in seen: seen.add(value); "
        "[visit(p) for p, _ in value.edges]; order.append(value)`",
    ),
    explain="Backwards through this list, every node has all its blame before it "
    "passes any on.",
)
