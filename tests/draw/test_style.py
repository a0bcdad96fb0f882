import re

import matplotlib as mpl
from matplotlib.figure import Figure

from course_utils import projector
from course_utils.draw import style

COLOURS = {k: v for k, v in vars(style).items() if isinstance(v, str) and v[0] == "#"}


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2)."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
                for c in mpl.colors.to_rgb(colour)]  # fmt: skip
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True))


def test_the_context_applies_the_style_sheet_and_takes_it_back():
    before = mpl.rcParams["axes.titlelocation"]
    with style.context():
        assert mpl.rcParams["axes.titlelocation"] == "left"
        assert mpl.rcParams["figure.dpi"] == 100
    assert mpl.rcParams["axes.titlelocation"] == before


def test_using_the_style_sheet_lasts():
    with mpl.rc_context():
        style.use()
        assert mpl.rcParams["axes.titlelocation"] == "left"


def test_projector_mode_draws_the_same_figure_with_more_pixels(monkeypatch):
    monkeypatch.setenv(projector.VARIABLE, "0")
    with mpl.rc_context():
        style.use()
        usual = Figure()
        style.projector()
        large = Figure()
        with style.context():
            also_large = Figure()
        style.projector(False)
        usual_again = Figure()
    assert tuple(large.get_size_inches()) == tuple(usual.get_size_inches())
    assert large.dpi == also_large.dpi == projector.ZOOM * usual.dpi
    assert usual_again.dpi == usual.dpi == 100


def test_the_environment_variable_is_enough(monkeypatch):
    monkeypatch.setenv("COURSE_PROJECTOR", "1")
    with style.context():
        assert mpl.rcParams["figure.dpi"] == 100 * projector.ZOOM


def test_the_colour_cycle_begins_with_given_and_learned():
    with style.context():
        cycle = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    assert ["#" + c.lstrip("#") for c in cycle[:2]] == [style.BLUE, style.ORANGE]


def test_colours_differ_from_each_other_and_show_on_white():
    assert len(set(COLOURS.values())) == len(COLOURS) >= 7
    for colour in COLOURS.values():
        assert re.fullmatch(r"#[0-9A-F]{6}", colour)
        assert 1.05 / (luminance(colour) + 0.05) > 2
