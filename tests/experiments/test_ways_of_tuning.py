import numpy as np

from course_utils.experiments import ways_of_tuning
from course_utils.ml.language.characters import decode
from course_utils.ml.language.tuning import adapter_parameters


def test_pages_are_filled_up_in_front_so_that_all_end_at_the_same_place():
    rows, groups = ways_of_tuning.group_lessons(5, seed=0)
    assert rows.shape == (5, ways_of_tuning.PLACES)
    assert all(decode(row).endswith(".") for row in rows)
    assert groups.shape == (5,)


def test_a_head_trains_little_beats_guessing_and_does_as_the_kept_one():
    accuracy, parameters = ways_of_tuning.train_specialist("head", seed=0)
    assert parameters == 64 * 3 + 3
    assert accuracy > 0.45
    assert abs(accuracy - ways_of_tuning.load_kept()["accuracy"][0, 0]) < 0.1


def test_the_kept_table_has_a_row_for_each_way_and_a_column_for_each_seed():
    kept = ways_of_tuning.load_kept()
    assert kept["accuracy"].shape == (
        len(ways_of_tuning.ROWS),
        len(ways_of_tuning.SEEDS),
    )
    assert kept["parameters"][2] == 195 + adapter_parameters(64, 8, 2)
    mean = kept["accuracy"].mean(axis=1)
    assert mean.argmax() == ways_of_tuning.ROWS.index("full")
    assert mean.argmin() == ways_of_tuning.ROWS.index("head")
    assert np.all(kept["accuracy"] > 0.5)
