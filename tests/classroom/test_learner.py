"""A learner's folder gets what it lacks, and keeps what the learner wrote."""

import subprocess
import sys

from course_utils.classroom.learner import copy_what_is_missing


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


def test_a_learner_s_server_loads_none_of_what_only_kernels_need():
    code = "import sys; import course_utils.live.server; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert not loaded & {"torch", "numpy", "matplotlib", "ipywidgets", "anywidget"}
