"""What stands in the command that makes a sandbox, and when there is none."""

import os
import sys
from pathlib import Path

import pytest

from course_utils.classroom import sandbox


def test_where_bubblewrap_is_missing_one_half_sentence_says_so(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "bwrap" in sandbox.problem()
    assert "bubblewrap" in sandbox.problem()


def test_where_the_system_refuses_it_its_reason_is_told(monkeypatch, tmp_path):
    for tool in sandbox.TOOLS:
        program = tmp_path / tool
        program.write_text(
            "#!/bin/sh\necho bwrap: No permissions to make one >&2; exit 1"
        )
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert "No permissions to make one" in sandbox.problem()


def test_on_other_systems_there_is_none(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert "Linux" in sandbox.problem()


def test_what_is_shown_is_no_more_than_system_python_and_course():
    shown = sandbox.shown()
    assert str(sandbox.ROOT / "course_utils") in shown
    assert str(sandbox.ROOT / ".git") not in shown
    for place in ("/", "/home", "/root", "/etc", "/var", str(Path.home())):
        assert place not in shown


def test_nothing_of_the_teacher_s_surroundings_goes_in(monkeypatch):
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setenv("PATH", "/home/teacher/bin:/usr/bin")
    found = sandbox.surroundings()
    assert "SECRET" not in found
    assert "/home/teacher" not in found["PATH"]


def test_a_folder_of_a_learner_is_closed_and_has_an_owner_of_its_own(tmp_path):
    numbers = [sandbox.prepare(tmp_path / name) for name in ("ada", "ben", "ada")]
    assert (tmp_path / "ada").stat().st_mode & 0o777 == 0o700
    if os.geteuid():
        assert set(numbers) == {os.geteuid()}
    else:
        assert numbers[0] == numbers[2] != numbers[1]
        assert (tmp_path / "ben").stat().st_uid == numbers[1] > sandbox.FIRST_NUMBER


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_work_of_a_class_before_comes_to_belong_to_its_learner(tmp_path):
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "work").write_text("mine")
    (tmp_path / "secret").write_text("x")
    (tmp_path / "ada" / "link").symlink_to(tmp_path / "secret")
    number = sandbox.prepare(tmp_path / "ada")
    assert (tmp_path / "ada" / "work").stat().st_uid == number
    assert (tmp_path / "secret").stat().st_uid == 0
