"""Exercises on steps: the best one on a parabola, and how many there are."""

from course_utils.practice import Exercise, Mistake


def _best_step(a, b, x):
    return abs(2 * a * x + b) / (2 * a)


best_step = Exercise(
    "6.4",
    "the best step on a parabola",
    stars=2,
    reference=_best_step,
    stub="best_step(a, b, x)",
    example=(1.0, -4.0, 5.0),
    cases=[(3.0, 2.0, -2.0), (0.25, 0.0, 1.0), (0.5, 3.0, -7.5)],
    hints=(
        "The minimum of a·x² + b·x + c is at x = -b / 2a. How far is it from x?",
        "The distance |x + b/2a| is |2ax + b| / 2a: the size of the first derivative "
        "over the second.",
        "`abs(2 * a * x + b) / (2 * a)`",
    ),
    mistakes=(
        Mistake(
            lambda a, b, x: (2 * a * x + b) / (2 * a),
            "That has a sign; the length of the step has none.",
        ),
        Mistake(
            lambda a, b, x: abs(2 * a * x + b) / a,
            "The second derivative of a·x² is 2a, not a: you would step twice too far.",
        ),
        Mistake(
            lambda a, b, x: abs(2 * a * x + b),
            "That is the gradient alone: divide by the second derivative.",
        ),
        Mistake(
            lambda a, b, x: -b / (2 * a),
            "That is where the minimum is; how far is it from x?",
        ),
        Mistake(
            lambda a, b, x: abs(2 * a * x + b) / 2 * a,
            "Without brackets Python divides by 2 and multiplies by a: `/ (2 * a)`.",
        ),
        Mistake(
            lambda a, b, x: abs(x - b / (2 * a)),
            "The minimum is at −b/2a: its distance from x is |x + b/2a|.",
        ),
    ),
    explain="|first derivative| / second derivative: this is what Adagrad imitates.",
)


updates_of_sgd = Exercise(
    "6.5",
    "count the updates",
    stars=1,
    reference=(1, 1000, 32),
    hints=(
        "An update follows each batch. How many batches are there in one epoch?",
        "1000 / 32 = 31.25: the last batch is smaller, and it is a batch, too.",
    ),
    mistakes=(
        Mistake((1, 1000, 31), "The last, smaller batch makes an update as well."),
        Mistake((1000, 1, 32), "The full batch looks at everything before it moves."),
        Mistake((1, 1000, 31.25), "There is no quarter of an update: round up."),
        Mistake(
            (1, 1000, 32_000), "32 is the size of a batch: divide the examples by it."
        ),
        Mistake((1000, 1000, 32), "One full batch of 1000 examples makes one update."),
    ),
    explain="Same examples seen, thirty-two times as many steps taken.",
)
