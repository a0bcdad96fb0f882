"""The gallery: a list of all demos, and beside it the one that is open."""

import gc
import html
import threading
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets as t

from course_utils import projector
from course_utils.gallery.catalogue import entries, find
from course_utils.live.stage import shown
from course_utils.translation.speaker import speaker
from course_utils.translation.web_texts import script

HERE = Path(__file__).parent


class Shelf(anywidget.AnyWidget):
    """The list of demos by part; a click on one sends `{"open": its class}`.

    `parts` lists titles and lessons, each with its demos; `opened` is the class of the
    one in view; `note` says what went wrong.
    """

    _esm = script((HERE / "shelf.js").read_text(encoding="utf-8"), speaker("gallery"))
    _css = HERE / "shelf.css"

    parts = t.List().tag(sync=True)
    opened = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)


class Gallery:
    """All demos of the course, one of them open.

    `opened` names the first, by class or by name; ValueError if there is no such demo.
    """

    def __init__(self, opened="FitALineByHand"):
        self._lock = threading.RLock()  # clicks are answered on another thread
        self.demo = None
        self.shelf = Shelf(parts=table())
        self.shelf.add_class("course-shelf")
        self.shelf.on_msg(self._clicked)
        self.heading = widgets.HTML()
        self.place = widgets.VBox([self.heading])
        self.place.add_class("course-place")
        self.panel = widgets.Box([self.shelf, self.place])
        self.panel.add_class("course-gallery")
        if projector.zoom() > 1:
            self.panel.add_class("course-projector")
        self.open(opened)

    def open(self, name, **values):
        """Open a demo in place of the one in view, in the state given by `values`."""
        with self._lock:
            entry = find(name)
            demo, before = entry.load()(**values), self.demo
            self.heading.value = heading(entry)
            self.place.children = (self.heading, demo.panel)
            self.demo, self.shelf.opened, self.shelf.note = demo, entry.title, ""
            if before:
                discard(before.panel)
                del before
                gc.collect()  # figures hold themselves in circles

    @property
    def statement(self):
        """The line that imports the demo in view."""
        return find(self.shelf.opened).statement

    def _clicked(self, _, content, buffers):
        """Answer a click on the list; what goes wrong is said there."""
        try:
            self.open(content["open"])
        except Exception as error:
            trouble = f"{content.get('open')} cannot be opened: {error!r}"
            self.shelf.note = speaker("gallery")(trouble)

    def __repr__(self):
        return f"Gallery of {len(entries())} demos, open: {self.demo!r}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return shown(self.panel, self.shelf, repr(self), self.demo.png())


def table():
    """Return what the list shows: parts with lessons with demos, as plain dicts."""
    parts, say = {}, speaker("gallery")
    for entry in entries():
        lessons = parts.setdefault(say(entry.part.title), {})
        title = f"{entry.lesson.number} {say(entry.lesson.title)}"
        name, look_for = map(
            speaker(f"demos/{entry.topic}"), (entry.name, entry.look_for)
        )
        demo = {"title": entry.title, "name": name, "look_for": look_for}
        lessons.setdefault(title, []).append(demo)
    return [
        {
            "title": part,
            "lessons": [{"title": k, "demos": v} for k, v in lessons.items()],
        }
        for part, lessons in parts.items()
    ]


def heading(entry):
    """Return the lines above an open demo: its name, and where it stands."""
    say = speaker("gallery")
    where = say(f"Notebook {entry.lesson.number}, {say(entry.lesson.title)}")
    name = speaker(f"demos/{entry.topic}")(entry.name)
    return (
        f"<h2>{html.escape(name)}</h2><p>{html.escape(where)} · "
        f"<code>{entry.statement}</code></p>"
    )


def discard(widget):
    """Close a widget with all that stands in it, here and in the browser."""
    for child in getattr(widget, "children", ()):
        discard(child)
    for part in (widget.layout, getattr(widget, "style", None), widget):
        if part is not None:
            part.close()
