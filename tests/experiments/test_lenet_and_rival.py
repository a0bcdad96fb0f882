"""The networks that the demos of LeNet look at."""

import pytest
import torch

from course_utils.experiments import lenet_and_rival
from course_utils.ml.vision import lenet


def test_an_example_is_a_test_picture_of_its_digit():
    *_, pictures, labels = lenet_and_rival.digits()
    for digit in range(10):
        shown = lenet_and_rival.example(digit, 3)[0]
        same = (pictures == shown).flatten(1).all(dim=1)
        assert (labels[same] == digit).all()
        assert same.any()


@pytest.mark.slow
def test_the_snapshots_lead_from_a_fresh_lenet_to_the_trained_one():
    model, rival, snapshots = lenet_and_rival.trained()
    assert len(snapshots) == lenet_and_rival.EPOCHS + 1
    fresh = lenet.make_lenet(seed=1).state_dict()
    assert all(torch.equal(fresh[name], snapshots[0][name]) for name in fresh)
    last = model.state_dict()
    assert all(torch.equal(last[name], snapshots[-1][name]) for name in last)
    *_, pictures, labels = lenet_and_rival.digits()
    for network in (model, rival):
        rows = lenet_and_rival.probabilities(network, pictures)
        assert rows.sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert (rows.argmax(axis=1) == labels.numpy()).mean() > 0.94
