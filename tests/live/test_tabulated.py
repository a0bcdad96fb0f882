import json
import re
import zlib
from base64 import b64decode

import pytest

from tests.live.test_demo import Dots


def recorded(table):
    text = re.search(r'json">(.*?)</script>', table._repr_html_(), re.S).group(1)
    return json.loads(text.replace("<\\/", "</"))


def test_every_position_of_a_slider_is_recorded_as_the_live_demo_shows_it():
    demo = Dots(seed=4)
    table = demo.tabulate("slope", most=5)
    data = recorded(table)
    assert [float(text) for text in data["controls"][0]["readouts"]] == sorted(
        {-1.0, -0.5, 0.0, 0.5, 1.0}
    )
    frames, at = zlib.decompress(b64decode(data["frames"])), 0
    for slope, length in zip([-1, -0.5, 0, 0.5, 1], data["lengths"], strict=True):
        assert frames[at : at + length] == Dots(slope=slope, seed=4).frame()
        at += length


def test_recording_leaves_the_demo_as_it_was():
    demo = Dots(slope=0.25)
    before = demo.stage.frame
    demo.tabulate("slope", "seed", most=3)
    assert demo.values["slope"] == 0.25
    assert demo.stage.frame == before


def test_presets_that_can_be_reached_come_along_exactly():
    data = recorded(Dots().tabulate("slope", most=4))
    readouts = data["controls"][0]["readouts"]
    places = {p["name"]: readouts[p["at"][0]] for p in data["presets"]}
    assert places == {"flat": "0.00", "down": "-1.00"}
    assert readouts[data["start"][0]] == "0.50"


def test_what_cannot_stay_live_is_refused():
    with pytest.raises(ValueError, match="colour redraws the still picture"):
        Dots().tabulate("colour")
    with pytest.raises(ValueError, match="one or two controls"):
        Dots().tabulate()
