"""A demo recorded ahead, so that its sliders work on a page without a kernel."""

import html
import itertools
import json
import math
import zlib
from base64 import b64encode

from course_utils.live.controls import Choice, Preset, Toggle
from course_utils.live.hands import in_picture
from course_utils.live.player import pace
from course_utils.live.stage import HANDS, front_end, spoken

STYLES = "panel.css", "stage.css", "hands.css", "player.css", "tabulated.css"
SCRIPTS = *HANDS, "player.js", "tabulated.js"


class Tabulated:
    """The frames of a demo for every position of one or two of its controls.

    `_repr_html_` is a self-contained piece of a page: picture, sliders, script. A page
    with several demos holds the `fragment()` of each, `styles()` and `scripts()` once.
    A grip stays alive where one of its sliders is; points and strokes are those of
    presets.
    """

    def __init__(self, demo, names, most):
        if not 1 <= len(names) <= 2:
            raise ValueError(
                f"Name one or two controls to keep live, not {len(names)}."
            )
        for name in names:
            if name in demo.redraws:
                raise ValueError(f"{name} redraws the still picture: it stays fixed.")
        self._say = demo._say
        self.name, self.look_for = self._say(demo.name), self._say(demo.look_for)
        self.controls = [demo.control(name) for name in names]
        self.start = dict(demo.values)
        self.fixed = [c for c in demo.controls if c.name not in names]
        self.presets = reachable(demo, names)
        self.positions = [positions(demo, c, self.presets, most) for c in self.controls]
        self.size, self.still = demo._pixels, demo.stage.still
        self._record(demo)

    def _record(self, demo):
        """Visit every position, keep its frame, and leave the demo as it was."""
        self.frames, self.headlines, self.calls, self.axes = [], [], [], []
        self.idle, self.heads, self.uses = [], [], []
        places, known = [], {}
        for point in itertools.product(*self.positions):
            demo.set(**dict(zip((c.name for c in self.controls), point, strict=True)))
            self.frames.append(demo.stage.frame)
            parts = demo._recorder.parts()
            self.heads.append(parts[:3])
            self.uses.append([known.setdefault(i, len(known)) for i in parts[3:]])
            self.headlines.append(demo.stage.headline)
            self.calls.append(demo.stage.call)
            self.axes.append(demo.stage.axes)
            self.idle.append([demo.stage.idle.get(c.name, "") for c in self.controls])
            places.append(demo._hands.places()[len(demo._hands.controls) :])
        demo.set(**self.start)
        self.grips = self._grips(demo, places)
        self.images = list(known)  # each once: most frames share theirs with others
        self.packed = packed(self.heads, self.images)

    def _grips(self, demo, places):
        """List the grips that a live control moves, with their place in every frame."""
        live = [control.name for control in self.controls]
        specs = demo._hands.specs()[len(demo._hands.controls) :]
        kept = []
        for number, (grip, spec) in enumerate(zip(demo.grips, specs, strict=True)):
            moved = [live.index(name) for name in grip.controls if name in live]
            seen = [frame[number] for frame in places]
            if moved and len(set(map(str, seen))) > 1:
                kept.append({**spec, "moves": moved, "places": seen})
        return kept

    def _reasons(self):
        """List the reasons why a control rests, and for each frame which it wears."""
        texts = list(dict.fromkeys(["", *itertools.chain(*self.idle)]))
        worn = [list(map(texts.index, reasons)) for reasons in self.idle]
        return {"texts": texts, "worn": worn if len(texts) > 1 else []}

    def _index(self, values):
        return [
            places.index(values[control.name])
            for control, places in zip(self.controls, self.positions, strict=True)
        ]

    def data(self):
        """Return what tabulated.js reads, as values that JSON can hold."""
        return {
            "size": list(self.size),
            "lengths": [list(map(len, head)) for head in self.heads],
            "images": [len(image) for image in self.images],
            "uses": self.uses if self.images else [],
            "headlines": self.headlines,
            "calls": self.calls,
            "axes": self.axes if len(set(self.axes)) > 1 else [],
            "idle": self._reasons(),
            "grips": self.grips,
            "controls": [
                {
                    "kind": _kind(control),
                    "label": self._say(control.label),
                    "readouts": [
                        self._say(text)
                        for text in readouts(control, values, self.presets)
                    ],
                    **_played(control, values),
                }
                for control, values in zip(self.controls, self.positions, strict=True)
            ],
            "start": self._index(self.start),
            "presets": [
                {
                    "name": self._say(p.name),
                    "why": self._say(p.why),
                    "at": self._index(p.values),
                }
                for p in self.presets
            ],
            "note": self.look_for,
            "fixed": self.fixed_line(),
            "still": b64encode(self.still).decode(),
            "frames": b64encode(self.packed).decode(),
        }

    def fixed_line(self):
        """Say in one line which controls do not move, and where they stand."""
        say, parts = self._say, []
        for control in self.fixed:
            text = readout(control, self.start[control.name])
            parts.append(say(control.label) + say.joint(": ") + say(text))
        said = say.joint(", ").join(parts)
        return say("Fixed on this page: {}.").format(said) if parts else ""

    def fragment(self, inside=""):
        """Return the demo for a page that has `styles()` and `scripts()`.

        The HTML in `inside`, a picture, is what the page shows where no script runs.
        """
        text = json.dumps(self.data(), ensure_ascii=False, separators=(",", ":"))
        text = text.replace("</", r"<\/")
        return (
            f'<div class="course-demo course-tabulated" lang="{spoken()}" role="group" '
            f'aria-label="{html.escape(self.name)}">{inside}'
            f'<script type="application/json">{text}</script></div>'
        )

    def _repr_html_(self):
        return (
            f"<style>{styles()}</style>{self.fragment()}<script>(() => {{\n"
            f"{front_end(*SCRIPTS)}\n"
            "openTabulated(document.currentScript.previousElementSibling);\n"
            "})()</script>"
        )

    def __repr__(self):
        names = ", ".join(control.name for control in self.controls)
        return f"<{self.name}: {len(self.frames)} recorded positions of {names}>"


