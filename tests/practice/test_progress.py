"""The progress file: kept, seen, deleted; and what happens when it cannot be."""

import errno
import json
import os
from pathlib import Path

import pytest

from course_utils.practice import Exercise, progress
from course_utils.practice.progress import (
    exercises_by_notebook,
    main,
    noted_exercises,
    progress_file,
    progress_table,
    record_hints,
    record_try,
)

ROOM = {
    "softmax.py": "softmax = Exercise('9.1', 'softmax')\nhot = Exercise(number='9.2')",
    "start_here.py": "first = Exercise('0.1', 'sum', stars=1)",
    "__init__.py": "x = Exercise('7.7')",
    "broken.py": "def (",
}


@pytest.fixture
def file(tmp_path, monkeypatch):
    path = tmp_path / "mine.json"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    return path


@pytest.fixture
def room(tmp_path):
    folder = tmp_path / "exercises"
    folder.mkdir()
    for name, text in ROOM.items():
        (folder / name).write_text(text)
    return folder


def make_exercise():
    return Exercise("5.1", "abs", stars=1, reference=abs, cases=[1, -2], hints=("a",))


def entries(file):
    return json.loads(file.read_text())["exercises"]


def test_a_solved_exercise_is_kept_with_its_date_tries_and_hints(file):
    exercise = make_exercise()
    exercise.check(lambda x: x)
    exercise.hint()
    exercise.check(lambda x: max(x, -x))
    entry = entries(file)["5.1"]
    assert (entry["tries"], entry["hints"]) == (2, 1)
    assert len(entry["solved"]) == len("2026-01-31")


def test_trying_again_after_it_is_solved_changes_nothing(file):
    exercise = make_exercise()
    exercise.check(abs)
    before = file.read_text()
    exercise.check(lambda x: x)
    exercise.hint()
    assert file.read_text() == before


def test_an_untouched_stub_leaves_no_file(file):
    make_exercise().check(...)
    assert not file.exists()


def test_the_verdict_does_not_depend_on_earlier_progress(file):
    verdicts = [repr(make_exercise().check(abs)) for _ in range(2)]
    assert verdicts[0] == verdicts[1] == "Exercise 5.1 (abs): correct."


def test_judging_alone_records_nothing(file):
    make_exercise().judge(abs)
    assert not file.exists()


@pytest.mark.parametrize("setting", ["off", "OFF", "0", "no"])
def test_it_can_be_switched_off(setting, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_PROGRESS", setting)
    assert repr(make_exercise().check(abs)) == "Exercise 5.1 (abs): correct."
    assert list(tmp_path.iterdir()) == []
    assert "COURSE_PROGRESS is off" in repr(progress())


def test_without_a_setting_it_lies_beside_the_notebook_and_can_be_seen(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    make_exercise().check(abs)
    assert [path.name for path in tmp_path.iterdir()] == ["course_progress.json"]


def test_git_ignores_it_and_what_is_set_aside():
    rules = (Path(__file__).parents[2] / ".gitignore").read_text().splitlines()
    assert "course_progress.json*" in rules


def test_a_folder_may_be_named_instead_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path))
    assert progress_file() == tmp_path / "course_progress.json"


DAMAGED = [
    b"",
    b'{"exercises": {"5.1"',
    b"[1, 2]",
    b'{"exercises": [1]}',
    b'{"exercises": {"5.1": {"tries": "many"}}}',
    b"\xff\xfe\x00",
    b"[" * 100_000,
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_file_is_set_aside_whole_and_a_new_one_begun(file, content):
    file.write_bytes(content)
    verdict = make_exercise().check(abs)
    aside = file.with_name("mine.json.damaged-1")
    assert aside.read_bytes() == content
    assert verdict.outcome == "correct"
    assert "was damaged: it is set aside as mine.json.damaged-1" in repr(verdict)
    assert "solved" in entries(file)["5.1"]


def test_a_second_damaged_file_does_not_overwrite_the_first(file):
    for content in (b"one", b"two"):
        file.write_bytes(content)
        record_try("5.1", solved=False)
    assert file.with_name("mine.json.damaged-1").read_bytes() == b"one"
    assert file.with_name("mine.json.damaged-2").read_bytes() == b"two"


def test_a_damaged_file_that_cannot_be_moved_is_left_as_it_is(file, monkeypatch):
    file.write_bytes(b"damaged")

    def fail(*_):
        raise PermissionError(errno.EACCES, "Permission denied", str(file))

    monkeypatch.setattr(Path, "rename", fail)
    assert "Your progress is not kept" in record_try("5.1", solved=True)
    assert file.read_bytes() == b"damaged"


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_costs_one_sentence_and_leaves_the_old_file(
    file, monkeypatch, step
):
    record_try("5.1", solved=True)
    before = file.read_bytes()

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    verdict = make_exercise_two().check(abs)
    assert verdict.outcome == "correct"
    assert "Your progress is not kept" in verdict.note
    assert "no space left on device" in verdict.note
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["mine.json"]


def make_exercise_two():
    return Exercise("5.2", "abs", stars=1, reference=abs, cases=[1, -2], hints=("a",))


def test_a_missing_folder_costs_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "gone" / "mine.json"))
    verdict = make_exercise().check(abs)
    assert verdict.note.startswith("Your progress is not kept")
    assert make_exercise().hint().note.startswith("Your progress is not kept")


