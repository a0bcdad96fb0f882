"""Exercises of notebook 10: a forward pass, its size, its shapes, its score."""

from itertools import pairwise

import numpy as np

from course_utils.ml.networks import mlp
from course_utils.practice import Exercise, Mistake


def _forward(layers, inputs):
    for number, (weights, bias) in enumerate(layers):
        inputs = inputs @ weights.T + bias
        if number < len(layers) - 1:
            inputs = np.tanh(inputs)
    return inputs


def _network_case(rng, sizes, batch):
    layers = mlp.make_layers(sizes, rng=rng)
    layers = [(weights, rng.normal(size=bias.shape)) for weights, bias in layers]
    return layers, rng.normal(size=(batch, sizes[0]))


def _squashed_to_the_end(layers, inputs):
    return np.tanh(mlp.predict(layers, inputs))


def _squashed_first(layers, inputs):
    return mlp.predict(layers, np.tanh(inputs))


def _without_bias(layers, inputs):
    return mlp.predict([(weights, 0 * bias) for weights, bias in layers], inputs)


def _without_activation(layers, inputs):
    for weights, bias in layers:
        inputs = inputs @ weights.T + bias
    return inputs


def _other_activation(activation):
    return lambda layers, inputs: mlp.predict(layers, inputs, activation=activation)


def _untransposed(layers, inputs):
    return mlp.predict([(weights.T, bias) for weights, bias in layers], inputs)


def _twice_the_first(layers, inputs):
    return mlp.predict([layers[0], *layers], inputs)


forward_pass = Exercise(
    "10.1",
    "forward pass",
    stars=2,
    reference=_forward,
    stub="forward(layers, inputs)",
    example=([(np.array([[2.0, 0.0]]), np.array([1.0]))], np.array([[3.0, 9.0]])),
    cases=lambda rng: [
        _network_case(rng, [3, 3, 3], 3),
        _network_case(rng, [4, 4, 4, 4], 4),
        _network_case(rng, [2, 5, 4, 3], 6),
    ],
    hints=(
        "Go through the layers in order; the output of one is the input of the next.",
        "A layer is `inputs @ weights.T + bias`, and tanh follows all but the last.",
        "`for number, (weights, bias) in enumerate(layers): ...`, and apply np.tanh "
        "only `if number < len(layers) - 1`.",
    ),
    mistakes=(
        Mistake(
            _squashed_to_the_end,
            "The last layer is squashed, too: its scores go on to the softmax.",
        ),
        Mistake(_without_bias, "The biases are missing."),
        Mistake(
            _without_activation,
            "Without an activation function in between, all the layers together are "
            "one linear layer.",
        ),
        Mistake(
            _untransposed,
            "Weights are (out, in) and the batch is (B, in): transpose the weights.",
        ),
        Mistake(
            _other_activation("sigmoid"), "That is the sigmoid; tanh is asked for."
        ),
        Mistake(_other_activation("relu"), "That is relu; tanh is asked for."),
        Mistake(
            _squashed_first,
            "The inputs are squashed before the first layer: tanh follows a layer.",
        ),
        Mistake(
            _twice_the_first,
            "The first layer is applied twice. A loop over *all* layers needs no line "
            "for the first one.",
        ),
    ),
    explain="This loop is what every fully connected network does.",
)


def _count(sizes):
    return sum((inputs + 1) * outputs for inputs, outputs in pairwise(sizes))


count_parameters = Exercise(
    "10.2",
    "count the parameters",
    stars=1,
    reference=_count,
    stub="count_parameters(sizes)",
    example=([4, 3],),
    cases=[([64, 32, 10],), ([2, 8, 8, 8, 1],)],
    hints=(
        "Between n and m neurons there are n·m weights.",
        "Each neuron that is not an input has one bias.",
        "`sum((n + 1) * m for n, m in zip(sizes, sizes[1:]))`",
    ),
    mistakes=(
        Mistake(
            lambda sizes: sum(n * m for n, m in pairwise(sizes)),
            "These are the weights; the biases are missing, one per neuron.",
        ),
        Mistake(
            lambda sizes: sum(n * m for n, m in pairwise(sizes)) + sum(sizes),
            "The inputs have no bias: they are numbers, not neurons.",
        ),
        Mistake(sum, "You counted neurons. Each one has as many weights as inputs."),
        Mistake(
            lambda sizes: sum(n * (m + 1) for n, m in pairwise(sizes)),
            "The + 1 belongs to the inputs: each of the m neurons has n weights and "
            "one bias.",
        ),
        Mistake(
            lambda sizes: sum(n * m + 1 for n, m in pairwise(sizes)),
            "One bias per layer is too few: each neuron has its own.",
        ),
        Mistake(
            lambda sizes: (sizes[0] + 1) * sizes[1],
            "That is the first layer alone: add up all of them.",
        ),
    ),
)