def packed(heads, images):
    """Return the parts of frames, each kind in a row, where they compress best."""
    alike = itertools.chain.from_iterable(zip(*heads, strict=True))
    return zlib.compress(b"".join([*alike, *images]), 9)


def styles():
    """Return the style sheet of recorded demos."""
    return front_end(*STYLES)


def scripts():
    """Return the script that opens all recorded demos of a page, for its end."""
    opening = 'document.querySelectorAll(".course-tabulated").forEach(openTabulated);'
    return f"(() => {{\n{front_end(*SCRIPTS)}\n{opening}\n}})();"


def reachable(demo, names):
    """List the presets that differ from the state in view in `names` only.

    Each comes with the values of all controls.
    """
    presets = [
        Preset(p.name, p.why, **demo._checked(p.values, base=demo._start))
        for p in demo.presets
    ]
    rest = {name: v for name, v in demo.values.items() if name not in names}
    return [preset for preset in presets if rest.items() <= preset.values.items()]


def positions(demo, control, presets, most):
    """Return the values that a control takes on a page: about `most` of them.

    The state in view and those of `presets` are among them, in place of a neighbour.
    """
    values = control.positions(most)
    states = [demo.values, *(preset.values for preset in presets)]
    wanted = {state[control.name] for state in states}
    if in_picture(control):  # what was kept; no hand makes more without a kernel
        kept = [state[control.name] for state in states]
        kept = list(dict.fromkeys(kept))
        return kept if len(kept) > 1 else list(dict.fromkeys([*kept, *values]))
    if isinstance(control, Choice | Toggle):
        return values
    scale = math.log if control.log else float
    for value in sorted(wanted - set(values)):
        spare = [v for v in values[1:-1] if v not in wanted]
        if spare and len(values) >= most:
            values.remove(min(spare, key=lambda v: abs(scale(v) - scale(value))))
        values.append(value)
        values.sort()
    return values


def readout(control, value):
    """Return the text that a slider shows beside itself for `value`."""
    if isinstance(control, Toggle):
        return "on" if value else "off"
    if in_picture(control):
        return control.counted(value)
    return format(value, control.format) if hasattr(control, "format") else str(value)


def readouts(control, values, presets):
    """Return the texts of `values`; what lives in the picture is named by preset."""
    texts = [readout(control, value) for value in values]
    if in_picture(control):
        named = {p.values[control.name]: p.name for p in presets}
        texts = [
            named.get(value, text) for value, text in zip(values, texts, strict=True)
        ]
    return texts


def _kind(control):
    return "choice" if in_picture(control) else type(control).__name__.lower()


def _played(control, values):
    """Return the pace at which a page plays the control, if it is a time."""
    return {"play": pace(len(values))} if getattr(control, "playable", False) else {}
