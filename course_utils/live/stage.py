"""The picture of a demo in the browser: a still image below, a canvas above."""

from pathlib import Path

import anywidget
import traitlets as t

HERE = Path(__file__).parent


def front_end(*names):
    """Return the text of front-end files of this folder, one after the other."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


class Stage(anywidget.AnyWidget):
    """Show `still` (PNG) with `frame` (see recorder.py) replayed above it.

    `size` is width and height in CSS pixels, shown `zoom` times as large; `headline`
    is what a screen reader says; `note` and `call` are the lines below the picture.
    """

    _esm = front_end("replay.js", "widget.js")
    _css = front_end("stage.css")

    size = t.List(t.Int()).tag(sync=True)
    zoom = t.Float(1.0).tag(sync=True)
    still = t.Bytes().tag(sync=True)
    frame = t.Bytes().tag(sync=True)
    headline = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    call = t.Unicode().tag(sync=True)
    failed = t.Bool(False).tag(sync=True)
