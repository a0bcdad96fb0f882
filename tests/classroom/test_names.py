"""One name for one learner, however it is typed."""

import pytest

from course_utils.classroom.names import is_name, known_as, look, plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ada", "ada"),
        (" ben ", "ben"),
        ("Ｂｅｎ", "ben"),
        ("Straße", "strasse"),
        ("小明", "小明"),
        ("Zoe\u0308", "zoë"),
    ],
)
def test_a_name_is_kept_in_small_composed_letters(typed, kept):
    assert plain(typed) == kept


@pytest.mark.parametrize(
    "alike",
    [
        ("ben", "BEN", "bеn", "Вen"),  # with a Cyrillic е, and a Cyrillic В
        ("paul", "раul", "pau1", "рau1"),
        ("olga", "0lga", "оlga", "οlga"),  # zero, Cyrillic, Greek
        ("ハナ", "八ナ"),  # Katakana and a Chinese character
        ("ада", "aда"),
    ],
)
def test_names_that_look_alike_are_one(alike):
    assert len({look(name) for name in alike}) == 1
    assert {known_as(name, [alike[0]]) for name in alike} == {alike[0]}


@pytest.mark.parametrize(
    "apart",
    [
        ("ben", "bem"),
        ("arno", "amo"),
        ("rené", "rene"),
        ("ada", "ida"),
        ("小明", "小朋"),
    ],
)
def test_names_that_people_tell_apart_stay_apart(apart):
    assert look(apart[0]) != look(apart[1])
    assert known_as(apart[1], [apart[0]]) == apart[1]


def test_looking_is_done_once_for_all():
    for name in ("ben", "Вen", "0lga", "ハナ", "1il", "learner10"):
        assert look(look(name)) == look(name)


@pytest.mark.parametrize(
    "name", ["", ".hub", "../eve", "a b", "-a", "a" * 32, "a/b", "_x"]
)
def test_what_could_leave_the_folder_is_no_name(name):
    assert not is_name(name)


@pytest.mark.parametrize("name", ["ada", "anna-lena", "小明", "x1", "a" * 31])
def test_what_people_are_called_is_a_name(name):
    assert is_name(name)
