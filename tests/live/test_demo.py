import threading

import numpy as np
import pytest

from course_utils import projector
from course_utils.live import Choice, Demo, Preset, Seed, Slider
from tests.live.artists import Artists


class Dots(Demo):
    """Random dots on a line whose slope a slider sets."""

    name = "Dots"
    look_for = "How do the dots follow?"
    figsize = (3, 2)
    controls = (
        Slider("slope", "slope a", -1.0, 1.0, 0.5),
        Choice("colour", "colour", ("blue", "red"), "blue"),
        Seed(),
    )
    presets = (Preset("flat", "a = 0", slope=0.0), Preset("down", "a < 0", slope=-1.0))
    redraws = ("colour",)

    @staticmethod
    def compute(slope, colour, seed):
        x = np.random.default_rng(seed).uniform(-1, 1, 10)
        if slope == 0.99:
            raise RuntimeError("no such slope")
        return {"x": x, "y": slope * x}

    def draw(self, figure, values):
        ax = figure.subplots()
        ax.set(xlim=(-1, 1), ylim=(-1, 1))
        ax.axhline(0, color=values["colour"])
        (self.dots,) = ax.plot([], [], "o")
        return [self.dots]

    def update(self, result):
        self.dots.set_data(result["x"], result["y"])

    @staticmethod
    def headline(result):
        return f"highest dot {result['y'].max():.2f}"


def test_a_demo_opens_in_the_state_it_is_called_with():
    demo = Dots(slope=-0.25, seed=3)
    assert demo.values == {"slope": -0.25, "colour": "blue", "seed": 3}
    assert repr(demo) == "Dots(slope=-0.25, colour='blue', seed=3)"
    assert repr(eval(repr(demo))) == repr(demo)


def test_an_unknown_name_or_a_value_out_of_range_is_refused_by_name():
    with pytest.raises(ValueError, match=r"no control 'sloop'; it has: slope, colour"):
        Dots(sloop=1)
    with pytest.raises(
        ValueError, match="slope must be a number from -1 to 1, but got 2"
    ):
        Dots(slope=2)
    demo = Dots()
    with pytest.raises(ValueError, match="seed must be a whole number from 0 to 99"):
        demo.set(seed=0.5)
    with pytest.raises(ValueError, match="no preset 'up'; it has: 'flat', 'down'"):
        demo.apply("up")
    assert demo.values == Dots.defaults()


def test_moving_a_widget_moves_the_picture():
    demo = Dots()
    before = demo.stage.frame
    demo.widgets["slope"].value = -1.0
    assert demo.values["slope"] == -1.0
    assert demo.stage.frame != before
    assert demo.stage.call == repr(demo)
    assert demo.stage.headline == demo.headline(demo.result)


def test_setting_several_controls_computes_once(monkeypatch):
    demo, calls = Dots(), []
    compute = Dots.compute
    monkeypatch.setattr(
        Dots, "compute", staticmethod(lambda **v: calls.append(v) or compute(**v))
    )
    demo.set(slope=0.1, seed=7)
    assert calls == [{"slope": 0.1, "colour": "blue", "seed": 7}]
    assert demo.widgets["slope"].value == 0.1


def test_presets_say_why_and_reset_returns_to_the_opening_state():
    demo = Dots(slope=0.3, seed=5)
    opening = demo.stage.frame
    demo.buttons["flat"].click()
    assert demo.values["slope"] == 0
    assert demo.stage.note == "flat: a = 0"
    demo.buttons["reset"].click()
    assert demo.values == {"slope": 0.3, "colour": "blue", "seed": 5}
    assert demo.stage.frame == opening
    assert demo.stage.note == Dots.look_for


def test_the_note_of_a_preset_outlives_the_browsers_rounded_echo():
    demo = Dots()
    demo.apply("down")
    demo.widgets["slope"].value = -0.9999999999999998
    assert demo.stage.note == "down: a < 0"
    demo.widgets["slope"].value = -0.9
    assert demo.stage.note == "How do the dots follow?"


def test_a_new_draw_takes_the_next_seed_and_wraps_around():
    demo = Dots(seed=98)
    frames = [demo.stage.frame]
    for expected in (99, 0):
        demo.buttons["new draw"].click()
        assert demo.values["seed"] == expected
        frames.append(demo.stage.frame)
    assert len(set(frames)) == 3


