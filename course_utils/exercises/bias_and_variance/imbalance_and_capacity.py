"""Exercises on rare classes and on counting parameters."""

from itertools import pairwise

import numpy as np

from course_utils.ml.generalization import capacity, imbalance
from course_utils.practice import Exercise, Mistake

recall_of_lazy = Exercise(
    "4.6",
    "a lazy classifier",
    stars=1,
    reference=(0.98, 0.0),
    hints=(
        "1000 patients, 20 of them ill. It says 'healthy' to everyone.",
        "980 of 1000 answers are right. Of the 20 ill ones it finds how many?",
    ),
    mistakes=(
        Mistake((0.98, 1.0), "Recall asks how many of the *ill* ones were found."),
        Mistake((0.02, 0.0), "Accuracy counts the right answers, here the healthy."),
        Mistake((0.98, 0.02), "0.02 is the share of the ill, not of those found."),
        Mistake((98, 0), "Give shares between 0 and 1, not percent."),
    ),
    explain="High accuracy, and useless: look at recall when one class is rare.",
)


def _inverse_counts(labels):
    return 1.0 / np.bincount(labels)


def _largest_over_counts(labels):
    counts = np.bincount(labels)
    return counts.max() / counts


def _frequencies(labels):
    return np.bincount(labels) / len(labels)


def _without_classes(labels):
    return len(labels) / np.bincount(labels)


def _weights(labels):
    counts = np.bincount(labels)
    return len(labels) / (len(counts) * counts)


def _of_each_example(labels):
    return _weights(labels)[labels]


def _sum_to_one(labels):
    weights = 1 / np.bincount(labels)
    return weights / weights.sum()


class_weights = Exercise(
    "4.7",
    "class weights",
    stars=2,
    reference=imbalance.class_weights,
    model_answer=_weights,
    stub="class_weights(labels)",
    example=np.array([0, 0, 0, 1]),
    cases=[
        (np.array([2, 1, 0, 0, 0, 1, 0, 0]),),
        (np.array([1, 0, 1, 0]),),
        (np.array([1, 1, 0, 1, 1]),),
    ],
    hints=(
        "Count each class: `np.bincount(labels)`.",
        "The weight is large where the count is small, and if all counts were equal "
        "all weights would be 1.",
        "`len(labels) / (len(counts) * counts)`",
    ),
    mistakes=(
        Mistake(
            _inverse_counts,
            "The ratio is right; scale it so that equal counts give weights of 1.",
        ),
        Mistake(
            _largest_over_counts,
            "The largest class is at 1: scale the weights so that those of all "
            "examples add up to their number.",
        ),
        Mistake(_frequencies, "Those are the frequencies: common classes weigh more."),
        Mistake(_without_classes, "Divide by the number of classes as well."),
        Mistake(
            _of_each_example,
            "One weight per class is asked for, not one per example.",
        ),
        Mistake(
            _sum_to_one,
            "The weights need not sum to 1: with equal counts *each* of them is 1.",
        ),
    ),
    explain="Each class now has the same total weight.",
)


def _only_weights(widths):
    return sum(a * b for a, b in pairwise(widths))


def _bias_per_input(widths):
    return sum(a * b + a for a, b in pairwise(widths))


def _one_bias_per_layer(widths):
    return sum(a * b + 1 for a, b in pairwise(widths))


def _all_neurons_get_a_bias(widths):
    return _only_weights(widths) + sum(widths)


def _counted(widths):
    total = 0
    for inputs, outputs in pairwise(widths):
        total += inputs * outputs + outputs
    return total


def _neurons(widths):
    return sum(widths)


mlp_parameters = Exercise(
    "4.8",
    "parameters of an MLP",
    stars=1,
    reference=capacity.mlp_parameters,
    model_answer=_counted,
    stub="mlp_parameters(widths)",
    example=((2, 3, 1),),
    cases=[((784, 128, 10),), ((5, 1),), ((4, 4, 4, 2),)],
    hints=(
        "Count layer by layer; `itertools.pairwise(widths)` gives the neighbours.",
        "Each output of a layer has one weight per input, and one bias.",
        "`sum(a * b + b for a, b in pairwise(widths))`",
    ),
    mistakes=(
        Mistake(_only_weights, "The biases are missing: one for each output."),
        Mistake(
            _bias_per_input,
            "You count a bias for each input of a layer; each *output* has one.",
        ),
        Mistake(_one_bias_per_layer, "A layer has one bias for each of its outputs."),
        Mistake(_neurons, "Those are the neurons; count the numbers on their wires."),
        Mistake(_all_neurons_get_a_bias, "The inputs of the network have no bias."),
    ),
    explain="A rough measure of capacity; what is reached depends on much more.",
)
