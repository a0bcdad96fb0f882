"""Exercises of notebook 15: shrink weights, switch units off, keep the mean."""

import numpy as np

from course_utils.practice import Exercise, Mistake


def _decay_step(w, gradient, eta, strength):
    return (1 - eta * strength) * w - eta * gradient


decay_step = Exercise(
    "15.1",
    "a decay step that equals a penalty step",
    stars=2,
    reference=_decay_step,
    stub="decay_step(w, gradient, eta, strength)",
    example=(2.0, 0.5, 0.1, 0.3),
    cases=[
        (np.array([2.0, -1.0]), np.array([0.5, 0.5]), 0.1, 0.3),
        (np.array([0.0, 4.0, 1.0]), np.array([1.0, 0.0, -2.0]), 0.5, 0.01),
    ],
    hints=(
        "The gradient of ½·λ·|w|² is λ·w. Put it beside the gradient of the loss.",
        "w - η·(g + λ·w): collect what stands at w.",
        "`(1 - eta * strength) * w - eta * gradient`",
    ),
    mistakes=(
        Mistake(
            lambda w, g, eta, strength: (1 - strength) * w - eta * g,
            "λ acts through the step, so its factor is 1 - η·λ, not 1 - λ.",
        ),
        Mistake(
            lambda w, g, eta, strength: (1 - 2 * eta * strength) * w - eta * g,
            "That belongs to the penalty λ·|w|². With the half in ½·λ·|w|² the 2 "
            "cancels.",
        ),
        Mistake(
            lambda w, g, eta, strength: (1 - eta * strength) * (w - eta * g),
            "You shrink after the step, and so you shrink the gradient as well. The "
            "penalty's gradient is taken at the old w.",
        ),
        Mistake(
            lambda w, g, eta, strength: (1 + eta * strength) * w - eta * g,
            "Your weights grow: the penalty pulls them towards zero.",
        ),
        Mistake(
            lambda w, g, eta, strength: w - eta * g - eta * strength * np.sign(w),
            "That is the gradient of λ·|w|, not of ½·λ·|w|²: it takes the same from "
            "each weight.",
        ),
        Mistake(
            lambda w, g, eta, strength: w - eta * g,
            "λ does not appear: this is plain descent.",
        ),
    ),
    explain="`weight_decay=` of torch.optim.SGD does this.",
)


def _dropout(x, p, uniform, training=True):
    return x * (uniform >= p) / (1 - p) if training else x


def _no_rescaling(x, p, uniform, training=True):
    return x * (uniform >= p) if training else x


def _drops_at_evaluation(x, p, uniform, training=True):
    return x * (uniform >= p) / (1 - p)


def _divides_by_p(x, p, uniform, training=True):
    return x * (uniform >= p) / p if training else x


def _keeps_the_wrong_ones(x, p, uniform, training=True):
    return x * (uniform < p) / (1 - p) if training else x


def _multiplies(x, p, uniform, training=True):
    return x * (uniform >= p) * (1 - p) if training else x


def _original_form(x, p, uniform, training=True):
    return x * (uniform >= p) if training else x * (1 - p)


dropout = Exercise(
    "15.2",
    "inverted dropout",
    stars=2,
    reference=_dropout,
    stub="dropout(x, p, uniform, training=True)",
    example=(np.array([1.0, 2.0]), 0.5, np.array([0.3, 0.9])),
    cases=lambda rng: [
        (np.array([5.0, 7.0]), 0.25, np.array([0.25, 0.2])),
        (rng.normal(size=(3, 4)), 0.4, rng.random((3, 4))),
        (rng.normal(size=8), 0.25, rng.random(8), True),
        (rng.normal(size=6), 0.5, rng.random(6), False),
    ],
    hints=(
        "`uniform >= p` is True for the units that stay.",
        "A share 1 - p stays. Divide by it, and the mean is what it was.",
        "In evaluation return x untouched; in training `x * (uniform >= p) / (1 - p)`.",
    ),
    mistakes=(
        Mistake(
            _no_rescaling,
            "What stays is not rescaled: the mean shrinks to 1 - p of what it was. "
            "Divide by 1 - p.",
        ),
        Mistake(
            _drops_at_evaluation,
            "You drop at evaluation, too: with `training=False` x comes back as it is.",
        ),
        Mistake(_divides_by_p, "Divide by the share that stays, 1 - p, not by p."),
        Mistake(
            _keeps_the_wrong_ones,
            "You keep what should be switched off: off is `uniform < p`.",
        ),
        Mistake(_multiplies, "The few that stay must grow: divide by 1 - p."),
        Mistake(
            _original_form,
            "That is the original form, which shrinks at evaluation. The inverted form "
            "divides in training and leaves evaluation alone.",
        ),
    ),
    explain="torch.nn.Dropout does the same, with masks of its own.",
)

expectation = Exercise(
    "15.3",
    "what comes out on average",
    stars=1,
    reference=(6.0, 4.5, 6.0),
    hints=(
        "With p = 0.25 the unit is on in three of four cases.",
        "Not rescaled: 3/4 of the time 2·3, else 0. Rescaled: 3/4 of the time "
        "2·3/0.75.",
    ),
    mistakes=(
        Mistake(
            (8.0, 4.5, 6.0),
            "8 is what comes out when the unit is on. A quarter of the time it is off.",
        ),
        Mistake(
            (6.0, 6.0, 6.0),
            "Without rescaling the zeros pull the mean down to 3/4.",
        ),
        Mistake(
            (6.0, 4.5, 4.5),
            "In evaluation inverted dropout does nothing at all.",
        ),
        Mistake(
            (6.0, 1.5, 6.0),
            "p is the share switched *off*: the unit stays on with 1 - p = 0.75.",
        ),
    ),
    explain="Rescaled, the mean equals the evaluation. That is the whole point.",
)

which_remedy = Exercise(
    "15.4",
    "is more dropout the remedy?",
    stars=1,
    reference="less dropout",
    choices={
        "more dropout": "Dropout fights overfitting. Here even the training data is "
        "not learned.",
        "more weight decay": "Small weights make a weaker function; it is too weak "
        "already.",
        "more training examples": "They help against overfitting. Here more of the "
        "same cannot be learned either.",
    },
    hints=(
        "Look at the accuracy on the training data first, without dropout.",
        "Both numbers are low and close together: that is underfitting.",
    ),
    explain="Decay and dropout fight overfitting; underfitting they make worse.",
)