def test_only_a_control_that_redraws_sends_a_new_still_picture():
    demo = Dots()
    still = demo.stage.still
    demo.set(slope=1.0)
    assert demo.stage.still is still
    demo.set(colour="red")
    assert demo.stage.still != still


class RedrawnDots(Dots):
    """Dots whose line is painted anew, and nothing else drawn."""

    def draw(self, figure, values):
        moving = super().draw(figure, values)
        (_, self.line) = reversed(figure.axes[0].lines)
        self.drawn = getattr(self, "drawn", 0) + 1
        return moving

    def redraw(self, values):
        self.line.set_color(values["colour"])


def test_a_demo_may_say_what_of_the_still_picture_changes():
    demo, judge = RedrawnDots(), Dots()
    stills = [demo.stage.still]
    for colour in ("red", "blue", "red"):
        demo.set(colour=colour, slope=0.25)
        judge.set(colour=colour, slope=0.25)
        assert demo.stage.still == judge.stage.still
        assert demo.png() == judge.png()
        stills.append(demo.stage.still)
    assert demo.drawn == 1
    assert stills[1] != stills[2]
    assert stills[1] is stills[3]


def test_the_still_picture_has_no_moving_artist_and_the_whole_picture_has_all():
    demo = Dots()
    still = demo.still()
    demo.set(slope=-1.0)
    assert demo.still() == still
    assert demo.png() != still
    assert demo.png() != Dots().png()


def test_a_state_that_fails_is_said_on_the_page_and_the_next_one_works():
    demo = Dots()
    demo.widgets["slope"].value = 0.99
    assert demo.stage.failed
    assert "no such slope" in demo.stage.note
    demo.widgets["slope"].value = 0.5
    assert not demo.stage.failed
    with pytest.raises(RuntimeError):
        demo.set(slope=0.99)


def test_what_the_cell_shows_is_widget_picture_and_stable_text():
    bundle = Dots()._repr_mimebundle_()
    assert bundle["text/plain"] == "Dots(slope=0.5, colour='blue', seed=0)"
    assert bundle["image/png"].startswith(b"\x89PNG")
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_a_denser_screen_gets_a_denser_still_picture():
    demo = Dots()
    width = int.from_bytes(demo.stage.still[16:20], "big")
    demo._greeted(None, {"pixelRatio": 2}, [])
    assert int.from_bytes(demo.stage.still[16:20], "big") == 2 * width == 600


def size_of(png):
    return tuple(int.from_bytes(png[start : start + 4], "big") for start in (16, 20))


def test_projector_mode_shows_the_same_frames_larger(monkeypatch):
    usual = Dots()
    monkeypatch.setenv(projector.VARIABLE, "1")
    large = Dots()
    assert large.stage.size == usual.stage.size == [300, 200]
    assert large.stage.zoom == projector.ZOOM > 1 == usual.stage.zoom
    assert size_of(large.stage.still) == (450, 300)
    assert size_of(large._repr_mimebundle_()["image/png"]) == (450, 300)
    for values in ({"slope": -1.0}, {"colour": "red"}):
        usual.set(**values)
        large.set(**values)
        assert large.stage.frame == usual.stage.frame
        assert size_of(large.stage.still) == (450, 300)
    large._greeted(None, {"pixelRatio": 2}, [])
    assert size_of(large.stage.still) == (900, 600)


def test_only_a_panel_in_projector_mode_is_marked_for_large_type(monkeypatch):
    assert "course-projector" not in Dots().panel._dom_classes
    monkeypatch.setenv(projector.VARIABLE, "1")
    assert "course-projector" in Dots().panel._dom_classes


def test_threads_that_move_a_demo_at_once_leave_it_in_one_piece():
    demo = Dots()
    threads = [
        threading.Thread(target=lambda s=s: [demo.set(slope=s / 10)] * 5)
        for s in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert demo.stage.call == repr(demo)
    assert demo.stage.frame == demo.frame()


def test_every_kind_of_artist_can_be_recorded_in_every_state():
    for shift in Artists.control("shift").positions():
        assert Artists(shift=shift).frame()
