"""Numbers that remember how they were made, so that they can pass the blame back."""

import math


class Value:
    """Hold one number, the values it came from, and its share of the blame.

    `edges` pairs each parent with the local derivative d(this)/d(parent), `grad` is
    d(result)/d(this) after `result.backward()`. The idea of so small an engine is
    Karpathy's micrograd (2020); here the local derivatives live on the edges.
    """

    def __init__(self, data, edges=(), operation=""):
        self.data = data
        self.edges = edges
        self.operation = operation
        self.grad = 0.0

    def __repr__(self):
        return f"Value({self.data:.4g}, grad={self.grad:.4g})"

    def __add__(self, other):
        other = as_value(other)
        edges = ((self, 1.0), (other, 1.0))
        return Value(self.data + other.data, edges, "+")

    def __mul__(self, other):
        other = as_value(other)
        edges = ((self, other.data), (other, self.data))
        return Value(self.data * other.data, edges, "×")

    def __pow__(self, exponent):
        slope = exponent * self.data ** (exponent - 1)
        return Value(self.data**exponent, ((self, slope),), f"^{exponent}")

    def exp(self):
        result = math.exp(self.data)
        return Value(result, ((self, result),), "exp")

    def log(self):
        return Value(math.log(self.data), ((self, 1 / self.data),), "log")

    def tanh(self):
        result = math.tanh(self.data)
        return Value(result, ((self, 1 - result**2),), "tanh")

    def relu(self):
        return Value(max(self.data, 0.0), ((self, float(self.data > 0)),), "relu")

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -as_value(other)

    def __truediv__(self, other):
        return self * as_value(other) ** -1

    def __rsub__(self, other):
        return as_value(other) - self

    def __rtruediv__(self, other):
        return as_value(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        """Give every value under this one its gradient, starting again from zero."""
        order = topological_order(self)
        for value in order:
            value.grad = 0.0
        self.grad = 1.0
        for value in reversed(order):
            for parent, slope in value.edges:
                parent.grad += slope * value.grad


def as_value(number):
    """Wrap a plain number; leave a Value as it is."""
    return number if isinstance(number, Value) else Value(number)


def topological_order(root):
    """List every value under `root`, each after all the values it was made from."""
    order, seen, stack = [], set(), [(root, False)]
    while stack:
        value, parents_done = stack.pop()
        if parents_done:
            order.append(value)
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))
            stack.extend((parent, False) for parent, _ in reversed(value.edges))
    return order
