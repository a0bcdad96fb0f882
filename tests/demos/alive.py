"""No dead control: what can be moved changes the picture, and what is grey does not."""

import numpy as np

GREY_STATES = 20


def check_alive(demo, *, seed=0, states=None):
    """Hold an open demo to what its controls promise a hand.

    In the default state and in each preset, every control that is not grey changes the
    picture somewhere along its range. In those states and in random ones, a control
    that is grey changes nothing, stays grey wherever it stands, and its widget rests;
    or in `states`, where they are given.
    """
    demo_class, rng = type(demo), np.random.default_rng(seed)
    bases = [{}, *(preset.values for preset in demo_class.presets)]
    bases = [{**demo_class.defaults(), **base} for base in bases]
    for state in sorted(bases, key=stillness(demo_class)):
        check_awake(demo, state)
    known = {idle.name for idle in demo_class.idle}
    for name in known:
        demo_class.control(name)
    if states is None:
        states = grey_states(demo_class, rng) if known else ()
    for state in sorted(states, key=stillness(demo_class)):
        check_grey(demo, state)


def stillness(demo_class):
    """Return a key that brings together the states that share a still picture."""
    return lambda values: [repr(values[name]) for name in demo_class.redraws]


def grey_states(demo_class, rng):
    """Yield states in which a control may be grey: presets, and each end once more."""
    defaults = demo_class.defaults()
    yield from ({**defaults, **p.values} for p in demo_class.presets)
    for _ in range(GREY_STATES):
        state = {c.name: c.draw(rng) for c in demo_class.controls}
        extreme = demo_class.controls[int(rng.integers(len(demo_class.controls)))]
        yield {**state, extreme.name: extreme.ends[int(rng.integers(2)) * -1]}


def check_awake(demo, state):
    """What is not grey in a state changes the picture somewhere along its range.

    Controls that redraw the still picture, which takes long, are moved last.
    """
    demo.set(**state)
    seen, idle, where = picture(demo), demo.idle_now(), repr(demo)
    for control in sorted(demo.controls, key=lambda c: c.name in demo.redraws):
        if control.name not in idle:
            moved = ({**state, control.name: value} for value in spread(control, 101))
            assert any(differs(demo, values, seen) for values in moved), (
                f"{control.name} is dead in {where}: say so with Idle"
            )


def check_grey(demo, state):
    """What is grey in a state changes nothing there, and can be moved by no hand."""
    demo.set(**state)
    seen, idle = picture(demo), demo.idle_now()
    assert demo.stage.idle == idle
    for name, widget in demo.widgets.items():
        if hasattr(widget, "disabled"):
            assert widget.disabled == (name in idle)
    if "new draw" in demo.buttons:
        assert demo.buttons["new draw"].disabled == ("seed" in idle)
    for place, grip in zip(reversed(demo.stage.places), reversed(demo.grips)):  # noqa: B905
        assert place is None or set(grip.controls) - set(idle)
    for name in idle:
        control = demo.control(name)
        for value in spread(control, 5):
            changed = differs(demo, {**state, name: value}, seen)
            assert name in demo.idle_now(), f"{name} wakes itself in {demo!r}"
            assert not changed, f"{name} is grey, but changes the picture of {state}"


def differs(demo, values, seen):
    """Move the demo there if need be, and say whether another picture is seen."""
    if demo.values != values:
        demo.set(**values)
    return picture(demo) != seen


def spread(control, most):
    """List positions of a control, those that are far from each other first."""
    few = [*control.ends[::-2], *control.positions(5)]
    return list(dict.fromkeys([*few, *control.positions(most)]))


def picture(demo):
    """Return what is seen: what moves, and the still part where that is redrawn."""
    return demo.stage.frame, demo.stage.still if demo.redraws else b""
