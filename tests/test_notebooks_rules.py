"""Plant one fault at a time in a notebook that is right: its rule must see it."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from course_utils.maintain.notebooks.cleaning import METADATA, WIDGET_VIEW
from tests import rules
from tests.rules import RULES, Lesson

SECTION = "## A section\n\nThe *slope (斜率)*. **Predict:** up or down?"
KEEP = "## What to keep\n\n- One.\n- Two.\n- Three."


@pytest.fixture
def notebook(monkeypatch):
    monkeypatch.setattr(rules, "demo_names", lambda: {"Parabola"})
    texts = ["# 98 Scratch\n\nDoes it work? About 20 minutes.", *[SECTION] * 4]
    texts += ["Some words of explanation."] * 5
    cells = [new_markdown_cell(text) for text in texts]
    for count in range(14):
        cells.insert(count + 1, new_code_cell(f"print({count})"))
    exercise = ["def double(x):\n    ...", "exercises.double.check(double)"]
    cells += [
        new_markdown_cell("### Exercise 98.1: double ★\n\nDouble it."),
        *map(new_code_cell, exercise),
        new_markdown_cell(SECTION),
        new_code_cell("demos.Parabola(eta=0.3)"),
        new_markdown_cell(KEEP),
    ]
    code = [cell for cell in cells if cell.cell_type == "code"]
    for count, cell in enumerate(code):
        cell.execution_count = count + 1
        cell.outputs = [new_output("stream", name="stdout", text=f"{count}\n")]
    picture = {"image/png": "aGVsbG8=", "text/plain": "Parabola(eta=0.3)"}
    code[-1].outputs = [new_output("display_data", picture)]
    return new_notebook(cells=cells, metadata=METADATA)


def complaining(notebook, tmp_path):
    path = tmp_path / "98_scratch.ipynb"
    nbformat.write(notebook, path)
    lesson = Lesson.read(path)
    return {rule.__name__ for rule in RULES if list(rule(lesson))}


def test_a_notebook_that_follows_the_rules_passes_all(notebook, tmp_path):
    assert complaining(notebook, tmp_path) == set()


def show(text):
    return [new_output("stream", name="stdout", text=text)]


def value(text):
    return [new_output("execute_result", {"text/plain": text}, execution_count=3)]


FAULTS = {
    "the_title_cell_asks_a_question": [
        lambda c: c[0].update(source="# 97 Scratch\n\nReally? 20 minutes."),
        lambda c: c[0].update(source="# 98 Scratch\n\nIt works. 20 minutes."),
        lambda c: c[0].update(source="# 98 Scratch\n\nDoes it work?"),
    ],
    "sections_end_with_what_to_keep": [
        lambda c: c[-1].update(source=KEEP.replace("What to keep", "Summary")),
        lambda c: c[-1].update(source="## What to keep\n\n- One."),
    ],
    "key_terms_have_their_chinese_name": [
        lambda c: [t.update(source=t.source.replace(" (斜率)", "")) for t in c],
    ],
    "links_resolve_and_one_leads_on": [
        lambda c: c[-1].update(source=KEEP + "\n\n[Next](99_nothing.ipynb)"),
    ],
    "a_prediction_comes_before_each_demo": [
        lambda c: c.insert(-1, new_code_cell("demos.Parabola()")) or renumber(c),
    ],
    "an_exercise_is_a_statement_a_stub_and_a_check": [
        lambda c: c[-6].update(source="### Exercise 97.1: double ★"),
        lambda c: c[-6].update(source="### Exercise 98.2: double ★"),
        lambda c: c[-6].update(source="### Exercise 98.1: double"),
        lambda c: c[-5].update(source="def double(x):\n    return 2 * x"),
        lambda c: c[-4].update(source="double(2)"),
    ],
    "cells_are_many_and_small": [
        lambda c: [c.pop(2) for _ in range(6)] and renumber(c),
        lambda c: c[1].update(source="a = 1\n" * 13),
        lambda c: [cell.update(source="b = 1\n" * 9) for cell in c[2:13]],
        lambda c: [t.update(source=t.source + " word" * 60) for t in c[15:24]],
    ],
    "no_cell_is_large": [
        lambda c: c[3].update(source="a = 1\n" * 16),
        lambda c: c[3].update(source="a = 'too long'" + " " * 90 + "# a"),
        lambda c: c[15].update(source=SECTION + " word" * 115),
    ],
    "the_file_is_small": [lambda c: c[3].update(outputs=show("x" * 400_000))],
    "nothing_is_installed_fetched_or_hidden": [
        lambda c: c[3].update(source="from math import *"),
        lambda c: c[3].update(source="# NBVAL_IGNORE_OUTPUT\n5"),
        lambda c: c[3].update(source="plt.plot([1, 2]);"),
    ],
    "magics_are_known": [
        lambda c: c[3].update(source="%matplotlob inline"),
        lambda c: c[3].update(source="!ls"),
    ],
    "tags_are_known_and_a_skipped_comparison_is_followed_by_one": [
        lambda c: c[3].metadata.update(tags=["nbval-ignore-outputs"]),
        lambda c: c[3].metadata.update(tags=["counts-within-1 %"]),
        lambda c: (
            c[3].metadata.update(tags=["nbval-ignore-output"])
            or c[4].update(outputs=[])
        ),
    ],
    "a_tolerance_has_numbers_to_hold": [
        lambda c: c[3].metadata.update(tags=["numbers-within-5%"]),
        lambda c: c[3].update(
            metadata={"tags": ["counts-within-1"]}, outputs=show("0.5")
        ),
        lambda c: c[3].metadata.update(tags=["nbval-ignore-output", "counts-within-1"]),
        lambda c: c[0].metadata.update(tags=["counts-within-1"]),
    ],
    "every_code_cell_was_run_in_order": [
        lambda c: c[3].update(execution_count=7),
        lambda c: c[3].update(source=""),
    ],
    "outputs_are_for_readers": [
        lambda c: c[3].update(outputs=show("<Thing at 0x7f33aa21>")),
        lambda c: c[3].update(outputs=show("saved in /home/me/x")),
        lambda c: c[3].outputs[0].update(name="stderr"),
        lambda c: c[-2].outputs[0].data.update({WIDGET_VIEW: {}}),
    ],
    "a_number_is_shown_and_not_a_verdict_on_it": [
        lambda c: c[3].update(outputs=show("accuracy above 0.95: True")),
        lambda c: c[3].update(outputs=show("best of three\n3 less than 2: False\n")),
        lambda c: c[3].update(outputs=show("a | same > 0.9: True | moved: False")),
        lambda c: c[3].update(
            source="print('it helped:', a > b)", outputs=show("it helped: True")
        ),
        lambda c: c[3].update(
            source="learned = a < b\nprint('learned', learned)",
            outputs=show("learned False, seen 3\n"),
        ),
        lambda c: c[3].update(source="(a <= b).all()", outputs=value("True")),
    ],
    "there_is_something_to_see": [lambda c: c[-2].outputs[0].data.pop("image/png")],
    "metadata_is_that_of_every_notebook": [
        lambda c: c[3].metadata.update(collapsed=True),
    ],
}


FINE = [
    ("print('same numbers:', a == b)", show("same numbers: True")),
    ("print(a > 0)", show("tensor([ True, False])")),
    ("print('graph', a > 0)", show("retain_graph=True")),
    ("print('loss below 2:', loss)", show("loss below 2: 1.93")),
    ("if a > 0:\n    print('view:', b.is_contiguous())", show("view: False")),
]


@pytest.mark.parametrize(("source", "outputs"), FINE)
def test_a_fact_that_is_true_or_false_may_be_shown(source, outputs, notebook, tmp_path):
    notebook.cells[3].update(source=source, outputs=outputs)
    assert complaining(notebook, tmp_path) == set()


def test_a_tolerance_that_holds_a_number_may_be_given(notebook, tmp_path):
    metadata = {"tags": ["numbers-within-5%", "counts-within-1"]}
    notebook.cells[3].update(outputs=show("3 of 0.5"), metadata=metadata)
    assert complaining(notebook, tmp_path) == set()


def test_only_rules_that_there_are_wait():
    assert {rule.__name__ for rule in RULES} >= rules.LATER


def renumber(cells):
    code = [cell for cell in cells if cell.cell_type == "code"]
    for count, cell in enumerate(code):
        cell.execution_count = count + 1


@pytest.mark.parametrize(
    ("name", "plant"), [(name, plant) for name in FAULTS for plant in FAULTS[name]]
)
def test_a_planted_fault_is_seen_by_its_rule_alone(name, plant, notebook, tmp_path):
    plant(notebook.cells)
    assert complaining(notebook, tmp_path) == {name}


def test_every_rule_has_a_planted_fault():
    assert {rule.__name__ for rule in RULES} == set(FAULTS)
