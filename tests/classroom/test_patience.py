"""Wrong passwords are slips at first, and then cost time."""

import pytest

from course_utils.classroom.patience import (
    FIRST,
    FREE,
    FREE_ANYWHERE,
    LONGEST,
    Patience,
)


@pytest.fixture
def time():
    return [0.0]


@pytest.fixture
def patience(time):
    return Patience(clock=lambda: time[0])


def test_ten_wrong_ones_slow_down_the_eleventh(patience):
    for _ in range(FREE):
        assert patience.wait("ben", "here") == 0
        patience.wrong("ben", "here")
    assert patience.wait("ben", "here") == FIRST
    assert FREE == 10


def test_the_wait_doubles_up_to_a_minute(patience, time):
    waits = []
    for _ in range(FREE + 10):
        time[0] += patience.wait("ben", "here")
        patience.wrong("ben", "here")
        waits.append(patience.wait("ben", "here"))
    assert waits[FREE - 1 : FREE + 3] == [8, 16, 32, 60]
    assert max(waits) == LONGEST == 60


def test_others_and_other_places_do_not_wait(patience):
    for _ in range(FREE + 5):
        patience.wrong("ben", "here")
    assert patience.wait("ada", "here") == 0
    assert patience.wait("ben", "elsewhere") == 0


def test_many_places_together_wait_as_well(patience):
    for number in range(FREE_ANYWHERE):
        patience.wrong("ben", f"place {number}")
    assert patience.wait("ben", "a new place") > 0


def test_the_right_one_and_the_teacher_end_the_wait(patience):
    for _ in range(FREE_ANYWHERE):
        patience.wrong("ben", "here")
    patience.right("ben", "here")
    assert patience.wait("ben", "here") > 0  # so many that all places wait
    patience.forgive("ben")
    assert patience.wait("ben", "here") == 0


def test_an_hour_later_all_is_forgotten(patience, time):
    for _ in range(FREE + 5):
        patience.wrong("ben", "here")
    time[0] = 4000
    patience.wait("ben", "here")
    patience.wrong("ben", "here")
    assert patience.wait("ben", "here") == 0
