"""The README's picture is small, plays once, and shows a hand."""

import io
import re

import numpy as np
import pytest
from PIL import Image

from course_utils.maintain.showcase.film import (
    FILE,
    LARGEST,
    TIP,
    as_gif,
    path,
    with_hand,
)
from course_utils.maintain.showcase.update import ROOT


def test_the_film_of_the_readme_is_small_and_moves_once():
    content = FILE.read_bytes()
    image = Image.open(io.BytesIO(content))
    assert len(content) < LARGEST
    assert image.n_frames > 8
    assert "loop" not in image.info  # it plays once and stays
    assert f"({FILE.relative_to(ROOT).as_posix()})" in (ROOT / "README.md").read_text()
    text = re.findall(r"!\[(.+?)\]\(\.github/", (ROOT / "README.md").read_text())
    assert "hand" in text[0]


def test_the_hand_points_to_its_place():
    plain = Image.new("RGB", (200, 100), "orange")
    changed = np.asarray(with_hand(plain, (120, 40))) != np.asarray(plain)
    rows, columns = np.nonzero(changed.any(axis=2))
    assert 40 - TIP[1] <= rows.min() < 40 < 70 < rows.max()
    assert 120 - TIP[0] <= columns.min() < 120 < columns.max() < 160


def test_the_way_goes_through_its_corners_and_slows_down_there():
    places = path([(0, 0), (100, 0), (100, 50)], 8)
    assert len(places) == 17
    assert places[8] == pytest.approx((100, 0))
    assert places[-1] == pytest.approx((100, 50))
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    assert steps[0] < steps[4] > steps[7]


def test_a_film_keeps_its_pictures_and_their_colours():
    pictures = [
        Image.new("RGB", (40, 20), colour) for colour in ("red", "lime", "blue")
    ]
    film = Image.open(io.BytesIO(as_gif([*pictures, pictures[0]])))
    assert film.n_frames == 4
    film.seek(0)
    assert film.convert("RGB").getpixel((3, 3)) == (255, 0, 0)
