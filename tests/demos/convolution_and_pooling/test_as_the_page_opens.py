"""Presets start from the state in which the page opens a demo: they hold there, too."""

import ast
from pathlib import Path

import nbformat
import pytest

from course_utils.demos import convolution_and_pooling as demos
from tests.demos.convolution_and_pooling import (
    test_channels,
    test_learning_a_kernel,
    test_pooling_and_shift,
    test_receptive_field,
    test_window_over_a_photograph,
)

NOTEBOOK = Path(__file__).parents[3] / "notebooks/17_convolution_and_pooling.ipynb"
PROMISES = {
    "Channels": test_channels.PROMISES,
    "LearningAKernel": test_learning_a_kernel.PROMISES,
    "PoolingAndShift": test_pooling_and_shift.PROMISES,
    "ReceptiveField": test_receptive_field.PROMISES,
    "WindowOverAPhotograph": test_window_over_a_photograph.PROMISES,
}


def opened():
    """Return {demo: the values with which the page opens it}."""
    found = {}
    for cell in nbformat.read(NOTEBOOK, 4).cells:
        if cell.cell_type == "code" and cell.source.startswith("demos."):
            call = ast.parse(cell.source, mode="eval").body
            values = {k.arg: ast.literal_eval(k.value) for k in call.keywords}
            found[call.func.attr] = values
    return found


def test_the_page_opens_every_demo():
    assert set(opened()) == set(PROMISES)


@pytest.mark.parametrize("name", PROMISES)
def test_presets_keep_their_promises_as_the_page_opens(name):
    demo_class = getattr(demos, name)
    demo = demo_class(**opened()[name])
    for preset in demo_class.presets:
        demo.apply(preset.name)
        values = {control.name: demo.values[control.name] for control in demo.controls}
        assert PROMISES[name][preset.name](values, demo.result), preset.name
