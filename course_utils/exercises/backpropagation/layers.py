"""Exercises on backpropagation through layers."""

import numpy as np

from course_utils.ml.networks import mlp
from course_utils.practice import Exercise, Mistake

tanh_backward = Exercise(
    "11.2",
    "backward of tanh",
    stars=1,
    reference=mlp.tanh_backward,
    example=(np.array([2.0, 1.0]), np.array([0.5, 0.0])),
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
        Mistake(
            lambda grad_output, output: grad_output * (1 - output) ** 2,
            "Square the output, not the difference: 1 - a², and not (1 - a)².",
        ),
        Mistake(
            lambda grad_output, output: grad_output * np.tanh(output),
            "tanh itself is the way forwards; backwards its slope is needed.",
        ),
    ),
    explain="The forward pass kept the output, so the backward pass needs no new tanh.",
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
    example=(np.array([[2.0]]), np.array([[3.0, 4.0]]), np.array([[5.0, 6.0]])),
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
        Mistake(
            lambda grad_z, inputs, weights: (
                grad_z @ weights.T,
                grad_z.T @ inputs,
                grad_z.sum(axis=0),
            ),
            "The blame goes back through the weights as they are, (out, in): forwards "
            "they were transposed, backwards they are not.",
        ),
        Mistake(
            lambda grad_z, inputs, weights: (
                grad_z.T @ inputs,
                grad_z.sum(axis=0),
                grad_z @ weights,
            ),
            "The gradients are right, but in another order: inputs, weights, bias.",
        ),
    ),
    explain="Three short products: this is all the arithmetic of backpropagation.",
)


def _backward(layers, kept, grad_logits):
    gradients, grad_z = [], grad_logits
    for number in range(len(layers) - 1, -1, -1):
        weights, inputs = layers[number][0], kept[number]
        gradients.insert(0, (grad_z.T @ inputs, grad_z.sum(axis=0)))
        if number > 0:
            grad_z = (grad_z @ weights) * (1 - inputs**2)
    return gradients


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


def _bias_first(layers, kept, grad_logits):
    return [pair[::-1] for pair in mlp.backward(layers, kept, grad_logits)]


def _transposed(layers, kept, grad_logits):
    return [(w.T, b) for w, b in mlp.backward(layers, kept, grad_logits)]


def _blame_of_the_output_everywhere(layers, kept, grad_logits):
    return [(grad_logits.T @ inputs, grad_logits.sum(axis=0)) for inputs in kept]


def _slope_at_the_output(layers, kept, grad_logits):
    logits = mlp.linear_forward(kept[-1], *layers[-1])
    slope = 1 - np.tanh(logits) ** 2
    return mlp.backward(layers, kept, grad_logits * slope)


mlp_gradients = Exercise(
    "11.5",
    "gradients of a whole network",
    stars=3,
    reference=_backward,
    stub="mlp_backward(layers, kept, grad_logits)",
    example=(
        [(np.array([[5.0, 6.0]]), np.array([0.0]))],
        [np.array([[3.0, 4.0]])],
        np.array([[2.0]]),
    ),
    cases=lambda rng: [
        _network_case(rng, [3, 4, 2], 5),
        _network_case(rng, [4, 4, 4, 4], 4),
        _network_case(rng, [2, 3, 5, 4, 2], 6),
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
            "The slope of the activation function is missing between the layers.",
        ),
        Mistake(
            _with_slope(lambda inputs: 1 - np.tanh(inputs) ** 2),
            "The kept inputs already are outputs of tanh: the slope is 1 - inputs².",
        ),
        Mistake(
            _with_slope(lambda inputs: inputs * (1 - inputs)),
            "a(1 - a) is the slope of the sigmoid; between these layers is tanh.",
        ),
        Mistake(
            _wrong_order,
            "The gradients come last layer first: put them in the order of `layers`.",
        ),
        Mistake(_bias_first, "In each pair the weights' gradient comes first."),
        Mistake(
            _transposed,
            "The gradients of the weights are transposed: each has the shape of its "
            "weights, (out, in).",
        ),
        Mistake(
            _blame_of_the_output_everywhere,
            "Every layer got the blame of the output: pass it back from layer to "
            "layer.",
        ),
        Mistake(
            _slope_at_the_output,
            "There is no tanh after the last layer: `grad_logits` is its blame as it "
            "is.",
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
        Mistake(2048, "That is one product, for one example of the 100."),
        Mistake(
            819_200,
            "Additions are counted as well; the question is about multiplications.",
        ),
    ),
    explain="Two products instead of one: one backward costs about two forwards.",
)
