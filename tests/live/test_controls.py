import numpy as np
import pytest

from course_utils.live import Choice, Preset, Seed, Slider, Toggle


@pytest.mark.parametrize(
    "value", [-0.1, 1.1, float("nan"), float("inf"), "0.5", True, None]
)
def test_a_slider_refuses_what_is_not_in_its_range_and_says_the_range(value):
    with pytest.raises(ValueError, match="eta must be a number from 0 to 1, but got"):
        Slider("eta", "η", 0.0, 1.0, 0.5).check(value)


def test_a_whole_number_slider_refuses_a_fraction():
    slider = Slider("n", "n", 1, 10, 3, step=1)
    assert slider.check(np.int64(4)) == 4
    with pytest.raises(ValueError, match="n must be a whole number from 1 to 10"):
        slider.check(2.5)


def test_positions_run_from_end_to_end():
    assert Slider("n", "n", 1, 4, 3, step=1).positions() == [1, 2, 3, 4]
    assert Slider("x", "x", 0.0, 0.3, 0.1, step=0.1).positions() == [0.0, 0.1, 0.2, 0.3]
    decades = Slider("l", "λ", 1e-3, 10, 1, step=1, log=True).positions()
    np.testing.assert_allclose(decades, [1e-3, 1e-2, 0.1, 1, 10])


def test_positions_can_be_thinned_and_keep_both_ends():
    positions = Slider("x", "x", 0.0, 1.0, 0.5, step=0.001).positions(5)
    assert positions == [0.0, 0.25, 0.5, 0.75, 1.0]


@pytest.mark.parametrize(
    "control",
    [
        Slider("x", "x", -1.0, 1.0, 0.0, step=0.25),
        Slider("n", "n", 1, 9, 3, step=2),
        Slider("l", "λ", 1e-3, 10, 1, step=0.5, log=True),
        Choice("kind", "kind", ("a", "b"), "a"),
        Toggle("on", "on", default=True),
        Seed(),
    ],
)
def test_the_widget_takes_both_ends_and_the_default(control):
    for value in (*control.ends, control.draw(np.random.default_rng(0))):
        assert control.widget(control.check(value)).value == pytest.approx(value)


def test_the_number_beside_a_slider_has_the_decimals_of_its_step():
    assert Slider("x", "x", 0.0, 1.0, 0.5, step=0.05).format == ".2f"
    assert Slider("n", "n", 0, 5, 1, step=1).format == "d"


def test_choices_and_toggles_name_what_they_take():
    with pytest.raises(ValueError, match=r"kind must be one of 'a', 'b', got 'c'"):
        Choice("kind", "kind", ("a", "b"), "a").check("c")
    with pytest.raises(ValueError, match="on must be True or False, but got 1"):
        Toggle("on", "on").check(1)


def test_a_preset_keeps_its_values_by_name():
    preset = Preset("diverges", "η > 2/L", eta=2.1)
    assert preset.values == {"eta": 2.1}
