"""A demo recorded ahead, so that its sliders work on a page without a kernel."""

import base64
import html
import itertools
import json
import zlib

from course_utils.live.stage import front_end


class Tabulated:
    """The frames of a demo for every position of one or two of its controls.

    `_repr_html_` is a self-contained piece of a page: picture, sliders, script.
    """

    def __init__(self, demo, names, most):
        if not 1 <= len(names) <= 2:
            raise ValueError(
                f"Name one or two controls to keep live, not {len(names)}."
            )
        for name in names:
            if name in demo.redraws:
                raise ValueError(f"{name} redraws the still picture: it stays fixed.")
        self.name = demo.name
        self.controls = [demo.control(name) for name in names]
        self.start = dict(demo.values)
        self.presets = [p for p in demo.presets if self._reaches(demo, p)]
        self.positions = [self._positions(control, most) for control in self.controls]
        self._record(demo)

    def _reaches(self, demo, preset):
        """Whether only the live controls differ between the preset and the start."""
        live = {control.name for control in self.controls}
        target = {**demo._start, **preset.values}
        return all(target[k] == v for k, v in self.start.items() if k not in live)

    def _positions(self, control, most):
        values = control.positions(most)
        values += [
            p.values[control.name] for p in self.presets if control.name in p.values
        ]
        values += [self.start[control.name]]
        if hasattr(control, "low"):
            return sorted(set(values))
        return list(dict.fromkeys(values))

    def _record(self, demo):
        """Visit every position, keep its frame, and leave the demo as it was."""
        self.size, self.still = demo._pixels, demo.still()
        self.frames, self.headlines = [], []
        for point in itertools.product(*self.positions):
            demo.set(**dict(zip((c.name for c in self.controls), point, strict=True)))
            self.frames.append(demo.frame())
            self.headlines.append(demo.headline(demo.result))
        demo.set(**self.start)

    def _packed(self):
        return base64.b64encode(zlib.compress(b"".join(self.frames), 9)).decode()

    def _index(self, values):
        return [
            positions.index(values.get(control.name, self.start[control.name]))
            for control, positions in zip(self.controls, self.positions, strict=True)
        ]

    def _repr_html_(self):
        data = {
            "size": list(self.size),
            "lengths": [len(frame) for frame in self.frames],
            "headlines": self.headlines,
            "controls": [
                {"label": c.label, "readouts": [readout(c, v) for v in positions]}
                for c, positions in zip(self.controls, self.positions, strict=True)
            ],
            "start": self._index(self.start),
            "presets": [
                {"name": p.name, "why": p.why, "at": self._index(p.values)}
                for p in self.presets
            ],
            "still": base64.b64encode(self.still).decode(),
            "frames": self._packed(),
        }
        text = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
        return (
            f'<div class="course-tabulated" aria-label="{html.escape(self.name)}">'
            f"<style>{front_end('stage.css')}</style>"
            f'<script type="application/json">{text}</script></div>'
            "<script>(() => {\n"
            f"{front_end('replay.js', 'tabulated.js')}\n}})()</script>"
        )

    def __repr__(self):
        names = ", ".join(control.name for control in self.controls)
        return f"<{self.name}: {len(self.frames)} recorded positions of {names}>"


def readout(control, value):
    """Return the text that a slider shows beside itself for `value`."""
    return format(value, control.format) if hasattr(control, "format") else str(value)
