"""Visit a demo everywhere a learner can take it, and hold it to its promises."""

import inspect
import warnings
from contextlib import contextmanager

import numpy as np
import pytest

from course_utils.live import Demo
from tests.demos.alive import check_alive, stillness
from tests.demos.claims import check_claims, check_promises, grid
from tests.live.holding import check_hands

RANDOM_STATES = 50


def states(demo_class, seed=0):
    """Yield control values: ends and default of each, all presets, 50 random states."""
    defaults = demo_class.defaults()
    yield defaults
    for control in demo_class.controls:
        for value in control.ends:
            yield {**defaults, control.name: value}
    for preset in demo_class.presets:
        yield {**defaults, **preset.values}
    rng = np.random.default_rng(seed)
    for _ in range(RANDOM_STATES):
        yield {control.name: control.draw(rng) for control in demo_class.controls}


def sweep(demo_class, invariant, *, claims, promises, finite=True):
    """Hold `demo_class` to what every demo promises, and to its own `invariant`.

    `invariant(values, result)` returns something false or raises AssertionError in a
    state that breaks the promise. `finite=False` is for a demo whose lesson is
    overflow. `claims` and `promises` are those of `tests.demos.claims`. The demo is
    opened once: each check goes on where the one before has left it.
    """
    assert issubclass(demo_class, Demo)
    check_words(demo_class)
    with warnings.catch_warnings(), computed_once(demo_class):
        warnings.simplefilter("error")
        demo = demo_class()
        for values in sorted(states(demo_class), key=stillness(demo_class)):
            demo.set(**values)
            where = f"{demo!r}"
            if finite:
                check_finite(demo.result, where)
            kept = invariant(values, demo.result)
            assert kept is None or bool(kept), where
            check_title_fits(demo, where)
        check_alive(demo)
        check_widgets(demo)
        check_tabulated(demo)
        check_hands(demo)
        check_claims(demo_class, claims, [*states(demo_class), *grid(demo_class)])
        check_promises(demo_class, promises)


@contextmanager
def computed_once(demo_class):
    """Let each state be computed once: `compute` is pure, and claims ask again."""
    compute, known = demo_class.compute, {}
    names = list(inspect.signature(compute).parameters)

    def remembered(*given, **values):
        values = {**dict(zip(names, given, strict=False)), **values}
        key = tuple(sorted(values.items()))
        if key not in known:
            known[key] = compute(**values)
        return dict(known[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_class, "compute", staticmethod(remembered))
        yield


def check_words(demo_class):
    """A demo has a name, a docstring, one sentence to look for, and a default state."""
    assert demo_class.name
    assert demo_class.__doc__
    assert demo_class.look_for.endswith((".", "?"))
    assert len(demo_class.presets) >= 2, "presets tell the story: two at least"
    for preset in demo_class.presets:
        assert preset.why
        for name, value in preset.values.items():
            demo_class.control(name).check(value)
    for control in demo_class.controls:
        control.check(control.default)


def check_finite(result, where):
    """Every number that is drawn is finite."""
    for name, value in result.items():
        array = np.asarray(value)
        if array.dtype.kind in "fc":
            assert np.isfinite(array).all(), f"{name} is not finite in {where}"


def check_title_fits(demo, where):
    """The headline fits above the picture."""
    right = demo._title.get_window_extent(demo._recorder).x1
    assert right <= demo.figure.bbox.width, f"headline too long in {where}"


def check_widgets(demo):
    """The demo follows a hand that moves the widget of any of its controls."""
    demo.reset()
    for control in demo.controls:
        stands = demo.values[control.name]
        value = next(v for v in control.positions(3)[::-1] if v != stands)
        demo.widgets[control.name].value = value
        assert not demo.stage.failed, f"{control.name}: {demo.stage.note}"
        now = demo.values[control.name]
        assert now == (value if isinstance(value, tuple) else pytest.approx(value))


def check_tabulated(demo):
    """A demo with a control that keeps the still picture can be recorded ahead."""
    demo.reset()
    for control in demo.controls:
        if control.name not in demo.redraws:
            assert len(set(demo.tabulate(control.name, most=3).frames)) > 1
            return
