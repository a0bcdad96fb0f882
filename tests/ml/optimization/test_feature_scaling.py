"""The scalers against scikit-learn's, and what they do with unseen data."""

import numpy as np
import pytest
from sklearn.preprocessing import MinMaxScaler as JudgeMinMax
from sklearn.preprocessing import StandardScaler

from course_utils.ml.optimization.feature_scaling import MinMaxScaler, Standardizer


@pytest.fixture
def parts():
    rng = np.random.default_rng(0)
    data = rng.normal([1, 100, -3], [0.1, 50, 2], size=(60, 3))
    return data[:40], data[40:]


@pytest.mark.parametrize(
    ("ours", "judge"), [(Standardizer, StandardScaler), (MinMaxScaler, JudgeMinMax)]
)
def test_scalers_equal_scikit_learn(parts, ours, judge):
    train, test = parts
    np.testing.assert_allclose(
        ours().fit(train).transform(test),
        judge().fit(train).transform(test),
        rtol=1e-12,
        atol=1e-12,
    )


@pytest.mark.parametrize("scaler", [Standardizer, MinMaxScaler])
def test_inverse_undoes_transform(parts, scaler):
    fitted = scaler().fit(parts[0])
    np.testing.assert_allclose(
        fitted.inverse(fitted.transform(parts[1])), parts[1], rtol=1e-12
    )


def test_the_training_part_gets_mean_zero_and_deviation_one(parts):
    scaled = Standardizer().fit(parts[0]).transform(parts[0])
    np.testing.assert_allclose(scaled.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaled.std(axis=0), 1)


def test_unseen_values_may_leave_the_unit_interval():
    scaler = MinMaxScaler().fit(np.array([[0.0], [2.0]]))
    np.testing.assert_allclose(scaler.transform([[3.0], [-1.0]]), [[1.5], [-0.5]])


@pytest.mark.parametrize("scaler", [Standardizer, MinMaxScaler])
def test_a_constant_column_becomes_zero(scaler):
    data = np.array([[7.0, 1.0], [7.0, 3.0]])
    assert (scaler().fit(data).transform(data)[:, 0] == 0).all()
