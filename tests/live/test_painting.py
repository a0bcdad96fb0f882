"""Pictures are those of savefig, and leave the figure as it was."""

import io

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from course_utils.live.painting import png


@pytest.fixture
def figure():
    figure = Figure(figsize=(3, 2), dpi=100)
    FigureCanvasAgg(figure)
    figure.subplots().plot([0, 1, 3])
    return figure


def pixels(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=int)


@pytest.mark.parametrize("dpi", [100, 150])
def test_the_picture_is_that_of_savefig(figure, dpi):
    judge = io.BytesIO()
    figure.savefig(judge, dpi=dpi)
    np.testing.assert_array_equal(pixels(png(figure, dpi)), pixels(judge.getvalue()))
    assert figure.dpi == 100


def test_an_artist_is_left_out_once(figure):
    (line,) = figure.axes[0].lines
    whole = png(figure, 100)
    without = png(figure, 100, without=[line])
    assert (pixels(whole) != pixels(without)).any()
    assert png(figure, 100) == whole


def test_a_hidden_artist_stays_hidden_when_painting_stops(figure, monkeypatch):
    (line,) = figure.axes[0].lines
    line.set_visible(False)

    def stops(buffer):
        raise OSError("no room")

    monkeypatch.setattr(figure.canvas, "print_png", stops)
    with pytest.raises(OSError, match="no room"):
        png(figure, 200, without=[line])
    assert not line.get_visible()
    assert figure.dpi == 100
