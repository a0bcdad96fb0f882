"""A demo: controls, a pure computation, a still picture and the artists that move."""

import threading

import matplotlib.style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage

from course_utils import projector
from course_utils.live.answering import Answering
from course_utils.live.controls import short
from course_utils.live.hands import Hands, in_picture
from course_utils.live.painting import png
from course_utils.live.recorder import Recorder
from course_utils.live.stage import shown
from course_utils.live.tabulated import Tabulated
from course_utils.translation import pictures, speaker

STYLE_SHEET = "course_utils.draw.course"
DPI = 100


class Demo(Answering):
    """A picture that follows its controls.

    A subclass gives `name`, `look_for`, `controls`, `presets`, `figsize` (inches) and

    - `compute(**values)`: static and pure; returns a dict of arrays and numbers;
    - `draw(figure, values)`: draws the still part, returns the artists that move;
    - `update(result)`: sets the data of those artists;
    - `headline(result)`: static; the finding in the state in view, in one line.

    `redraws` names the controls whose change draws the still part anew: all of it, or
    in half the time what a method `redraw(values)`, which looks at no other controls,
    changes of it; `telling` the one or two that move on a page without a kernel, where
    the choice is not plain; `grips` the places in the picture that a hand can take hold
    of (see Grip); `idle` the states in which a control changes nothing (see Idle).
    Calling the subclass with control values opens the demo in that state; an unknown
    name or a value outside its range raises ValueError.
    """

    name = ""
    look_for = ""
    figsize = (9, 3.6)
    controls = ()
    presets = ()
    redraws = ()
    telling = ()
    grips = ()
    redraw = None
    idle = ()

    def __init__(self, **values):
        self._lock = threading.RLock()  # sliders are answered on another thread
        self._quiet, self._stills = False, {}
        self._zoom = self._ratio = projector.zoom()
        self._say = speaker.speaker_of(type(self).__module__)
        self._start = self._checked(values)
        self._note = self.look_for
        self.values = dict(self._start)
        self._hands = Hands(self)
        self._build()
        self._make_widgets()

    # What a notebook uses --------------------------------------------------------

    def set(self, **values):
        """Move controls to `values`, all at once; raise ValueError as the call does."""
        self._move(self._checked(values, base=self.values), self.look_for)

    def apply(self, preset):
        """Go to the preset of this name; raise ValueError if there is none."""
        known = {p.name: p for p in self.presets}
        if preset not in known:
            raise ValueError(
                f"{type(self).__name__} has no preset {preset!r}; it has: "
                + ", ".join(map(repr, known))
            )
        chosen = known[preset]
        target = self._checked(chosen.values, base=self._start)
        self._move(target, f"{chosen.name}: {chosen.why}")

    def reset(self):
        """Go back to the state in which the demo was opened."""
        self._move(dict(self._start), self.look_for)

    def tabulate(self, *names, most=101):
        """Return the demo as a page that needs no kernel: `names` (1 or 2) stay live.

        Every position of those controls is recorded, at most `most` for each.
        """
        return Tabulated(self, names, most)

    def png(self, ratio=1.0):
        """Return the whole picture, drawn by matplotlib alone, as PNG bytes."""
        with self._lock:
            return self._paint_png(ratio, moving=True)

    def frame(self):
        """Return the recorded moving artists in the state in view, as bytes."""
        with self._lock:
            self._recorder.clear()
            for artist in sorted(self._moving, key=lambda a: a.get_zorder()):
                artist.draw(self._recorder)
            return self._recorder.frame()

    def __repr__(self):
        given = ", ".join(
            f"{c.name}={short(self.values[c.name])}"
            for c in self.controls
            if not (in_picture(c) and self.values[c.name] == c.default)
        )
        return f"{type(self).__name__}({given})"

    def _repr_mimebundle_(self, include=None, exclude=None):
        return shown(self.panel, self.stage, repr(self), self.png(self._zoom))

    # How it works ----------------------------------------------------------------

    @classmethod
    def control(cls, name):
        """Return the control called `name`; raise ValueError if there is none."""
        for control in cls.controls:
            if control.name == name:
                return control
        known = ", ".join(control.name for control in cls.controls)
        raise ValueError(f"{cls.__name__} has no control {name!r}; it has: {known}.")

    @classmethod
    def defaults(cls):
        """Return the default of every control by name."""
        return {control.name: control.default for control in cls.controls}

    def idle_now(self):
        """Return why controls change nothing in the state in view, by their names."""
        rest = (i for i in reversed(self.idle) if i.when(self.values, self.result))
        return {idle.name: idle.why for idle in rest}

    def _checked(self, values, base=None):
        checked = {name: self.control(name).check(v) for name, v in values.items()}
        return {**(self.defaults() if base is None else base), **checked}

    def _build(self):
        """Draw the still part and the moving artists for the values in force."""
        self.result = self.compute(**self.values)
        with matplotlib.style.context([STYLE_SHEET, pictures.settings()]):
            self.figure = Figure(figsize=self.figsize, dpi=DPI)
            FigureCanvasAgg(self.figure)
            self._title = self.figure.suptitle("X", x=0.012, ha="left", weight="bold")
            self._moving = [*self.draw(self.figure, dict(self.values)), self._title]
        for artist in self._moving:
            if isinstance(artist, AxesImage):
                artist.set_interpolation("none")  # sent at its own resolution
        self.update(self.result)
        self._captions = pictures.Captions(self.figure, self._moving, self._say)
        self._lay_out()
        self._title.set_text(self.headline(self.result))
        self._captions.follow()
        self._pixels = tuple(round(v) for v in self.figure.bbox.size)
        # One for all frames: matplotlib keeps the layout of texts by renderer.
        self._recorder = Recorder(*self._pixels, DPI)
        self._drawn_for = {name: self.values[name] for name in self.redraws}

    def _lay_out(self):
        """Give every Axes its place, which it then keeps."""
        if (engine := self.figure.get_layout_engine()) is not None:
            engine.execute(self.figure)
            self.figure.set_layout_engine("none")

    def _paint_png(self, ratio, *, moving):
        """Return the figure as PNG; the still part alone unless `moving`."""
        return png(self.figure, DPI * ratio, without=() if moving else self._moving)

    def still(self):
        """Return the part that does not move as PNG bytes at the screen's density."""
        with self._lock:
            if self.redraw is None:
                self._stills.clear()
            seen = (self._ratio, *self._drawn_for.values())
            if seen not in self._stills:
                self._stills[seen] = self._paint_png(self._ratio, moving=False)
            return self._stills[seen]

    def _follow(self):
        """Bring the picture to `self.values`; return whether the still part changed."""
        due = any(self.values[name] != self._drawn_for[name] for name in self.redraws)
        if due and self.redraw is None:
            self._build()
            return True
        if due:
            self.redraw(dict(self.values))
            self._drawn_for = {name: self.values[name] for name in self.redraws}
        self.result = self.compute(**self.values)
        self.update(self.result)
        self._title.set_text(self.headline(self.result))
        self._captions.follow(everywhere=due)
        return due
