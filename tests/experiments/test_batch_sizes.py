"""Noise of batch gradients against its formula; the comparison itself."""

import numpy as np
import pytest
import torch

from course_utils.experiments import batch_sizes
from course_utils.ml.networks.fully_connected import make_network


@pytest.fixture(scope="module")
def setting():
    x, y, *_ = batch_sizes.centred_digits()
    return make_network(batch_sizes.SIZES, seed=0), x[:200], y[:200]


def single_gradients(model, inputs, labels):
    """Return the gradients of all examples, each by itself (N, P)."""
    ones = (slice(n, n + 1) for n in range(len(labels)))
    return torch.stack(
        [batch_sizes.batch_gradient(model, inputs[n], labels[n]) for n in ones]
    )


def expected_noise(model, inputs, labels, size):
    """Return what the noise tends to, relative to the length of the gradient.

    √(S / B · (N - B) / (N - 1)) / |g|, where S is the mean |g_n - g|² of the N
    examples: sampling without repetition (Cochran, Sampling Techniques, section 2.6).
    """
    single = single_gradients(model, inputs, labels)
    full, count = single.mean(dim=0), len(single)
    spread = (single - full).square().sum(dim=1).mean()
    share = spread / size * (count - size) / (count - 1)
    return float(share.sqrt() / full.norm())


def test_the_full_gradient_is_the_mean_of_the_gradients_of_single_examples(setting):
    model, x, y = setting
    torch.testing.assert_close(
        single_gradients(model, x, y).mean(dim=0),
        batch_sizes.batch_gradient(model, x, y),
    )


@pytest.mark.parametrize("size", [1, 16, 100])
def test_gradient_noise_tends_to_its_formula(setting, size):
    measured = batch_sizes.gradient_noise(*setting, size, draws=300)
    assert measured == pytest.approx(expected_noise(*setting, size), rel=0.08)


def test_all_examples_together_make_no_noise(setting):
    assert batch_sizes.gradient_noise(*setting, 200, draws=3) < 1e-5
    assert expected_noise(*setting, 200) == 0


def test_an_outcome_counts_one_update_for_each_batch():
    outcome = batch_sizes.compare_one(512, learning_rate=0.1, epochs=2)
    assert outcome.updates == 2 * 3
    assert outcome.seconds > 0
    assert outcome.sharpness is None


def test_the_digits_are_centred_by_the_training_set_alone():
    x, _, x_test, _ = batch_sizes.centred_digits()
    assert x.shape == (1347, 64)
    np.testing.assert_allclose(x.mean(dim=0), 0, atol=1e-6)
    assert abs(x_test.mean(dim=0)).max() > 1e-3


def test_an_update_takes_time_and_leaves_no_trace():
    assert 0 < batch_sizes.seconds_per_update(8, repeats=3, device="cpu") < 5


def test_every_budget_has_the_updates_that_it_names():
    def updates(budget, size):
        return batch_sizes.setting_of(budget, size)["epochs"] * -(-1347 // size)

    assert updates("equal updates", 512) == updates("equal epochs", 8) == 2028
    assert updates("scaled rate, 36 updates", 1347) == 36
    assert updates("five times the updates", 512) == 5 * 2028
    assert updates("five times the updates", 8) == 5 * 2028
    long_steps = batch_sizes.setting_of("scaled rate, 36 updates", 1347)
    assert long_steps["learning_rate"] == pytest.approx(0.05 * 1347 / 8)


def test_a_kept_record_comes_again():
    runs = batch_sizes.compare_over_seeds([("scaled rate", 512)], seeds=[3])
    kept = next(
        record
        for record in batch_sizes.kept_comparison()
        if (record["budget"], record["batch_size"], record["seed"])
        == ("scaled rate", 512, 3)
    )
    for name in ("train_loss", "test_accuracy", "sharpness", "updates"):
        assert runs[0][name] == pytest.approx(kept[name], rel=0.05)


def test_all_runs_are_kept_with_five_seeds():
    kept = {(r["budget"], r["batch_size"]) for r in batch_sizes.kept_comparison()}
    assert kept == set(batch_sizes.all_runs())
    assert len(batch_sizes.kept_comparison()) == 5 * len(kept)
