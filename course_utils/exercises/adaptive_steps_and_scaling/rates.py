"""Exercises on the learning rate: a schedule, and a rate for each weight."""

import numpy as np

from course_utils.ml.optimization import optimizers
from course_utils.practice import Exercise, Mistake


def _halved(eta, t, every):
    return optimizers.in_steps(eta, every=every)(t)


def _one_too_late(eta, t, every):
    return eta * 0.5 ** (max(t - 1, 0) // every)


def _times_two(eta, t, every):
    return eta / (2 * (t // every)) if t >= every else eta


halved = Exercise(
    "6.1",
    "a rate that halves",
    stars=1,
    reference=_halved,
    model_answer="def halved(eta, t, every):\n    return eta * 0.5 ** (t // every)",
    stub="halved(eta, t, every)",
    example=(0.8, 35, 10),
    cases=[(0.3, 0, 4), (0.8, 9, 10), (0.8, 10, 10), (1.0, 11, 10), (0.1, 100, 20)],
    hints=(
        "How often has the rate been halved before update t?",
        "A whole number of times: `t // every`.",
        "`eta * 0.5 ** ...`",
    ),
    mistakes=(
        Mistake(
            lambda eta, t, every: eta * 0.5 ** (t / every),
            "Your rate falls at every update: it should stay, and then halve at once. "
            "`//` divides without a remainder.",
        ),
        Mistake(
            lambda eta, t, every: eta * 0.5**t,
            "Your rate is halved at every update; it should stay for `every` of them.",
        ),
        Mistake(
            lambda eta, t, every: eta * 0.5 ** ((t + 1) // every),
            "One update too early: t = 0 is the first, so at t = every the first "
            "`every` updates are over.",
        ),
        Mistake(
            _one_too_late,
            "One update too late: t = 0 is the first, so at t = every the first "
            "`every` updates are over.",
        ),
        Mistake(
            _times_two,
            "You divide by the number of halvings, times two; n halvings divide by 2ⁿ.",
        ),
        Mistake(
            lambda eta, t, every: eta / 2 if t >= every else eta,
            "It was halved only once; after 2·every updates it is a quarter.",
        ),
        Mistake(
            lambda eta, t, every: eta * 2 ** (t // every),
            "Your rate grows: multiply by one half, not by two.",
        ),
        Mistake(
            lambda eta, t, every: eta - eta / 2 * (t // every),
            "You take half of η away each time; take half of what is left.",
        ),
    ),
    explain="PyTorch calls it `torch.optim.lr_scheduler.StepLR`.",
)


def _step(divisor, sign=-1):
    """Return a step: `divisor` gets the old total and the gradient."""

    def step(w, gradient, total, eta):
        with np.errstate(divide="ignore", invalid="ignore"):
            new = w + sign * eta * gradient / divisor(total, gradient)
        return new, total + gradient**2

    return step


def _root(total, gradient):
    return np.sqrt(total + gradient**2) + 1e-10


def _adagrad_step(w, gradient, total, eta):
    total = total + gradient**2
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total


def _forgets_the_past(w, gradient, total, eta):
    return w - eta * gradient / (np.abs(gradient) + 1e-10), gradient**2


def _not_squared(w, gradient, total, eta):
    total = total + np.abs(gradient)
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total


def _returns_the_old_total(w, gradient, total, eta):
    return w - eta * gradient / _root(total, gradient), total


def _halves_the_total(w, gradient, total, eta):
    total = (total + gradient**2) / 2
    return w - eta * gradient / (np.sqrt(total) + 1e-10), total


adagrad_step = Exercise(
    "6.2",
    "one step of Adagrad",
    stars=2,
    reference=_adagrad_step,
    stub="adagrad_step(w, gradient, total, eta)",
    example=(np.array([1.0]), np.array([3.0]), np.array([16.0]), 0.5),
    cases=[
        (np.array([1.0, -2.0]), np.array([0.5, 4.0]), np.array([0.75, 9.0]), 0.1),
        (np.array([0.3, 0.0, 2.0]), np.array([-2.0, 1.0, 0.1]), np.ones(3), 0.5),
        # Weights that have felt nothing yet: what is added to the root counts.
        (np.array([0.7, 1.0]), np.array([0.0, 1e-10]), np.zeros(2), 0.5),
    ],
    hints=(
        "Add the square of the new gradient to the total first.",
        "Each weight has its own divisor: the square root of its own total.",
        "`total = total + gradient**2`, then "
        "`w - eta * gradient / (np.sqrt(total) + 1e-10)`",
    ),
    mistakes=(
        Mistake(
            _step(lambda total, gradient: total + gradient**2 + 1e-10),
            "The square root is missing: the divisor must have the gradient's unit, "
            "not its square.",
        ),
        Mistake(
            _forgets_the_past,
            "You divide by the newest gradient alone: every step has length η. The "
            "total of all past squares is needed.",
        ),
        Mistake(
            _step(lambda total, gradient: np.sqrt(total) + 1e-10),
            "Add the newest gradient to the total before you divide.",
        ),
        Mistake(_not_squared, "The total is of squares, `gradient**2`."),
        Mistake(_step(_root, sign=1), "You walk uphill: subtract the step."),
        Mistake(
            _step(lambda total, gradient: np.sqrt((total + gradient**2).sum()) + 1e-10),
            "You divide all weights by one number: the total is one per weight.",
        ),
        Mistake(
            _returns_the_old_total, "`w` is right; hand back the *new* total as well."
        ),
        Mistake(
            _step(lambda total, gradient: np.sqrt(total + gradient**2 + 1e-10)),
            "Add 1e-10 *after* taking the root: under it, it counts as 1e-5.",
        ),
        Mistake(
            _halves_the_total,
            "Adagrad's total only adds up: nothing is averaged, nothing fades.",
        ),
    ),
    tolerance=1e-7,
    explain="√(t+1) has cancelled: no schedule is left to write down.",
)

which_step = Exercise(
    "6.3",
    "which weight steps further?",
    stars=1,
    reference="both the same",
    choices={
        "the one with gradient 100": "Its gradient is larger, and so is its divisor, "
        "by exactly the same factor.",
        "the one with gradient 0.01": "Its divisor is smaller, and so is its gradient, "
        "by exactly the same factor.",
    },
    hints=(
        "On the first update the total of squares holds one gradient only.",
        "g / √(g²) is +1 or -1.",
    ),
    explain="The first step of Adagrad has length η, whatever the gradient.",
)
