"""A notebook as one page: its text, code, stored outputs, and its demos live."""

from base64 import b64encode
from html import escape

import nbformat
from nbconvert import HTMLExporter

from course_utils.gallery.catalogue import entries
from course_utils.maintain.notebooks.pictures import shrink
from course_utils.maintain.site.demos import openers, record, stored_demo
from course_utils.maintain.site.frames import frames
from course_utils.maintain.site.text import to_html
from course_utils.parts import PARTS
from course_utils.translation.speaker import speaker

ALT = "What the code above draws"


def notebook_body(path, pages, quick=False):
    """Return a notebook's HTML, its headings, and the demos on it as (name, anchor).

    `pages` says which page stands for which file; a `quick` page has few positions of
    each control.
    """
    notebook = nbformat.read(path, 4)
    headings, demos = [], []

    def markdown(text):
        html, found = to_html(text, pages)
        headings.extend(found)
        return html

    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            open_output(output, demos, quick)
    exporter = HTMLExporter(
        template_name="basic", exclude_input_prompt=True, exclude_output_prompt=True
    )
    exporter.register_filter("markdown2html", markdown)
    exporter.register_filter("clean_html", lambda html: html)  # it is our own
    html, _ = exporter.from_notebook_node(notebook)
    return html, headings, demos


def open_output(output, demos, quick):
    """Put what moves on a page into a stored output; note a demo in `demos`."""
    data = output.get("data", {})
    if "image/png" in data:
        output.metadata["image/png"] = {"alt": speaker("site")(ALT)}
    demo = stored_demo(output)
    if demo is not None:
        anchor = type(demo).__name__
        first = anchor not in [known for _, known in demos]
        demos.append((demo._say(demo.name), anchor))
        data["text/html"] = live(
            demo, data["image/png"], anchor if first else "", quick
        )
    elif data.get("text/plain", "").startswith("Gallery of all demos"):
        data["text/html"] = gallery()


def live(demo, picture, anchor, quick):
    """Return the HTML of a recorded demo, with its stored picture inside."""
    alt = escape(demo._say(demo.headline(demo.result)))
    inside = f'<img src="data:image/png;base64,{picture}" alt="{alt}">'
    return (
        f'<div class="demo" id="{anchor}">{record(demo, quick).fragment(inside)}</div>'
    )


def live_picture(name, quick=False):
    """Return the HTML of the demo of this class, in the state it opens in."""
    demo = openers()[name]()
    picture = b64encode(shrink(demo.png())).decode()
    return live(demo, picture, name, quick)


def gallery():
    """Return cards of all demos of the course, part by part, that lead to them."""
    say = speaker("gallery")
    parts = [
        (say(part.title), [e.spoken() for e in entries() if e.part is part])
        for part in PARTS
    ]
    return frames(trim_blocks=True).get_template("gallery.html.j2").render(parts=parts)
