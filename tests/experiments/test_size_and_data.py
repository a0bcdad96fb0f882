import numpy as np
import pytest

from course_utils.experiments import size_and_data


def test_a_kept_run_is_what_training_gives_again():
    losses, shares = size_and_data.run(depth=1, width=2, count=50, decay=0.01)
    kept_losses, kept_shares = size_and_data.patient(1, 2, 50, 0.01)
    np.testing.assert_allclose(list(kept_losses.values()), losses, rtol=0.02, atol=0.01)
    np.testing.assert_allclose(list(kept_shares.values()), shares, atol=0.02)


def test_every_patient_is_kept_with_finite_curves():
    kept = size_and_data.kept_runs()
    lengths = [
        len(axis)
        for axis in (size_and_data.DEPTHS, size_and_data.WIDTHS, size_and_data.COUNTS)
    ]
    assert list(kept["clinic"].shape[:3]) == lengths
    assert all(np.isfinite(values).all() for values in kept.values())


def test_shifted_pictures_lose_their_first_column():
    image = np.zeros((1, 8, 8))
    image[0, :, 1] = 1
    shifted = size_and_data.shift_left(image.reshape(1, 64)).reshape(8, 8)
    np.testing.assert_array_equal(shifted[:, 0], 1)
    assert shifted[:, 1:].sum() == 0


def test_training_validation_and_test_pictures_are_different_ones():
    parts = size_and_data.pictures(1000)
    seen = {
        name: {x.tobytes() for x in parts[name][0]} for name in size_and_data.PARTS[:3]
    }
    assert len(parts["training"][0]) == 1000
    assert not seen["training"] & seen["validation"]
    assert not seen["training"] & seen["test"]


def test_few_pictures_and_a_large_network_overfit():
    losses, _ = size_and_data.patient(1, 128, 50, 0.0)
    assert losses["training"][-1] < 0.1 * losses["test"][-1]


def test_the_seeds_that_are_kept_are_what_training_gives_again():
    kept = size_and_data.kept_runs()
    fresh = size_and_data.run(2, 32, 1000, 0.0, seed=1, every=1200)[0, 0, -1]
    assert kept["deeper"][1, 1] == pytest.approx(fresh, rel=0.02)
    fresh = size_and_data.stopping_run(2, decay=0.003, every=720)[:, [0, 2], -1]
    np.testing.assert_allclose(kept["restricted"][2, 2], fresh, rtol=0.03)
    assert kept["deeper"].shape == (5, 3)
    assert kept["restricted"].shape == (5, 3, 2, 2)


def test_depth_gets_stuck_from_every_seed_and_a_small_penalty_helps_from_every_seed():
    kept = size_and_data.kept_runs()
    depths = dict(zip(size_and_data.DEEPENING, kept["deeper"], strict=True))
    assert max(depths[1].max(), depths[2].max()) < 0.1 < depths[3].min()
    assert min(depths[4].min(), depths[6].min()) > 2.2
    tested = dict(
        zip(size_and_data.RESTRICTIONS, kept["restricted"][:, :, 0, 1], strict=True)
    )
    assert (tested["λ = 0.003"] < tested["none"] - 0.2).all()
    assert (tested["8 units"] < tested["none"]).all()
    assert (tested["λ = 0.01"] > tested["none"]).sum() == 2


def test_a_run_that_was_not_kept_is_refused():
    with pytest.raises(ValueError, match="not in"):
        size_and_data.patient(3, 8, 50, 0.0)
