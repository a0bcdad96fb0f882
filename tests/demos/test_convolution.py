import numpy as np
import torch
from torch import nn

from course_utils.demos import convolution as demos
from course_utils.ml import convolution as conv
from course_utils.ml.receptive_field import field_by_gradient, seen_side
from tests.demos.sweep import sweep


def judged(picture, kernel, **options):
    tensors = [torch.tensor(np.array(a))[None, None] for a in (picture, kernel)]
    return nn.functional.conv2d(*tensors, **options)[0, 0].numpy()


def test_the_window_over_a_photograph_equals_torch():
    def invariant(values, result):
        kernel = conv.KERNELS[values["kernel"]]
        options = {"stride": values["stride"], "padding": values["padding"]}
        wanted = judged(demos.grey_photograph(), kernel, **options)
        np.testing.assert_allclose(result["output"], wanted, atol=1e-12)
        i, j = result["place"]
        assert np.isclose(result["product"].sum(), wanted[i, j])
        assert wanted.shape[0] == conv.output_size(53, 3, **options)

    sweep(demos.WindowOverAPhotograph, invariant)


def test_the_parts_of_all_channels_add_up_to_torchs_output():
    picture = torch.tensor(demos.small_photograph("flower", 10))[None]

    def invariant(values, result):
        kernels = torch.tensor(result["kernels"])[None]
        bias = torch.tensor([values["bias"]], dtype=torch.float64)
        wanted = nn.functional.conv2d(picture, kernels, bias)[0, 0]
        np.testing.assert_allclose(result["output"], wanted, atol=1e-12)

    sweep(demos.Channels, invariant)


def test_pooling_equals_torch_and_moves_by_whole_cells():
    judges = {"max": nn.functional.max_pool2d, "average": nn.functional.avg_pool2d}

    def invariant(values, result):
        size, shift = values["size"], values["shift"]
        pooled = judges[values["kind"]](torch.tensor(result["map"])[None], size)[0]
        np.testing.assert_allclose(result["pooled"], pooled)
        assert result["map_changes"][0] == result["pooled_changes"][0] == 0
        if shift % size == 0:  # a whole number of cells: nothing is new in any of them
            still = demos.PoolingAndShift.compute(**{**values, "shift": 0})["pooled"]
            moved = conv.shift(still, shift // size)
            np.testing.assert_allclose(result["pooled"], moved, atol=1e-12)
        if size == 1:
            np.testing.assert_allclose(result["map_changes"], result["pooled_changes"])

    sweep(demos.PoolingAndShift, invariant)


def test_the_cone_of_layers_is_the_gradient_of_one_output_pixel():
    def invariant(values, result):
        layers, kernel = values["layers"], 2 * values["half"] + 1
        stride = values["stride"]
        assert result["spans"][-1] == result["field"] == len(result["paths"])
        if result["field"] > 40:
            return  # the judge would need a large picture
        network = nn.Sequential(
            *[nn.Conv2d(1, 1, kernel, stride) for _ in range(layers)]
        )
        gradient = field_by_gradient(network, result["field"])
        assert kernel < stride or seen_side(gradient) == (result["field"],) * 2
        np.testing.assert_allclose(
            gradient / gradient.max(), result["paths"], atol=1e-6
        )

    sweep(demos.ReceptiveField, invariant)


def test_the_kernel_learned_is_that_of_step_by_step_descent():
    def invariant(values, result):
        kernels, losses = conv.learn_kernel(
            result["input"],
            result["target"],
            (3, 3),
            learning_rate=values["rate"],
            steps=min(values["updates"], 30),
        )
        if values["updates"] <= 30:
            np.testing.assert_allclose(result["kernel"], kernels[-1], atol=1e-6)
        count = len(losses)
        np.testing.assert_allclose(result["loss"][:count], losses, rtol=1e-4, atol=1e-8)
        if values["rate"] < result["limit"] - 1e-9:
            assert (np.diff(result["loss"]) <= 0).all()

    sweep(demos.LearningAKernel, invariant)
