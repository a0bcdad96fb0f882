"""Of the notebooks of another language a few are run; the others are compared."""

from course_utils.maintain.notebooks.nbval_tolerance import (
    RUN_IN_ALL_LANGUAGES,
    pytest_ignore_collect,
)
from course_utils.maintain.translation.sources import NOTEBOOKS


def left_out(*path):
    return pytest_ignore_collect(NOTEBOOKS.joinpath(*path))


def test_english_notebooks_are_all_run():
    names = [path.name for path in NOTEBOOKS.glob("*.ipynb")]
    assert names
    assert not any(map(left_out, names))


def test_of_the_chinese_only_the_quick_ones_are():
    names = [path.stem for path in NOTEBOOKS.glob("*.ipynb")]
    run = {name for name in names if not left_out("zh_CN", f"{name}.ipynb")}
    assert run == RUN_IN_ALL_LANGUAGES


def test_what_is_no_notebook_is_not_meant():
    assert not left_out("zh_CN", "README.md")
    assert not left_out("teaching", "1.ipynb")
