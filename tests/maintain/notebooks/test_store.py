import nbformat
import pytest

from course_utils.maintain.notebooks import store

TEXT = """# %% [markdown]
# # 98 Scratch

# %%
print("a first line")

# %% tags=["nbval-ignore-output"]
2 + 2
"""


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "98_scratch.py"
    path.write_text(TEXT)
    return path


def test_a_text_becomes_a_notebook_and_the_second_time_changes_nothing(
    tmp_path, text, capsys
):
    path = tmp_path / "98_scratch.ipynb"
    assert store.make(path, text)
    first = path.read_text()
    assert store.make(path, text)
    assert path.read_text() == first
    assert "98_scratch.ipynb: " in capsys.readouterr().out
    cells = nbformat.read(path, 4).cells
    assert [cell.cell_type for cell in cells] == ["markdown", "code", "code"]
    assert cells[1].outputs[0].text == "a first line\n"
    assert cells[2].metadata.tags == ["nbval-ignore-output"]


def test_stored_numbers_stay_while_the_new_ones_are_near(tmp_path):
    path, near = tmp_path / "98_scratch.ipynb", 'tags=["numbers-within-5%"]'
    for number, stored in [(1.0, 1.0), (1.02, 1.0), (1.1, 1.1)]:
        (tmp_path / "number.txt").write_text(f"{number}")
        text = tmp_path / "98_scratch.py"
        text.write_text(f"# %% {near}\nprint('loss', open('number.txt').read())\n")
        assert store.make(path, text)
        (cell,) = nbformat.read(path, 4).cells
        assert cell.outputs[0].text == f"loss {stored}\n"


def test_an_error_is_named_and_nothing_is_stored(tmp_path, text, capsys):
    text.write_text(TEXT.replace("2 + 2", "2 / 0"))
    assert not store.make(tmp_path / "98_scratch.ipynb", text)
    assert "98_scratch.ipynb: cell 2 stopped" in capsys.readouterr().out
    assert not (tmp_path / "98_scratch.ipynb").exists()


def test_a_notebook_that_grew_too_large_is_not_stored(tmp_path, text, capsys):
    text.write_text(TEXT.replace("2 + 2", "print('x' * 500_000)"))
    assert not store.make(tmp_path / "98_scratch.ipynb", text)
    assert "larger than 400 kB" in capsys.readouterr().out


def test_numbers_choose_notebooks(tmp_path):
    for name in ("05_walk.ipynb", "12_nets.ipynb", "notes.ipynb"):
        (tmp_path / name).touch()
    names = [path.name for path in store.chosen([], tmp_path)]
    assert names == ["05_walk.ipynb", "12_nets.ipynb", "notes.ipynb"]
    assert [p.name for p in store.chosen(["12"], tmp_path)] == ["12_nets.ipynb"]
    with pytest.raises(SystemExit, match="begins with 77"):
        store.chosen(["77"], tmp_path)
