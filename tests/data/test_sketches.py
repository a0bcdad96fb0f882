"""Strokes become pictures of digits, scaled and centred as MNIST's were."""

import numpy as np
import pytest

from course_utils.data.image_sets import load_images
from course_utils.data.sketches import (
    BOX,
    PAD,
    centred_ink,
    fitted,
    load_drawings,
    load_samples,
    rasterize,
)
from course_utils.live import Sketch

ONE = ((200, 40, 200, 120),)  # a short line in a corner of the pad
SEVEN = ((40, 60, 240, 60, 110, 250),)


def middle_of(picture):
    rows, columns = np.indices(picture.shape) + 0.5
    return (rows * picture).sum() / picture.sum(), (
        columns * picture
    ).sum() / picture.sum()


@pytest.mark.parametrize("strokes", [ONE, SEVEN, ((5, 5, 60, 9, 30, 70), (0, 0))])
def test_a_centred_digit_fills_the_box_and_its_ink_is_in_the_middle(strokes):
    picture = rasterize(strokes)
    assert picture.shape == (28, 28)
    assert (picture.dtype, picture.min(), picture.max()) == (np.float32, 0, 1)
    assert middle_of(picture) == pytest.approx((14, 14), abs=0.06)
    rows, columns = np.nonzero(picture > 0.5)
    longest = max(np.ptp(rows), np.ptp(columns)) + 1
    assert longest == pytest.approx(20, abs=1)


@pytest.mark.parametrize("shape", [(5, 9), (8, 3), (7, 7), (1, 6)])
def test_ink_on_any_shape_is_moved_to_the_nearest_pixel(shape):
    picture = np.zeros(shape)
    picture[-1, :2] = [3, 1]  # in a corner, so that nothing is lost on the way
    rows, columns = middle_of(centred_ink(picture))
    assert abs(rows - shape[0] / 2) <= 0.5
    assert abs(columns - shape[1] / 2) <= 0.5
    assert centred_ink(picture).sum() == 4


def test_ink_that_leaves_the_picture_is_lost_and_no_ink_stays_no_ink():
    heavy = np.array([[9.0, 0.0, 0.0, 0.0, 1.0]])
    assert centred_ink(heavy).tolist() == [[0.0, 0.0, 9.0, 0.0, 0.0]]
    assert not centred_ink(np.zeros((3, 4))).any()


def test_real_digits_are_centred_in_the_same_way():
    digits = load_images("mnist_10k").test[:200, 0]
    middles = np.array([middle_of(digit) for digit in digits])
    assert np.abs(middles - 14).max() < 1.2
    assert np.median(np.abs(middles - 14)) < 0.5


def test_without_centring_the_pad_is_shown_as_it_is():
    picture = rasterize(ONE, centred=False)
    assert middle_of(picture) == pytest.approx((8, 20), abs=0.15)
    rows, columns = np.nonzero(picture > 0.5)
    assert np.ptp(rows) + 1 == pytest.approx(10, abs=1)  # 8 pixels and the pen's 2.2
    assert np.ptp(columns) + 1 == 2


def test_place_and_size_on_the_pad_do_not_matter_when_centred():
    small = tuple(tuple(v // 4 + 20 for v in stroke) for stroke in SEVEN)
    large, other = rasterize(SEVEN), rasterize(small)
    assert np.abs(large - other).mean() < 0.01
    assert np.abs(rasterize(SEVEN, centred=False) - large).mean() > 0.03


def test_a_wider_brush_leaves_more_ink_and_a_smaller_picture_shows_the_same():
    assert rasterize(SEVEN, brush=3.5).sum() > 1.4 * rasterize(SEVEN, brush=2).sum()
    small = rasterize(SEVEN, size=8)
    assert small.shape == (8, 8)
    shrunk = rasterize(SEVEN, size=24).reshape(8, 3, 8, 3).mean(axis=(1, 3))
    np.testing.assert_allclose(small, shrunk, atol=0.12)


@pytest.mark.parametrize(
    "strokes",
    [(), ((),), ((140, 140),), ((3, 3, 3, 3),), ((0, 0, PAD, PAD),), ((9, 9),) * 50],
)
def test_nothing_dots_and_corners_are_pictures_too(strokes):
    for centred in (True, False):
        picture = rasterize(strokes, centred=centred)
        assert np.isfinite(picture).all()
        assert bool(picture.any()) == any(map(len, strokes))


def test_a_dot_stays_a_dot():
    assert 3 < rasterize(((9, 9),)).sum() < 6
    assert 3 < rasterize(((9, 9, 10, 10),)).sum() < 9


def test_the_box_is_that_of_mnist():
    (line,) = fitted([np.array([[0.1, 0.1], [0.1, 0.3]])], 0.1)
    assert np.ptp(line[:, 1]) == pytest.approx(BOX - 0.1)
    digits = load_images("mnist_10k").test[:500, 0] > 0
    rows = np.array([np.ptp(np.nonzero(d.any(axis=1))[0]) + 1 for d in digits])
    assert np.median(rows) == 20


def test_five_hands_drew_each_digit_once():
    drawings = load_drawings()
    pairs = [(drawing["digit"], drawing["hand"]) for drawing in drawings]
    assert pairs == [(digit, hand) for digit in range(10) for hand in range(1, 6)]
    pad = Sketch("strokes", "your digit")
    for drawing in drawings:
        assert pad.check(drawing["strokes"]) == drawing["strokes"]
        assert 1 <= drawing["brush"] <= 4
    assert len({drawing["strokes"] for drawing in drawings}) == 50


def test_the_hands_differ_in_size_place_and_pen():
    found = []
    for hand in range(1, 6):
        mine = [drawing for drawing in load_drawings() if drawing["hand"] == hand]
        places = np.array([v for d in mine for s in d["strokes"] for v in s])
        places = places.reshape(-1, 2)
        found.append((np.ptp(places[:, 1]), places.mean(), mine[0]["brush"]))
    heights, middles, brushes = np.transpose(found)
    assert max(heights) > 1.8 * min(heights)
    assert np.ptp(middles) > 80
    assert max(brushes) == 2 * min(brushes)


def test_samples_are_ten_digits_and_five_things_that_are_none():
    samples, pad = load_samples(), Sketch("strokes", "your digit")
    assert list(samples)[:10] == list("0123456789")
    assert [name for name in samples if not name.isdigit()] == list(samples)[10:]
    assert len(samples) == 15
    for strokes in samples.values():
        assert pad.check(strokes) == strokes
