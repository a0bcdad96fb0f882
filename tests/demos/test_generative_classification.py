import numpy as np

from course_utils.data.points import WATER
from course_utils.demos import generative_classification as demos
from tests.demos.sweep import sweep


def test_regression_demo_points_lie_right_although_the_line_moves():
    def easy_points_are_easy(values, result):
        w, b = demos.least_squares_line(
            np.concatenate(demos._easy_crowd()[:2]), np.repeat([1, 0], [40, 40])
        )
        assert (result["far"] @ w + b > 0).mean() > 0.9
        near = demos.RegressionAsClassifier.compute(distance=0.0)
        assert values["distance"] < 6 or result["mistakes"] > near["mistakes"]

    sweep(demos.RegressionAsClassifier, easy_points_are_easy)


def test_no_gaussian_is_likelier_than_the_data_s_own():
    def not_above_the_best(values, result):
        return result["log_likelihood"] <= result["best"] + 1e-9

    sweep(demos.WhichGaussian, not_above_the_best)


def test_a_covariance_matrix_is_symmetric_and_has_no_negative_eigenvalue():
    def proper(values, result):
        matrix = result["matrix"]
        np.testing.assert_array_equal(matrix, matrix.T)
        assert (result["values"] > 0).all()
        cloud = np.cov(result["points"].T, bias=True)
        np.testing.assert_allclose(cloud, matrix, atol=1e-12)
        inverse = np.linalg.inv(matrix)
        rim = result["ellipse"]
        np.testing.assert_allclose((rim @ inverse * rim).sum(axis=1), 4, rtol=1e-6)

    sweep(demos.CovarianceEllipse, proper)


def test_a_shared_covariance_gives_a_straight_boundary_and_only_that_does():
    def straight_if_shared(values, result):
        bend = max(np.abs(np.diff(result["odds"], n=2, axis=k)).max() for k in (0, 1))
        if values["kind"] == "shared":
            assert bend < 1e-9
        else:
            assert bend > 1e-4
        assert ((result["posterior"] >= 0) & (result["posterior"] <= 1)).all()

    sweep(demos.TwoGaussians, straight_if_shared)


def test_a_larger_prior_never_makes_water_less_probable():
    rare, common = (
        demos.TwoGaussians.compute("own", "crossed", 60.0, 60.0, prior)["posterior"]
        for prior in (0.1, 0.7)
    )
    assert (common >= rare).all()


def test_four_times_the_data_halves_the_average_error():
    average = demos._average_distance()
    five, twenty, eighty = (average[list(demos.SIZES).index(n)] for n in (5, 20, 80))
    assert 1.7 < five / twenty < 2.3
    assert 1.7 < twenty / eighty < 2.3


def test_estimates_come_from_exactly_n_points():
    def counted(values, result):
        assert len(result["points"]) == values["n"]
        np.testing.assert_allclose(result["center"], result["points"].mean(axis=0))
        wanted = np.cov(result["points"].T, bias=not values["unbiased"])
        np.testing.assert_allclose(result["covariance"], wanted)
        assert result["distance"] < 4 * np.sqrt(1 / values["n"])

    assert len(WATER.mean) == 2
    sweep(demos.SampleAndEstimate, counted)