def _share(logits, labels):
    return float((logits.argmax(axis=1) == labels).mean())


share_right = Exercise(
    "10.4",
    "accuracy",
    stars=1,
    reference=_share,
    stub="accuracy(logits, labels)",
    example=(np.array([[3.0, 1.0], [0.0, 2.0]]), np.array([0, 0])),
    cases=lambda rng: [
        (rng.normal(size=(10, 10)), rng.integers(0, 10, 10)),
        (np.eye(4) + 0.3 * rng.normal(size=(4, 4)), np.array([0, 1, 2, 0])),
        (rng.normal(size=(7, 3)), np.array([0, 2, 1, 1, 0, 2, 1])),
        (-5 - rng.random(size=(6, 3)), np.array([0, 1, 2, 1, 0, 2])),
    ],
    hints=(
        "The class a network chooses is the one with the highest score in its row.",
        "`logits.argmax(axis=1)` gives one class per row.",
        "The mean of an array of True and False is the share of True.",
    ),
    mistakes=(
        Mistake(
            lambda logits, labels: float((logits.argmax(axis=0) == labels).mean()),
            "axis=0 looks down the columns: the examples are the rows.",
        ),
        Mistake(
            lambda logits, labels: float((logits.argmax(axis=1) == labels).sum()),
            "That is how many are right: divide by how many there are.",
        ),
        Mistake(
            lambda logits, labels: float((logits.argmax(axis=1) != labels).mean()),
            "That is the share that is wrong.",
        ),
        Mistake(
            lambda logits, labels: float(logits[np.arange(len(labels)), labels].mean()),
            "That is the mean score of the right class; ask where the highest is.",
        ),
        Mistake(
            lambda logits, labels: _share(logits, labels) * np.divide(*logits.shape),
            "You divided by the number of classes: divide by the number of pictures.",
        ),
        Mistake(
            lambda logits, labels: 100 * _share(logits, labels),
            "That is in per cent; a share lies between 0 and 1.",
        ),
    ),
)

shapes = Exercise(
    "10.3",
    "predict the shapes",
    stars=1,
    reference={"W1": (32, 64), "z1": (100, 32), "b2": (10,), "logits": (100, 10)},
    hints=(
        "In this course weights are (out, in), as in torch.",
        "A batch of 100 keeps its 100 rows through all layers.",
    ),
    mistakes=(
        Mistake(
            {"W1": (64, 32)},
            "torch keeps the weights as (out, in): W1 turns 64 numbers into 32.",
        ),
        Mistake(
            {"z1": (32,), "logits": (10,)},
            "These are the shapes for one picture; the batch has 100.",
        ),
        Mistake(
            {"z1": (32, 100), "logits": (10, 100)},
            "The examples are the rows: 100 comes first.",
        ),
        Mistake(
            {"b2": (100, 10)},
            "One bias per neuron serves all 100 pictures.",
        ),
        Mistake(
            {"b2": (32,)},
            "b2 belongs to the second layer: one bias for each of its 10 neurons.",
        ),
    ),
    explain="When a shape surprises you, it is time to stop and draw the network.",
)

fat_or_thin = Exercise(
    "10.5",
    "fat or thin with equal parameters",
    stars=2,
    reference=60,
    hints=(
        "Count the thin network first: 64-32-32-32-10.",
        "65·32 + 33·32 + 33·32 + 33·10 = 4522.",
        "The fat network has 65·h + (h + 1)·10 = 75·h + 10 parameters.",
    ),
    mistakes=(
        Mistake(
            96,
            "Three layers of 32 have as many *neurons* as one of 96, but far fewer "
            "parameters.",
        ),
        Mistake(
            70,
            "You divided by 65: each hidden unit also has 10 weights to the outputs.",
        ),
        Mistake(
            61,
            "You divided by 74: a hidden unit has 64 weights, a bias, and 10 weights "
            "to the outputs.",
        ),
        Mistake(
            4522,
            "So many parameters has the thin network; how wide is a fat one with as "
            "many?",
        ),
    ),
    explain="Equal parameters, not equal neurons, is the fair comparison.",
)
