"""Run by test_ml_on_card.py in a process of its own: the subject on an accelerator."""

import copy
import io

import numpy as np
import pytest
import torch
from torch import nn

from tests.accelerator.pretend_device import NAME, Card, switch_on

# ruff: noqa: E402  (the card comes first)
CARD = switch_on()

from course_utils.data import text
from course_utils.data.image_sets import load_images
from course_utils.experiments import (
    batch_sizes,
    decay_and_dropout,
    relu_depth,
    reward_strength,
    ways_of_tuning,
)
from course_utils.experiments.pretrained_writer import load_writer
from course_utils.ml.language import preferences, pretraining, sampling
from course_utils.ml.language.characters import as_lessons, as_rows
from course_utils.ml.networks import deep_networks, fully_connected
from course_utils.ml.optimization import spectrum
from course_utils.ml.training import loop
from course_utils.ml.training.device import move, pick_device
from course_utils.ml.vision import (
    architectures,
    layers_table,
    lenet,
    receptive_field,
)
from course_utils.ml.vision.pictures import normalize

mixing = pytest.raises(RuntimeError, match="on the same device")


def on_card(tensor):
    return tensor.device.type == NAME


def two_classes(count=120):
    inputs = torch.randn(count, 2, generator=torch.Generator().manual_seed(0))
    return inputs, (inputs[:, 0] + inputs[:, 1] > 0).long()


def same(one, other):
    torch.testing.assert_close(one.cpu(), other.cpu())


# The card itself ---------------------------------------------------------------------


def test_it_is_the_device_in_use_and_the_processor_can_still_be_had():
    assert pick_device() == pick_device("auto") == CARD
    assert pick_device("cpu") == torch.device("cpu")


@pytest.mark.parametrize(
    "mix",
    [
        lambda a, b: a + b,
        lambda a, b: b @ a,
        lambda a, b: a.add_(b),
        lambda a, b: torch.cat([a, b]),
        lambda a, b: torch.where(a > 0, a, b),
        lambda a, b: nn.functional.mse_loss(a, b),
        lambda a, b: nn.functional.embedding(a.long(), b),
    ],
)
def test_tensors_of_card_and_processor_do_not_mix(mix):
    a, b = torch.ones(3, 3, device=CARD), torch.ones(3, 3)
    mix(a, b.to(CARD))
    with mixing:
        mix(a, b)


def test_a_number_without_dimensions_mixes():
    assert (torch.ones(2, device=CARD) * torch.tensor(3.0)).tolist() == [3.0, 3.0]
    with mixing:
        torch.ones(2) * torch.tensor(3.0, device=CARD)


def test_the_card_takes_indices_and_the_processor_takes_none_from_it():
    there, here = torch.arange(4, device=CARD), torch.arange(4)
    assert there[torch.tensor([2, 1])].tolist() == [2, 1]
    there[torch.tensor([0])] = torch.tensor([7], device=CARD)
    assert there[here > 2].tolist() == [3]
    assert there[0].item() == 7
    with mixing:
        here[there]
    with mixing:
        there[torch.tensor([0, 1])] = torch.tensor([7, 8])


def test_it_becomes_no_array_before_it_is_copied():
    there = torch.ones(2, device=CARD)
    for use in (there.numpy, lambda: np.asarray(there), lambda: np.mean(there)):
        with pytest.raises((TypeError, RuntimeError)):
            use()
    assert there.cpu().numpy().tolist() == there.tolist() == [1, 1]
    assert f"{there.sum():.1f}" == "2.0"
    assert NAME in repr(there)


def test_a_generator_of_the_processor_draws_nothing_there():
    generator = torch.Generator().manual_seed(0)
    for draw in (torch.randn, torch.rand, lambda n, **o: torch.randperm(n, **o)):
        draw(3, device=CARD)
        with pytest.raises(RuntimeError, match="for generator"):
            draw(3, device=CARD, generator=generator)
    with pytest.raises(RuntimeError, match="for generator"):
        torch.empty(3, device=CARD).normal_(generator=generator)


