"""Answers to the exercises of notebook 11, as learners write them."""

import numpy as np
import torch

from course_utils.exercises import backpropagation as exercises
from tests.exercises.answers import Answers

slopes = Answers(exercises.local_slopes)
RIGHT = {"a*b by a": -2, "a*b by b": 3, "a**2 by a": 6, "a+b by b": 1, "relu(b)": 0}
slopes.right(RIGHT)
slopes.right({key: float(value) for key, value in RIGHT.items()}, name="floats")
slopes.right({key: torch.tensor(value) for key, value in RIGHT.items()}, name="tensors")
slopes.right(
    {
        "a*b by a": ((3 + 1e-3) * -2 - 3 * -2) / 1e-3,
        "a*b by b": (3 * (-2 + 1e-3) - 3 * -2) / 1e-3,
        "a**2 by a": ((3 + 1e-3) ** 2 - (3 - 1e-3) ** 2) / 2e-3,
        "a+b by b": ((3 + -2 + 1e-3) - (3 + -2)) / 1e-3,
        "relu(b)": 0.0,
    },
    name="nudged",
)
slopes.names(
    "The slope of a product by one factor",
    {**RIGHT, "a*b by a": 3, "a*b by b": -2},
    name="swapped",
)
slopes.names(
    "-6 is the value", {**RIGHT, "a*b by a": -6, "a*b by b": -6}, name="products"
)
slopes.names("relu has slope 1", {**RIGHT, "relu(b)": 1}, name="relu_on")
slopes.names("relu lets nothing", {**RIGHT, "relu(b)": -2}, name="relu_is_b")
slopes.names("9 is the value", {**RIGHT, "a**2 by a": 9}, name="value_of_the_square")
slopes.names("The slope of a**2", {**RIGHT, "a**2 by a": 2}, name="two")
slopes.names("A sum grows", {**RIGHT, "a+b by b": -2}, name="the_part_itself")
slopes.wrong(
    {**RIGHT, "a**2 by a": 9, "relu(b)": 1},
    says="Key 'relu(b)': relu has slope 1",
    name="two_mistakes",
)
slopes.wrong({**RIGHT, "a+b by b": 0}, says="is not it", name="no_slope")
slopes.wrong({**RIGHT, "a**2 by a": -6}, says="is not it", name="negative")
slopes.wrong({"a*b by a": -2}, says="keys", name="only_one")
slopes.wrong((-2, 3, 6, 1, 0), says="got a tuple", name="in_a_row")

tanh = Answers(exercises.tanh_backward)


@tanh.right
def place_by_place(grad_output, output):
    result = np.empty(output.shape)
    for place in np.ndindex(output.shape):
        result[place] = grad_output[place] * (1 - output[place] * output[place])
    return result


@tanh.right
def by_torch(grad_output, output):
    z = torch.atanh(torch.tensor(output)).requires_grad_()
    z.tanh().backward(torch.tensor(grad_output))
    return z.grad


@tanh.right
def multiplied_out(grad_output, output):
    return grad_output - grad_output * np.square(output)


@tanh.right
def by_cosh(grad_output, output):
    return grad_output / np.cosh(np.arctanh(output)) ** 2


@tanh.right
def in_single_precision(grad_output, output):
    a = output.astype(np.float32)
    return (1 + a) * (1 - a) * grad_output.astype(np.float32)


@tanh.names("`output` already is tanh(z)")
def tanh_of_tanh(grad_output, output):
    return grad_output / np.cosh(output) ** 2


@tanh.names("That is the local slope alone")
def slope_only(grad_output, output):
    return (1 + output) * (1 - output)


@tanh.names("a(1 - a) is the slope of the sigmoid")
def slope_of_the_sigmoid(grad_output, output):
    return grad_output * (output - output**2)


@tanh.names("Square the output, not the difference")
def square_outside(grad_output, output):
    return np.multiply(grad_output, np.square(1 - output))


@tanh.names("tanh itself is the way forwards")
def forwards_again(grad_output, output):
    return torch.tanh(torch.tensor(output)) * torch.tensor(grad_output)


@tanh.wrong(says="not right yet")
def plus(grad_output, output):
    return grad_output * (1 + output**2)


@tanh.wrong(says="not right yet")
def blame_squared(grad_output, output):
    return (1 - grad_output**2) * output


