"""Leave in a notebook what a reader should see, and nothing that changes by itself."""

from difflib import SequenceMatcher

from course_utils.maintain.notebooks.pictures import look_the_same_base64, shrink_base64
from course_utils.maintain.notebooks.tolerance import Tolerance, settle

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def clean(notebook):
    """Remove widget views, timings and settings of an editor, in place.

    Tags stay, and so do the counts of execution, renumbered from 1.
    """
    notebook.metadata.clear()
    notebook.metadata.update({key: dict(value) for key, value in METADATA.items()})
    count = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata.clear()
        if tags:
            cell.metadata["tags"] = list(tags)
        if cell.cell_type == "code":
            count += 1
            cell.outputs = clean_outputs(cell.outputs)
            cell.execution_count = count
            for output in cell.outputs:
                if output.output_type == "execute_result":
                    output.execution_count = count
    return notebook


def clean_outputs(outputs):
    """Return the outputs without widget views, with printed text in one piece."""
    cleaned = []
    for output in outputs:
        if output.output_type == "stream":
            if cleaned and cleaned[-1].get("name") == output.name:
                cleaned[-1].text += output.text
                continue
        elif "data" in output:
            output.data.pop(WIDGET_VIEW, None)
            size = output.metadata.get("image/png")
            output.metadata.clear()
            if size:
                output.metadata["image/png"] = size
            if "image/png" in output.data:
                output.data["image/png"] = shrink_base64(output.data["image/png"])
            if not output.data:
                continue
        cleaned.append(output)
    return cleaned


def keep_pictures(notebook, stored):
    """Put back each stored picture that the new one looks like, cell by cell."""
    before = {cell.id: cell for cell in stored.cells if cell.cell_type == "code"}
    for cell in notebook.cells:
        if cell.cell_type != "code" or cell.id not in before:
            continue
        for new, old in zip(pictures(cell), pictures(before[cell.id]), strict=False):
            if look_the_same_base64(new["image/png"], old["image/png"]):
                new["image/png"] = old["image/png"]
    return notebook


def keep_numbers(notebook, stored):
    """Put back stored numbers that the new ones lie near to, cell by cell.

    Only in cells whose tags allow it, and whose code is that of the stored cell.
    """
    before = {cell.id: cell for cell in stored.cells}
    for cell in notebook.cells:
        old = before.get(cell.id)
        tolerance = Tolerance.of(cell.metadata.get("tags", ()))
        if tolerance and old and old.source == cell.source:
            settle(cell.outputs, old.get("outputs", []), tolerance)
    return notebook


def pictures(cell):
    """List the data of a cell's outputs that hold a picture."""
    bundles = (output.get("data", {}) for output in cell.outputs)
    return [bundle for bundle in bundles if "image/png" in bundle]


def keep_ids(notebook, stored):
    """Give each cell the id of the stored cell that it continues.

    Unchanged cells keep theirs; of cells that were edited, the first continues the
    first, and so on. New cells keep the id that they came with.
    """
    new, old = (
        [f"{c.cell_type} {c.source}" for c in n.cells] for n in (notebook, stored)
    )
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        for before, after in zip(
            stored.cells[i:i_end], notebook.cells[j:j_end], strict=False
        ):
            if before.cell_type == after.cell_type:
                after.id = before.id
    return notebook