def test_gradients_are_those_of_the_processor():
    model, (inputs, labels) = fully_connected.make_network([2, 8, 2]), two_classes()
    twin = copy.deepcopy(model).to(CARD)
    before = Card.operations
    for network, device in ((model, "cpu"), (twin, CARD)):
        outputs = network(inputs.to(device))
        nn.functional.cross_entropy(outputs, labels.to(device)).backward()
    assert Card.operations > before
    for one, other in zip(model.parameters(), twin.parameters(), strict=True):
        assert on_card(other.grad)
        same(one.grad, other.grad)


def test_what_was_saved_is_loaded_on_the_processor():
    network, file = fully_connected.make_network([2, 3]).to(CARD), io.BytesIO()
    torch.save(network.state_dict(), file)
    file.seek(0)
    for name, weight in torch.load(file, weights_only=True).items():
        assert weight.device.type == "cpu"
        same(weight, network.state_dict()[name])


def test_an_optimizer_made_before_the_move_is_refused():
    (inputs, labels), network = two_classes(), fully_connected.make_network([2, 2])
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    with pytest.raises(RuntimeError, match="after its optimizer was made"):
        loop.train(network, inputs, labels, optimizer=optimizer)
    move(network)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    loop.train(network, inputs, labels, optimizer=optimizer)


# The subject on it -------------------------------------------------------------------


def test_a_training_is_that_of_the_processor():
    inputs, labels = two_classes()
    histories = [
        loop.train(
            fully_connected.make_network([2, 8, 2], dropout=0.0, seed=1),
            inputs,
            labels,
            validation=(inputs, labels),
            epochs=6,
            patience=2,
            augment=lambda x: x * 2,
            device=device,
        )
        for device in ("cpu", None)
    ]
    losses = [history.update_loss + history.validation_loss for history in histories]
    assert losses[1] == pytest.approx(losses[0], rel=1e-4)
    assert histories[1].validation_accuracy == histories[0].validation_accuracy


@pytest.fixture(scope="module")
def pictures():
    data = lenet.prepare(load_images("digits"))
    return tuple(part[:200] for part in data)


def test_a_classifier_learns_the_digits(pictures):
    model, shifter = lenet.make_lenet(seed=0), lenet.make_shifter(1)
    history = lenet.train_classifier(
        model, pictures, pictures_seen=2000, augment=shifter
    )
    assert history.train_loss[-1] < history.train_loss[0] / 2
    assert all(map(on_card, model.parameters()))
    predictions = lenet.predict(model, pictures[2])
    table = lenet.confusion_matrix(pictures[3].to(CARD), predictions)
    assert table.sum() == 200
    assert table.diag().sum() / 200 == pytest.approx(history.validation_accuracy[-1])


def test_pictures_are_disturbed_where_they_are(pictures):
    some = pictures[0][:4]
    options = {"right": 2.0, "degrees": 10.0, "noise": 0.1}
    there = lenet.disturb(some.to(CARD), **options)
    assert on_card(there)
    same(lenet.disturb(some, **options), there)
    same(normalize(some[0], [0.5], [2.0]),
         normalize(some[0].to(CARD), [0.5], [2.0]))  # fmt: skip


@pytest.mark.parametrize("name", architectures.SMALL)
def test_each_small_architecture_learns(name, pictures):
    model = architectures.make_small(name, side=16)
    data = [lenet.resize(part, 16) for part in (pictures[0][:60], pictures[2][:20])]
    data = data[0], pictures[1][:60], data[1], pictures[3][:20]
    history = lenet.train_classifier(model, data, pictures_seen=120)
    assert np.isfinite(history.update_loss).all()
    assert layers_table.layers_table(model, (1, 16, 16))


