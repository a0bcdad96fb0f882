"""Limits for a learner as a whole, by whichever way the machine offers."""

import subprocess
import time

import pytest

from course_utils.classroom import limits
from course_utils.classroom.sandbox import Bounds

BOUNDS = Bounds(memory=2**29, disk=2**30, processes=50)


def test_a_group_is_made_with_its_limits_and_removed():
    found = limits.groups(BOUNDS)
    if not isinstance(found, limits.OwnGroups):
        pytest.skip(f"No control groups to write here, but {found.name or 'none'}.")
    enter = found.enter("ada")
    folders = [folder for folder, _ in found.folders("ada")]
    written = {
        file: int((folder / file).read_text())
        for folder, limit in found.folders("ada")
        for file, _ in limit
    }
    assert set(written.values()) == {BOUNDS.memory, BOUNDS.processes}
    code = (
        "from subprocess import DEVNULL, Popen\n"
        "for _ in range(60): Popen(['sleep', '9'], stdout=DEVNULL, stderr=DEVNULL)"
    )
    result = subprocess.run(
        ["python3", "-c", code], preexec_fn=enter, capture_output=True, text=True
    )
    assert "BlockingIOError" in result.stderr
    found.leave("ada")  # some still sleep in there
    for folder in folders:
        for pid in (folder / "cgroup.procs").read_text().split():
            subprocess.run(["kill", "-9", pid])
    for _ in range(100):
        found.leave("ada")
        if not any(folder.exists() for folder in folders):
            break
        time.sleep(0.1)
    assert not any(folder.exists() for folder in folders)


def test_version_two_gets_one_folder_with_both_limits(tmp_path):
    (tmp_path / "cgroup.controllers").write_text("memory pids")
    groups = limits.OwnGroups(BOUNDS, 2, root=tmp_path)
    assert groups.there()
    groups.enter("ada")
    ((folder, _),) = groups.folders("ada")
    assert (folder / "memory.max").read_text() == str(2**29)
    assert (folder / "pids.max").read_text() == "50"
    for above in (tmp_path, folder.parent):
        assert (above / "cgroup.subtree_control").read_text() == "+memory +pids"


def test_no_limit_on_memory_writes_none(tmp_path):
    groups = limits.OwnGroups(Bounds(memory=0, disk=1), 2, root=tmp_path)
    groups.enter("ada")
    ((folder, _),) = groups.folders("ada")
    assert not (folder / "memory.max").exists()


def test_systemd_is_asked_for_a_scope_with_the_limits(monkeypatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    words = limits.Systemd(BOUNDS).words("ada")
    assert words[:2] == ["systemd-run", "--scope"]
    assert {"--user", f"MemoryMax={2**29}", "TasksMax=50"} <= set(words)
    assert words[-1] == "--"


def test_where_nothing_can_be_written_there_are_no_groups(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "works", lambda way: False)
    found = limits.groups(BOUNDS)
    assert found.name == ""
    assert found.words("ada") == []
    found.enter("ada")()
    found.leave("ada")


def test_groups_of_classes_that_have_ended_are_swept_away(tmp_path):
    old = tmp_path / "memory" / "course-class-4194305"
    (old / "ada").mkdir(parents=True)
    limits.sweep(tmp_path)
    assert not old.exists()