@tanh.wrong(says="opposite")
def sign_turned(grad_output, output):
    return grad_output * (output**2 - 1)


@tanh.wrong(says="changed its argument")
def in_place(grad_output, output):
    grad_output *= 1 - output**2
    return grad_output


@tanh.wrong(says="shape")
def summed(grad_output, output):
    return np.sum(grad_output * (1 - output**2))


order = Answers(exercises.topological_order)
order.without_example("The values of c = a*b + a are objects, named in the statement.")


@order.right
def by_recursion_with_a_set(root):
    done, listed = set(), []

    def visit(value):
        if id(value) in done:
            return
        done.add(id(value))
        for parent, _ in value.edges:
            visit(parent)
        listed.append(value)

    visit(root)
    return listed


@order.right
def other_parent_first(root):
    listed = []

    def visit(value):
        if value in listed:
            return
        for parent, _ in reversed(value.edges):
            visit(parent)
        listed.append(value)

    visit(root)
    return tuple(listed)


@order.right
def whoever_is_ready(root):
    waiting, stack = [], [root]
    while stack:
        value = stack.pop()
        if value not in waiting:
            waiting.append(value)
            stack += [parent for parent, _ in value.edges]
    listed = []
    while waiting:
        ready = [v for v in waiting if all(p in listed for p, _ in v.edges)]
        listed += ready
        waiting = [v for v in waiting if v not in ready]
    return listed


@order.right
def a_generator_by_depth(root):
    depth = {}

    def deep(value):
        if value not in depth:
            depth[value] = 1 + max((deep(p) for p, _ in value.edges), default=0)
        return depth[value]

    deep(root)
    return sorted(depth, key=depth.get)


@order.wrong(says="One value comes too early")
def before_its_parents_then_reversed(root):
    listed = []

    def visit(value):
        if value not in listed:
            listed.append(value)
            for parent, _ in value.edges:
                visit(parent)

    visit(root)
    return listed[::-1]


@order.wrong(says="One value comes too early")
def inputs_first_then_any_order(root):
    listed = []

    def visit(value):
        if value not in listed:
            listed.append(value)
            for parent, _ in value.edges:
                visit(parent)

    visit(root)
    inputs = [value for value in listed if not value.edges]
    return inputs + [value for value in listed if value.edges][::-1]


@order.wrong(says="One value comes too early")
def by_levels_from_the_result(root):
    levels, seen = [root], {root}
    for value in levels:
        for parent, _ in value.edges:
            if parent not in seen:
                seen.add(parent)
                levels.append(parent)
    return levels[::-1]


@order.wrong(says="One value comes too early")
def sorted_by_size(root):
    return sorted(by_recursion_with_a_set(root), key=lambda value: abs(value.data))


@order.wrong(says="This is the backward order")
def result_first(root):
    return by_recursion_with_a_set(root)[::-1]


@order.wrong(says="A value is listed twice")
def without_memory(root):
    listed = []
    for parent, _ in root.edges:
        listed.extend(without_memory(parent))
    listed.append(root)
    return listed


@order.wrong(says="The result itself belongs")
def all_but_the_result(root):
    return by_recursion_with_a_set(root)[:-1]


@order.wrong(says="values are missing")
def the_parents_only(root):
    return [*dict.fromkeys(parent for parent, _ in root.edges), root]


@order.wrong(says="must hold the values themselves")
def their_numbers(root):
    return [value.data for value in by_recursion_with_a_set(root)]


@order.wrong(says="did you forget `return`?")
def nothing_returned(root):
    by_recursion_with_a_set(root)


linear = Answers(exercises.linear_backward)


@linear.right
def linear_by_torch(grad_z, inputs, weights):
    x, w = (torch.tensor(a, requires_grad=True) for a in (inputs, weights))
    b = torch.zeros(len(weights), dtype=torch.float64, requires_grad=True)
    torch.nn.functional.linear(x, w, b).backward(torch.tensor(grad_z))
    return x.grad, w.grad, b.grad


@linear.right
def with_einsum(grad_z, inputs, weights):
    return (
        np.einsum("bo,oi->bi", grad_z, weights),
        np.einsum("bo,bi->oi", grad_z, inputs),
        np.einsum("bo->o", grad_z),
    )


