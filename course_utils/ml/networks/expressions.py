"""Turn a typed expression such as `tanh(w*x + b)` into a graph with its gradients."""

import ast
from dataclasses import dataclass

from course_utils.ml.networks.autograd import Value, topological_order

FUNCTIONS = ("exp", "log", "relu", "sigmoid", "tanh")
LONGEST = 120  # characters
LARGEST = 24  # nodes: more cannot be read in one picture


@dataclass(frozen=True)
class Graph:
    """Hold a computed expression, every node after the nodes it was made from.

    `edges` lists (parent, child, local derivative); `children_first` walks backwards.
    """

    expression: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    gradients: tuple[float, ...]
    edges: tuple[tuple[int, int, float], ...]

    @property
    def depth(self):
        """Return for each node the length of the longest way to it from an input."""
        depth = [0] * len(self.labels)
        for parent, child, _ in sorted(self.edges, key=lambda edge: edge[1]):
            depth[child] = max(depth[child], depth[parent] + 1)
        return tuple(depth)


def names_in(expression):
    """List the input names of an expression in the order they first appear."""
    tree = parse(expression)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and id(node) not in called
    ]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return tuple(dict.fromkeys(node.id for node in found))


def parse(expression):
    """Read an expression; nothing in it is ever executed as Python.

    Raises ValueError for anything but numbers, names, + - * / **, and FUNCTIONS.
    """
    if not isinstance(expression, str) or not 0 < len(expression.strip()) <= LONGEST:
        raise ValueError(f"expected an expression of 1 to {LONGEST} characters")
    try:
        tree = ast.parse(expression.strip(), mode="eval")
    except SyntaxError as error:
        raise ValueError(f"{expression!r} is not an expression: {error.msg}") from None
    return tree.body


def make_graph(expression, **inputs):
    """Compute an expression at the given inputs, forwards and then backwards.

    Raises ValueError for text that is no expression, for a missing input, where there
    is no value, and for a graph of more than LARGEST nodes.

    >>> make_graph("w * x", w=2, x=3).gradients
    (3.0, 2.0, 1.0)
    """
    tree = parse(expression)
    missing = [name for name in names_in(expression) if name not in inputs]
    if missing:
        raise ValueError(f"{expression!r} also needs a number for {', '.join(missing)}")
    leaves = {name: Value(float(number)) for name, number in inputs.items()}
    try:
        result = _evaluate(tree, leaves)
    except (ZeroDivisionError, OverflowError, ValueError) as error:
        raise ValueError(f"{expression!r} has no value here: {error}") from None
    result.backward()
    order = topological_order(result)
    if len(order) > LARGEST:
        raise ValueError(f"{len(order)} nodes; at most {LARGEST} can be drawn")
    place = {value: i for i, value in enumerate(order)}
    names = {value: name for name, value in leaves.items()}
    return Graph(
        expression=expression,
        labels=tuple(names.get(v) or v.operation or f"{v.data:g}" for v in order),
        values=tuple(float(v.data) for v in order),
        gradients=tuple(float(v.grad) for v in order),
        edges=tuple((place[p], place[v], float(s)) for v in order for p, s in v.edges),
    )


def _evaluate(node, leaves):
    match node:
        case ast.Constant(value=int() | float() as n) if not isinstance(n, bool):
            return Value(float(n))
        case ast.Name(id=name):
            return leaves[name]
        case ast.UnaryOp(
            op=ast.USub(), operand=ast.Constant(value=int() | float() as n)
        ):
            return Value(-float(n))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, leaves)
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
            return _evaluate(base, leaves) ** _constant(exponent)
        case ast.BinOp(left=left, op=operator, right=right):
            return _combine(operator, _evaluate(left, leaves), _evaluate(right, leaves))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
            return _call(name, _evaluate(argument, leaves))
    raise ValueError(f"{ast.unparse(node)!r} is not allowed in an expression")


def _constant(node):
    match node:
        case ast.Constant(value=int() | float() as number):
            return number
        case ast.UnaryOp(
            op=ast.USub(), operand=ast.Constant(value=int() | float() as n)
        ):
            return -n
    raise ValueError("an exponent must be a plain number")


def _combine(operator, left, right):
    match operator:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
    raise ValueError("only + - * / ** are allowed between two numbers")


def _call(name, argument):
    if name not in FUNCTIONS:
        raise ValueError(f"{name!r} is not one of {', '.join(FUNCTIONS)}")
    if name == "sigmoid":
        return 1 / (1 + (-argument).exp())
    return getattr(argument, name)()
