import pytest

from course_utils.classroom import demos
from course_utils.gallery.catalogue import entries
from course_utils.parts import PARTS


def test_all_demos_are_listed_under_their_parts(capsys):
    assert demos.main([]) == 0
    lines = capsys.readouterr().out.splitlines()
    heads = [line for line in lines if line and line[0] != " "]
    assert heads == [part.title for part in PARTS]
    shown = [line.split()[0] for line in lines if line.startswith("      ")]
    assert shown == [entry.title for entry in entries()]
    assert max(map(len, lines)) <= 80


def test_one_demo_is_described_with_the_lines_that_open_it(capsys):
    assert demos.main(["valley"]) == 0
    said = capsys.readouterr().out
    assert "notebooks/05_gradient_descent.ipynb" in said
    code = "\n".join(line.strip() for line in said.splitlines() if line[:4] == "    ")
    namespace = {}
    exec(code.replace("Valley()", "demo = Valley()"), namespace)
    assert namespace["demo"].name in said


def test_a_misspelt_name_ends_with_an_error_and_a_hint(capsys):
    assert demos.main(["Vallee"]) == 2
    assert "did you mean Valley" in capsys.readouterr().out


def test_an_unknown_option_is_refused_but_passed_on_when_serving(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        demos.main(["--port=1"])
    passed = []
    monkeypatch.setattr(
        "course_utils.classroom.gallery_page.serve",
        lambda rest: passed.append(rest) or 0,
    )
    assert demos.main(["--serve", "--port=1", "--no-browser"]) == 0
    assert passed == [["--port=1", "--no-browser"]]
