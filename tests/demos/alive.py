"""No dead control: what can be moved changes the picture, and what is grey does not."""

import numpy as np

GREY_STATES = 20


def check_alive(demo_class, *, seed=0, states=None):
    """Hold `demo_class` to what its controls promise a hand.

    In the default state and in each preset, every control that is not grey changes the
    picture somewhere along its range. In those states and in random ones, a control
    that is grey changes nothing, stays grey wherever it stands, and its widget rests;
    or in `states`, where they are given.
    """
    demo, rng = demo_class(), np.random.default_rng(seed)
    for base in [{}, *(preset.values for preset in demo_class.presets)]:
        state = {**demo_class.defaults(), **base}
        demo.set(**state)
        for control in demo_class.controls:
            if control.name not in demo.idle_now():
                assert changes(demo, control, state), (
                    f"{control.name} is dead in {demo!r}: say so with Idle"
                )
    known = {idle.name for idle in demo_class.idle}
    for name in known:
        demo_class.control(name)
    if states is None:
        states = grey_states(demo_class, rng) if known else ()
    for state in states:
        check_grey(demo, state)


def grey_states(demo_class, rng):
    """Yield states in which a control may be grey: presets, and each end once more."""
    defaults = demo_class.defaults()
    yield from ({**defaults, **p.values} for p in demo_class.presets)
    for _ in range(GREY_STATES):
        state = {c.name: c.draw(rng) for c in demo_class.controls}
        extreme = demo_class.controls[int(rng.integers(len(demo_class.controls)))]
        yield {**state, extreme.name: extreme.ends[int(rng.integers(2)) * -1]}


def check_grey(demo, state):
    """What is grey in a state changes nothing there, and can be moved by no hand."""
    demo.set(**state)
    idle = demo.idle_now()
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
            demo.set(**{**state, name: value})
            assert name in demo.idle_now(), f"{name} wakes itself in {demo!r}"
        assert not changes(demo, control, state, most=5), (
            f"{name} is grey, but changes the picture of {state}"
        )


def changes(demo, control, state, most=101):
    """Say whether a control changes the picture anywhere, the others as in `state`."""
    before = None
    for value in spread(control, most):
        demo.set(**{**state, control.name: value})
        seen = picture(demo)
        if before is not None and seen != before:
            return True
        before = seen
    return False


def spread(control, most):
    """List positions of a control, those that are far from each other first."""
    few = [*control.ends[::-2], *control.positions(5)]
    return list(dict.fromkeys([*few, *control.positions(most)]))


def picture(demo):
    """Return what is seen: what moves, and the still part where that is redrawn."""
    return demo.stage.frame, demo.stage.still if demo.redraws else b""
