import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from course_utils.ml.vision import convolution as conv


def random_case(data):
    inputs, outputs = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 4))
    h, w = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    height, width = data.draw(st.integers(h, 12)), data.draw(st.integers(w, 12))
    rng = np.random.default_rng(data.draw(st.integers(0, 999)))
    pictures = rng.normal(size=(inputs, height, width))
    return pictures, rng.normal(size=(outputs, inputs, h, w)), rng.normal(size=outputs)


@settings(deadline=None)
@given(st.data(), st.integers(1, 4), st.integers(0, 3))
def test_the_way_over_channels_equals_torch(data, stride, padding):
    pictures, kernels, bias = random_case(data)
    options = {"stride": stride, "padding": padding}
    tensors = [torch.tensor(a) for a in (pictures, kernels, bias)]
    wanted = nn.functional.conv2d(tensors[0][None], *tensors[1:], **options)[0]
    made = conv.convolve_channels(pictures, kernels, bias, **options)
    np.testing.assert_allclose(made, wanted)


@settings(deadline=None)
@given(st.data())
def test_three_ways_over_one_channel_equal_torch(data):
    pictures, kernels, _ = random_case(data)
    picture, kernel = pictures[0], kernels[0, 0]
    wanted = nn.functional.conv2d(
        torch.tensor(picture)[None, None], torch.tensor(kernel)[None, None]
    )[0, 0]
    for way in (
        conv.correlate_loops,
        conv.correlate_windows,
        conv.correlate_product,
    ):
        np.testing.assert_allclose(way(picture, kernel), wanted, atol=1e-12)


@settings(deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 2), st.integers(0, 99))
def test_pooling_equals_torch(size, stride, padding, seed):
    padding = min(padding, size // 2)
    pictures = np.random.default_rng(seed).normal(size=(2, 9, 7))
    options = {"stride": stride, "padding": padding}
    for kind, judge in (
        ("max", nn.functional.max_pool2d),
        ("average", nn.functional.avg_pool2d),
    ):
        wanted = judge(torch.tensor(pictures)[None], size, **options)[0]
        np.testing.assert_allclose(
            conv.pool(pictures, size, kind=kind, **options), wanted, atol=1e-12
        )


@given(st.integers(1, 40), st.integers(1, 9), st.integers(1, 5), st.integers(0, 4))
def test_output_size_counts_the_places_of_the_window(size, kernel, stride, padding):
    places = range(-padding, size + padding - kernel + 1, stride)
    if len(places) == 0:
        with pytest.raises(ValueError, match="does not fit"):
            conv.output_size(size, kernel, stride=stride, padding=padding)
    else:
        found = conv.output_size(size, kernel, stride=stride, padding=padding)
        assert found == len(places)


def test_convolution_is_cross_correlation_with_the_flipped_kernel():
    signal = pytest.importorskip("scipy.signal")
    rng = np.random.default_rng(0)
    picture, kernel = rng.normal(size=(9, 8)), rng.normal(size=(3, 4))
    np.testing.assert_allclose(
        conv.correlate_product(picture, conv.flip(kernel)),
        signal.convolve2d(picture, kernel, mode="valid"),
    )


def test_pointwise_is_a_convolution_with_a_window_of_one():
    rng = np.random.default_rng(1)
    pictures, weights = rng.normal(size=(3, 5, 4)), rng.normal(size=(6, 3))
    np.testing.assert_allclose(
        conv.pointwise(pictures, weights),
        conv.convolve_channels(pictures, weights[:, :, None, None]),
    )


def test_parameters_are_those_of_torch():
    count = lambda layer: sum(p.numel() for p in layer.parameters())  # noqa: E731
    assert conv.conv_parameters(3, 16, 5) == count(nn.Conv2d(3, 16, 5))
    assert conv.conv_parameters(3, 16, 5, bias=False) == 3 * 16 * 25
    assert conv.dense_parameters(30, 7) == count(nn.Linear(30, 7))


@pytest.mark.parametrize(("right", "down"), [(0, 0), (2, 1), (-3, 0), (-1, 9), (8, -8)])
def test_shift_moves_pixels_and_forgets_those_that_leave(right, down):
    picture = np.arange(1.0, 36).reshape(5, 7)
    moved = conv.shift(picture, right, down)
    for (i, j), value in np.ndenumerate(moved):
        inside = 0 <= i - down < 5 and 0 <= j - right < 7
        assert value == (picture[i - down, j - right] if inside else 0)


def test_shifting_the_picture_shifts_the_map():
    picture = np.zeros((12, 12))
    picture[3:6, 3:6] = np.random.default_rng(2).normal(size=(3, 3))
    kernel = conv.KERNELS["vertical edges"]
    before = conv.correlate_product(picture, kernel)
    after = conv.correlate_product(conv.shift(picture, 2, 1), kernel)
    np.testing.assert_allclose(after, conv.shift(before, 2, 1))


def test_kernels_for_other_channels_are_refused():
    with pytest.raises(ValueError, match="need pictures"):
        conv.convolve_channels(np.zeros((3, 5, 5)), np.zeros((2, 4, 3, 3)))
