"""Answers to the exercises of notebook 10, as learners write them."""

import math
from functools import reduce

import numpy as np
import torch

from course_utils.exercises import neural_networks as exercises
from tests.exercises.answers import Answers

forward_pass = Answers(exercises.forward_pass)


@forward_pass.right
def last_layer_apart(layers, inputs):
    *hidden, (weights, bias) = layers
    for w, b in hidden:
        inputs = np.tanh(np.dot(inputs, w.T) + b)
    return np.dot(inputs, weights.T) + bias


@forward_pass.right
def example_by_example(layers, inputs):
    results = []
    for x in inputs:
        for depth, (weights, bias) in enumerate(layers, start=1):
            x = [
                sum(w * v for w, v in zip(row, x, strict=True)) + b
                for row, b in zip(weights, bias, strict=True)
            ]
            if depth < len(layers):
                x = [math.tanh(z) for z in x]
        results.append(x)
    return results  # fmt: skip


@forward_pass.right
def by_torch(layers, inputs):
    x = torch.tensor(inputs)
    for weights, bias in layers[:-1]:
        x = torch.nn.functional.linear(x, torch.tensor(weights), torch.tensor(bias))
        x = x.tanh()
    weights, bias = map(torch.tensor, layers[-1])
    return x @ weights.T + bias


@forward_pass.right
def by_recursion(layers, inputs):
    weights, bias = layers[0]
    z = (weights @ inputs.T).T + bias
    return z if len(layers) == 1 else by_recursion(layers[1:], np.tanh(z))


@forward_pass.right
def in_single_precision(layers, inputs):
    def layer(x, pair):
        return np.tanh(x) @ pair[0].T.astype(np.float32) + pair[1].astype(np.float32)

    weights, bias = layers[0]
    return reduce(layer, layers[1:], inputs.astype(np.float32) @ weights.T + bias)


@forward_pass.wrong(says="ValueError: matmul")
def first_then_middle_then_last(layers, inputs):
    weights, bias = layers[0]
    a = np.tanh(inputs @ weights.T + bias)
    for w, b in layers[1:-1]:
        a = np.tanh(a @ w.T + b)
    w, b = layers[-1]
    return a @ w.T + b


@forward_pass.names("The last layer is squashed")
def tanh_after_every_layer(layers, inputs):
    for weights, bias in layers:
        inputs = np.tanh(inputs @ np.transpose(weights) + bias)
    return inputs


@forward_pass.names("The biases are missing")
def products_only(layers, inputs):
    for depth in range(len(layers)):
        inputs = inputs @ layers[depth][0].T
        inputs = np.tanh(inputs) if depth + 1 < len(layers) else inputs
    return inputs


@forward_pass.names("Without an activation function")
def linear_all_the_way(layers, inputs):
    x = torch.tensor(inputs)
    for weights, bias in layers:
        x = torch.addmm(torch.tensor(bias), x, torch.tensor(weights).T)
    return x


@forward_pass.names("Weights are (out, in)")
def inputs_at_weights(layers, inputs):
    for depth, (weights, bias) in enumerate(layers):
        inputs = np.matmul(inputs, weights) + bias
        if depth != len(layers) - 1:
            inputs = np.tanh(inputs)
    return inputs


@forward_pass.names("That is the sigmoid")
def with_sigmoid(layers, inputs):
    for weights, bias in layers[:-1]:
        inputs = 1 / (1 + np.exp(-(inputs @ weights.T + bias)))
    return inputs @ layers[-1][0].T + layers[-1][1]


@forward_pass.names("That is relu")
def with_relu(layers, inputs):
    for weights, bias in layers[:-1]:
        inputs = (inputs @ weights.T + bias).clip(0)
    return inputs @ layers[-1][0].T + layers[-1][1]


@forward_pass.names("The inputs are squashed")
def tanh_before_every_layer(layers, inputs):
    for weights, bias in layers:
        inputs = np.tanh(inputs) @ weights.T + bias
    return inputs


@forward_pass.names("The first layer is applied twice")
def a_line_for_the_first_and_a_loop_over_all(layers, inputs):
    weights, bias = layers[0]
    a = np.tanh(inputs @ weights.T + bias)
    for weights, bias in layers[:-1]:
        a = np.tanh(a @ weights.T + bias)
    return a @ layers[-1][0].T + layers[-1][1]


