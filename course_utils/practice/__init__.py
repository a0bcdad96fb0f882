"""Exercises that check themselves: right, not yet (and why), hint, solution.

In a notebook, after the cell with your answer:

    exercises.central_difference.check(central_difference)
    exercises.central_difference.hint()
    exercises.central_difference.solution()

How to write one, in `course_utils/exercises/<topic>.py`, at module level:

    import numpy as np

    from course_utils.ml.optimization import descent
    from course_utils.practice import Exercise, Mistake

    central_difference = Exercise(
        "5.1",
        "central difference",
        stars=1,
        reference=descent.central_difference,          # tested in tests/ml
        cases=[(np.sin, 0.3), (np.exp, 1.0), (np.cos, 2.0)],   # one tuple per call
        hints=(
            "The slope between two points is the rise over the run.",
            "Take one point at `x - step` and one at `x + step`.",
            "`(f(x + step) - f(x - step)) / (2 * step)`",
        ),
        mistakes=(
            Mistake(
                lambda f, x, step=1e-5: (f(x + step) - f(x)) / step,
                "That is the forward difference: look at both sides of x.",
            ),
        ),
        tolerance=1e-8,
        explain="Its error shrinks with the square of the step.",
    )

`cases` may be a function of a seeded generator, for arrays:
`cases=lambda rng: [(rng.normal(size=(4, 3)),), (rng.normal(size=(2, 5)),)]`.
Every call, of the answer, the reference or a mistake, gets its own fresh copy, and the
global random states are seeded the same way before each call.
A case that is not a tuple is one argument; a dict is keyword arguments.

What an exercise may say besides:

- `example=(np.sin, 0.3)`: the case that the statement shows, always tried first.
- `stub="central_difference(f, x)"`: what the learner finds. Messages speak of these
  names, and the solution is shown in them.
- `model_answer`: what `solution()` shows, a text or a function, where the reference
  does more than was asked. Whatever is shown must run by itself: imports and helpers
  come with it.
- `asks_for=("a torch tensor", "float32")`: else the right numbers count in any type.
- `relative=True`: no absolute tolerance, where 4e-18 is not 0.
- `no_warnings="It overflows."`: said to right numbers that made numpy warn.
- `judged_by=lambda result, x: "" or "what is wrong with it"`: where many results are
  right (an eigenvector of either sign, any order), the result is judged, not compared.
  `as_array(result)` makes an array of numbers in any type.

A tuple or dict may hold several mistakes: each item or key gets its sentence. Of a
wrong dict a `Mistake` needs only the wrong keys.

Three other kinds of answer:

- a class or module: `call` uses it and returns what is compared, here
  `call=lambda Net, x: Net(3, 4)(x).shape` with `reference=networks.Net`. `call` also
  helps where the answer needs keyword arguments or changes its argument in place.
- a value (a predicted number, tuple, dict): `reference=12`, no cases, and
  `Mistake(11, "You forgot the last, smaller batch.")`. A wrong value is never told the
  right one.
- a choice: `reference="overfitting"` and `choices={"model bias": "why not", ...}` with
  a message for every wrong option.
"""

from course_utils.practice.comparison import as_array
from course_utils.practice.exercise import Exercise
from course_utils.practice.known import Mistake
from course_utils.practice.progress import progress_table as progress
from course_utils.practice.verdict import Verdict

__all__ = ["Exercise", "Mistake", "Verdict", "as_array", "progress"]
