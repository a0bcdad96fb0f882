"""ShapeWalker: what holds in every state, and what it says."""

import re
from itertools import pairwise

import torch

from course_utils.demos import lenet as demos
from course_utils.demos.lenet import shape_walker
from course_utils.ml.vision import lenet
from course_utils.ml.vision.layers_table import layers_table
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def torch_layers(result, values):
    """Return {name: layer} of torch that has the sizes of the state in view."""
    side, kernel, padding = (values[k] for k in ("side", "kernel", "padding"))
    convolutions = {
        "conv 1": torch.nn.Conv2d(1, 6, kernel, padding=padding),
        "conv 2": torch.nn.Conv2d(6, 16, kernel),
    }
    x = torch.zeros(1, 1, side, side)
    for layer in convolutions.values():
        x = torch.nn.functional.max_pool2d(layer(x), 2)
    sizes = [x.numel(), 120, 84, 10]
    pairs = enumerate(pairwise(sizes), start=1)
    return convolutions | {f"linear {i}": torch.nn.Linear(a, b) for i, (a, b) in pairs}


def number(text):
    return int(text.replace(",", ""))


def arithmetic(text):
    """Return the value of "16·(6·5·5 + 1)" or "(28 + 2·2 − 5)/1 + 1"."""
    assert re.fullmatch(r"[\d ·+−()/]+", text)
    return eval(text.replace("·", "*").replace("−", "-"))


def parameters_are(values, result, match):
    layer = torch_layers(result, values)[match["name"]]
    wanted = sum(p.numel() for p in layer.parameters())
    return arithmetic(match["sum"]) == number(match["count"]) == wanted


def convolution_is_right(values, result, match):
    side = result["shapes"][values["stage"]][1]
    walked = arithmetic(match["size"]) == number(match["side"]) == side
    return walked and parameters_are(values, result, match)


def flattened(values, result, match):
    wanted = torch_layers(result, values)["linear 1"].in_features
    return arithmetic(match["sum"]) == number(match["count"]) == wanted


CLAIMS = (
    Claim(r"input: one channel of (\d+) × \1 pixels", lambda v, r, m: v["stage"] == 0),
    Claim(
        r"(?P<name>conv [12]): (?P<size>[^=;]+) = (?P<side>\d+); (?P<sum>[^=]+) = "
        r"(?P<count>[\d,]+) parameters",
        convolution_is_right,
    ),
    Claim(
        r"pool [12]: windows of 2 × 2, side by side; nothing to learn",
        lambda v, r, m: (
            r["parameters"][v["stage"]] == 0
            and r["shapes"][v["stage"]][1] == r["shapes"][v["stage"] - 1][1] // 2
        ),
    ),
    Claim(r"flatten: (?P<sum>[\d·]+) = (?P<count>\d+) numbers in a row", flattened),
    Claim(
        r"(?P<name>linear [123]): (?P<sum>[^=]+) = (?P<count>[\d,]+) parameters",
        parameters_are,
    ),
)


def larger_picture(values, result):
    usual = demos.ShapeWalker.compute(**demos.ShapeWalker.defaults())
    more = result["parameters"] > usual["parameters"]
    work = result["multiply_adds"] > usual["multiply_adds"]
    names = [name for name, m in zip(result["names"], more, strict=True) if m]
    same = [
        name
        for name, m, n in zip(
            result["names"], work, usual["multiply_adds"], strict=True
        )
        if n and not m
    ]
    return names == ["linear 1"] and same == ["linear 2", "linear 3"]


def small_window(values, result):
    usual = demos.ShapeWalker.compute(**demos.ShapeWalker.defaults())
    before, now = usual["parameters"], result["parameters"]
    lighter = now[1] < before[1] and now[3] < before[3]
    larger = result["shapes"][4][1] > usual["shapes"][4][1]
    return lighter and larger and now[6] > before[6]


def heavy_layer(values, result):
    count = result["parameters"]
    return result["names"][values["stage"]] == "linear 1" and count[6] > count.sum() / 2


PROMISES = {
    "LeNet": lambda v, r: r["parameters"].sum() == 61_706,
    "flatten": lambda v, r: r["shapes"][v["stage"]] == (400,),
    "the heavy layer": heavy_layer,
    "larger picture": larger_picture,
    "small window": small_window,
}


def test_the_shape_walk_is_that_of_the_network():
    rows = layers_table(lenet.LeNet(), (1, 28, 28))
    walk = shape_walker.shape_walk(28, 5, 2)
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

    sweep(demos.ShapeWalker, invariant, claims=CLAIMS, promises=PROMISES)


def test_a_layer_shows_its_cost_when_the_walk_has_reached_it():
    demo = demos.ShapeWalker(stage=3)
    assert [len(bars.get_segments()) for bars in demo.bars] == [4, 4]
