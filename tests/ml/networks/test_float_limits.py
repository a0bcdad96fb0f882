"""Formats, overflow, and the log-sum-exp that does not overflow."""

import numpy as np
import pytest
import torch

from course_utils.ml.networks import float_limits


@pytest.mark.parametrize("shift", [0, 1000, -1000])
def test_log_sum_exp_equals_torchs_at_any_size(shift):
    values = np.random.default_rng(0).normal(size=(3, 4)) * 5 + shift
    theirs = torch.logsumexp(torch.tensor(values), dim=1)
    np.testing.assert_allclose(float_limits.log_sum_exp(values, axis=1), theirs)


def test_nothing_at_all_has_the_logarithm_minus_infinity():
    assert float_limits.log_sum_exp(np.array([-np.inf, -np.inf])) == -np.inf


@pytest.mark.parametrize("name", float_limits.FORMATS)
def test_the_limits_are_where_numbers_become_infinite_or_stick_to_one(name):
    limits = float_limits.limits_of(name)
    rounded = float_limits.rounded_to(
        [limits["largest"] * 1.01, 1 + limits["spacing"]], name
    )
    assert rounded[0] == np.inf
    assert rounded[1] > 1
    assert float_limits.rounded_to(1 + limits["spacing"] / 3, name) == 1


def test_bfloat16_reaches_as_far_as_float32_and_float16_is_finer():
    largest = {n: float_limits.limits_of(n)["largest"] for n in float_limits.FORMATS}
    spacing = {n: float_limits.limits_of(n)["spacing"] for n in float_limits.FORMATS}
    assert largest["bfloat16"] > 0.99 * largest["float32"] > 1e30 > largest["float16"]
    assert spacing["float32"] < spacing["float16"] < spacing["bfloat16"]


def test_the_watch_names_the_first_module_with_a_nan_and_can_be_taken_off():
    model = torch.nn.Sequential(torch.nn.Linear(2, 2), torch.nn.Tanh())
    found = []
    hooks = float_limits.watch(model, found)
    model(torch.zeros(1, 2))
    assert found == []
    with torch.no_grad():
        model[0].weight[0, 0] = float("nan")
    model(torch.ones(1, 2))
    assert found[0] == "0"
    for hook in hooks:
        hook.remove()
    model(torch.ones(1, 2))
    assert found == ["0", "1"]
