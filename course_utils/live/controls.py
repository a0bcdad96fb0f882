"""What a learner can move in a demo, and the named states a teacher steps through."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from numbers import Real

import ipywidgets as widgets


@dataclass(frozen=True)
class Slider:
    """A number from `low` to `high`; whole numbers where `low` and `step` are whole.

    With `log=True` the slider moves over powers of ten: `low` and `high` are the values
    themselves and `step` is in decades. `playable=True` is for a time (an epoch, an
    update): it gets a button that plays it from where it stands to its end.
    """

    name: str
    label: str
    low: float
    high: float
    default: float
    step: float = 0.01
    log: bool = False
    playable: bool = False

    @property
    def whole(self):
        """Whether the slider takes whole numbers only."""
        whole = all(isinstance(v, int) for v in (self.low, self.high, self.step))
        return whole and not self.log

    @property
    def ends(self):
        """The smallest, the default and the largest value."""
        return self.low, self.default, self.high

    def check(self, value):
        """Return `value` as it is kept; raise ValueError outside the range."""
        inside = isinstance(value, Real) and not isinstance(value, bool)
        inside = inside and math.isfinite(value) and self.low <= value <= self.high
        if not inside or (self.whole and value != int(value)):
            kind = "a whole number" if self.whole else "a number"
            raise ValueError(
                f"{self.name} must be {kind} from {self.low:g} to {self.high:g}, "
                f"but got {value!r}."
            )
        return int(value) if self.whole else float(value)

    def positions(self, count=None):
        """Return the values the slider can stand on, `count` of them at most."""
        return list(_positions(self, self.whole, count))

    def nearest(self, value):
        """Return the position closest to `value`, any number but NaN."""
        value = min(max(float(value), self.low), self.high)
        low = self.low
        if self.log:
            low, value = math.log10(low), math.log10(value)
        place = low + round((value - low) / self.step) * self.step
        high = math.log10(self.high) if self.log else self.high
        place = min(place, high, key=lambda end: abs(end - value))
        return self._tidy(10**place if self.log else place)

    def draw(self, rng):
        """Return a random value of the range (`rng`: numpy Generator)."""
        return self.check(rng.choice(self.positions()))

    def widget(self, value):
        """Return the ipywidgets slider for this control."""
        common = {
            "description": self.label,
            "step": self.step,
        }
        if self.log:
            low, high = math.log10(self.low), math.log10(self.high)
            return widgets.FloatLogSlider(
                value, min=low, max=high, readout_format=".2g", **common
            )
        if self.whole:
            return widgets.IntSlider(value, min=self.low, max=self.high, **common)
        return widgets.FloatSlider(
            value, min=self.low, max=self.high, readout_format=self.format, **common
        )

    @property
    def format(self):
        """The format of the number beside the slider: as many decimals as the step."""
        if self.log:
            return ".2g"
        decimals = len(f"{self.step:.10f}".rstrip("0").split(".")[1])
        return "d" if self.whole else f".{decimals}f"

    def _tidy(self, value):
        value = min(max(value, self.low), self.high)
        return round(value) if self.whole else float(f"{value:.10g}")


@lru_cache(maxsize=1000)  # whoever lays out a page asks again and again
def _positions(slider, whole, count):
    """Return `Slider.positions`: of sliders that are equal, 0 to 1 may be `whole`."""
    low, high = slider.low, slider.high
    if slider.log:
        low, high = math.log10(low), math.log10(high)
    steps = max(round((high - low) / slider.step), 1)
    stops = steps + 1 if count is None else min(count, steps + 1)
    places = [round(i * steps / max(stops - 1, 1)) for i in range(stops)]
    values = [low + place * slider.step for place in places]
    if slider.log:
        values = [10**value for value in values]
    return tuple(slider._tidy(value) for value in values)


@dataclass(frozen=True)
class Choice:
    """One of several named options."""

    name: str
    label: str
    options: tuple
    default: object

    @property
    def ends(self):
        """Every option."""
        return tuple(self.options)

    def check(self, value):
        """Return `value`; raise ValueError if it is not an option."""
        if value not in self.options:
            choices = ", ".join(map(repr, self.options))
            raise ValueError(f"{self.name} must be one of {choices}, got {value!r}.")
        return value

    def positions(self, count=None):
        """Return the options."""
        return list(self.options)

    def draw(self, rng):
        """Return a random option (`rng`: numpy Generator)."""
        return self.options[int(rng.integers(len(self.options)))]

    def widget(self, value):
        """Return the ipywidgets menu for this control."""
        return widgets.Dropdown(
            options=list(self.options), value=value, description=self.label
        )


@dataclass(frozen=True)
class Toggle:
    """On or off."""

    name: str
    label: str
    default: bool = False
    ends: tuple = field(default=(False, True), init=False)

    def check(self, value):
        """Return `value`; raise ValueError if it is neither True nor False."""
        if value is not True and value is not False:
            raise ValueError(f"{self.name} must be True or False, but got {value!r}.")
        return value

    def positions(self, count=None):
        """Return off and on."""
        return [False, True]

    def draw(self, rng):
        """Return True or False at random (`rng`: numpy Generator)."""
        return bool(rng.integers(2))

    def widget(self, value):
        """Return the ipywidgets check box for this control."""
        return widgets.Checkbox(value, description=self.label, indent=False)


def Seed(name="seed", *, default=0, label="random seed"):
    """Return a whole-number slider 0..99; a demo gives it a "new draw" button."""
    return Slider(name, label, 0, 99, default, step=1)


@dataclass(frozen=True)
class Idle:
    """Where the control `name` changes nothing, and `why`, in a few words.

    `when(values, result)` says whether the state in view is such a place; where `name`
    itself stands must not matter. There the control is grey, and so is a grip that
    moves no other.
    """

    name: str
    why: str
    when: Callable


@dataclass(frozen=True, init=False)
class Preset:
    """A named state with one line of why: `Preset("diverges", "η > 2/L", eta=1.1)`."""

    name: str
    why: str
    values: dict

    def __init__(self, name, why, **values):
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "why", why)
        object.__setattr__(self, "values", values)


def kept(control, value):
    """Return a widget's value without the rounding errors of the browser."""
    if isinstance(value, float) and isinstance(control, Slider):
        value = min(max(float(f"{value:.10g}"), control.low), control.high)
    return control.check(value)


def short(value):
    """Return a value as it is typed in a call, with six digits at most."""
    return f"{value:.6g}" if isinstance(value, float) else repr(value)
