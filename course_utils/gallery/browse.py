"""The gallery: cards of all demos, and beside them the one that is open."""

import gc
import html
import threading
from pathlib import Path

import anywidget
import ipywidgets as widgets
import traitlets as t

from course_utils import projector
from course_utils.gallery import pictures
from course_utils.gallery.catalogue import entries, find
from course_utils.gallery.holding import sentence
from course_utils.gallery.sheet import sheet
from course_utils.live.stage import shown, spoken
from course_utils.translation.speaker import speaker, speaker_of
from course_utils.translation.web_texts import script, style

HERE = Path(__file__).parent


class Shelf(anywidget.AnyWidget):
    """The cards of all demos by part; a click on one sends `{"open": its class}`.

    `parts` lists titles, each with its demos; `opened` is the class of the one in view;
    `note` says what went wrong, `lang` is the language of its words. It asks for
    `{"pictures": True}`, and gets `{"pictures": classes}` with a buffer (WebP) for
    each, as often as some are painted.
    """

    _esm = script((HERE / "shelf.js").read_text(encoding="utf-8"), speaker("gallery"))
    _css = style((HERE / "shelf.css").read_text(encoding="utf-8"), speaker("gallery"))

    parts = t.List().tag(sync=True)
    opened = t.Unicode().tag(sync=True)
    note = t.Unicode().tag(sync=True)
    lang = t.Unicode().tag(sync=True)

    @t.default("lang")
    def _spoken(self):
        return spoken()


class Gallery:
    """Cards of all demos of the course; the one that is chosen opens beside them.

    `opened` names one to begin with, by class or by name; ValueError if there is none
    such.
    """

    def __init__(self, opened=""):
        self._lock = threading.RLock()  # clicks are answered on another thread
        self._painter = None
        self.demo = None
        self.shelf = Shelf(parts=table())
        self.shelf.add_class("course-shelf")
        self.shelf.on_msg(self._asked)
        self.heading = widgets.HTML()
        self.place = widgets.VBox([self.heading])
        self.place.add_class("course-place")
        self.panel = widgets.Box([self.shelf, self.place])
        self.panel.add_class("course-gallery")
        self.panel.add_class("course-beside" if opened else "course-browsing")
        if projector.zoom() > 1:
            self.panel.add_class("course-projector")
        if opened:
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
        """The line that imports the demo in view; "" while none is open."""
        return find(self.shelf.opened).statement if self.demo else ""

    def _asked(self, _, content, buffers):
        """Answer a click on a card, and a page that wants the pictures."""
        if content.get("pictures"):
            self._send_pictures()
            return
        try:
            self.open(content["open"])
        except Exception as error:
            trouble = f"{content.get('open')} cannot be opened: {error!r}"
            self.shelf.note = speaker("gallery")(trouble)

    def _send_pictures(self):
        """Send all pictures there are at once, and those to be painted one by one."""
        found = [(entry, pictures.latest(entry)) for entry in entries()]
        self._send([(entry, picture) for entry, picture in found if picture])
        if self._painter is None or not self._painter.is_alive():
            self._painter = threading.Thread(target=self._paint, daemon=True)
            self._painter.start()

    def _paint(self):
        for pair in pictures.make_missing(entries()):
            self._send([pair])

    def _send(self, pairs):
        """Send pictures, a list of (entry, WebP bytes), to the page."""
        titles = [entry.title for entry, _ in pairs]
        self.shelf.send({"pictures": titles}, buffers=[picture for _, picture in pairs])

    def __repr__(self):
        opened = f", open: {self.demo!r}" if self.demo else ""
        return f"Gallery of all demos{opened}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        picture = self.demo.png() if self.demo else sheet(known_pictures())
        return shown(self.panel, self.shelf, repr(self), picture)


def known_pictures():
    """List the pictures of all demos that have one."""
    return [picture for picture in map(pictures.latest, entries()) if picture]


def table():
    """Return what the cards say: parts with their demos, as plain dicts."""
    parts = {}
    for entry in (entry.spoken() for entry in entries()):
        demo = {
            "title": entry.title,
            "name": entry.name,
            "look_for": entry.look_for,
            "lesson": f"{entry.lesson.number} {entry.lesson.title}",
            "hands": list(entry.hands),
        }
        parts.setdefault(entry.part.title, []).append(demo)
    return [{"title": part, "demos": demos} for part, demos in parts.items()]


def heading(entry):
    """Return the lines above an open demo: its name, where it stands, what to hold."""
    say, spoken, demo = speaker("gallery"), entry.spoken(), entry.load()
    where = say(f"Notebook {entry.lesson.number}, {spoken.lesson.title}")
    hands = html.escape(sentence(demo, say, speaker_of(demo.__module__)))
    return (
        f"<h2>{html.escape(spoken.name)}</h2><p>{html.escape(where)} · "
        f"<code>{entry.statement}</code></p>" + (hands and f"<p>{hands}</p>")
    )


def discard(widget):
    """Close a widget with all that stands in it, here and in the browser."""
    for child in getattr(widget, "children", ()):
        discard(child)
    for part in (widget.layout, getattr(widget, "style", None), widget):
        if part is not None:
            part.close()
