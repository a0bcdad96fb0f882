"""ArchitectureExplorer: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import torch
from torch import nn

from course_utils.data.torchvision_compat import torchvision
from course_utils.demos import deeper_cnns as demos
from course_utils.demos.deeper_cnns import architecture_explorer
from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision import architectures as nets
from course_utils.ml.vision.cnn_blocks import GlobalAverage
from tests.demos.claims import Claim
from tests.demos.sweep import sweep

JUDGES = {"AlexNet": "alexnet", "VGG-11": "vgg11", "VGG-16": "vgg16"}


@cache
def walk(network, side):
    """Return (kind, shape, parameters) of the layers, and all parameters, by hooks."""
    with torch.device("meta"):
        model = nets.FULL_SIZE[network](side=side).eval()
        seen = []
        for module in model.modules():
            if type(module).__name__ in architecture_explorer.SHOWN:
                module.register_forward_hook(lambda m, _, out: seen.append((m, out)))
        model(torch.zeros(1, 3, side, side))
    layers = [
        (type(m), "×".join(map(str, out.shape[1:])), count_parameters(m))
        for m, out in seen
    ]
    return layers, count_parameters(model)


def layer_in_view(values):
    """Return kind, shape and parameters of the layer, and all parameters."""
    layers, everything = walk(values["network"], values["side"])
    place = round(values["place"] / 100 * (len(layers) - 1))
    return *layers[place], everything


KINDS = {
    "convolution": nn.Conv2d,
    "fully connected": nn.Linear,
    "pooling": nn.MaxPool2d,
    "global average": GlobalAverage,
}
SIZES = {"": 1, " thousand": 1e3, " million": 1e6, " billion": 1e9}


def shows_the_layer(values, result, match):
    kind, shape, *_ = layer_in_view(values)
    network = match["network"] == values["network"]
    return network and KINDS[match["kind"]] is kind and match["shape"] == shape


def counts_the_layer(values, result, match):
    *_, count, everything = layer_in_view(values)
    said = float(match["count"]) * SIZES[match["size"]]
    share = 100 * count / everything
    near = abs(said - count) <= 0.051 * SIZES[match["size"]]
    if match["share"].startswith("under"):
        return near and share < 0.1
    return near and abs(float(match["share"]) - share) < 0.051


HEAD = r"(?P<network>[\w-]+), (?P<kind>[a-z ]+) → (?P<shape>[\d×]+): "
CLAIMS = (
    Claim(
        HEAD + r"nothing to learn",
        lambda v, r, m: shows_the_layer(v, r, m) and not layer_in_view(v)[2],
    ),
    Claim(
        HEAD + r"(?P<count>[\d.]+)(?P<size>| \w+) parameters, "
        r"(?P<share>under 0\.1|[\d.]+)% of all",
        lambda v, r, m: shows_the_layer(v, r, m) and counts_the_layer(v, r, m),
    ),
)


def parameters_of(network, side=224):
    return count_parameters(
        nets.make_on_paper(lambda: nets.FULL_SIZE[network](side=side))
    )


def alexnet(values, result):
    layers = [m for m in nets.make_on_paper(nets.make_alexnet).modules()]
    weighty = [m for m in layers if isinstance(m, nn.Conv2d | nn.Linear)]
    dense = [isinstance(m, nn.Linear) for m in weighty]
    return weighty[0].kernel_size == (11, 11) and dense == [False] * 5 + [True] * 3


def googlenet(values, result):
    modules = nets.make_on_paper(nets.make_googlenet).modules()
    counts = [parameters_of(name) for name in nets.FULL_SIZE]
    fewest = min(counts) == parameters_of("GoogLeNet")
    return sum(isinstance(m, nn.Conv2d) for m in modules) == 57 and fewest


def larger_pictures(values, result):
    usual = demos.ArchitectureExplorer.compute(**{**values, "side": 224})
    ratio = result["parameters"] / np.maximum(usual["parameters"], 1)
    changed = np.flatnonzero((ratio != 1) & (usual["parameters"] > 0))
    first_dense = changed.tolist() == [result["index"]]
    return first_dense and 1.9 < ratio[result["index"]] < 2.1


PROMISES = {
    "AlexNet": alexnet,
    "VGG-16's heaviest": lambda v, r: (
        r["kind"] == "Linear"
        and 0.7 < r["parameters"][r["index"]] / r["parameters"].sum() < 0.8
    ),
    "NiN": lambda v, r: (
        7.35e6 < parameters_of("NiN") < 7.45e6 and r["kind"] != "Linear"
    ),
    "GoogLeNet": googlenet,
    "larger pictures": larger_pictures,
}


def test_the_explorer_counts_what_torchvision_counts():
    with torch.device("meta"):
        wanted = {
            name: count_parameters(getattr(torchvision.models, judge)())
            for name, judge in JUDGES.items()
        }

    def invariant(values, result):
        if values["side"] == 224 and values["network"] in wanted:
            assert result["parameters"].sum() == wanted[values["network"]]
        if values["network"] in ("NiN", "GoogLeNet"):
            at_224 = architecture_explorer.table(values["network"], 224)
            assert result["parameters"].sum() == sum(r.parameters for r in at_224)
        assert (np.diff(result["sides"]) <= 0).all()

    sweep(demos.ArchitectureExplorer, invariant, claims=CLAIMS, promises=PROMISES)


def test_a_layer_shows_its_cost_when_it_has_been_passed():
    demo = demos.ArchitectureExplorer(network="AlexNet", place=20)
    assert [len(bars.get_segments()) for bars in demo.bars] == [3, 3]


def test_every_place_of_the_slider_has_its_own_picture():
    demo = demos.ArchitectureExplorer()
    frames = set()
    for place in range(21):
        demo.set(place=place)
        frames.add(bytes(demo.stage.frame))
    assert len(frames) == 21
