"""Every text that a demo shows is in its catalog, in the states that tests visit.

They are few, and nothing is painted: most of what a demo says does not hang on the
state, and its presets say most of the rest.
"""

from itertools import combinations, product

import pytest

from course_utils.gallery.catalogue import entries
from course_utils.live import Choice, Demo
from course_utils.live.hands import in_picture


@pytest.fixture
def nothing_is_painted(monkeypatch):
    monkeypatch.setattr(Demo, "_lay_out", words_at_ticks)
    for name in ("still", "frame"):
        monkeypatch.setattr(Demo, name, lambda self: b"")


def words_at_ticks(demo):
    for ax in demo.figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            axis.get_ticklabels()


def states(demo):
    """List the controls all at their first end, and all at their last, and choices.

    Where there are two or more of these, what one says may hang on another.
    """
    controls = [c for c in demo.controls if not in_picture(c)]
    ends = [{c.name: c.ends[end] for c in controls} for end in (0, -1)]
    choices = [c for c in controls if isinstance(c, Choice)]
    pairs = [
        {one.name: here, other.name: there}
        for one, other in combinations(choices, 2)
        for here, there in product(one.options, other.options)
    ]
    return [*ends, *pairs]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.title)
def test_a_demo_says_nothing_that_is_in_no_catalog(
    entry, all_is_said, nothing_is_painted
):
    demo = entry.load()()
    for preset in demo.presets:
        demo.apply(preset.name)
    for values in states(demo):
        demo.set(**values)
    for idle in demo.idle:
        demo._say(idle.why)
    assert not demo._say.unknown
