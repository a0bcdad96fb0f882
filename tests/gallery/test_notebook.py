"""The gallery's notebook follows the rules that are not about lessons."""

import pytest

from course_utils.maintain.notebooks.cleaning import pictures
from tests import rules
from tests.rules import ROOT, Lesson

PATH = ROOT / "notebooks" / "demos.ipynb"
KEPT = [*rules.OF_ANY_PAGE, rules.there_is_something_to_see]


@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.__name__)
def test_the_gallery(rule):
    assert list(rule(Lesson.read(PATH))) == []


def test_the_gallery_shows_all_pictures_and_nothing_is_left_out_of_comparison():
    lesson = Lesson.read(PATH)
    (cell,) = [cell for cell in lesson.cells if "Gallery(" in cell.source]
    (picture,) = pictures(cell)
    assert picture["text/plain"] == "Gallery of all demos"
    assert not any(cell.metadata.get("tags") for cell in lesson.cells)


def test_make_test_runs_it():
    makefile = (ROOT / "Makefile").read_text()
    assert "$(NBVAL) --nbval-current-env" in makefile
    assert "tests notebooks\n" in makefile
