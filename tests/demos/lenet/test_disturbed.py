"""Disturbed: what holds in every state, and what it says."""

from functools import cache

import numpy as np
import torch

from course_utils.demos import lenet as demos
from course_utils.demos.lenet import disturbed
from course_utils.experiments import lenet_and_rival
from course_utils.ml.vision import lenet
from tests.demos.claims import Claim
from tests.demos.sweep import sweep


def read(picture, *, copies):
    """Return (class, probability) of LeNet and of its rival, by layers and numpy."""
    answers = []
    for model in lenet_and_rival.trained(copies == "shifted copies"):
        with torch.no_grad():
            x = torch.tensor(picture)[None, None]
            for layer in model.modules():
                if not any(layer.children()):
                    x = layer(x)
        powers = np.exp(x[0].double().numpy() - x.max().item())
        answers.append((int(powers.argmax()), powers.max() / powers.sum()))
    return answers


def says_what_both_read(values, result, match):
    (mine, sure), (other, sure_too) = read(result["picture"], copies=values["copies"])
    wanted = (values["digit"], mine, f"{sure:.0%}", other, f"{sure_too:.0%}")
    return match.groups() == tuple(map(str, wanted))


CLAIMS = (
    Claim(
        r"It is a (\d)\. LeNet: (\d) \((\d+%)\); fully connected: (\d) \((\d+%)\)",
        says_what_both_read,
    ),
)


@cache
def shares(*, right=0, degrees=0, noise=0.0, copies=False):
    """Return the share of test digits that LeNet and its rival read, so disturbed."""
    *_, pictures, labels = lenet_and_rival.digits()
    moved = moved_by_hand(pictures, right)
    moved = lenet.disturb(moved, degrees=degrees, noise=noise, seed=1)

    def share_read(model):
        guesses = torch.cat([model(part).argmax(1) for part in moved.split(250)])
        return (guesses == labels).float().mean().item()

    with torch.no_grad():
        return [share_read(model) for model in lenet_and_rival.trained(copies)]


def moved_by_hand(pictures, right):
    """Return pictures whose columns are copied `right` places on."""
    side = pictures.shape[-1]
    columns = [min(max(column - right, 0), side - 1) for column in range(side)]
    return pictures[..., columns]


def both_right(values, result):
    answers = read(result["picture"], copies=values["copies"])
    return [answer for answer, _ in answers] == [values["digit"]] * 2


def shifted_is_harder(values, result):
    lost = np.subtract(shares(), shares(right=3))
    return 0.05 < lost[0] < lost[1]


def copies_help(values, result):
    plain, copies = shares(right=3), shares(right=3, copies=True)
    return copies[0] > copies[1] > max(plain) + 0.1


PROMISES = {
    "as trained": both_right,
    "shifted": shifted_is_harder,
    "shifted copies": copies_help,
    "turned": lambda v, r: max(shares(degrees=45)) < 0.5,
    "noisy": lambda v, r: min(shares(noise=1.0)) > 0.85,
    "everything": lambda v, r: max(shares(right=3, degrees=30, noise=1.0)) < 0.5,
}


def test_probabilities_add_up_and_convolution_stands_a_shift_better():
    plain, copies = disturbed.shift_accuracies(), disturbed.shift_accuracies(True)
    assert plain[:, 6].min() > 0.92  # unshifted
    assert copies[0].mean() > copies[1].mean() > plain[1].mean() + 0.1
    assert copies[0].mean() > plain[0].mean() + 0.1
    for place, by in enumerate(disturbed.SHIFTS):
        np.testing.assert_allclose(plain[:, place], shares(right=int(by)), atol=0.005)

    def invariant(values, result):
        for name in ("lenet", "rival"):
            assert np.isclose(result[name].sum(), 1, atol=1e-5)
        if values["right"] == values["degrees"] == values["noise"] == 0:
            same = lenet_and_rival.example(values["digit"], values["number"])[0, 0]
            np.testing.assert_allclose(result["picture"], same, atol=1e-4)

    sweep(demos.Disturbed, invariant, claims=CLAIMS, promises=PROMISES)


def test_the_curves_show_no_shift_that_was_not_tried():
    demo = demos.Disturbed(right=-2)
    assert [list(line.get_xdata()) for line in demo.curves] == [[-2, -1, 0, 1, 2]] * 2


def test_every_control_counts_in_the_state_in_which_it_opens():
    demo = demos.Disturbed()
    before = demo.result["picture"]
    demo.set(seed=1)
    assert not np.allclose(before, demo.result["picture"])
