import numpy as np
import pytest
import torch

from course_utils.demos import lenet as demos
from course_utils.ml import lenet
from course_utils.ml.layers_table import layers_table
from tests.demos.sweep import sweep


def test_the_shape_walk_is_that_of_the_network():
    rows = layers_table(lenet.LeNet(), (1, 28, 28))
    walk = demos.shape_walk(28, 5, 2)
    kinds = ("Conv2d", "MaxPool2d", "Linear")
    wanted = [(r.shape, r.parameters, r.multiply_adds) for r in rows if r.kind in kinds]
    flat_left_out = [stage for stage in walk[1:] if stage[0] != "flatten"]
    assert [stage[1:] for stage in flat_left_out] == wanted


def test_every_shape_in_the_walker_is_torchs():
    def invariant(values, result):
        side, kernel, padding = (values[k] for k in ("side", "kernel", "padding"))
        layers = torch.nn.Sequential(
            torch.nn.Conv2d(1, 6, kernel, padding=padding),
            torch.nn.MaxPool2d(2),
            torch.nn.Conv2d(6, 16, kernel),
            torch.nn.MaxPool2d(2),
            torch.nn.Flatten(),
        )
        x, shapes = torch.zeros(1, 1, side, side), []
        for layer in layers:
            x = layer(x)
            shapes.append(tuple(x.shape[1:]))
        assert list(result["shapes"].values())[1:6] == shapes
        assert result["parameters"].sum() >= result["parameters"].max()

    sweep(demos.ShapeWalker, invariant)


@pytest.mark.slow
def test_maps_come_from_the_layer_and_lead_to_the_answer():
    model, *_ = demos.trained()

    def invariant(values, result):
        assert np.isclose(result["probabilities"].sum(), 1, atol=1e-5)
        assert (result["maps"] >= 0).all()  # ReLU, and the pooling behind it
        if values["layer"] == "pool 2":
            with torch.no_grad():
                logits = model.classifier(torch.tensor(result["maps"])[None])
            np.testing.assert_allclose(
                logits.softmax(1)[0], result["probabilities"], atol=1e-5
            )

    sweep(demos.FeatureMaps, invariant)


@pytest.mark.slow
def test_probabilities_add_up_and_convolution_stands_a_shift_better():
    plain, copies = demos.shift_accuracies(), demos.shift_accuracies(True)
    assert plain[:, 6].min() > 0.94  # unshifted
    assert copies[0].mean() > copies[1].mean() > plain[1].mean() + 0.1
    assert copies[0].mean() > plain[0].mean() + 0.1

    def invariant(values, result):
        for name in ("lenet", "rival"):
            assert np.isclose(result[name].sum(), 1, atol=1e-5)
        if values["right"] == values["degrees"] == values["noise"] == 0:
            same = demos.example(values["digit"], values["number"])[0, 0]
            np.testing.assert_allclose(result["picture"], same, atol=1e-4)

    sweep(demos.Disturbed, invariant)


@pytest.mark.slow
def test_errors_are_counted_right_and_fall():
    *_, labels = demos.digits()

    def invariant(values, result):
        assert (result["labels"] != result["guesses"]).all()
        assert np.isclose(
            result["wrong"] / len(labels), result["test_errors"][values["epoch"]]
        )
        assert result["test_errors"][0] > 0.7
        assert result["test_errors"][-1] < 0.06
        assert result["train_errors"][-1] < result["train_errors"][1]

    sweep(demos.LearningEpochs, invariant)
