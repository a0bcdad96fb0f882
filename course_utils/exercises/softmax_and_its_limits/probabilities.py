"""Exercises on softmax and one-hot vectors."""

import numpy as np

from course_utils.ml.classification import softmax as reference
from course_utils.practice import Exercise, Mistake


def _naive_softmax(scores):
    with np.errstate(over="ignore", invalid="ignore"):
        powers = np.exp(scores)
        return powers / powers.sum(axis=1, keepdims=True)


def _over_everything(scores):
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def _over_columns(scores):
    powers = np.exp(scores - scores.max(axis=0))
    return powers / powers.sum(axis=0)


def _one_shift_for_all(scores):
    powers = np.exp(scores - scores.max())
    with np.errstate(invalid="ignore"):
        return powers / powers.sum(axis=1, keepdims=True)


def _plain_shares(scores):
    with np.errstate(invalid="ignore", divide="ignore"):
        return scores / scores.sum(axis=1, keepdims=True)


def _hard_maximum(scores):
    return np.eye(scores.shape[1])[scores.argmax(axis=1)]


def _row_by_row(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    return powers / powers.sum(axis=1, keepdims=True)


softmax = Exercise(
    "9.1",
    "a stable softmax",
    stars=2,
    reference=reference.softmax,
    model_answer=_row_by_row,
    stub="softmax(scores)",
    example=(np.array([[3.0, 1.0, -3.0]]),),
    cases=[
        (np.array([[0.0, 0.0], [1.0, -1.0], [2.0, 2.5]]),),
        (np.array([[10_000.0, 9_999.0, 0.0], [1.0, 2.0, 3.0]]),),
        (np.array([[0.0, 10_000.0], [-10_000.0, -9_999.0], [-1_000.0, 3.0]]),),
    ],
    hints=(
        "Adding the same number to all scores of a row does not change its softmax.",
        "So subtract each row's largest score first: no power is then above 1.",
        "`scores.max(axis=1, keepdims=True)` keeps the shape that is needed.",
    ),
    mistakes=(
        Mistake(
            _naive_softmax,
            "Right for small scores, but e^10000 is infinite, and ∞/∞ is NaN. Use "
            "that a shift of a whole row changes nothing.",
        ),
        Mistake(_over_everything, "Each *row* must sum to one, not the whole array."),
        Mistake(_over_columns, "Each *row* must sum to one; these columns do: axis=1."),
        Mistake(
            _one_shift_for_all,
            "One shift for the whole array leaves all powers of a small row at 0, and "
            "0/0 is NaN: every row needs its own.",
        ),
        Mistake(_plain_shares, "The exponential is missing: scores may be negative."),
        Mistake(_hard_maximum, "That is the maximum itself. The soft one hesitates."),
    ),
    explain="After the shift the largest power is exactly 1.",
)


def _make_labels(rng):
    return [
        (rng.integers(0, 4, size=6), 5),
        (np.array([1]), 2),
    ]


def _counts_from_one(labels, classes):
    return np.eye(classes + 1)[labels][:, 1:]


def _on_its_side(labels, classes):
    return np.eye(classes)[:, labels]


def _too_few_columns(labels, classes):
    return np.eye(labels.max() + 1)[labels]


def _numbers_as_values(labels, classes):
    return np.eye(classes)[labels] * labels[:, None]


def _rows_of_eye(labels, classes):
    return np.eye(classes)[labels]


one_hot = Exercise(
    "9.2",
    "one-hot",
    stars=1,
    reference=reference.one_hot,
    model_answer=_rows_of_eye,
    stub="one_hot(labels, classes)",
    example=(np.array([0, 2]), 3),
    cases=_make_labels,
    hints=(
        "Row n has a single 1, in the column whose number is the label.",
        "`np.eye(classes)` has every such row already.",
        "Index it with the labels: `np.eye(classes)[labels]`.",
    ),
    mistakes=(
        Mistake(_counts_from_one, "Label 0 is the *first* column, as Python counts."),
        Mistake(_on_its_side, "One row for each example: this array lies on its side."),
        Mistake(
            _too_few_columns,
            "As many columns as `classes` says: the largest class may be absent.",
        ),
        Mistake(_numbers_as_values, "The mark is a 1, whatever the label's number."),
    ),
    explain="All classes are equally far from one another: no order is invented.",
)
