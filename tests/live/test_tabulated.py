import io
import json
import re
import zlib
from base64 import b64decode

import numpy as np
import pytest

from course_utils.live import Toggle
from course_utils.live.tabulated import positions, reachable, scripts
from tests.live.test_demo import Dots


class Coloured(Dots):
    """Dots whose colour moves with them, and which may be hidden."""

    controls = (*Dots.controls, Toggle("hidden", "hide them"))
    redraws = ()

    @staticmethod
    def compute(slope, colour, seed, hidden):
        return {**Dots.compute(slope, colour, seed), "look": (colour, not hidden)}

    def update(self, result):
        super().update(result)
        self.dots.set(color=result["look"][0], visible=result["look"][1])


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
    stream = io.BytesIO(zlib.decompress(b64decode(data["frames"])))
    kinds = [
        [stream.read(n) for n in kind] for kind in zip(*data["lengths"], strict=True)
    ]
    frames = [b"".join(parts) for parts in zip(*kinds, strict=True)]
    assert frames == [Dots(slope=a, seed=4).frame() for a in (-1, -0.5, 0, 0.5, 1)]
    assert stream.read() == b""


class Photographs(Coloured):
    """Dots over a photograph that stays, beside one that follows the colour."""

    def draw(self, figure, values):
        left, right = figure.subplots(1, 2)
        noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
        (self.dots,) = left.plot([], [], "o")
        self.other = right.imshow(noise)
        return [left.imshow(noise), self.dots, self.other]

    def update(self, result):
        super().update(result)
        self.other.set_data(np.full((9, 9), "br".index(result["look"][0][0])))


def test_an_image_that_many_frames_show_is_kept_once():
    table = Photographs().tabulate("slope", "colour", most=5)
    data = recorded(table)
    assert data["images"] == [len(image) for image in table.images]
    assert data["uses"] == [[0, 1], [0, 2]] * 5
    assert len(table.packed) < 2.5 * len(zlib.compress(table.images[0], 9))
    for frame, head, use in zip(table.frames, table.heads, table.uses, strict=True):
        assert b"".join([*head, *(table.images[i] for i in use)]) == frame


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


def test_menus_and_boxes_stay_menus_and_boxes_and_come_in_the_order_of_the_frames():
    data = recorded(Coloured().tabulate("colour", "hidden"))
    assert [control["kind"] for control in data["controls"]] == ["choice", "toggle"]
    assert [control["readouts"] for control in data["controls"]] == [
        ["blue", "red"],
        ["off", "on"],
    ]
    assert data["calls"][1].endswith("colour='blue', seed=0, hidden=True)")
    assert data["calls"][2].endswith("colour='red', seed=0, hidden=False)")
    assert data["headlines"] == [Coloured().headline(Coloured().result)] * 4


def test_the_page_says_what_is_fixed_and_where():
    table = Coloured(slope=0.25, hidden=True).tabulate("seed", most=2)
    assert table.fixed_line() == (
        "Fixed on this page: slope a: 0.25, colour: blue, hide them: on."
    )
    assert Dots.controls[0].label not in Dots().tabulate("slope").fixed_line()


def test_a_preset_takes_the_place_of_its_neighbour():
    demo = Dots(slope=0.12)
    presets = reachable(demo, ("slope",))
    assert [preset.name for preset in presets] == ["flat", "down"]
    stops = positions(demo, demo.control("slope"), presets, 6)
    assert stops == [-1.0, -0.6, 0.0, 0.12, 0.6, 1.0]  # 0.0 for -0.2, 0.12 for 0.2


def test_a_preset_that_moves_a_fixed_control_is_left_out():
    assert [p.name for p in reachable(Dots(seed=3), ("slope",))] == ["flat", "down"]
    assert reachable(Dots(), ("seed",)) == []


def test_a_page_of_several_carries_the_script_once_and_shows_a_picture_until_then():
    table = Dots().tabulate("slope", most=2)
    fragment = table.fragment("<img src=x>")
    assert "<img src=x><script" in fragment
    assert "function" not in fragment
    assert scripts().count("function openTabulated") == 1
    assert "querySelectorAll" in scripts()


def test_text_of_a_demo_cannot_end_its_script():
    class Sly(Dots):
        look_for = "</script><b>"

    fragment = Sly().tabulate("slope", most=2).fragment()
    assert fragment.count("</script>") == 1
    assert recorded(Sly().tabulate("slope", most=2))["note"] == "</script><b>"
