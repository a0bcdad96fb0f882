"""The picture of a demo in the browser: a still image below, a canvas above."""

from pathlib import Path

import anywidget
import traitlets as t

from course_utils.translation import language
from course_utils.translation.speaker import speaker
from course_utils.translation.web_texts import script, style

HERE = Path(__file__).parent
# What a page needs to replay frames and to let hands into the picture.
HANDS = "replay.js", "pin.js", "hands.js", "points.js", "pad.js"
VIEW = "application/vnd.jupyter.widget-view+json"


def front_end(*names):
    """Return the text of front-end files of this folder, one after the other."""
    text = "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
    translate = style if names[0].endswith(".css") else script
    return translate(text, speaker("live"))


def spoken():
    """Return the language spoken now as pages name it: `en`, `zh-CN`."""
    return language.language().replace("_", "-")


class Stage(anywidget.AnyWidget):
    """Show `still` (PNG) with `frame` (see recorder.py) replayed above it.

    `size` is width and height in CSS pixels, shown `zoom` times as large; `headline`
    is what a screen reader says; `note` and `call` are the lines below the picture.
    `hands` and `places` say what a hand can take hold of and where it is (see
    hands.py), `held` what it asks for, `answered` which asking the picture shows;
    `axes` changes when a picture can no longer be compared with the one before; `idle`
    says why a control of the panel, by name, changes nothing in the state in view;
    `lang` is the language of all its words.
    """

    _esm = front_end(*HANDS, "widget.js")
    _css = front_end("panel.css", "stage.css", "hands.css")

    lang = t.Unicode().tag(sync=True)
    size = t.List(t.Int()).tag(sync=True)
    zoom = t.Float(1.0).tag(sync=True)
    still = t.Bytes().tag(sync=True)
    frame = t.Bytes().tag(sync=True)
    headline = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    call = t.Unicode().tag(sync=True)
    idle = t.Dict().tag(sync=True)
    failed = t.Bool(False).tag(sync=True)
    hands = t.List().tag(sync=True)
    places = t.List().tag(sync=True)
    axes = t.Unicode().tag(sync=True)
    held = t.Dict().tag(sync=True, echo_update=False)
    answered = t.List().tag(sync=True)

    @t.default("lang")
    def _spoken(self):
        return spoken()


def shown(panel, part, text, picture):
    """Return what a cell shows: the box `panel`, or else `picture` (PNG) or `text`.

    `part` is an anywidget in the box. It is asked for the view, since it knows what the
    front end needs: Colab wants to be told where widgets come from, and with
    ipywidgets 7, which Colab has, a box cannot say by itself how it is shown.
    """
    data, metadata = part._repr_mimebundle_()
    view = data[VIEW] | {"model_id": panel.model_id}
    data = {VIEW: view, "text/plain": text, "image/png": picture}
    return (data, metadata) if metadata else data
