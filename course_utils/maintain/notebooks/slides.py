"""Cut a notebook into slides by a rule, so that no author marks them by hand.

A section begins a slide; below it stand its steps: a text with the code that answers
it, a question beside its demo, an exercise with its stub and check. What would be
higher than a screen of 1280 by 720 goes on the next one. The heights are estimates for
the type sizes of `notebooks/rise.css`; what still is too high can be scrolled.
"""

import re
from base64 import b64decode
from struct import unpack

SLIDE, SUBSLIDE, SKIP, SAME = "slide", "subslide", "skip", "-"
ROOM = 650  # of the 720 pixels; the rest is the margin
TEXT_LINE, TEXT_WIDTH = 28, 112  # pixels, characters
CODE_LINE, SMALL_CODE_LINE, OUTPUT_LINE = 21, 16, 19
TALLEST_PICTURE = 345


def mark(notebook):
    """Set the slide type of every cell, in place, and return the notebook."""
    for cell, kind in zip(notebook.cells, slide_types(notebook.cells), strict=True):
        cell.metadata["slideshow"] = {"slide_type": kind}
    return notebook


def slide_types(cells):
    """List the slide type of each cell."""
    types, free = [], 0  # pixels left on the slide
    setup = next((n for n, c in enumerate(cells) if c.cell_type == "code"), None)
    beside = stub = False  # does the cell stand beside a question, or in an exercise?
    for number, cell in enumerate(cells):
        height = height_of(cell)
        follower = cells[number + 1] if number + 1 < len(cells) else None
        if number == setup:
            kind = SKIP
        elif cell.cell_type == "markdown":
            asks = follower is not None and is_demo(follower)
            stub = "### Exercise" in cell.source
            leads = follower is not None and follower.cell_type == "code"
            if number == 0 or re.search(r"^## ", cell.source, re.MULTILINE):
                kind = SLIDE
            elif asks or stub or leads or height > free:
                kind = SUBSLIDE
            else:
                kind = SAME
            beside = asks
        elif stub or beside:
            kind = SAME
        else:
            kind = SUBSLIDE if is_demo(cell) or height > free else SAME
        if kind != SKIP:
            free = (free if kind == SAME else ROOM) - height
        if cell.cell_type == "code":
            stub = stub and ".check(" not in cell.source
            beside = False
            if is_demo(cell):
                free = 0
        types.append(kind)
    return types


def is_demo(cell):
    """Tell a cell whose result is a demo: a picture that is no figure of matplotlib."""
    return any(
        output.output_type == "execute_result" and "image/png" in output.data
        for output in cell.get("outputs", ())
    )


def height_of(cell):
    """Estimate the height of a cell on a slide, in pixels."""
    if cell.cell_type == "markdown":
        return height_of_text(cell.source)
    drawn = any("image/png" in output.get("data", {}) for output in cell.outputs)
    line = SMALL_CODE_LINE if drawn else CODE_LINE
    code = line * len(cell.source.splitlines()) + 20
    return code + sum(map(height_of_output, cell.outputs))


def height_of_text(source):
    """Estimate the height of a text: its paragraphs, formulas, tables and headings."""
    height = 0
    for block in re.split(r"\n\s*\n", source):
        for line in block.splitlines():
            heading = re.match(r"#+ ", line)
            lines = 1 + len(line) // (TEXT_WIDTH // 2 if heading else TEXT_WIDTH)
            height += (46 if heading else TEXT_LINE) * lines
        height += 30 if "$$" in block else 12
    return height


def height_of_output(output):
    """Estimate the height of one output: a picture, a card, or lines of text."""
    if output.output_type == "stream":
        return OUTPUT_LINE * len(output.text.splitlines()) + 8
    if "image/png" in output.data:
        head = b64decode(output.data["image/png"][:64])
        return min(unpack(">I", head[20:24])[0], TALLEST_PICTURE) + 10
    if "text/html" in output.data:
        rows = output.data["text/html"].count("<tr")
        return max(60, 24 * rows + 20)
    return OUTPUT_LINE * len(output.data.get("text/plain", "").splitlines()) + 8
