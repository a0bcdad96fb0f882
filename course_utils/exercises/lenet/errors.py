"""What it reads wrongly: copies that help or harm, the confusion matrix."""

import numpy as np
import torch

from course_utils.ml.vision import lenet
from course_utils.practice import Exercise, Mistake

harmful_copies = Exercise(
    "18.4",
    "which copies do harm?",
    stars=1,
    reference="rotations by up to 180 degrees",
    choices={
        "shifts by up to 3 pixels": "A shifted digit is still the same digit: you saw "
        "the accuracy rise.",
        "a little noise": "The digit stays the same, and what scanners add is noise.",
        "digits a tenth larger or smaller": "People write large and small, and the "
        "label stays right.",
    },
    also=("rotations by up to 180°",),
    hints=(
        "A copy is useful as long as its label is still right.",
        "Which of the copies turns one digit into another?",
    ),
    explain="Half a turn makes a 6 of a 9. Augment only by what keeps the label right.",
)


def _guesses(rng):
    return [
        (np.array([0, 0, 1, 2, 2]), np.array([0, 1, 1, 2, 0]), 3),
        (rng.integers(0, 4, 40), rng.integers(0, 4, 40), 4),
        (np.array([1, 1, 1]), np.array([0, 1, 0]), 4),
        (np.array([2, 2, 0]), np.array([2, 2, 0]), 5),
    ]


def _predictions_in_rows(labels, predictions, classes):
    return lenet.confusion_matrix(predictions, labels, classes)


def _marks(labels, predictions, classes):
    return lenet.confusion_matrix(labels, predictions, classes).clip(max=1)


def _only_errors(labels, predictions, classes):
    counts = lenet.confusion_matrix(labels, predictions, classes)
    return counts - torch.diag(counts.diag())


def _shares(labels, predictions, classes):
    counts = lenet.confusion_matrix(labels, predictions, classes)
    return counts / counts.sum(dim=1, keepdim=True).clip(min=1)


def _shares_of_all(labels, predictions, classes):
    counts = lenet.confusion_matrix(labels, predictions, classes)
    return counts / counts.sum()


_CONFUSION = """
import numpy as np


def confusion_matrix(labels, predictions, classes):
    counts = np.zeros((classes, classes), dtype=int)
    for label, prediction in zip(labels, predictions):
        counts[label, prediction] += 1
    return counts
"""

confusion_matrix = Exercise(
    "18.5",
    "the confusion matrix",
    stars=2,
    reference=lenet.confusion_matrix,
    example=(np.array([0, 0, 1]), np.array([0, 1, 1]), 2),
    cases=_guesses,
    stub="confusion_matrix(labels, predictions, classes)",
    model_answer=_CONFUSION,
    hints=(
        "Start with zeros of classes × classes.",
        "Go through the pairs with zip(labels, predictions).",
        "counts[label, prediction] += 1",
    ),
    mistakes=(
        Mistake(
            _predictions_in_rows,
            "Rows and columns are exchanged: the row is what it is, the column what it "
            "was taken for.",
        ),
        Mistake(_marks, "Count the pairs: use += 1 in place of = 1."),
        Mistake(_only_errors, "The right answers belong into it, too: the diagonal."),
        Mistake(_shares, "Those are shares of each row; counts are asked for."),
        Mistake(
            _shares_of_all, "Those are shares of all pictures; counts are asked for."
        ),
    ),
    explain="Its diagonal, divided by the sum of all, is the accuracy.",
)