def test_networks_on_the_card_are_looked_into():
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.MaxPool2d(2), nn.Conv2d(2, 1, 3))
    field = receptive_field.field_by_gradient(network, 20)
    there = receptive_field.field_by_gradient(network.to(CARD), 20)
    np.testing.assert_allclose(field, there)
    for residual in (False, True):
        deep = deep_networks.make_deep_network(3, residual=residual).to(CARD)
        assert on_card(deep(torch.ones(2, 64, device=CARD)))
    rng = np.random.default_rng(0)
    task = rng.normal(size=(9, 7)), rng.normal(size=(4, 7)), rng.normal(size=9)
    network = relu_depth.make_network(7, layers=1, units=5).to(CARD)
    errors = relu_depth.train(network, (*task, rng.normal(size=4)), updates=3)
    assert errors[-1, 0] < errors[0, 0]


def test_curvature_is_measured_where_the_network_is():
    inputs, labels = two_classes(30)
    network = fully_connected.make_network([2, 3, 2], activation="tanh")
    found = []
    for device in ("cpu", CARD):
        loss, point = spectrum.flat_loss(
            network.to(device), inputs.to(device), labels.to(device)
        )
        found.append(spectrum.extreme_eigenvalues(loss, point, count=1))
        same(
            spectrum.hessian_vector_product(loss, point, torch.ones_like(point)),
            spectrum.full_hessian(loss, point) @ torch.ones_like(point),
        )
    np.testing.assert_allclose(*found, rtol=1e-3)


def test_batches_and_restraints_are_measured_on_it():
    assert batch_sizes.seconds_per_update(8, repeats=2) > 0
    x, y, *_ = batch_sizes.centred_digits()
    network = fully_connected.make_network([64, 8, 10])
    noise = [
        batch_sizes.gradient_noise(
            network.to(d), x[:40].to(d), y[:40].to(d), 8, draws=3
        )
        for d in ("cpu", CARD)
    ]
    assert noise[1] == pytest.approx(noise[0], rel=1e-4)
    for change in (decay_and_dropout.add_noise, decay_and_dropout.shift_pictures):
        assert on_card(change(x[:3].to(CARD)))


@pytest.fixture(scope="module")
def speaker():
    return reward_strength.make_speaker(load_writer(), demonstrations=64, epochs=1)


def test_a_writer_reads_characters_that_are_still_on_the_processor(speaker):
    rows = as_rows(["the owl"])
    same(speaker(rows), speaker(rows.to(CARD)))
    assert on_card(speaker(rows))


def test_a_writer_learns_and_writes():
    writer = pretraining.make_writer(seed=0, width=16, layers=1)
    lessons = as_lessons(text.make_pages(64))
    history = pretraining.teach(writer, lessons, epochs=2)
    assert history.train_loss[1] < history.train_loss[0]
    rng = np.random.default_rng(0)
    written = sampling.continue_texts(writer, ["the owl"], 5, top_k=3, rng=rng)
    assert len(written) == 1
    filler = pretraining.make_writer(seed=0, width=16, layers=1, causal=False)
    pretraining.teach(filler, pretraining.blank_out(text.make_pages(32)))
    scores = torch.randn(2, 5, device=CARD)
    assert on_card(sampling.next_probabilities(scores, top_k=2))


def test_it_is_aligned(speaker):
    better, worse = reward_strength.collect_comparisons(speaker, 40)
    model = preferences.RewardModel(speaker)
    losses = preferences.train_reward(model, better, worse, epochs=2)
    assert losses[-1] < losses[0]
    assert np.isfinite(reward_strength.ladder(speaker, model.judge)["reward"]).all()
    run = reward_strength.run_policy(speaker, model.judge, beta=0.3, updates=2)
    assert np.isfinite(run["kl"]).all()


@pytest.mark.parametrize("row", ways_of_tuning.ROWS)
def test_a_specialist_is_trained(row):
    accuracy, parameters = ways_of_tuning.train_specialist(row, examples=40, epochs=1)
    assert 0 <= accuracy <= 1
    assert parameters > 0
