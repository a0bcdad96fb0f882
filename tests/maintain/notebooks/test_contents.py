import nbformat
import pytest
from nbformat.v4 import new_markdown_cell, new_notebook

from course_utils.maintain.notebooks.contents import (
    HEAD,
    contents,
    question_of,
    replace_section,
    update,
)


def write(folder, name, text):
    nbformat.write(new_notebook(cells=[new_markdown_cell(text)]), folder / name)


def test_the_bold_question_is_the_one_that_is_listed():
    text = "# 5 Descent\n\nYou walk. Or not? **How does\none walk?** Built: a loop."
    assert question_of(text) == "How does one walk?"
    assert question_of("# 5 下降\n\n**怎么下山？** 看不见。") == "怎么下山？"
    assert question_of("# 5 下降\n\n你在走。为什么慢？嗯。") == "为什么慢？"
    assert question_of("# 5 Descent\n\nYou walk. Why so slowly? Ah.") == (
        "Why so slowly?"
    )


def test_the_table_follows_the_notebooks_and_the_rest_stays(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n\n{HEAD}| 9 | old | row |\n\nafter | this\n")
    write(tmp_path, "05_walk.ipynb", "# 5 Walking\n\n**How?** 20 minutes")
    write(tmp_path, "02_look.ipynb", "# 2 Looking\n\n**What?** 20 minutes")
    update(readme, tmp_path)
    assert readme.read_text() == (
        f"before\n\n{HEAD}"
        "| 2 | [Looking](notebooks/02_look.ipynb) | What? |\n"
        "| 5 | [Walking](notebooks/05_walk.ipynb) | How? |\n"
        "\nafter | this\n"
    )
    assert contents([]) == HEAD


def test_a_section_is_replaced_and_its_neighbours_stay(tmp_path):
    readme = tmp_path / "README.md"
    readme.write_text("# A\n\n## Measured\n\nold\n\nrows\n\n## Next\n\ntext\n")
    replace_section("Measured", "| new \\1 |", readme=readme)
    wanted = "# A\n\n## Measured\n\n| new \\1 |\n\n## Next\n\ntext\n"
    assert readme.read_text() == wanted
    with pytest.raises(ValueError, match="no heading '## Speed'"):
        replace_section("Speed", "", readme=readme)
