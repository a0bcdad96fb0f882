"""Exercises on judging a network: what is wrong, and which one to take."""

import numpy as np

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
            {"Q": "overfitting"},
            "Q has a large *training* loss. That is never overfitting, however bad the "
            "test.",
        ),
        Mistake(
            {"Q": "model too small"},
            "Q is not too small: a smaller network reaches 0.06 on the same pictures.",
        ),
        Mistake(
            {"R": "optimisation stuck"},
            "Nothing shows that R could do better: no network of its size does.",
        ),
        Mistake(
            {"S": "model too small"},
            "S without λ reaches 0.06: the size is not what holds it back.",
        ),
        Mistake(
            {"T": "overfitting"},
            "T does well on validation pictures it has never seen; only the test "
            "differs.",
        ),
        Mistake(
            {"S": "optimisation stuck"},
            "S could do better and did: without λ it reaches 0.06. Descent is not what "
            "holds it back.",
        ),
        Mistake(
            {"R": "too constrained"},
            "Nothing says that R has a penalty: runs of its size reach 1.0.",
        ),
        Mistake(
            {"P": "mismatched test data"},
            "P is bad on validation pictures as well, and those are like its training.",
        ),
    ),
    explain="Training loss first, then validation, then test: the order of the guide.",
)


def _lowest_mean(losses):
    return int(losses.mean(axis=1).argmin())


def _by(statistic):
    """Choose by another number of each row than its mean."""
    return lambda losses: int(np.argmin(statistic(losses, axis=1)))


choose_by_folds = Exercise(
    "12.5",
    "choose by N folds",
    stars=1,
    reference=_lowest_mean,
    stub="choose(losses)",
    example=(np.array([[1.0, 3.0], [2.0, 1.0]]),),
    cases=lambda rng: [
        (
            np.array(
                [[1.0, 1.1, 0.9], [0.6, 0.1, 2.3], [0.5, 1.9, 1.0], [0.9, 0.9, 0.9]]
            ),
        ),
        (np.array([[0.5, 0.6], [0.2, 0.5], [0.6, 0.1], [0.15, 0.9]]),),
        (np.array([[0.9, 0.1, 0.95], [0.7, 0.7, 0.7], [0.2, 0.2, 1.4]]),),
        (np.array([[0.1, 0.1, 2.0], [0.5, 0.6, 0.7], [0.6, 0.6, 0.7]]),),
        (np.array([[0.01, 1.5], [0.5, 0.6], [0.7, 0.7]]),),
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
        Mistake(
            _by(np.max),
            "You chose by the worst fold of each model: average over the folds.",
        ),
        Mistake(
            _by(np.median),
            "That is the median; the mean over the folds is asked for.",
        ),
        Mistake(
            lambda losses: int(
                (losses.mean(axis=1) + losses.std(axis=1)).argmin(),
            ),
            "The spread over the folds is interesting, but choose by the mean alone.",
        ),
        Mistake(
            lambda losses: _lowest_mean(losses) + 1,
            "Rows count from 0.",
        ),
        Mistake(
            lambda losses: float(losses.mean(axis=1).min()),
            "That is the best mean itself; return the *number* of its row.",
        ),
    ),
)

private_score = Exercise(
    "12.4",
    "public and private test set",
    stars=1,
    reference="about 50 %",
    also=("50 %",),
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
