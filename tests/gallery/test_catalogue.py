import subprocess
import sys

import pytest

from course_utils.gallery import catalogue
from course_utils.gallery.catalogue import entries, find
from course_utils.gallery.holding import held
from course_utils.parts import lessons


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.title)
def test_what_is_read_from_the_text_is_what_the_demo_says(entry):
    demo = entry.load()
    assert (entry.name, entry.look_for) == (demo.name, demo.look_for)
    assert entry.hands == tuple(held(demo))
    assert demo.__name__ == entry.title


def test_the_demos_follow_the_lessons():
    titles = [f"{entry.topic}.{entry.title}" for entry in entries()]
    assert titles == [demo for lesson in lessons() for demo in lesson.demos]


def test_a_demo_is_found_by_class_and_by_name():
    valley = find("valley")
    assert valley is find("Gradient descent in two dimensions") is find("Valley")
    assert valley.lesson.number == 5
    assert valley.part.title == "Gradient descent"
    namespace = {}
    exec(valley.statement, namespace)
    assert namespace["Valley"] is valley.load()


def test_a_name_that_is_misspelt_brings_the_one_that_was_meant():
    with pytest.raises(ValueError, match=r"no demo 'Vallee'; did you mean Valley"):
        find("Vallee")
    with pytest.raises(ValueError, match=r"no demo '!!!'\.$"):
        find("!!!")


def test_a_class_that_does_not_say_its_name_has_that_of_its_base(tmp_path, monkeypatch):
    (tmp_path / "two").mkdir()
    (tmp_path / "two" / "letters.py").write_text(
        "class A(Demo):\n    name = 'first'\n    look_for = 'this'\n"
        "    controls = (Slider('t', 't', 0, 9, 1, playable=True), Points('p', 'p'))\n"
        "    grips = (Grip('t'),)\n"
        "class B(A):\n    name = 'second'\n    grips = ()\n"
        "class C(A):\n    controls = (Sketch('s', 's'),)\n"
    )
    monkeypatch.setattr(catalogue, "DEMOS", tmp_path)
    assert catalogue.words_of("two") == {
        "A": ("first", "this", ("drag", "points", "play")),
        "B": ("second", "this", ("points", "play")),
        "C": ("first", "this", ("drag", "draw")),
    }


def test_reading_the_catalogue_loads_no_demo_and_nothing_heavy():
    code = (
        "import sys; from course_utils.gallery.catalogue import entries;"
        "assert len(entries()) > 70; print(*sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(result.stdout.split())
    assert not loaded & {"torch", "numpy", "matplotlib", "ipywidgets"}
    assert not any(name.startswith("course_utils.demos") for name in loaded)
