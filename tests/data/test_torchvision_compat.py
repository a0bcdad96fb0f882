"""torchvision is importable, quietly, whatever build of torch is installed."""

import subprocess
import sys

import pytest
import torch

from course_utils.data import torchvision_compat
from course_utils.data.torchvision_compat import torchvision


def test_importing_prints_and_warns_nothing():
    line = "from course_utils.data.torchvision_compat import torchvision"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", line], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr == ""


def test_what_the_course_uses_of_torchvision_works():
    grid = torchvision.utils.make_grid(torch.zeros(4, 3, 8, 8), nrow=2, padding=0)
    assert grid.shape == (3, 16, 16)
    assert (
        torchvision.transforms.Normalize([0.5], [0.5])(torch.ones(1, 2, 2)).mean() == 1
    )
    network = torchvision.models.alexnet(weights=None)
    assert sum(p.numel() for p in network.parameters()) == 61_100_840


def test_a_plain_import_afterwards_gives_the_same_module():
    import torchvision as plain

    assert plain is torchvision


def test_operators_are_declared_only_for_want_of_them(monkeypatch):
    answers = iter([RuntimeError("operator torchvision::nms does not exist"), "module"])
    asked = []

    def import_quietly():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(torchvision_compat, "_import_quietly", import_quietly)
    monkeypatch.setattr(
        torchvision_compat, "_declare_missing_operators", lambda: asked.append(1)
    )
    monkeypatch.setattr(
        torchvision_compat, "_forget_half_imported_modules", lambda: None
    )
    assert torchvision_compat.import_torchvision() == "module"
    assert asked == [1]

    answers = iter(["module"])
    assert torchvision_compat.import_torchvision() == "module"
    assert asked == [1]


def test_another_failure_of_the_import_is_not_hidden(monkeypatch):
    def fail():
        raise RuntimeError("something else")

    monkeypatch.setattr(torchvision_compat, "_import_quietly", fail)
    with pytest.raises(RuntimeError, match="something else"):
        torchvision_compat.import_torchvision()
