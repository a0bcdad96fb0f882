"""A file of a learner's is whole at every moment of its saving."""

import os

import pytest
from tornado.web import HTTPError

from course_utils.classroom.programs.saving import WholeFiles


@pytest.fixture
def files(tmp_path):
    return WholeFiles(root_dir=str(tmp_path))


@pytest.fixture
def work(tmp_path):
    path = tmp_path / "work.txt"
    path.write_text("old")
    return path


def test_until_all_is_written_the_old_file_stands(files, work):
    with files.atomic_writing(str(work)) as file:
        file.write("half of the")
        file.flush()
        assert work.read_text() == "old"
    assert work.read_text() == "half of the"
    assert os.listdir(work.parent) == ["work.txt"]


def test_what_fails_leaves_the_old_file_and_nothing_else(files, work):
    def fill_the_disk():
        with files.atomic_writing(str(work)) as file:
            file.write("half of the")
            raise OSError(28, "The disk is full")

    with pytest.raises(OSError, match="full"):
        fill_the_disk()
    assert work.read_text() == "old"
    assert os.listdir(work.parent) == ["work.txt"]


def test_a_new_file_a_link_and_the_mode_are_as_a_learner_expects(files, work):
    with files.atomic_writing(str(work.parent / "new.bin"), text=False) as file:
        file.write(b"\r\n")
    assert (work.parent / "new.bin").read_bytes() == b"\r\n"
    work.chmod(0o600)
    link = work.parent / "link"
    link.symlink_to(work.name)
    with files.atomic_writing(str(link)) as file:
        file.write("new")
    assert link.is_symlink()
    assert work.read_text() == "new"
    assert work.stat().st_mode & 0o777 == 0o600


def test_two_who_save_the_same_file_at_once_do_not_mix_it(files, work):
    with files.atomic_writing(str(work)) as one:
        one.write("the first half")
        with files.atomic_writing(str(work)) as other:
            other.write("from another page")
        assert work.read_text() == "from another page"
        one.write(" and the second")
    assert work.read_text() == "the first half and the second"
    assert os.listdir(work.parent) == ["work.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_refused_with_a_status(files, work):
    work.chmod(0o400)
    with (
        pytest.raises(HTTPError, match="403"),
        files.atomic_writing(str(work)) as file,
    ):
        file.write("new")
    assert work.read_text() == "old"
