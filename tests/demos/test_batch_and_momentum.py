"""Batch size, heavy ball, flat and sharp: everywhere the sliders can take them."""

from math import ceil

import numpy as np

from course_utils.demos import batch_and_momentum as demos
from course_utils.ml import landscapes, momentum
from course_utils.ml.descent import descend
from tests.demos.sweep import sweep


def test_batches_make_the_updates_and_only_parallel_hardware_saves_time():
    def invariant(values, result):
        batches = ceil(64 / values["batch"])
        assert result["updates"] == batches
        assert len(result["path"]) == 1 + values["epochs"] * batches
        assert result["epoch_time"] == batches * ceil(values["batch"] / values["fits"])
        if values["fits"] == 1 and 64 % values["batch"] == 0:
            assert result["epoch_time"] == 64
        if values["batch"] == 64:
            assert result["noise"] < 1e-12

    sweep(demos.BatchSize, invariant)


def test_larger_batches_have_less_noise_as_one_over_their_root():
    noises = [demos.BatchSize(batch=b).result["noise"] for b in (1, 4, 16)]
    assert noises[0] / noises[2] > 3
    assert noises[0] > noises[1] > noises[2]


def test_no_momentum_is_plain_descent_and_the_step_has_two_parts():
    def invariant(values, result):
        path = result["whole"]
        if values["lam"] == 0:
            slope = landscapes.road_slope
            plain = descend(slope, values["start"], values["eta"], 150)
            np.testing.assert_allclose(path, plain, atol=1e-9)
        if values["t"] < 150:
            step = path[values["t"] + 1] - path[values["t"]]
            assert np.isclose(result["carried"] + result["push"], step)

    sweep(demos.HeavyBall, invariant)


def test_the_ball_rolls_through_the_trap_that_catches_the_plain_walk():
    ends = [demos.HeavyBall(lam=lam, t=150).result["path"][-1] for lam in (0.0, 0.9)]
    np.testing.assert_allclose(ends, [0.5, 4.0], atol=0.1)


def test_in_the_valley_no_momentum_is_the_plain_walk_and_the_limit_holds():
    def invariant(values, result):
        plain, ball = result["paths"]
        if values["lam"] == 0:
            np.testing.assert_array_equal(plain, ball)
        if not values["nesterov"]:
            factor = max(
                momentum.shrink_per_update(c, values["eta"], values["lam"])
                for c in (1.0, values["kappa"])
            )
            if factor > 1.1:
                assert result["loss"][1, -1] > result["loss"][1, 0]
            if factor < 0.8:
                assert result["loss"][1, -1] < 0.01 * result["loss"][1, 0]

    sweep(demos.HeavyBallInAValley, invariant)


def test_the_flat_minimum_never_suffers_more_and_without_noise_nobody_changes_valley():
    def invariant(values, result):
        sharp, flat = result["rise"]
        assert flat <= sharp + 0.01
        if values["noise"] == 0:
            assert result["left_sharp"] == result["left_flat"] == 0

    sweep(demos.FlatAndSharp, invariant)


def test_there_is_a_noise_that_empties_the_sharp_minimum_and_not_the_flat_one():
    result = demos.FlatAndSharp().result
    assert result["left_sharp"] > 0.5
    assert result["left_flat"] < 0.2
