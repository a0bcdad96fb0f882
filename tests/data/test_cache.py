"""Files appear whole or not at all, and every trouble is one sentence."""

import errno
import os
from pathlib import Path

import pytest

from course_utils.data import cache
from course_utils.data.errors import DataError


def fail_with(number):
    def fail(*args, **options):
        raise OSError(number, os.strerror(number))

    return fail


def test_the_environment_names_the_data_folder(monkeypatch):
    monkeypatch.setenv("COURSE_DATA", "~/pictures")
    assert cache.data_folder() == Path.home() / "pictures"


def test_a_checkout_keeps_its_data_beside_the_notebooks(tmp_path, monkeypatch):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setattr(cache, "CHECKOUT", tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "notebooks").mkdir()
    assert cache.data_folder() == tmp_path / "data" / "cache"


@pytest.mark.parametrize(
    ("system", "variable", "below"),
    [
        ("linux", "XDG_CACHE_HOME", "course_utils"),
        ("win32", "LOCALAPPDATA", "course_utils"),
        ("darwin", "HOME", "Library/Caches/course_utils"),
    ],
)
def test_an_installed_package_keeps_its_data_in_the_user_cache(
    tmp_path, monkeypatch, system, variable, below
):
    monkeypatch.delenv("COURSE_DATA", raising=False)
    monkeypatch.setattr(cache, "CHECKOUT", tmp_path)
    monkeypatch.setattr(cache.sys, "platform", system)
    monkeypatch.setenv(variable, str(tmp_path / "user"))
    assert cache.data_folder() == tmp_path / "user" / below


def test_a_new_file_appears_when_its_block_ends_well(tmp_path):
    path = tmp_path / "deep" / "numbers.bin"
    with cache.new_file(path) as file:
        file.write(b"123")
        assert not path.exists()
    assert path.read_bytes() == b"123"
    assert os.listdir(path.parent) == ["numbers.bin"]


@pytest.mark.parametrize("trouble", [RuntimeError, KeyboardInterrupt])
def test_a_file_cut_off_leaves_the_old_one_as_it_was(tmp_path, trouble):
    path = tmp_path / "numbers.bin"
    path.write_bytes(b"old")

    def write():
        with cache.new_file(path) as file:
            file.write(b"new, and not yet")
            raise trouble

    with pytest.raises(trouble):
        write()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["numbers.bin"]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk that holds .* is full: free some space"),
        (errno.EDQUOT, "is full"),
        (errno.EROFS, "cannot be written to: set COURSE_DATA"),
        (errno.EACCES, "cannot be written to: set COURSE_DATA"),
        (errno.EIO, "cannot be used .*: set COURSE_DATA"),
    ],
)
def test_trouble_while_writing_is_one_sentence_and_leaves_nothing(
    tmp_path, monkeypatch, number, sentence
):
    monkeypatch.setattr(cache.os, "replace", fail_with(number))

    def write():
        with cache.new_file(tmp_path / "numbers.bin") as file:
            file.write(b"123")

    with pytest.raises(DataError, match=sentence) as caught:
        write()
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_in_the_middle_of_a_file_is_said_and_leaves_nothing(tmp_path):
    def write():
        with cache.new_file(tmp_path / "numbers.bin") as file:
            file.write(b"some")
            fail_with(errno.ENOSPC)()

    with pytest.raises(DataError, match="is full"):
        write()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(cache.Path, "mkdir", fail_with(errno.EROFS))
    with (
        pytest.raises(DataError, match="cannot be written to"),
        cache.new_folder(tmp_path / "pictures"),
    ):
        pass


def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path):
    path = tmp_path / "pictures"
    path.mkdir()
    (path / "old").touch()
    with cache.new_folder(path) as part:
        (part / "new").touch()
        assert os.listdir(path) == ["old"]
    assert os.listdir(path) == ["new"]
    assert os.listdir(tmp_path) == ["pictures"]


def test_a_folder_that_another_notebook_finished_first_stays(tmp_path):
    path = tmp_path / "pictures"
    with cache.new_folder(path) as part:
        (part / "second").touch()
        path.mkdir()
        (path / "first").touch()
    assert os.listdir(path) == ["first"]
    assert os.listdir(tmp_path) == ["pictures"]


def test_a_folder_cut_off_leaves_nothing(tmp_path):
    def write():
        with cache.new_folder(tmp_path / "pictures") as part:
            (part / "half").touch()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_works_has_no_problem_and_gains_no_file(tmp_path):
    assert cache.folder_problem(tmp_path / "data") is None
    assert os.listdir(tmp_path / "data") == []


def test_a_folder_that_is_a_file_has_a_problem(tmp_path):
    (tmp_path / "data").touch()
    assert "set COURSE_DATA" in cache.folder_problem(tmp_path / "data")


def test_a_read_only_folder_has_a_problem(tmp_path, monkeypatch):
    monkeypatch.setattr(cache.tempfile, "TemporaryFile", fail_with(errno.EROFS))
    assert "cannot be written to" in cache.folder_problem(tmp_path)