def test_a_write_protected_file_is_not_replaced(file, monkeypatch):
    record_try("5.1", solved=False)
    before = file.read_bytes()
    # the tests may run as root, whom no protection stops
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert "write-protected" in record_try("5.1", solved=True)
    assert file.read_bytes() == before


def test_what_others_wrote_into_the_file_is_kept(file):
    record_try("5.1", solved=True)
    record = json.loads(file.read_text())
    record["mine"] = "a remark"
    file.write_text(json.dumps(record))
    record_hints("5.2", 1)
    assert json.loads(file.read_text())["mine"] == "a remark"
    assert set(entries(file)) == {"5.1", "5.2"}


def test_the_table_counts_by_notebook_in_order_without_importing(file, room):
    record_try("9.2", solved=True)
    record_try("9.1", solved=False)
    table = progress_table(room)
    assert exercises_by_notebook(room) == {
        "start_here": ["0.1"],
        "softmax": ["9.1", "9.2"],
    }
    assert repr(table).splitlines() == [
        "               solved  tried  open",
        "00 start here       0      0     1",
        "09 softmax          1      1     0",
        "all notebooks       1      1     1",
        "Kept in mine.json; delete that file to begin again.",
    ]
    assert "●◐" in table._repr_html_()


def test_the_table_appears_whatever_the_file_is(file, room):
    file.write_bytes(b"damaged")
    assert "damaged" in repr(progress_table(room))
    assert file.read_bytes() == b"damaged"
    file.unlink()
    file.mkdir()
    (file / "course_progress.json").mkdir()
    assert "cannot be read" in repr(progress_table(room))
    assert progress_table(room).rows[-1] == ("all notebooks", 0, 0, 3)


def test_the_table_of_the_course_itself_appears(file):
    assert "all notebooks" in repr(progress())
    assert noted_exercises() == ({}, "")


def test_a_hint_counts_as_a_try(file, room):
    record_hints("0.1", 1)
    assert progress_table(room).rows[0] == ("00 start here", 0, 1, 0)


def test_switched_off_the_table_is_always_the_same(tmp_path, monkeypatch, room):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    record_try("9.1", solved=True)
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    table = progress_table(room)
    assert table.rows[-1] == ("all notebooks", 0, 0, 3)
    assert table.note == "Progress is not being kept: COURSE_PROGRESS is off."


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A folder with notebooks whose learner has solved exercise 5.1."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COURSE_PROGRESS", "notebooks")
    record_try("5.1", solved=True)
    monkeypatch.delenv("COURSE_PROGRESS")
    return tmp_path


def solved(printed):
    line = next(line for line in printed.splitlines() if line.startswith("all note"))
    return int(line.split()[2])


@pytest.mark.parametrize("where", [".", "notebooks"])
def test_the_command_finds_the_file_beside_the_notebooks(
    where, course, monkeypatch, capsys
):
    monkeypatch.chdir(course / where)
    assert main([]) == 0
    assert solved(capsys.readouterr().out) == 1


def test_the_command_takes_another_file_or_folder(course, capsys):
    (course / "other").mkdir()
    main(["other"])
    assert solved(capsys.readouterr().out) == 0
    main(["notebooks"])
    assert solved(capsys.readouterr().out) == 1


def test_the_command_says_when_it_is_switched_off(course, monkeypatch, capsys):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    main([])
    printed = capsys.readouterr().out
    assert solved(printed) == 0
    assert "COURSE_PROGRESS is off" in printed
