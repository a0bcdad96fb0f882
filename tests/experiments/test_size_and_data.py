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


def test_a_run_that_was_not_kept_is_refused():
    with pytest.raises(ValueError, match="not in"):
        size_and_data.patient(3, 8, 50, 0.0)
