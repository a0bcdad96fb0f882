"""The training loop learns, remembers, stops early, and gives the best weights back."""

import pytest
import torch

from course_utils.ml.networks.fully_connected import make_network
from course_utils.ml.training import loop


def two_classes(count=120, seed=0):
    generator = torch.Generator().manual_seed(seed)
    inputs = torch.randn(count, 2, generator=generator)
    return inputs, (inputs[:, 0] + inputs[:, 1] > 0).long()


def test_it_makes_the_same_updates_as_a_loop_written_by_hand():
    inputs, labels = two_classes()
    ours, theirs = (make_network([2, 8, 2], seed=3) for _ in range(2))
    history = loop.train(
        ours, inputs, labels, epochs=3, batch_size=32, seed=5, progress=False
    )
    optimizer = torch.optim.SGD(theirs.parameters(), lr=0.1)
    generator, losses = torch.Generator().manual_seed(5), []
    for _ in range(3):
        for batch in torch.randperm(120, generator=generator).split(32):
            loss = torch.nn.functional.cross_entropy(
                theirs(inputs[batch]), labels[batch]
            )
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    assert history.update_loss == pytest.approx(losses, abs=1e-6)
    for a, b in zip(ours.cpu().parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(a, b)


def test_the_history_holds_one_number_per_epoch_and_one_per_update():
    inputs, labels = two_classes()
    history = loop.train(
        make_network([2, 8, 2]),
        inputs,
        labels,
        validation=two_classes(seed=1),
        epochs=20,
        batch_size=50,
        progress=False,
    )
    assert len(history.update_loss) == 20 * 3
    assert len(history.train_loss) == len(history.validation_accuracy) == 20
    assert history.train_loss[-1] < history.train_loss[0]
    assert history.validation_accuracy[-1] > 0.9
    assert history.seconds > 0


def test_regression_has_losses_but_no_accuracies():
    inputs = torch.linspace(-1, 1, 64)[:, None]
    history = loop.train(
        make_network([1, 8, 1]),
        inputs,
        inputs**2,
        validation=(inputs, inputs**2),
        loss_function=torch.nn.functional.mse_loss,
        epochs=5,
        progress=False,
    )
    assert history.train_accuracy == history.validation_accuracy == []
    assert len(history.validation_loss) == 5


def test_early_stopping_puts_the_best_weights_back():
    inputs, labels = two_classes(20)
    noisy = labels.clone()
    noisy[::3] = 1 - noisy[::3]
    validation = two_classes(200, seed=1)
    model = make_network([2, 64, 2])
    history = loop.train(
        model,
        inputs,
        noisy,
        validation=validation,
        epochs=500,
        learning_rate=1.0,
        patience=10,
        progress=False,
    )
    assert history.epochs == history.best_epoch + 11 < 500
    loss, _ = loop.evaluate(model, *validation)
    assert loss == pytest.approx(min(history.validation_loss), abs=1e-6)


def test_a_true_answer_of_the_hook_stops_the_training():
    seen = []
    history = loop.train(
        make_network([2, 4, 2]),
        *two_classes(),
        epochs=9,
        on_epoch=lambda epoch, model, history: seen.append(epoch) or epoch == 3,
        progress=False,
    )
    assert seen == [0, 1, 2, 3]
    assert history.epochs == 4


def test_augmentation_changes_the_training_inputs_only():
    inputs, labels = two_classes()
    model = make_network([2, 8, 2])
    loop.train(
        model, inputs, labels, epochs=5, augment=torch.zeros_like, progress=False
    )
    weights = model.cpu()[0].weight
    torch.testing.assert_close(weights, make_network([2, 8, 2])[0].weight)


def test_evaluation_leaves_the_mode_and_the_weights_alone():
    model = make_network([2, 8, 8, 2], dropout=0.5).train()
    first = loop.evaluate(model, *two_classes())
    assert loop.evaluate(model, *two_classes()) == first
    assert model.training


def test_patience_without_validation_is_refused():
    with pytest.raises(ValueError, match="needs validation"):
        loop.train(make_network([2, 2]), *two_classes(), patience=3)


def test_inputs_and_targets_of_different_length_are_refused():
    with pytest.raises(ValueError, match="10 inputs but 9"):
        loop.train(make_network([2, 2]), torch.zeros(10, 2), torch.zeros(9))
