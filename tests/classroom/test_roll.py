"""The teacher's roll reads what learners left, and trusts none of it."""

import json
import os

import pytest

from course_utils.classroom import roll
from course_utils.practice.progress import FILE_NAME, exercises_by_notebook

NUMBERS = exercises_by_notebook()


def learner_with(folder, content):
    folder.mkdir(exist_ok=True)
    (folder / FILE_NAME).write_text(content)
    return roll.roll(folder.parent)[0]


def test_progress_is_counted_by_notebook_and_the_worst_place_named(tmp_path):
    first, second = list(NUMBERS.values())[5][:2]
    noted = {
        first: {"tries": 2, "solved": "2026-11-26"},
        second: {"tries": 7, "hints": 2},
    }
    found = learner_with(tmp_path / "ada", json.dumps({"exercises": noted}))
    notebook = first.split(".")[0].zfill(2)
    counts = {name: rest for name, *rest in found.notebooks}
    assert counts[notebook] == [1, 1, len(list(NUMBERS.values())[5])]
    assert found.stuck == f"{second}: 7 tries, 2 hints"
    assert len(counts) == len(NUMBERS)


def test_one_wrong_try_is_not_yet_stuck(tmp_path):
    number = next(iter(NUMBERS.values()))[0]
    noted = json.dumps({"exercises": {number: {"tries": 2}}})
    assert learner_with(tmp_path / "ada", noted).stuck == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("no JSON", "damaged"),
        ("[1]", "damaged"),
        ('{"exercises": {"1.1": 3}}', "damaged"),
        ("[" * 100_000, "damaged"),
        ("x" * 300_000, "too large"),
    ],
)
def test_a_file_that_is_none_is_said_to_be_none(tmp_path, content, why):
    assert why in learner_with(tmp_path / "ada", content).note


def test_values_of_another_kind_are_left_out(tmp_path):
    number = next(iter(NUMBERS.values()))[0]
    noted = {number: {"tries": "<script>", "hints": 1e300, "solved": ["x"]}}
    found = learner_with(tmp_path / "ada", json.dumps({"exercises": noted}))
    assert found.stuck == found.note == ""


def test_a_link_is_not_followed_and_a_pipe_not_waited_for(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text('{"exercises": {}}')
    (tmp_path / "class" / "eve").mkdir(parents=True)
    (tmp_path / "class" / "mal").mkdir()
    (tmp_path / "class" / "eve" / FILE_NAME).symlink_to(secret)
    os.mkfifo(tmp_path / "class" / "mal" / FILE_NAME)
    eve, mal = roll.roll(tmp_path / "class")
    assert "cannot be read" in eve.note
    assert "no file" in mal.note


def test_what_the_hub_keeps_is_no_learner(tmp_path):
    (tmp_path / ".hub").mkdir()
    (tmp_path / "ada").mkdir()
    assert [learner.name for learner in roll.roll(tmp_path)] == ["ada"]
    assert not (tmp_path / "ada" / FILE_NAME).exists()
