import pytest

from course_utils import projector


@pytest.mark.parametrize("word", ["1", "on", "yes", "TRUE"])
def test_the_variable_switches_it_on(monkeypatch, word):
    monkeypatch.setenv("COURSE_PROJECTOR", word)
    assert projector.zoom() == projector.ZOOM > 1.3


@pytest.mark.parametrize("word", ["", "0", "off", "no", "False"])
def test_the_variable_switches_it_off(monkeypatch, word):
    monkeypatch.setenv("COURSE_PROJECTOR", word)
    assert projector.zoom() == 1


def test_pictures_have_their_usual_size_when_nothing_is_said(monkeypatch):
    monkeypatch.delenv("COURSE_PROJECTOR")
    assert projector.zoom() == 1


def test_the_call_switches_both_ways(monkeypatch):
    monkeypatch.setenv("COURSE_PROJECTOR", "0")
    projector.switch()
    assert projector.zoom() == projector.ZOOM
    projector.switch(False)
    assert projector.zoom() == 1
