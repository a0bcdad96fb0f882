import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from course_utils.ml.vision.convolution import receptive_field
from course_utils.ml.vision.receptive_field import field_by_gradient, seen_side


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 2)), min_size=1, max_size=4)
)
def test_formula_equals_the_gradient_of_one_output_pixel(layers):
    layers = [(max(kernel, stride), stride) for kernel, stride in layers]
    network = nn.Sequential(*[nn.Conv2d(1, 1, k, s) for k, s in layers])
    side = receptive_field(layers)
    gradient = field_by_gradient(network, side + 40)
    assert seen_side(gradient) == (side, side)


def test_pooling_counts_as_a_window_of_its_size():
    network = nn.Sequential(
        nn.Conv2d(1, 4, 5), nn.ReLU(), nn.MaxPool2d(2, 2), nn.Conv2d(4, 8, 5)
    )
    expected = receptive_field([(5, 1), (2, 2), (5, 1)])
    assert expected == 14
    assert seen_side(field_by_gradient(network, 40)) == (expected, expected)


@pytest.mark.parametrize(("kernel", "count"), [(5, 2), (7, 3)])
def test_stacks_of_three_see_what_one_large_window_sees(kernel, count):
    assert receptive_field([(3, 1)] * count) == kernel == receptive_field([(kernel, 1)])


def test_the_weights_of_the_network_are_left_alone():
    network = nn.Sequential(nn.Conv2d(1, 2, 3))
    before = network[0].weight.clone()
    field_by_gradient(network, 9)
    assert torch.equal(network[0].weight, before)
    assert network[0].weight.grad is None