@forward_pass.wrong(says="not right yet")
def bias_inside_the_tanh_only_once(layers, inputs):
    for weights, bias in layers[:-1]:
        inputs = np.tanh(inputs @ weights.T) + bias
    return inputs @ layers[-1][0].T + layers[-1][1]


@forward_pass.wrong(says="not right yet")
def backwards_through_the_layers(layers, inputs):
    for depth, (weights, bias) in enumerate(layers[::-1]):
        inputs = inputs @ weights.T + bias
        if depth < len(layers) - 1:
            inputs = np.tanh(inputs)
    return inputs


@forward_pass.wrong(says="changed its argument")
def changes_the_batch(layers, inputs):
    inputs += 0.5
    inputs -= 0.25
    return exercises.forward_pass.reference(layers, inputs - 0.25)


count = Answers(exercises.count_parameters)


@count.right
def add_layer_by_layer(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i - 1] * sizes[i]
        total += sizes[i]
    return total


@count.right
def as_a_dot_product(sizes):
    sizes = np.array(sizes)
    return np.dot(sizes[:-1] + 1, sizes[1:])


@count.right
def let_torch_count(sizes):
    layers = [torch.nn.Linear(n, m) for n, m in zip(sizes, sizes[1:])]  # noqa: B905, RUF007
    return sum(part.numel() for layer in layers for part in layer.parameters())


@count.right
def from_the_end(sizes):
    if len(sizes) < 2:
        return 0
    return sizes[-1] * (1 + sizes[-2]) + from_the_end(sizes[:-1])


@count.names("These are the weights; the biases")
def weights_only(sizes):
    return np.dot(sizes[:-1], sizes[1:])


@count.names("The inputs have no bias")
def a_bias_for_everything(sizes):
    total = sum(sizes)
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    return total


@count.names("You counted neurons")
def neurons(sizes):
    total = 0
    for size in sizes:
        total += size
    return total


@count.names("The + 1 belongs to the inputs")
def one_more_output(sizes):
    return sum(sizes[i] * (sizes[i + 1] + 1) for i in range(len(sizes) - 1))


@count.names("One bias per layer")
def one_bias_for_each_layer(sizes):
    return np.dot(sizes[:-1], sizes[1:]) + len(sizes) - 1


@count.names("That is the first layer alone")
def returns_in_the_loop(sizes):
    for n, m in zip(sizes, sizes[1:]):  # noqa: B905, RUF007
        return n * m + m


@count.wrong(says="wrong value")
def product_of_all(sizes):
    return math.prod(sizes) + sum(sizes[1:])


@count.wrong(says="IndexError")
def one_too_far(sizes):
    return sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes)))


@count.wrong(says="wrong value")
def first_and_last(sizes):
    return (sizes[0] + 1) * sizes[-1]


accuracy = Answers(exercises.share_right)


@accuracy.right
def count_in_a_loop(logits, labels):
    right = 0
    for row, label in zip(logits, labels, strict=True):
        if list(row).index(max(row)) == label:
            right += 1
    return right / len(labels)


@accuracy.right
def sorted_scores(logits, labels):
    return np.mean(np.argsort(logits, axis=-1)[:, -1] == labels)


@accuracy.right
def largest_by_torch(logits, labels):
    logits, labels = torch.tensor(logits), torch.tensor(labels)
    return (logits.max(dim=1).indices == labels).float().mean()


@accuracy.right
def the_right_score_is_the_largest(logits, labels):
    return np.mean(logits[np.arange(len(labels)), labels] == logits.max(axis=1))


@accuracy.right
def through_one_hot(logits, labels):
    winners = logits == logits.max(axis=1, keepdims=True)
    return (winners * np.eye(logits.shape[1])[labels]).sum() / len(logits)


@accuracy.names("You divided by the number of classes")
def by_the_columns(logits, labels):
    return (logits.argmax(1) == labels).sum() / logits.shape[1]