@linear.right
def one_example_after_the_other(grad_z, inputs, weights):
    grad_inputs, grad_weights = np.zeros_like(inputs), np.zeros_like(weights)
    grad_bias = np.zeros(len(weights))
    for n in range(len(grad_z)):
        grad_inputs[n] = weights.T @ grad_z[n]
        grad_weights += np.outer(grad_z[n], inputs[n])
        grad_bias += grad_z[n]
    return [grad_inputs, grad_weights, grad_bias]


@linear.right
def transposed_twice(grad_z, inputs, weights):
    z = grad_z.T
    return (weights.T @ z).T, z.dot(inputs), z @ np.ones(len(inputs))


@linear.names("The gradient of the weights is transposed")
def weights_transposed(grad_z, inputs, weights):
    grad_weights = np.einsum("bi,bo->io", inputs, grad_z)
    return np.dot(grad_z, weights), grad_weights, np.sum(grad_z, axis=0)


@linear.names("The gradient of the bias is not summed")
def bias_as_it_came(grad_z, inputs, weights):
    return grad_z.dot(weights), grad_z.T.dot(inputs), grad_z.copy()


@linear.names("You averaged the bias")
def bias_averaged(grad_z, inputs, weights):
    return grad_z @ weights, grad_z.T @ inputs, grad_z.sum(axis=0) / len(grad_z)


@linear.names("You divided the weights' gradient")
def weights_averaged(grad_z, inputs, weights):
    outer = [np.outer(g, x) for g, x in zip(grad_z, inputs, strict=True)]
    return grad_z @ weights, np.mean(outer, axis=0), grad_z.sum(axis=0)


@linear.names("The blame goes back through the weights")
def transposed_as_forwards(grad_z, inputs, weights):
    grad_inputs = np.matmul(grad_z, np.transpose(weights))
    return grad_inputs, np.matmul(grad_z.T, inputs), sum(grad_z)


@linear.names("The gradients are right, but in another order")
def inputs_last(grad_z, inputs, weights):
    grad_weights, grad_bias = np.dot(grad_z.T, inputs), grad_z.sum(0)
    return grad_weights, grad_bias, np.dot(grad_z, weights)


@linear.wrong(says="not right yet")
def bias_over_the_outputs(grad_z, inputs, weights):
    return grad_z @ weights, grad_z.T @ inputs, grad_z.sum(axis=1)


@linear.wrong(says="length")
def without_the_bias(grad_z, inputs, weights):
    return grad_z @ weights, grad_z.T @ inputs


@linear.wrong(says="shape")
def bias_with_keepdims(grad_z, inputs, weights):
    return grad_z @ weights, grad_z.T @ inputs, grad_z.sum(axis=0, keepdims=True)


network = Answers(exercises.mlp_gradients)
network.equivalent(
    "The blame of the network's own inputs is computed and never used.",
    "line 7: number > 0 -> number >= 0",
    "line 7: 0 -> -1",
)


@network.right
def network_by_torch(layers, kept, grad_logits):
    parts = [
        [torch.tensor(part, requires_grad=True) for part in layer] for layer in layers
    ]
    x = torch.tensor(kept[0])
    for depth, (weights, bias) in enumerate(parts):
        x = x @ weights.T + bias
        x = torch.tanh(x) if depth < len(parts) - 1 else x
    x.backward(torch.tensor(grad_logits))
    return [(weights.grad, bias.grad) for weights, bias in parts]


@network.right
def by_recursion(layers, kept, grad_logits):
    last = (grad_logits.T @ kept[-1], grad_logits.sum(axis=0))
    if len(layers) == 1:
        return [last]
    blame = (grad_logits @ layers[-1][0]) * (1 - kept[-1] ** 2)
    return [*by_recursion(layers[:-1], kept[:-1], blame), last]


@network.right
def collected_and_reversed(layers, kept, grad_logits):
    found, blame = [], grad_logits
    for (weights, _), inputs in zip(reversed(layers), reversed(kept), strict=True):
        found.append([np.einsum("bo,bi->oi", blame, inputs), blame.sum(0)])
        blame = np.einsum("bo,oi->bi", blame, weights) * (1 + inputs) * (1 - inputs)
    return found[::-1]


