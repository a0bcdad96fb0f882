"""The networks that the demos of LeNet look at."""

import numpy as np
import pytest
import torch

from course_utils.data.sketches import load_drawings
from course_utils.experiments import lenet_and_rival
from course_utils.ml.vision import lenet


def test_an_example_is_a_test_picture_of_its_digit():
    *_, pictures, labels = lenet_and_rival.digits()
    for digit in range(10):
        shown = lenet_and_rival.example(digit, 3)[0]
        same = (pictures == shown).flatten(1).all(dim=1)
        assert (labels[same] == digit).all()
        assert same.any()


@pytest.fixture(scope="module")
def fresh():
    """Train LeNet anew; return it and what `look_at` saw after its first two epochs."""
    seen = []

    def look(epoch, model, history):
        seen.append(lenet_and_rival.look_at(model) if epoch < 2 else None)

    return lenet_and_rival.train("lenet", on_epoch=look), seen


def agreement(guesses, others):
    return (np.asarray(guesses) == np.asarray(others)).mean()


def test_training_anew_gives_the_kept_lenet(fresh):
    *_, pictures, _ = lenet_and_rival.digits()
    model, _ = lenet_and_rival.trained()
    kept, guesses = lenet.predict(model, pictures), lenet.predict(fresh[0], pictures)
    assert agreement(kept, guesses) > 0.985
    for before, after in zip(model.parameters(), fresh[0].parameters(), strict=True):
        away = (before - after).detach().norm() / after.detach().norm()
        assert away < 0.05


def test_training_anew_gives_the_kept_epochs(fresh):
    kept = lenet_and_rival.epochs_of_lenet()
    assert len(kept["guesses"]) == lenet_and_rival.EPOCHS + 1
    untrained = lenet_and_rival.look_at(lenet.make_lenet(seed=1))
    for epoch, look in enumerate([untrained, *fresh[1][:2]]):
        np.testing.assert_allclose(kept["filters"][epoch], look["filters"], atol=2e-3)
        assert agreement(kept["guesses"][epoch], look["guesses"]) > 0.985
        assert kept["train_error"][epoch] == pytest.approx(
            look["train_error"], abs=0.01
        )


@pytest.mark.parametrize("name", ["lenet", "rival"])
@pytest.mark.parametrize("augmented", [False, True])
def test_one_epoch_leads_towards_the_kept_network(name, augmented):
    place = list(lenet_and_rival.MAKERS).index(name)
    kept = lenet_and_rival.trained(augmented)[place]
    first = lenet_and_rival.train(name, augmented=augmented, epochs=1)
    start = lenet_and_rival.MAKERS[name](seed=1)
    for zero, one, last in zip(*map(flat, (start, first, kept)), strict=True):
        moved, way = one - zero, last - zero
        assert torch.cosine_similarity(moved, way, dim=0) > 0.3


def flat(model):
    """Return the weight matrices of a model as vectors."""
    return [p.detach().flatten() for p in model.parameters() if p.ndim > 1]


@pytest.mark.parametrize("augmented", [False, True])
def test_the_kept_networks_read_the_test_digits(augmented):
    *_, pictures, labels = lenet_and_rival.digits()
    for network in lenet_and_rival.trained(augmented):
        rows = lenet_and_rival.probabilities(network, pictures)
        assert rows.sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert agreement(rows.argmax(axis=1), labels) > 0.92


def test_the_last_kept_guesses_are_those_of_the_kept_network():
    *_, pictures, _ = lenet_and_rival.digits()
    guesses = lenet.predict(lenet_and_rival.trained()[0], pictures)
    last = lenet_and_rival.epochs_of_lenet()["guesses"][-1]
    assert agreement(guesses, last) > 0.995


# Of the fifty kept drawings: how many are read, scaled and centred, and as drawn.
READ = {"LeNet": (48, 28), "fully connected": (45, 22), "LeNet + copies": (48, 36)}


@pytest.mark.parametrize("name", READ)
def test_of_fifty_drawings_centring_makes_most_readable(name):
    meant = [drawing["digit"] for drawing in load_drawings()]
    network = lenet_and_rival.networks()[name]
    for centred, wanted in zip((True, False), READ[name], strict=True):
        guesses = lenet_and_rival.drawings_read(network, centred=centred)
        assert (guesses == meant).sum() == pytest.approx(wanted, abs=1)


def test_strokes_are_scaled_as_the_training_pictures_were():
    pictures, *_ = lenet_and_rival.digits()
    paper = lenet_and_rival.drawn(()).min().item()
    assert paper == pytest.approx(pictures.min().item(), abs=1e-4)
    ink = lenet_and_rival.drawn(((140, 20, 140, 260),)).max().item()
    assert ink == pytest.approx(pictures.max().item(), abs=1e-4)
