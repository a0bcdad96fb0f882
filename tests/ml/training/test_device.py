"""The device is the one that was asked for, or the trouble is said."""

import pytest
import torch

from course_utils.ml.training.device import pick_device


@pytest.fixture
def card(monkeypatch):
    """Let torch find a graphics card, or none."""

    def card(there):
        monkeypatch.setattr(torch.cuda, "is_available", lambda: there)

    return card


def test_the_processor_is_used_unless_something_else_is_asked(monkeypatch, card):
    monkeypatch.delenv("COURSE_DEVICE", raising=False)
    card(True)
    assert pick_device() == torch.device("cpu")


@pytest.mark.parametrize(("there", "device"), [(True, "cuda"), (False, "cpu")])
def test_auto_takes_a_graphics_card_when_there_is_one(monkeypatch, card, there, device):
    monkeypatch.setenv("COURSE_DEVICE", "auto")
    card(there)
    assert pick_device() == torch.device(device)


def test_an_argument_wins_over_the_environment(monkeypatch, card):
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    card(True)
    assert pick_device("cuda") == torch.device("cuda")


def test_asking_for_a_graphics_card_that_is_not_there_says_what_to_do(card):
    card(False)
    with pytest.raises(RuntimeError, match="torch finds none: set COURSE_DEVICE=cpu"):
        pick_device("cuda")


def test_an_unknown_device_is_refused_with_the_choices(monkeypatch):
    monkeypatch.setenv("COURSE_DEVICE", "gpu")
    with pytest.raises(ValueError, match="one of cpu, cuda, auto, got 'gpu'"):
        pick_device()
