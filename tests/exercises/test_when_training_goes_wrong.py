import numpy as np

from course_utils.exercises import when_training_goes_wrong
from course_utils.ml.generalization import augmentation, diagnosis
from tests.exercises.selftest import selftest


def test_every_exercise_knows_right_from_wrong():
    selftest(when_training_goes_wrong)


def test_the_solutions_are_those_of_the_course():
    for (pictures, columns), _ in when_training_goes_wrong.shift_right.fresh_cases():
        np.testing.assert_array_equal(
            when_training_goes_wrong.shift_right.reference(pictures, columns),
            augmentation.shift_right(pictures, columns),
        )
    for (losses,), _ in when_training_goes_wrong.choose_by_folds.fresh_cases():
        chosen = when_training_goes_wrong.choose_by_folds.reference(losses)
        assert chosen == diagnosis.choose_by_folds(losses)
