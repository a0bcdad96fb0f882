"""No rule of axe-core is broken by what the course shows in JupyterLab.

Only the outputs of demos and exercises are judged: the page around them is that of
JupyterLab. The site and the gallery are judged in their own tests.
"""

import pytest

from course_utils.maintain.browser.lab import write_notebook
from tests.browser.axe import DARK, LIGHT, violations, wearing
from tests.browser.test_demos_in_lab import View

DEMOS = (
    "from course_utils.demos.gradient_descent import Valley\n"
    "from course_utils.demos.backpropagation import GraphStepper\n"
    "from course_utils.demos.softmax_and_its_limits import KernelMachine\n"
    "Valley()",
    "GraphStepper()",
    "KernelMachine()",
)
EXERCISE = (
    "from course_utils.exercises import gradient_descent as exercises\n"
    "exercise = exercises.central_difference\n"
    "def unsolved(*arguments):\n    ...\n"
    "exercise.check(unsolved)",
    "def wrong(*arguments):\n    return 1.0\nexercise.check(wrong)",
    "def broken(*arguments):\n    return 1 / 0\nexercise.check(broken)",
    "exercise.check(exercise.reference)",
    "exercise.hint()",
    "exercise.solution()",
)
OUTPUT = '.jp-Cell[data-windowed-list-index="{}"] .jp-OutputArea-output'


@pytest.fixture(scope="module")
def desk(lab):
    """All demos and answers, each in a cell, on a page for both themes."""
    with lab.page() as page:
        page.open(write_notebook(lab.folder, "accessible.ipynb", *DEMOS, *EXERCISE))
        page.run_all()
        assert page.failures() == []
        yield page


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_demos_and_answers_can_be_used_by_those_who_do_not_see(desk, theme):
    with wearing(desk, theme):
        for number in range(len(DEMOS)):
            View(desk, number)
            assert violations(desk, f"{OUTPUT.format(number)} .course-demo") == [], (
                number
            )
        for number in range(len(DEMOS), len(DEMOS) + len(EXERCISE)):
            desk.show(number)
            assert violations(desk, OUTPUT.format(number)) == [], number


def test_a_fault_would_be_found(blank):
    blank.tab.set_content("<html lang=en><title>x</title><main><img src='data:,'>")
    faults = violations(blank)
    assert any(fault.startswith("image-alt: img: <img") for fault in faults)
