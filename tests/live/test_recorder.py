import json

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure

from course_utils.live.recorder import SUBPIXELS, NotReplayableError, Recorder


def axes(**limits):
    figure = Figure(figsize=(4, 3), dpi=100)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))  # data 0..4 by 0..3 is 400 by 300 pixels
    ax.set(**({"xlim": (0, 4), "ylim": (0, 3)} | limits))
    return ax


def record(*artists):
    """Return header, coordinates (N, 2) in pixels, codes and pixels of the frame."""
    recorder = Recorder(400, 300, 100)
    for artist in artists:
        artist.draw(recorder)
    frame = recorder.frame()
    length = np.frombuffer(frame, np.uint32, 1)[0]
    header = json.loads(frame[4 : 4 + length])
    numbers, codes = header["counts"]
    xy = np.frombuffer(frame, "<i2", numbers, 4 + length) / SUBPIXELS
    start = 4 + length + 2 * numbers
    return (
        header,
        xy.reshape(-1, 2),
        np.frombuffer(frame, np.uint8, codes, start),
        frame[start + codes :],
    )


def test_a_line_is_written_in_pixels_with_y_pointing_down():
    header, xy, codes, _ = record(*axes().plot([1, 2], [1, 3], lw=2.88, color="r"))
    np.testing.assert_allclose(xy, [[100, 200], [200, 0]])
    assert codes.tolist() == [1, 2]
    assert header["styles"][0]["stroke"] == "rgba(255,0,0,1)"
    assert header["styles"][0]["width"] == 4.0


def test_a_line_is_broken_at_nan_and_cut_near_the_edge_of_the_picture():
    line = axes().plot([0, 1, np.nan, 2, 1e9], [0, 1, 1, 1, 1])
    _, xy, codes, _ = record(*line)
    assert codes.tolist() == [1, 2, 1, 2]
    assert xy.max() < 410


def test_equal_scatter_marks_are_one_operation_with_many_places():
    marks = axes().scatter([1, 2, 3], [1, 2, 1], s=72, linewidths=0)
    header, xy, _, _ = record(marks)
    ((kind, _, codes, places),) = header["ops"]
    assert (kind, places) == (1, 3)
    np.testing.assert_allclose(xy[codes:], [[100, 200], [200, 100], [300, 200]])


def test_marks_of_different_colours_keep_their_colours():
    marks = axes().scatter([1, 2], [1, 2], c=["r", "b"])
    header, *_ = record(marks)
    fills = [header["styles"][op[1]]["fill"] for op in header["ops"]]
    assert fills == ["rgba(255,0,0,1)", "rgba(0,0,255,1)"]


def test_opaque_lines_of_one_look_are_one_operation():
    pieces = [[(1, 1), (2, 1)], [(2, 2), (3, 2)]]
    header, xy, codes, _ = record(axes().add_collection(LineCollection(pieces)))
    assert len(header["ops"]) == 1
    assert codes.tolist() == [1, 2, 1, 2]
    np.testing.assert_allclose(xy, [[100, 200], [200, 200], [200, 100], [300, 100]])


@pytest.mark.parametrize("look", [{"alpha": 0.5}, {"colors": ["r", "b"]}])
def test_lines_whose_crossing_shows_stay_apart(look):
    pieces = [[(1, 1), (2, 2)], [(1, 2), (2, 1)]]
    header, *_ = record(axes().add_collection(LineCollection(pieces, **look)))
    assert len(header["ops"]) == 2


def test_an_image_is_sent_at_its_own_resolution():
    picture = np.arange(6).reshape(2, 3)
    image = axes().imshow(picture, extent=(0, 4, 0, 3), interpolation="none")
    header, _, _, pixels = record(image)
    ((kind, _, columns, rows, *matrix),) = header["ops"]
    assert (kind, columns, rows) == (2, 3, 2)
    assert len(pixels) == 4 * 6
    assert abs(matrix[0]) == pytest.approx(400 / 3, abs=0.01)


def test_an_alpha_forced_on_an_artist_replaces_that_of_its_colour():
    header, *_ = record(*axes().plot([0, 1], [0, 1], color=(1, 0, 0, 0.9), alpha=0.25))
    assert header["styles"][0]["stroke"] == "rgba(255,0,0,0.25)"


def test_dashes_and_clipping_are_written_down():
    header, *_ = record(*axes().plot([0, 9], [0, 9], "--", lw=1.44))
    style = header["styles"][0]
    assert len(style["dash"]) == 2
    assert style["clip"] == [0, 0, 400, 300]


def test_an_invisible_artist_leaves_no_trace():
    (line,) = axes().plot([0, 1], [0, 1], visible=False)
    header, *_ = record(line)
    assert header["ops"] == []


def test_text_keeps_its_curves():
    _, _, codes, _ = record(axes().text(1, 1, "So"))
    assert 3 in codes


@pytest.mark.parametrize("what", ["hatch", "sketch", "gouraud", "tex"])
def test_what_the_canvas_cannot_replay_is_refused_by_name(what):
    ax = axes()
    artist = {
        "hatch": lambda: ax.bar([1], [1], hatch="/")[0],
        "sketch": lambda: ax.plot([0, 1], [0, 1], sketch_params=2)[0],
        "gouraud": lambda: ax.pcolormesh(
            [0, 1], [0, 1], [[0, 1], [1, 0]], shading="gouraud"
        ),
        "tex": lambda: ax.text(1, 1, "x", usetex=True),
    }[what]()
    if what == "tex":
        with pytest.raises(NotReplayableError, match="mathtext"):
            Recorder(400, 300, 100).draw_tex(None, 0, 0, "x", None, 0)
        return
    with pytest.raises(NotReplayableError):
        record(artist)