@accuracy.names("axis=0 looks down the columns")
def down_the_columns(logits, labels):
    return np.mean(np.argmax(logits, axis=0) == labels)


@accuracy.names("That is how many are right")
def how_many(logits, labels):
    return sum(int(np.argmax(row)) == label for row, label in zip(logits, labels))  # noqa: B905


@accuracy.names("That is the share that is wrong")
def error_rate(logits, labels):
    return 1 - np.mean(logits.argmax(axis=1) == labels)


@accuracy.names("That is the mean score")
def score_of_the_right_class(logits, labels):
    return np.mean([row[label] for row, label in zip(logits, labels, strict=True)])


@accuracy.names("That is in per cent")
def in_per_cent(logits, labels):
    return 100 * np.count_nonzero(logits.argmax(axis=1) == labels) / len(labels)


@accuracy.wrong(says="expected a number, got a numpy array")
def one_by_one(logits, labels):
    return logits.argmax(axis=1) == labels


@accuracy.wrong(says="not right yet")
def the_lowest_score(logits, labels):
    return np.mean(logits.argmin(axis=1) == labels)


@accuracy.wrong(says="not right yet")
def is_positive(logits, labels):
    return np.mean(logits[np.arange(len(labels)), labels] > 0)


@accuracy.wrong(says="not right yet")
def rounded_down(logits, labels):
    return int(np.mean(logits.argmax(axis=1) == labels))


shapes = Answers(exercises.shapes)
RIGHT = {"W1": (32, 64), "z1": (100, 32), "b2": (10,), "logits": (100, 10)}
NETWORK = torch.nn.Sequential(
    torch.nn.Linear(64, 32), torch.nn.ReLU(), torch.nn.Linear(32, 10)
)
HIDDEN = NETWORK[0](torch.zeros(100, 64))
shapes.right(RIGHT)
shapes.right(
    {
        "W1": NETWORK[0].weight.shape,
        "z1": HIDDEN.shape,
        "b2": NETWORK[2].bias.shape,
        "logits": NETWORK[2](HIDDEN).shape,
    },
    name="asked_torch",
)
shapes.names("torch keeps the weights", {**RIGHT, "W1": (64, 32)}, name="in_out")
shapes.names(
    "These are the shapes for one picture",
    {**RIGHT, "z1": (32,), "logits": (10,)},
    name="one_picture",
)
shapes.names(
    "The examples are the rows",
    {**RIGHT, "z1": (32, 100), "logits": (10, 100)},
    name="columns",
)
shapes.names("One bias per neuron", {**RIGHT, "b2": (100, 10)}, name="bias_per_picture")
shapes.names("b2 belongs to the second", {**RIGHT, "b2": (32,)}, name="other_bias")
shapes.wrong({**RIGHT, "b2": 10}, says="wrong", name="a_number")
shapes.wrong({**RIGHT, "z1": (100, 64)}, says="is not it", name="inputs_again")
shapes.wrong({**RIGHT, "logits": (100,)}, says="wrong", name="labels")
shapes.wrong({"W1": (32, 64), "z1": (100, 32)}, says="keys", name="two_missing")
shapes.wrong(
    {**RIGHT, "W1": (64, 32), "b2": (32,)}, says="W1 turns 64", name="two_mistakes"
)

fat = Answers(exercises.fat_or_thin)
fat.right(60)
fat.right(60.0, name="a_float")
fat.right(round((4522 - 10) / 75), name="computed")
fat.right(
    min(range(200), key=lambda h: abs(64 * h + h + 10 * h + 10 - 4522)), name="searched"
)
fat.names("Three layers of 32 have as many", 3 * 32, name="neurons")
fat.names("You divided by 65", 4522 // 65 + 1, name="without_outputs")
fat.names("You divided by 74", round(4512 / 74), name="without_biases")
fat.names("So many parameters", 65 * 32 + 2 * 33 * 32 + 330, name="parameters")
fat.wrong(4512 / 75, says="not it", name="not_whole")
fat.wrong(32, says="32 is not it", name="same_width")
fat.wrong(59, says="59 is not it", name="below")
fat.wrong("60 units", says="expected a number, got a text", name="a_text")
fat.wrong([64, 60, 10], says="got a list", name="sizes")
