import numpy as np
import pytest

from course_utils.demos import logistic_regression as demos
from course_utils.ml import logistic
from tests.demos.sweep import sweep


def test_no_curve_has_less_cross_entropy_than_the_fit():
    def not_below_the_best(values, result):
        return result["loss"] >= result["best"] - 1e-12

    sweep(demos.LogisticCurve, not_below_the_best)


def test_the_surfaces_hold_the_losses():
    x, targets = demos.tumours()
    surfaces = demos._losses_at(np.array([-3.0, 2.0]), np.array([0.5, 1.0, 4.0]))
    for surface, (measure, _) in zip(surfaces, logistic.LOSSES.values(), strict=True):
        assert surface.shape == (3, 2)
        assert surface[2, 1] == pytest.approx(measure(2 * x + 4, targets))


def test_far_away_the_gradient_of_the_squared_error_is_smaller():
    goal = np.array(demos.best_fit())

    def smaller_far_away(values, result):
        if np.hypot(*(goal - (values["w"], values["b"]))) > 3:
            assert result["slopes"][1] < result["slopes"][0]
        for path in result["paths"]:
            assert len(path) == values["updates"] + 1
            np.testing.assert_array_equal(path[0], [values["w"], values["b"]])

    sweep(demos.TwoLosses, smaller_far_away)


def test_the_paths_are_those_of_training():
    x, targets = demos.tumours()
    for path, loss in zip(
        demos.two_paths(-5.0, 2.0, 0.8), logistic.LOSSES, strict=True
    ):
        run = logistic.train(
            x[:, None],
            targets,
            learning_rate=0.8,
            steps=200,
            loss=loss,
            start=([-5.0], 2.0),
        )
        np.testing.assert_allclose(path, np.column_stack([run.w, run.b]), atol=1e-12)


def test_at_the_default_start_only_cross_entropy_arrives():
    result = demos.TwoLosses().result
    assert result["left"][0] < 1
    assert result["moved"][1] < 0.5


def test_a_higher_threshold_never_finds_more():
    def counted(values, result):
        _, truth = demos.unseen_probabilities(values["features"])
        counts = result["counts"]
        assert counts.sum() == len(truth)
        assert counts[1].sum() == truth.sum()
        lower = demos.Threshold.compute(values["threshold"] / 2, values["features"])
        assert lower["recall"] >= result["recall"]

    sweep(demos.Threshold, counted)


def test_naive_bayes_imagines_as_many_as_it_saw_and_needs_two_to_be_convinced():
    def same_totals(values, result):
        seen, imagined = result["seen"].sum(axis=0), result["imagined"].sum(axis=0)
        np.testing.assert_allclose(seen, imagined)
        ones, ghosts = values["ones"], values["others"] / 3
        assert result["posterior"] == pytest.approx(ones / (ones + ghosts))

    sweep(demos.ThirteenExamples, same_totals)
    assert demos.ThirteenExamples().result["posterior"] == pytest.approx(3 / 7)


def test_the_race_says_what_the_notebook_says():
    def averages_match(values, result):
        np.testing.assert_allclose(
            result["here"].mean(axis=0), result["means"][values["doublings"]]
        )

    sweep(demos.LittleDataOrMuch, averages_match)


@pytest.mark.parametrize(
    ("noise", "rival", "places", "ahead"),
    [
        (0.2, 2, (0, 1, 2, 3, 4), True),  # noisy, 10 to 160 examples
        (0.2, 2, (5,), False),  # noisy, 320 examples
        (0.0, 2, (0, 2, 3, 4, 5), False),  # clean, with a penalty
        (0.0, 1, (1, 2), True),  # clean, no penalty to speak of, 20 and 40
        (0.0, 1, (4, 5), False),  # the same, 160 and 320
    ],
)
def test_each_conclusion_holds_in_nine_of_ten_repetitions(noise, rival, places, ahead):
    results = demos.race_results(noise)
    for place in places:
        wins = (results[:, place, 0] > results[:, place, rival]).sum()
        assert wins >= 9 if ahead else wins <= 1, (place, wins)
