import io

import numpy as np
import pytest
from PIL import Image

from course_utils.maintain.notebooks.pictures import look_the_same, pixels, shrink


def make_png(levels):
    stream = io.BytesIO()
    Image.fromarray(np.asarray(levels, np.uint8)).save(stream, "PNG")
    return stream.getvalue()


@pytest.fixture
def drawing():
    levels = np.full((60, 80, 3), 255)
    levels[20:40, 10:70] = 0, 114, 178
    return levels


def test_a_faint_change_looks_the_same(drawing):
    faint = drawing.copy()
    faint[20, 10:70] -= 0, 20, 20
    assert look_the_same(make_png(drawing), make_png(faint))


def test_one_changed_digit_does_not_look_the_same(drawing):
    changed = drawing.copy()
    changed[5:8, 5] = 0
    assert not look_the_same(make_png(drawing), make_png(changed))


def test_another_size_does_not_look_the_same(drawing):
    assert not look_the_same(make_png(drawing), make_png(drawing[:, :-1]))


def test_a_slight_change_everywhere_does_not_look_the_same(drawing):
    assert not look_the_same(make_png(drawing), make_png(np.maximum(drawing - 3, 0)))


def test_shrinking_a_drawing_changes_no_level_much():
    across = np.linspace(0, 255, 200)
    levels = np.stack(np.broadcast_arrays(across, 30.0, across[::-1, None]), axis=-1)
    levels[::9] = 255
    png = make_png(levels)
    small = shrink(png)
    assert abs(pixels(small) - pixels(png)).max() <= 16
    assert len(small) < len(png)


def test_shrinking_noise_keeps_every_level_within_two():
    noise = make_png(np.random.default_rng(0).integers(0, 256, (50, 50, 3)))
    assert abs(pixels(shrink(noise)) - pixels(noise)).max() <= 2


def test_transparent_is_seen_as_white():
    clear = np.zeros((4, 4, 4))
    assert (pixels(make_png(clear)) == 255).all()


def test_shrinking_twice_looks_the_same_as_once(drawing):
    once = shrink(make_png(drawing))
    assert look_the_same(shrink(once), once)
