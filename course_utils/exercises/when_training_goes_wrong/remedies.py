"""Exercises on two remedies: moved pictures, and stopping in time."""

import numpy as np

from course_utils.ml.generalization import augmentation, early_stopping
from course_utils.practice import Exercise, Mistake


def _shift(pictures, columns):
    moved = np.zeros_like(pictures)
    width = pictures.shape[2]
    moved[:, :, columns:] = pictures[:, :, : width - columns]
    return moved


def _around(pictures, columns):
    return np.roll(pictures, columns, axis=2)


def _down(pictures, columns):
    return _shift(pictures.transpose(0, 2, 1), columns).transpose(0, 2, 1)


def _left(pictures, columns):
    return augmentation.shift_right(pictures, -columns)


def _edge_repeated(pictures, columns):
    moved = _shift(pictures, columns)
    moved[:, :, :columns] = pictures[:, :, :1]
    return moved


def _nothing_left_at_zero(pictures, columns):
    moved = np.zeros_like(pictures)
    moved[:, :, columns:] = pictures[:, :, :-columns]
    return moved


def _one_picture(pictures, columns):
    moved = pictures.copy()
    moved[0] = _shift(pictures, columns)[0]
    return moved


shift_right = Exercise(
    "12.1",
    "augmentation by shifting",
    stars=2,
    reference=_shift,
    stub="shift_right(pictures, columns)",
    example=(np.array([[[1.0, 2.0, 3.0]]]), 1),
    cases=lambda rng: [
        (rng.random((3, 4, 5)), 1),
        (rng.random((2, 5, 4)), 2),
        (rng.random((2, 4, 4)), 0),
        (rng.random((3, 3, 3)), 3),
    ],
    hints=(
        "Start with an empty array: `np.zeros_like(pictures)`.",
        "Columns `columns` to the end receive columns 0 to width - `columns` "
        "(not included).",
        "`moved[:, :, columns:] = pictures[:, :, :width - columns]`",
    ),
    mistakes=(
        Mistake(
            _around,
            "np.roll brings back on the left what left on the right: a 7 grows a tail.",
        ),
        Mistake(_down, "You moved the pictures down: columns are the last axis."),
        Mistake(_left, "You moved them left."),
        Mistake(
            _edge_repeated,
            "What comes in is 0; you repeated the first column.",
        ),
        Mistake(
            _nothing_left_at_zero,
            "With `columns` = 0, `:-columns` means `:0`, and nothing is left: write "
            "`: width - columns`.",
        ),
        Mistake(_one_picture, "You moved the first picture only."),
    ),
    explain="Only changes that keep the label may be used: a 6 turned round is a 9.",
)


def _first_rise(losses, patience):
    for epoch in range(1, len(losses)):
        if losses[epoch] > losses[epoch - 1]:
            return epoch, epoch - 1
    return len(losses) - 1, len(losses) - 1


def _rises_in_a_row(losses, patience):
    best = rises = 0
    for epoch, loss in enumerate(losses):
        best = epoch if loss < losses[best] else best
        rises = rises + 1 if epoch and loss > losses[epoch - 1] else 0
        if rises >= patience:
            return epoch, best
    return len(losses) - 1, best


def _keeps_the_last(losses, patience):
    stop, _ = early_stopping.stop_early(losses, patience)
    return stop, stop


def _one_too_late(losses, patience):
    return early_stopping.stop_early(losses, patience + 1)


def _never_reset(losses, patience):
    best = waited = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch > 0:
            waited += 1
        if waited >= patience:
            return epoch, best
    return len(losses) - 1, best


def _ties_count(losses, patience):
    best = 0
    for epoch, loss in enumerate(losses):
        best = epoch if loss <= losses[best] else best
        if epoch - best >= patience:
            return epoch, best
    return len(losses) - 1, best


def _never_stops(losses, patience):
    return len(losses) - 1, int(np.argmin(losses))


def _other_order(losses, patience):
    return early_stopping.stop_early(losses, patience)[::-1]


def _from_one(losses, patience):
    stop, best = early_stopping.stop_early(losses, patience)
    return stop + 1, best + 1


stop_early = Exercise(
    "12.2",
    "early stopping",
    stars=2,
    reference=early_stopping.stop_early,
    example=([3.0, 2.0, 2.5, 2.4, 1.0], 2),
    cases=[
        ([3.0, 2.0, 1.0, 1.5, 1.4, 1.6, 0.5], 3),
        ([3.0, 2.0, 1.0], 2),
        ([2.0, 1.0, 1.2, 1.1, 1.3, 1.2, 1.4, 1.3], 3),
        ([5.0, 4.0, 4.5, 3.0, 3.5, 2.0, 1.0], 2),
        ([2.0, 1.0, 1.0, 1.0, 0.5], 2),
        ([1.0, 0.96, 0.93, 0.91, 0.9, 0.9001], 2),
        ([1.0, 2.0, 3.0, 0.5], 2),
        ([4.0, 3.0, 3.5, 1.0], 1),
        ([2.0, 2.0, 2.5, 2.6, 1.0], 2),
    ],
    hints=(
        "Remember the epoch with the lowest loss so far.",
        "Stop as soon as `epoch - best >= patience`.",
        "If that never happens, the last epoch is `len(losses) - 1`.",
    ),
    mistakes=(
        Mistake(
            _first_rise,
            "You stop at the first rise: validation losses are noisy, be patient.",
        ),
        Mistake(
            _rises_in_a_row,
            "Count the epochs since the *best* one. Yours also waits while the loss "
            "goes up and down above it.",
        ),
        Mistake(
            _keeps_the_last,
            "The weights to keep are those of the best epoch, not of the last.",
        ),
        Mistake(_one_too_late, "You stop one epoch too late: `>=`, not `>`."),
        Mistake(
            _never_reset,
            "Your counter is never set back: at each new best the waiting begins anew.",
        ),
        Mistake(
            _ties_count,
            "An equal loss is no progress: a new best must be lower, `<`, not `<=`.",
        ),
        Mistake(_never_stops, "Yours never stops: it looks at all epochs."),
        Mistake(_other_order, "Right, but in the other order: (last, best)."),
        Mistake(_from_one, "Epochs count from 0."),
    ),
)
