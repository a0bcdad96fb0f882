"""A learner's folder gets what it lacks, and keeps what the learner wrote."""

import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.classroom.learner_server import copy_what_is_missing


def test_a_learner_gets_every_notebook_once_and_keeps_own_work(tmp_path):
    source, folder = tmp_path / "notebooks", tmp_path / "ada"
    source.mkdir()
    for name in ("00_a.ipynb", "01_b.ipynb", "GLOSSARY.md"):
        (source / name).write_text("new")
    folder.mkdir()
    (folder / "00_a.ipynb").write_text("mine")
    copy_what_is_missing(source, folder)
    assert (folder / "00_a.ipynb").read_text() == "mine"
    assert (folder / "01_b.ipynb").read_text() == "new"
    assert (folder / "GLOSSARY.md").read_text() == "new"


def test_the_folder_of_a_learner_is_closed_to_other_accounts(tmp_path):
    source = tmp_path / "notebooks"
    source.mkdir()
    copy_what_is_missing(source, tmp_path / "ada")
    assert (tmp_path / "ada").stat().st_mode & 0o777 == 0o700


def test_a_copy_never_follows_a_link_that_a_learner_left(tmp_path):
    source, folder = tmp_path / "notebooks", tmp_path / "eve"
    source.mkdir()
    folder.mkdir()
    (source / "00_a.ipynb").write_text("new")
    (folder / "00_a.ipynb").symlink_to(tmp_path / "elsewhere")
    copy_what_is_missing(source, folder)
    assert not (tmp_path / "elsewhere").exists()


def test_a_full_disk_leaves_no_half_a_notebook(tmp_path, monkeypatch):
    source, folder = tmp_path / "notebooks", tmp_path / "ada"
    source.mkdir()
    (source / "00_a.ipynb").write_text("new")

    def full(source, target):
        Path(target).write_text("ne")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(OSError, match="No space"):
        copy_what_is_missing(source, folder)
    assert list(folder.iterdir()) == []


def test_a_learner_s_server_loads_none_of_what_only_kernels_need():
    code = "import sys; import course_utils.live.server; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert not loaded & {"torch", "numpy", "matplotlib", "ipywidgets", "anywidget"}
