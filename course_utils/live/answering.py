"""How a demo answers: to its widgets, to a hand in the picture, to a new page."""

from course_utils.live.controls import kept
from course_utils.live.panel import make_buttons, make_controls, make_panel, rest
from course_utils.live.stage import Stage


class Answering:
    """The part of a Demo that stands between its state and the page."""

    def _show(self):
        """Send the state in view to the browser."""
        redrawn = self._follow()
        with self.stage.hold_sync():
            if redrawn:
                self.stage.still = self.still()
                self.stage.hands = self._hands.specs()
            self.stage.places = self._hands.places()
            self.stage.axes = self._hands.axes()
            self.stage.frame = self.frame()
            self.stage.headline = self._title.get_text()
            self.stage.call = repr(self)
            self.stage.note, self.stage.failed = self._say(self._note), False
            rest(self)

    def _answer(self, action):
        """Do what the reader's hand asked for; what goes wrong is said on the page."""
        with self._lock:
            try:
                action()
            except Exception as error:
                with self.stage.hold_sync():
                    trouble = f"This state cannot be shown: {error!r}"
                    self.stage.note = self._say(trouble)
                    self.stage.failed = True
                    self.stage.places = self._hands.places_now(self.stage.places)

    def _move(self, values, note):
        """Set the widgets to `values` and show the result once."""
        with self._lock:
            self._set_widgets(values)
            self.values, self._note = values, note
            self._show()

    def _set_widgets(self, values):
        self._quiet = True
        try:
            for name, value in values.items():
                self.widgets[name].value = value
        finally:
            self._quiet = False

    def _held(self, change):
        """Answer a hand in the picture: first the picture follows, then the sliders."""
        with self._lock:
            with self.stage.hold_sync():
                self._answer(lambda: self._grasp(change["new"]))
                turn = change["new"].get("turn")
                self.stage.answered = turn if isinstance(turn, list) else []
            self._set_widgets(self.values)

    def _grasp(self, held):
        values, trouble = self._hands.take(held)
        if trouble:
            self.stage.note = self._say(trouble)
        elif {**self.values, **values} != self.values:
            self.values = self._checked(values, base=self.values)
            self._note = self.look_for
            self._show()

    def _changed(self, change):
        """Answer a control moved by hand."""
        if not self._quiet:
            self._answer(self._take)

    def _take(self):
        """Take the values of all controls from their widgets and show them."""
        values = {
            control.name: kept(control, self.widgets[control.name].value)
            for control in self.controls
        }
        if values == self.values:  # the browser's echo of a preset, rounded its way
            return
        self.values = values
        self._note = self.look_for
        self._show()

    def _greeted(self, _, content, buffers):
        """Take the density of the reader's screen from a new view's first message."""
        ratio = self._zoom * min(float(content.get("pixelRatio", 1)), 3.0)
        with self._lock:
            if ratio > self._ratio:
                self._ratio = ratio
                self.stage.still = self.still()

    def _make_widgets(self):
        self.stage = Stage(
            size=list(self._pixels),
            zoom=self._zoom,
            still=self.still(),
            frame=self.frame(),
            headline=self._title.get_text(),
            note=self._say(self._note),
            call=repr(self),
            hands=self._hands.specs(),
            places=self._hands.places(),
            axes=self._hands.axes(),
        )
        self.stage.on_msg(self._greeted)
        self.stage.observe(self._held, "held")
        self.widgets = make_controls(self)
        self.buttons = make_buttons(self)
        self.panel = make_panel(self)
        rest(self)

    def _new_draw(self):
        seed = self.control("seed")
        following = (self.values["seed"] + 1 - seed.low) % (seed.high - seed.low + 1)
        self.set(seed=seed.low + following)
