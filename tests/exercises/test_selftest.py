"""The self-test finds every kind of broken exercise."""

import json
import sys
import types

import pytest

from course_utils.practice import Exercise, Mistake
from tests.exercises import selftest as judge

SOURCE = """
from course_utils.practice import Exercise, Mistake

def twice(x):
    return 2 * x

double = Exercise(
    "5.1", "double", stars=1, reference=twice, cases=[1.0, 3.0], hints=("a", "b"),
    mistakes=(Mistake(lambda x: x**2, "That is the square."),),
)
batches = Exercise(
    "5.2", "batches", stars=2, reference=12, hints=("a", "b"),
    mistakes=(Mistake(11, "One is missing."),),
)
"""


def twice(x):
    return 2 * x


def make_exercise(**options):
    usual = {"stars": 1, "reference": twice, "cases": [1.0, 3.0], "hints": ("a", "b")}
    return Exercise("5.1", "double", **{**usual, **options})


def faults(**options):
    return " ".join(judge.faults_of(make_exercise(**options)))


def make_module(tmp_path, source=SOURCE):
    file = tmp_path / "doubling.py"
    file.write_text(source)
    module = types.ModuleType("course_utils.exercises.doubling")
    module.__file__ = str(file)
    exec(compile(source, file, "exec"), vars(module))
    return module


def make_notebook(folder, *cells, name="05_doubling.ipynb"):
    folder.mkdir(exist_ok=True)
    sources = ["from course_utils.exercises import doubling as exercises", *cells]
    cells = [{"cell_type": "code", "source": [source]} for source in sources]
    (folder / name).write_text(json.dumps({"cells": cells}))
    return folder


STUBS = (
    "def double(x):\n    ...",
    "exercises.double.check(double)",
    "batches = ...",
    "exercises.batches.check(batches)",
)


def test_good_exercises_pass(tmp_path):
    judge.selftest(make_module(tmp_path), tmp_path / "no_notebooks")
    judge.selftest(make_module(tmp_path), make_notebook(tmp_path / "n", *STUBS))


def test_a_reference_that_does_not_pass_is_found():
    calls = []
    assert "own reference" in faults(reference=lambda x: calls.append(x) or len(calls))


def test_cases_with_one_result_are_found():
    assert "same result in every case" in faults(reference=lambda x: 0)
    assert "fewer than two cases" in faults(cases=[1.0])


def test_too_few_hints_and_odd_stars_are_found():
    assert "fewer than two different hints" in faults(hints=("a", "a"))
    assert "stars" in faults(stars=4)


def test_a_mistake_that_is_right_is_found():
    right = Mistake(lambda x: x + x, "You added.")
    assert "does not catch the mistake 'You added.'" in faults(mistakes=(right,))


def test_two_mistakes_that_agree_are_found():
    mistakes = Mistake(lambda x: x, "One."), Mistake(lambda x: x + 0, "Two.")
    assert "does not catch the mistake 'Two.'" in faults(mistakes=mistakes)
    mistakes = Mistake(lambda x: x, "One."), Mistake(lambda x: 0, "One.")
    assert "says the same" in faults(mistakes=mistakes)


def test_a_wrong_option_that_is_the_right_one_is_found():
    found = faults(reference="a", cases=(), choices={"A": "no", "b": "never"})
    assert "does not catch the mistake 'no'" in found


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"5.2"', '"5.1"', "used twice"),
        ('"5.2"', '"5-2"', "not like 5.1"),
        ('"5.2"', 'f"5.{1 + 1}"', "progress table"),
    ],
)
def test_an_odd_number_is_found(tmp_path, old, new, fault):
    module = make_module(tmp_path, SOURCE.replace(old, new))
    with pytest.raises(AssertionError, match=fault):
        judge.selftest(module, tmp_path)


def test_an_empty_module_is_found(tmp_path):
    with pytest.raises(AssertionError, match="no exercise"):
        judge.selftest(make_module(tmp_path, ""), tmp_path)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (STUBS[:2], "no cell exercises.batches.check"),
        (("def double(x):\n    return 1", *STUBS[1:]), "not 'not attempted'"),
        (("def other(x): ...", *STUBS[1:]), "no stub for double"),
        ((*STUBS, "exercises.triple.check(double)"), "do not exist: ['triple']"),
    ],
)
def test_a_notebook_that_does_not_fit_is_found(tmp_path, cells, fault):
    folder = make_notebook(tmp_path / "notebooks", *cells)
    with pytest.raises(AssertionError) as found:
        judge.selftest(make_module(tmp_path), folder)
    assert fault in str(found.value)


def test_an_exercise_in_the_wrong_notebook_is_found(tmp_path):
    folder = make_notebook(tmp_path / "n", *STUBS, name="06_doubling.ipynb")
    with pytest.raises(AssertionError, match="stands in the notebook 06_doubling"):
        judge.selftest(make_module(tmp_path), folder)


def test_a_stub_may_use_what_the_notebook_imports(tmp_path):
    stub = "class Net(nn.Module):\n    def forward(self, x): ..."
    assert "torch" in sys.modules or __import__("torch")
    space = judge.imports_of(["from torch import nn\n%matplotlib inline"])
    exec(stub, space)
    assert issubclass(space["Net"], space["nn"].Module)
