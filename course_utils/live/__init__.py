"""The slider engine: matplotlib draws the still part, a canvas replays what moves."""

from importlib import import_module

_HOMES = {
    "Choice": "controls",
    "Demo": "demo",
    "Grip": "grips",
    "Idle": "controls",
    "Ink": "sketch",
    "NotReplayableError": "recorder",
    "Points": "points",
    "Preset": "controls",
    "Seed": "controls",
    "Sketch": "sketch",
    "Slider": "controls",
    "Toggle": "controls",
}
__all__ = list(_HOMES)


def __getattr__(name):
    """Import a name when it is first asked for.

    The Jupyter server loads this package for its extension alone (see server.py). With
    matplotlib each server would start a second later and be 45 MB larger.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
