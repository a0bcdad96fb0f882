import io
from base64 import b64encode

import numpy as np
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from PIL import Image

from course_utils.maintain.notebooks.cleaning import (
    WIDGET_VIEW,
    clean,
    clean_outputs,
    keep_ids,
    keep_numbers,
    keep_pictures,
)


def make_picture(level, *, corner=0):
    levels = np.full((20, 20, 3), level, np.uint8)
    levels[0, 0] += corner
    stream = io.BytesIO()
    Image.fromarray(levels).save(stream, "PNG")
    return b64encode(stream.getvalue()).decode()


def make_display(data, **metadata):
    return new_output("display_data", data, metadata=metadata)


def make_notebook(*sources):
    return new_notebook(cells=[new_code_cell(source) for source in sources])


def test_the_widget_view_goes_and_the_picture_stays():
    data = {WIDGET_VIEW: {}, "image/png": make_picture(9), "text/plain": "Demo()"}
    (output,) = clean_outputs([make_display(data)])
    assert set(output.data) == {"image/png", "text/plain"}


def test_an_output_that_was_only_a_widget_view_goes():
    assert clean_outputs([make_display({WIDGET_VIEW: {}})]) == []


def test_text_printed_in_pieces_is_stored_as_one():
    pieces = [new_output("stream", name="stdout", text=text) for text in ("a\n", "b\n")]
    (output,) = clean_outputs(pieces)
    assert output.text == "a\nb\n"


def test_text_on_both_sides_of_a_picture_stays_there():
    text = new_output("stream", name="stdout", text="a")
    outputs = [text, make_display({"text/plain": "x"}), dict(text)]
    assert len(clean_outputs(outputs[:2])) == 2


def test_only_the_size_of_a_picture_survives_in_metadata():
    output = make_display({"text/plain": "x"}, **{"image/png": {"width": 5}, "a": 1})
    assert clean_outputs([output])[0].metadata == {"image/png": {"width": 5}}


def test_cells_are_counted_from_one_and_keep_only_tags():
    notebook = make_notebook("1", "2")
    notebook.cells.insert(1, new_markdown_cell("text", metadata={"editable": False}))
    notebook.cells[2].metadata = {"tags": ["nbval-ignore-output"], "execution": {}}
    notebook.cells[2].execution_count = 40
    cells = clean(notebook).cells
    assert [cells[0].execution_count, cells[2].execution_count] == [1, 2]
    assert cells[2].metadata == {"tags": ["nbval-ignore-output"]}
    assert cells[1].metadata == {}


def test_a_result_carries_the_count_of_its_cell():
    notebook = make_notebook("5")
    result = new_output("execute_result", {"text/plain": "5"}, execution_count=77)
    notebook.cells[0].outputs = [result]
    assert clean(notebook).cells[0].outputs[0].execution_count == 1


def test_the_kernel_is_named_alike_everywhere():
    notebook = make_notebook()
    notebook.metadata = {"kernelspec": {"name": "mine"}, "widgets": {"state": {}}}
    metadata = clean(notebook).metadata
    assert metadata.kernelspec["name"] == "python3"
    assert set(metadata) == {"kernelspec", "language_info"}


def with_picture(picture, identity):
    notebook = make_notebook("plot()")
    notebook.cells[0].id = identity
    notebook.cells[0].outputs = [make_display({"image/png": picture})]
    return notebook


def stored_picture(new, old):
    outputs = keep_pictures(new, old).cells[0].outputs
    return outputs[0].data["image/png"]


def test_a_picture_that_looks_the_same_is_not_replaced():
    old, new = make_picture(100, corner=20), make_picture(100)
    assert stored_picture(with_picture(new, "a"), with_picture(old, "a")) == old


def test_a_picture_that_changed_is_replaced():
    old, new = make_picture(100, corner=100), make_picture(100)
    assert stored_picture(with_picture(new, "a"), with_picture(old, "a")) == new


def test_a_picture_of_another_cell_is_not_taken():
    old, new = make_picture(100, corner=20), make_picture(100)
    assert stored_picture(with_picture(new, "a"), with_picture(old, "b")) == new


def with_number(text, source="train()", tags=("numbers-within-5%",)):
    notebook = make_notebook(source)
    notebook.cells[0].update(id="a", metadata={"tags": list(tags)})
    notebook.cells[0].outputs = [new_output("stream", name="stdout", text=text)]
    return notebook


def stored_text(new, old):
    return keep_numbers(new, old).cells[0].outputs[0].text


def test_numbers_near_to_the_stored_ones_are_not_replaced():
    old = with_number("loss 1.00")
    assert stored_text(with_number("loss 1.04"), old) == "loss 1.00"
    assert stored_text(with_number("loss 1.06"), old) == "loss 1.06"
    assert stored_text(with_number("cost 1.00"), old) == "cost 1.00"


def test_numbers_of_another_code_or_without_a_tag_are_replaced():
    old = with_number("loss 1.00")
    assert stored_text(with_number("loss 1.04", "fit()"), old) == "loss 1.04"
    assert stored_text(with_number("loss 1.04", tags=[]), old) == "loss 1.04"
    other = with_number("loss 1.04")
    other.cells[0].id = "b"
    assert stored_text(other, old) == "loss 1.04"


def test_an_edited_cell_keeps_its_id_and_so_do_its_neighbours():
    stored, edited = make_notebook("a", "b", "c"), make_notebook("a", "B", "c")
    ids = [cell.id for cell in stored.cells]
    assert [cell.id for cell in keep_ids(edited, stored).cells] == ids


def test_an_inserted_cell_leaves_the_other_ids_alone():
    stored, longer = make_notebook("a", "c"), make_notebook("a", "b", "c")
    fresh = longer.cells[1].id
    ids = [cell.id for cell in stored.cells]
    assert [cell.id for cell in keep_ids(longer, stored).cells] == [
        ids[0],
        fresh,
        ids[1],
    ]
