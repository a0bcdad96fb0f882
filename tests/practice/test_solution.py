"""A solution brings its imports and helpers, and speaks in the learner's names."""

import math
from fractions import Fraction

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from course_utils.ml.classification import logistic
from course_utils.ml.classification import softmax as softmax_module
from course_utils.practice import Exercise
from course_utils.practice.solution import names_of, source_of

SCALE = 2.0
TABLE = np.array([1.0, 2.0])


def _helper(values):
    """Return twice the values."""
    return SCALE * values


def answer(values, shift=0):
    """Return something of everything."""
    inner = [_helper(value) for value in values]
    return math.fsum(inner) + shift + float(TABLE.sum()) + Fraction(1, 2)


def answer_from_elsewhere(z):
    return softmax_module.softmax(z) + logistic.sigmoid(z)


class Doubler:
    """Doubles."""

    def __call__(self, x):
        return _helper(x)


def again(values):
    """Return the sum, by recursion; `values` is a list."""
    if not values:
        return 0
    first = values[0]
    return first + again(values=values[1:])


def answer_with_windows(values):
    return sliding_window_view(values, 2)


def test_a_function_of_numpy_is_imported_from_numpy():
    source = source_of(answer_with_windows)
    assert "from numpy.lib" in source
    assert run(source)["answer_with_windows"](np.arange(3)).shape == (2, 2)


def run(source):
    space = {}
    exec(source, space)
    return space


def test_a_solution_runs_by_itself():
    source = source_of(answer)
    assert run(source)["answer"]([1.0, 2.0]) == answer([1.0, 2.0])
    assert "import math" in source
    assert "from fractions import Fraction" in source
    assert "SCALE = 2.0" in source
    assert "Return" not in source
    assert source.index("def _helper") < source.index("def answer")
    assert source.startswith("# tests/practice/test_solution.py\n")


def test_a_module_of_the_course_is_imported():
    source = source_of(answer_from_elsewhere)
    assert (
        "from course_utils.ml.classification import softmax as softmax_module" in source
    )
    z = np.array([1.0, 2.0])
    theirs = run(source)["answer_from_elsewhere"](z)
    assert np.array_equal(theirs, answer_from_elsewhere(z))


def test_a_solution_takes_the_names_of_the_stub():
    source = source_of(answer, "total(numbers)")
    assert "def total(numbers, shift=0):" in source
    assert "for value in numbers" in source
    assert run(source)["total"]([1.0]) == answer([1.0])
    source = source_of(Doubler, "Twice")
    assert run(source)["Twice"]()(3.0) == 6.0


def test_a_recursion_is_renamed_as_a_whole():
    source = source_of(again, "total(values)")
    assert "first + total(values=values[1:])" in source
    assert run(source)["total"]([1, 2, 3]) == 6


@pytest.mark.parametrize(
    ("stub", "names"),
    [
        ("softmax(scores)", ("softmax", ["scores"])),
        ("f(x, step=1e-5)", ("f", ["x", "step"])),
        ("LeNet", ("LeNet", [])),
        ("", ("", [])),
    ],
)
def test_the_names_of_a_stub(stub, names):
    assert names_of(stub) == names


def make_exercise(**options):
    usual = {"stars": 1, "reference": answer, "cases": [([1.0],), ([2.0],)]}
    return Exercise("1.1", "n", hints=("a", "b"), **(usual | options))


def test_an_exercise_may_show_another_solution_than_its_reference():
    shown = make_exercise(stub="total(numbers)", model_answer=again).solution().source
    assert "return first + total(numbers=numbers[1:])" in shown
    text = "def total(numbers):\n    return sum(numbers)"
    assert make_exercise(model_answer=f"\n{text}\n").solution().source == text


def test_a_long_value_is_shown_whole():
    value = {f"a long key of many letters {i}": tuple(range(8)) for i in range(8)}
    solution = make_exercise(reference=value, cases=()).solution()
    assert solution.source == repr(value)