@network.right
def all_blames_first(layers, kept, grad_logits):
    blames = [grad_logits]
    for depth in range(len(layers) - 1, 0, -1):
        slope = 1 - np.square(kept[depth])
        blames.insert(0, (blames[0] @ layers[depth][0]) * slope)
    pairs = zip(blames, kept, strict=True)
    return [(blame.T @ x, np.sum(blame, axis=0)) for blame, x in pairs]


def backwards(layers, kept, blame, slope):
    found = []
    for depth in reversed(range(len(layers))):
        found.append((blame.T @ kept[depth], blame.sum(axis=0)))
        blame = blame @ layers[depth][0] * slope(kept[depth])
    return found[::-1]


@network.names("The slope of the activation function is missing")
def weights_only_between(layers, kept, grad_logits):
    return backwards(layers, kept, grad_logits, lambda a: np.ones_like(a))


@network.names("The kept inputs already are outputs")
def tanh_once_more(layers, kept, grad_logits):
    return backwards(layers, kept, grad_logits, lambda a: np.cosh(a) ** -2.0)


@network.names("a(1 - a) is the slope of the sigmoid")
def sigmoid_between(layers, kept, grad_logits):
    return backwards(layers, kept, grad_logits, lambda a: a - a * a)


@network.names("The gradients come last layer first")
def never_turned_round(layers, kept, grad_logits):
    return list(reversed(all_blames_first(layers, kept, grad_logits)))


@network.names("In each pair the weights' gradient")
def bias_then_weights(layers, kept, grad_logits):
    pairs = all_blames_first(layers, kept, grad_logits)
    return [(bias, weights) for weights, bias in pairs]


@network.names("The gradients of the weights are transposed")
def in_out(layers, kept, grad_logits):
    found = []
    for depth in reversed(range(len(layers))):
        found.insert(0, (kept[depth].T @ grad_logits, grad_logits.sum(axis=0)))
        grad_logits = grad_logits @ layers[depth][0] * (1 - kept[depth] ** 2)
    return found


@network.names("Every layer got the blame of the output")
def never_passed_back(layers, kept, grad_logits):
    found = []
    for depth in range(len(layers)):
        found.append((grad_logits.T @ kept[depth], np.sum(grad_logits, axis=0)))
    return found


@network.names("There is no tanh after the last layer")
def slope_at_the_logits(layers, kept, grad_logits):
    weights, bias = layers[-1]
    slope = np.cosh(kept[-1] @ weights.T + bias) ** -2.0
    return all_blames_first(layers, kept, grad_logits * slope)


@network.wrong(says="not right yet")
def averaged_over_the_batch(layers, kept, grad_logits):
    pairs = all_blames_first(layers, kept, grad_logits)
    return [(weights / len(kept[0]), bias) for weights, bias in pairs]


@network.wrong(says="length")
def the_last_layer_only(layers, kept, grad_logits):
    return all_blames_first(layers, kept, grad_logits)[-1:]


@network.wrong(says="stopped with an error")
def weights_transposed_on_the_way(layers, kept, grad_logits):
    found = []
    for depth in reversed(range(len(layers))):
        found.insert(0, (grad_logits.T @ kept[depth], grad_logits.sum(axis=0)))
        grad_logits = grad_logits @ layers[depth][0].T * (1 - kept[depth] ** 2)
    return found


cost = Answers(exercises.backward_cost)
cost.right(409_600)
cost.right(2 * 100 * 64 * 32, name="computed")
cost.right(4.096e5, name="a_float")
cost.names("That is the forward pass", 64 * 32 * 100, name="one_product")
cost.names("That is forward and backward", 3 * 64 * 32 * 100, name="both_passes")
cost.names("You left out the batch", 2 * 64 * 32, name="one_example")
cost.names("That is one product, for one", 64 * 32, name="one_product_one_example")
cost.names("Additions are counted", 4 * 64 * 32 * 100, name="flops")
cost.wrong(2 * 100 * (64 + 32), says="is not it", name="added")
cost.wrong(12, says="is not it", name="the_example")
cost.wrong(2.0, says="is not it", name="two_forwards")
cost.wrong("2 · 100 · 64 · 32", says="got a text", name="a_formula")
cost.wrong((204_800, 204_800), says="got a tuple", name="both_products")
