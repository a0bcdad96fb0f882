"""Every text that a demo shows is in its catalog, in every state that tests visit."""

import pytest

from course_utils.gallery.catalogue import entries
from course_utils.live.hands import in_picture
from course_utils.translation import language, speaker
from tests.translation.pseudo import pseudo_words

CODE = {"LeNet", "AlexNet"}


@pytest.fixture
def all_is_said(monkeypatch):
    speaker._speaker.cache_clear()
    monkeypatch.setattr(speaker, "load", pseudo_words)
    language.use("zh_CN")
    yield
    language.use(None)
    speaker._speaker.cache_clear()


def states(demo):
    """List the presets, and each control at its ends while the others stand still."""
    found = [preset.values for preset in demo.presets]
    for control in demo.controls:
        if not in_picture(control):
            found += [{control.name: value} for value in control.ends]
    return found


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.title)
def test_a_demo_says_nothing_that_is_in_no_catalog(entry, all_is_said):
    demo = entry.load()()
    start = dict(demo.values)
    for values in states(demo):
        demo.set(**{**start, **values})
    for preset in demo.presets:
        demo.apply(preset.name)
    assert not demo._say.unknown
