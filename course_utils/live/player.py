"""A button that plays a slider which is a time: once through, to its end."""

import anywidget
import traitlets as t

from course_utils.live.stage import front_end

WHOLE, QUICKEST, SLOWEST = 6000, 40, 400  # milliseconds: all positions, one picture


class Player(anywidget.AnyWidget):
    """Play the slider whose model is `slider` through its `values`.

    A step of `stride` values is taken each `interval` ms, and not before the picture,
    the model `stage`, has followed the one before.
    """

    _esm = front_end("player.js", "player_widget.js")
    _css = front_end("player.css")

    slider = t.Unicode().tag(sync=True)
    stage = t.Unicode().tag(sync=True)
    label = t.Unicode().tag(sync=True)
    values = t.List().tag(sync=True)
    interval = t.Int().tag(sync=True)
    stride = t.Int(1).tag(sync=True)


def pace(count):
    """Return stride and interval (ms) at which `count` positions can be followed."""
    stride = max(round(count * QUICKEST / WHOLE), 1)
    interval = WHOLE * stride / max(count - 1, 1)
    return {
        "stride": stride,
        "interval": round(min(max(interval, QUICKEST), SLOWEST)),
    }
