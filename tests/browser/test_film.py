"""The command that films the README's picture finds the demo, its grip, and follows."""

import io
from contextlib import nullcontext
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from course_utils.maintain.showcase import film


@pytest.mark.slow
def test_the_picture_follows_the_hand(lab, monkeypatch, tmp_path):
    monkeypatch.setattr(film, "jupyterlab", lambda folder: nullcontext(lab))
    monkeypatch.setattr(film, "STEPS", 1)
    monkeypatch.setattr(film, "LARGEST", 400_000)
    film.film(tmp_path / "film.gif")
    image = Image.open(io.BytesIO((tmp_path / "film.gif").read_bytes()))
    assert image.n_frames == len(film.CORNERS)
    assert image.width == film.WIDTH
    seen = []
    for number in range(image.n_frames):
        image.seek(number)
        seen.append(np.asarray(image.convert("RGB"), float))
    for before, after in pairwise(seen):
        assert (abs(after - before).max(axis=2) > 60).sum() > 200
