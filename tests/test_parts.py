import re
import subprocess
import sys

from course_utils.parts import PARTS, lessons
from tests.demos.test_all_demos import ALL
from tests.rules import NOTEBOOKS, Lesson, demo_in


def test_every_notebook_is_in_one_part_under_its_title_and_in_order():
    titles = [
        Lesson.read(path).cells[0].source.partition("\n")[0] for path in NOTEBOOKS
    ]
    assert [lesson.notebook for lesson in lessons()] == [p.stem for p in NOTEBOOKS]
    assert [f"# {lesson.number} {lesson.title}" for lesson in lessons()] == titles


def test_every_demo_is_in_one_lesson():
    listed = [name for lesson in lessons() for name in lesson.demos]
    found = [f"{d.__module__.split('.')[2]}.{d.__name__}" for d in ALL]
    assert sorted(listed) == sorted(found)


def test_a_lesson_lists_the_demos_of_its_notebook_in_the_order_of_the_page():
    for path, lesson in zip(NOTEBOOKS, lessons(), strict=True):
        names = [demo.rpartition(".")[2] for demo in lesson.demos]
        cells = [demo_in(source, names) for _, source in Lesson.read(path).code]
        assert list(dict.fromkeys(filter(None, cells))) == names


def test_parts_follow_each_other_without_a_gap():
    ends = [number for part in PARTS for number in part.numbers]
    assert ends[0] == 0
    assert all(b == a + 1 for a, b in zip(ends[1::2], ends[2::2], strict=False))


def test_reading_the_parts_loads_nothing_heavy():
    code = "import sys; import course_utils.parts; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert not re.search(r"\b(torch|numpy|matplotlib|ipywidgets)\b", result.stdout)
