import pytest
import torch

from course_utils.data.torchvision_compat import torchvision
from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision import architectures as nets
from course_utils.ml.vision.convolution import receptive_field
from course_utils.ml.vision.layers_table import layers_table, totals


def judged(name, **options):
    with torch.device("meta"):
        return getattr(torchvision.models, name)(**options)


@pytest.mark.parametrize("depth", [11, 13, 16, 19])
def test_vgg_has_torchvisions_parameters_to_the_last_one(depth):
    ours = nets.make_on_paper(lambda: nets.make_vgg(depth))
    assert count_parameters(ours) == count_parameters(judged(f"vgg{depth}"))


def test_vgg_16_has_thirteen_convolutions_and_three_dense_layers():
    kinds = [type(m).__name__ for m in nets.make_on_paper(nets.make_vgg).modules()]
    assert (kinds.count("Conv2d"), kinds.count("Linear")) == (13, 3)


def test_alexnet_has_torchvisions_parameters():
    ours = nets.make_on_paper(nets.make_alexnet)
    assert count_parameters(ours) == count_parameters(judged("alexnet")) == 61_100_840


def test_googlenet_like_torchvisions_has_its_parameters():
    ours = nets.make_on_paper(lambda: nets.make_googlenet(like_torchvision=True))
    options = {"aux_logits": False, "init_weights": False}
    assert count_parameters(ours) == count_parameters(judged("googlenet", **options))


def test_vgg_computes_what_torchvisions_computes_with_the_same_weights():
    ours = nets.make_vgg(11, classes=5).eval()
    judge = torchvision.models.vgg11(num_classes=5, init_weights=False).eval()
    pairs = zip(judge.state_dict(), ours.state_dict().values(), strict=True)
    judge.load_state_dict(dict(pairs))
    picture = torch.randn(1, 3, 224, 224)
    with torch.no_grad():
        torch.testing.assert_close(ours(picture), judge(picture))


# Depth-by-depth counts of table 1 of "Going deeper with convolutions", in thousands.
PAPER = {
    "3a": 159,
    "3b": 380,
    "4a": 364,
    "4b": 437,
    "4c": 463,
    "4d": 580,
    "4e": 840,
    "5a": 1072,
    "5b": 1388,
}


@pytest.mark.parametrize("name", PAPER)
def test_inception_blocks_have_the_papers_outputs_and_about_its_parameters(name):
    outputs = {"3a": 256, "3b": 480, "4e": 832, "5a": 832, "5b": 1024, "4d": 528}
    block = nets.make_on_paper(lambda: nets.Inception(*nets.INCEPTIONS[name]))
    assert block.outputs == outputs.get(name, 512)
    weights = sum(p.numel() for p in block.parameters() if p.ndim > 1)
    assert abs(weights / 1000 / PAPER[name] - 1) < 0.12


def test_googlenet_has_a_fifteenth_of_vggs_parameters_and_a_tenth_of_its_work():
    sizes = [
        totals(layers_table(nets.make_on_paper(make), (3, 224, 224)))
        for make in (nets.make_googlenet, lambda: nets.make_vgg(16))
    ]
    assert sizes[0][0] * 15 < sizes[1][0]
    assert 1.4e9 < sizes[0][1] < 1.7e9  # the paper: "1.5 billion multiply-adds"
    assert 15.3e9 < sizes[1][1] < 15.6e9


@pytest.mark.parametrize("name", nets.FULL_SIZE)
def test_full_size_networks_take_224_pixels(name):
    rows = layers_table(nets.make_on_paper(nets.FULL_SIZE[name]), (3, 224, 224))
    assert rows[-1].shape in ((1000,), (1000, 1, 1))


@pytest.mark.parametrize("name", nets.SMALL)
@pytest.mark.parametrize(("channels", "side"), [(1, 16), (3, 32), (1, 28)])
def test_small_networks_take_small_pictures(name, channels, side):
    model = nets.make_small(name, channels, 7, side=side).eval()
    assert model(torch.zeros(2, channels, side, side)).shape == (2, 7)


def test_unknown_names_are_refused():
    with pytest.raises(ValueError, match="depth must be one of"):
        nets.make_vgg(12)
    with pytest.raises(ValueError, match="name must be one of"):
        nets.make_small("LeNet")


@pytest.mark.parametrize("name", nets.FULL_SIZE)
def test_other_sides_fit_and_cost_only_dense_layers_parameters(name):
    make = nets.FULL_SIZE[name]
    tables = [
        layers_table(nets.make_on_paper(lambda s=side: make(side=s)), (3, side, side))
        for side in (160, 224)
    ]
    small, large = (totals(rows)[0] for rows in tables)
    assert (small == large) == (name in ("NiN", "GoogLeNet"))


def test_the_windows_along_vgg_16_see_212_pixels():
    windows = nets.windows_along(nets.make_on_paper(nets.make_vgg))
    assert len(windows) == 13 + 5
    assert receptive_field([window[1:] for window in windows]) == 212
