import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course_utils.maintain.notebooks.running import RunError, run


def make_notebook(*sources):
    cells = [new_markdown_cell("# 0 Title")]
    return new_notebook(cells=cells + [new_code_cell(source) for source in sources])


def test_a_run_stores_outputs_and_measures_each_cell(tmp_path):
    notebook = make_notebook("import os; os.environ['COURSE_DEVICE']", "print(1 + 1)")
    result = run(notebook, folder=tmp_path)
    assert notebook.cells[1].outputs[0].data["text/plain"] == "'cpu'"
    assert notebook.cells[2].outputs[0].text == "2\n"
    assert set(result.seconds) == {1, 2}
    assert result.memory > 10
    assert len(notebook.cells) == 3


def test_the_memory_is_the_kernels_own(tmp_path):
    ballast = bytearray(b"x") * 2**29
    result = run(make_notebook("1"), folder=tmp_path)
    assert result.memory < len(ballast) / 2**20


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "cell 1 stopped:"),
        ("import sys; print('careful', file=sys.stderr)", "cell 1 wrote to stderr"),
        ("[1, 2];", "cell 1 ends in ';'"),
    ],
)
def test_what_a_reader_should_not_see_is_refused(source, message, tmp_path):
    with pytest.raises(RunError, match=message):
        run(make_notebook(source), folder=tmp_path)
