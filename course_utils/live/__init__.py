"""The slider engine: matplotlib draws the still part, a canvas replays what moves."""

from course_utils.live.controls import Choice, Preset, Seed, Slider, Toggle
from course_utils.live.demo import Demo
from course_utils.live.recorder import NotReplayableError

__all__ = ["Choice", "Demo", "NotReplayableError", "Preset", "Seed", "Slider", "Toggle"]
