"""The checks in a real kernel, where a learner's code is not in a file."""

import nbformat
import pytest
from nbclient import NotebookClient

CELLS = [
    """
import threading
import numpy as np
from course_utils.practice import Exercise, Mistake

def reference(x):
    return np.exp(x)

exercise = Exercise("5.1", "exp", stars=1, reference=reference, seconds=3,
                    cases=[(0.5,), (1.0,)], hints=("a", "b"))
""",
    "def answer(x):\n    ...",
    "exercise.check(answer)",
    "def answer(x):\n    y = x\n    return 1 / 0\nexercise.check(answer)",
    "def answer(x):\n    while True: x += 1\nexercise.check(answer)",
    "class Answer:\n    def __init__(self): ...\nexercise.check(Answer)",
    "def answer(x):\n    y = ...\n    return None\nexercise.check(answer)",
    "def answer(x):\n    print('hello')\n    return np.exp(x)\nexercise.check(answer)",
    "threading.active_count() < 50, exercise.solution()",
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebook")
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells)
    patch = pytest.MonkeyPatch()
    patch.setenv("COURSE_PROGRESS", "off")
    with patch.context():
        resources = {"metadata": {"path": str(folder)}}
        NotebookClient(notebook, timeout=300, resources=resources).execute()
    assert list(folder.iterdir()) == []
    return [cell.outputs for cell in notebook.cells]


def text(outputs):
    return outputs[-1]["data"]["text/plain"]


def test_an_unsolved_notebook_runs_and_says_not_attempted(outputs):
    assert text(outputs[2]).startswith("Exercise 5.1 (exp): not attempted yet.")
    assert "not attempted yet" in outputs[2][-1]["data"]["text/html"]
    assert "not attempted" in text(outputs[5])


def test_an_error_in_a_cell_is_shown_with_its_line(outputs):
    assert "ZeroDivisionError: division by zero" in text(outputs[3])
    assert "line 3 of answer: return 1 / 0" in text(outputs[3])


def test_an_endless_loop_in_a_cell_is_stopped_and_the_notebook_goes_on(outputs):
    assert "does a loop never end?" in text(outputs[4])
    assert "def reference(x)" in text(outputs[8])


def test_dots_left_in_a_cell_are_seen(outputs):
    assert "still a `...`" in text(outputs[6])


def test_what_a_function_prints_stands_above_its_verdict(outputs):
    assert outputs[7][0]["text"] == "hello\nhello\n"
    assert text(outputs[7]) == "Exercise 5.1 (exp): correct."


def test_no_cell_leaks_to_the_error_stream(outputs):
    assert all(o.get("name") != "stderr" for cell in outputs for o in cell)
