"""BatchSize: what holds in every state, and what it says."""

from math import ceil

from course_utils.demos import batch_and_momentum as demos
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
