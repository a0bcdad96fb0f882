"""InceptionKnobs: what holds in every state, and what it says."""

from torch import nn

from course_utils.demos import deeper_cnns as demos
from course_utils.ml.networks.fully_connected import count_parameters
from course_utils.ml.vision import architectures as nets
from course_utils.ml.vision.cnn_blocks import Inception
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def paths_of(values, *, bottlenecks=None):
    """Return the parameters of the four paths, counted on layers of torch."""
    narrow = values["bottlenecks"] if bottlenecks is None else bottlenecks

    def path(outputs, kernel=1, between=None):
        if between is None or not narrow:
            return nets.make_on_paper(lambda: nn.Conv2d(192, outputs, kernel))
        return nets.make_on_paper(
            lambda: nn.Sequential(
                nn.Conv2d(192, between, 1), nn.Conv2d(between, outputs, kernel)
            )
        )

    return [
        count_parameters(layers)
        for layers in (
            path(values["small"]),
            path(values["middle"], 3, values["middle_in"]),
            path(values["large"], 5, values["large_in"]),
            path(values["pooled"]),
        )
    ]


def number(text):
    return int(text.replace(",", ""))


def with_bottlenecks(values, result, match):
    counts = paths_of(values)
    share = counts[int(match["path"]) - 1] / sum(counts)
    dearest = counts[int(match["path"]) - 1] == max(counts)
    right = values["bottlenecks"] and number(match["all"]) == sum(counts)
    return right and dearest and abs(share - int(match["share"]) / 100) < 0.0051


def without(values, result, match):
    total, other = (sum(paths_of(values, bottlenecks=b)) for b in (False, True))
    right = not values["bottlenecks"] and number(match["all"]) == total
    return right and abs(float(match["ratio"]) - total / other) < 0.051


CLAIMS = (
    Claim(
        r"(?P<all>[\d,]+) parameters, (?P<share>\d+)% of them in path (?P<path>[1-4])",
        with_bottlenecks,
    ),
    Claim(
        r"(?P<all>[\d,]+) parameters, (?P<ratio>[\d.]+) times as many as with "
        r"bottlenecks",
        without,
    ),
    Claim(
        r"(?P<all>[\d,]+) parameters: bottlenecks this wide would cost more",
        lambda v, r, m: (
            not v["bottlenecks"]
            and number(m["all"])
            == sum(paths_of(v))
            < sum(paths_of(v, bottlenecks=True))
        ),
        at={"bottlenecks": False, "middle_in": 192, "large_in": 192},
    ),
)
PROMISES = {
    "block 3a": lambda v, r: (
        (192, v["small"], (v["middle_in"], v["middle"]), (v["large_in"], v["large"]))
        == nets.INCEPTIONS["3a"][:4]
        and r["outputs"].sum() == 256
    ),
    "no bottlenecks": lambda v, r: (
        nets.make_on_paper(lambda: nn.Conv2d(192, v["large"], 5)).weight.shape[1] == 192
        and not v["bottlenecks"]
    ),
    "wide 5×5": lambda v, r: paths_of(v)[2] < paths_of(v)[1] and v["large"] == 128,
    "wide, no bottleneck": lambda v, r: paths_of(v)[2] > sum(paths_of(v)) / 2,
}


def test_the_knobs_count_the_parameters_of_the_block():
    def invariant(values, result):
        block = nets.make_on_paper(
            lambda: Inception(
                192,
                values["small"],
                (values["middle_in"], values["middle"]),
                (values["large_in"], values["large"]),
                values["pooled"],
            )
        )
        which = "parameters" if values["bottlenecks"] else "other"
        assert result[which].sum() == count_parameters(block)
        assert result["outputs"].sum() == block.outputs

    sweep(demos.InceptionKnobs, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_other_setting_is_shown_only_without_bottlenecks():
    demo = demos.InceptionKnobs()
    assert len(demo.other.get_xdata()) == 0
    demo.set(bottlenecks=False)
    assert list(demo.other.get_xdata()) == list(demo.result["other"])
