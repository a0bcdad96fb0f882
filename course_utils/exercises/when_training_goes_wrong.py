"""Exercises of notebook 12: diagnose, augment, stop in time, choose by folds."""

import numpy as np

from course_utils.ml.generalization import augmentation, diagnosis, early_stopping
from course_utils.practice import Exercise, Mistake

RIGHT = {
    "P": "overfitting",
    "Q": "optimisation stuck",
    "R": "model too small",
    "S": "too constrained",
    "T": "mismatched test data",
}

diagnose = Exercise(
    "12.3",
    "diagnose from losses",
    stars=1,
    reference=RIGHT,
    hints=(
        "Look at the training loss first: only P and T have a small one.",
        "For Q, R and S ask what the other network, or the one without λ, reaches.",
        "T does well on validation pictures and badly on test pictures: they differ.",
    ),
    mistakes=(
        Mistake(
            RIGHT | {"Q": "overfitting"},
            "Q has a large *training* loss. That is never overfitting, however bad the "
            "test.",
        ),
        Mistake(
            RIGHT | {"Q": "model too small"},
            "Q is not too small: a smaller network reaches 0.06 on the same pictures.",
        ),
        Mistake(
            RIGHT | {"R": "optimisation stuck"},
            "Nothing shows that R could do better: no network of its size does.",
        ),
        Mistake(
            RIGHT | {"S": "model too small"},
            "S without λ reaches 0.06: the size is not what holds it back.",
        ),
        Mistake(
            RIGHT | {"T": "overfitting"},
            "T does well on validation pictures it has never seen; only the test "
            "differs.",
        ),
        Mistake(
            RIGHT | {"P": "mismatched test data"},
            "P is bad on validation pictures as well, and those are like its training.",
        ),
    ),
    explain="Training loss first, then validation, then test: the order of the guide.",
)


def _around(pictures, columns):
    return np.roll(pictures, columns, axis=2)


def _down(pictures, columns):
    turned = augmentation.shift_right(pictures.transpose(0, 2, 1), columns)
    return turned.transpose(0, 2, 1)


def _left(pictures, columns):
    return augmentation.shift_right(pictures, -columns)


shift_right = Exercise(
    "12.1",
    "augmentation by shifting",
    stars=2,
    reference=augmentation.shift_right,
    cases=lambda rng: [
        (rng.random((3, 4, 5)), 1),
        (rng.random((2, 5, 4)), 2),
        (rng.random((2, 4, 4)), 0),
    ],
    hints=(
        "Start with an empty array: `np.zeros_like(pictures)`.",
        "Columns `columns` to the end receive columns 0 to width - `columns`.",
        "`moved[:, :, columns:] = pictures[:, :, :width - columns]`",
    ),
    mistakes=(
        Mistake(
            _around,
            "np.roll brings back on the left what left on the right: a 7 grows a tail.",
        ),
        Mistake(_down, "You moved the pictures down: columns are the last axis."),
        Mistake(_left, "You moved them left."),
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


stop_early = Exercise(
    "12.2",
    "early stopping",
    stars=2,
    reference=early_stopping.stop_early,
    cases=[
        ([3.0, 2.0, 2.5, 2.4, 1.0], 2),
        ([3.0, 2.0, 1.0, 1.5, 1.4, 1.6, 0.5], 3),
        ([3.0, 2.0, 1.0], 2),
        ([2.0, 1.0, 1.2, 1.1, 1.3, 1.2, 1.4, 1.3], 3),
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
    ),
)

choose_by_folds = Exercise(
    "12.5",
    "choose by N folds",
    stars=1,
    reference=diagnosis.choose_by_folds,
    cases=lambda rng: [
        (
            np.array(
                [[1.0, 1.1, 0.9], [0.6, 0.1, 2.3], [0.5, 1.9, 1.0], [0.9, 0.9, 0.9]]
            ),
        ),
        (np.array([[0.5, 0.6], [0.2, 0.5], [0.6, 0.1], [0.15, 0.9]]),),
        (rng.random((5, 4)),),
    ],
    hints=(
        "Every model has been measured once in every fold: average over the folds.",
        "`losses.mean(axis=1)` has one number per model.",
        "`int(losses.mean(axis=1).argmin())`",
    ),
    mistakes=(
        Mistake(
            lambda losses: int(losses.min(axis=1).argmin()),
            "One lucky fold is not enough: average over the folds.",
        ),
        Mistake(
            lambda losses: int(losses.mean(axis=0).argmin()),
            "axis=0 averages over the models; each row is one model.",
        ),
        Mistake(
            lambda losses: int(losses.mean(axis=1).argmax()),
            "These are losses: the lowest one is the best.",
        ),
        Mistake(
            lambda losses: int(losses[:, 0].argmin()),
            "You looked at the first fold only.",
        ),
    ),
)

private_score = Exercise(
    "12.4",
    "public and private test set",
    stars=1,
    reference="about 50 %",
    choices={
        "about 68 %": "68 % was the luckiest of 200 draws on *these* pictures. On new "
        "ones the luck is gone.",
        "below 50 %": "The private set does not punish anybody; a coin stays a coin.",
    },
    hints=(
        "What does the winner know that the other coins do not?",
        "The private pictures were not used to choose it.",
    ),
    explain="The more often you choose by the public score, the less it tells you.",
)
