"""Exercises of notebook 00: read a docstring, lift a line, write two functions."""

from course_utils.ml.regression import linear
from course_utils.practice import Exercise, Mistake

read_a_docstring = Exercise(
    "0.1",
    "read a docstring",
    stars=1,
    reference="ValueError",
    choices={
        "TypeError": "That comes for a wrong type. The docstring's last line tells.",
        "ZeroDivisionError": "Natural to guess, but this function looks before it "
        "divides. The docstring's last line tells.",
        "none": "It does raise one: look at the last line of the docstring.",
    },
    hints=(
        "Run `linear.least_squares?` in a cell of its own, or `help(...)`.",
        "Look for the word “Raises”.",
    ),
    explain="Where a docstring says “Raises”, it names an error to expect.",
)

lift_all_points = Exercise(
    "0.2",
    "lift all points",
    stars=1,
    reference="b only",
    choices={
        "w only": "Turning the line would miss the points at one end: they all rose "
        "by the same amount.",
        "both": "A steeper or flatter line would no longer run along the points: "
        "does anything about their direction change?",
        "neither": "The old line is now 1 too low everywhere.",
    },
    hints=(
        "Imagine the points and the line drawn on glass, and lift the glass.",
        "Which of the two numbers lifts a line without turning it?",
    ),
    explain="b shifts the line as a whole; the slope w does not notice.",
)

height_of_a_line = Exercise(
    "0.3",
    "the height of a line",
    stars=1,
    reference=linear.predict,
    model_answer="def height(x, w, b):\n    return w * x + b",
    stub="height(x, w, b)",
    example=(2.0, 0.5, 1.0),
    cases=[(0.0, 3.0, -1.0), (-1.0, 2.0, 0.5), (4.0, -2.0, 3.0)],
    hints=(
        "The slope says how much the line rises for each step of x.",
        "`return w * x + b`",
    ),
    mistakes=(
        Mistake(
            lambda x, w, b: b * x + w,
            "w and b have changed places: w multiplies x, b is added.",
        ),
        Mistake(
            lambda x, w, b: w * (x + b),
            "Your slope multiplies b as well: add b after multiplying.",
        ),
        Mistake(
            lambda x, w, b: w * x,
            "Your line always goes through 0: something has to lift it.",
        ),
        Mistake(
            lambda x, w, b: w * x - b,
            "A positive b lifts the line: add it.",
        ),
    ),
    explain="Every prediction of a line is made this way.",
)


def _returns_inside_the_loop(values):
    for value in values:
        return value**2
    return 0.0


def _returns_only_inside_the_loop(values):
    for value in values:
        return value**2


def _keeps_only_the_last(values):
    total = 0
    for value in values:
        total = value**2
    return total


sum_of_squares = Exercise(
    "0.4",
    "sum of squares",
    stars=1,
    reference=linear.sum_of_squares,
    stub="sum_of_squares(values)",
    example=([1, 2, 3],),
    cases=[([-2, 5],), ([0.5],), ([],), ([4, -4, 1.5, 0],)],
    hints=(
        "Start with a total of 0 and add to it once for every number.",
        "The square of `value` is `value**2` (in Python, `^` is something else).",
        "`return sum(value**2 for value in values)`",
    ),
    mistakes=(
        Mistake(
            lambda values: sum(values) ** 2,
            "You squared the sum. Square each number first, then add.",
        ),
        Mistake(
            lambda values: float(sum(values)),
            "That is the sum of the numbers themselves: square each one first.",
        ),
        Mistake(
            lambda values: sum(abs(value) for value in values),
            "That adds the sizes of the numbers, not their squares.",
        ),
        Mistake(
            lambda values: sum(value**2 for value in values) / max(len(values), 1),
            "That is the mean of the squares: leave the division out.",
        ),
        Mistake(
            _returns_inside_the_loop,
            "Your `return` stands inside the loop, so it ends at the first number.",
        ),
        Mistake(
            _returns_only_inside_the_loop,
            "Your `return` stands inside the loop: move it left, below the loop.",
        ),
        Mistake(
            _keeps_only_the_last,
            "Only the last square is left: start at 0 before the loop, and add with "
            "`total += ...` inside it.",
        ),
        Mistake(
            lambda values: sum(value * 2 for value in values),
            "`value * 2` is twice the number; its square is `value**2`.",
        ),
        Mistake(
            lambda values: sum(value ^ 2 for value in values),
            "In Python `^` works on bits: the square is `value**2`.",
        ),
        Mistake(
            lambda values: sum(value**2 for value in values) ** 0.5,
            "That is the root of the sum: leave the root out.",
        ),
    ),
    explain="Divided by how many there are, it becomes the mean squared error.",
)
