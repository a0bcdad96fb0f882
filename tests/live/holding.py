"""Hold the picture of a demo in every way a hand can, and hold it to its promises."""

import math

import numpy as np

from course_utils.live import Points, Sketch
from course_utils.live.grips import to_data

HOSTILE = [
    {},
    {"hand": 0},
    {"hand": 10**9, "at": [0, 0]},
    {"hand": 0, "at": [None, "x"], "points": "no", "strokes": 7},
    {"hand": 0, "at": [math.nan, math.inf], "points": [[math.nan, 0, 0, 1]]},
    {"hand": 0, "at": [1e308, -1e308], "points": [[1e308, 1, 0, 1]] * 300},
    {"hand": 0, "at": [0, 0], "strokes": [[1e308, -5]] * 300},
    {"hand": 0, "at": [0, 0], "points": [[0, 0]], "strokes": [[1], None]},
]


def ask(demo, **held):
    """Ask as the front end does, and be sure that it was answered."""
    turn = demo.stage.held.get("turn", ["test", 0])[1] + 1
    demo.stage.held = {**held, "turn": ["test", turn]}
    assert demo.stage.answered == ["test", turn]


def check_hands(demo, *, states=8, seed=0):
    """Hold an open demo to what its grips, points and pads promise, in random states.

    A grip stands where its values are: held there, the picture stays (a value between
    two steps of its slider goes to one of them). Moved, only the sliders that it names
    follow, and the ring comes nearer to the hand.
    Points, strokes and messages without sense never stop a demo.
    """
    rng = np.random.default_rng(seed)
    inside = len(demo._hands.controls)
    held = bool(demo.grips or demo._hands.controls)
    drawn = [{c.name: c.draw(rng) for c in demo.controls} for _ in range(states - 1)]
    drawn.sort(key=lambda values: [repr(values[name]) for name in demo.redraws])
    for values in [demo._start, *drawn] if held else ():
        demo.set(**values)
        for number in range(len(demo.grips)):
            _check_grip(demo, number, inside + number, rng)
    for control in demo._hands.controls:
        _check_control(demo, control, rng)
    for message in HOSTILE if held else ():
        demo.set(**demo.defaults())
        ask(demo, **message)
        assert not demo.stage.failed, f"{message}: {demo.stage.note}"


def _check_grip(demo, number, hand, rng):
    grip, where = demo.grips[number], f"grip {number} in {demo!r}"
    place = demo.stage.places[hand]
    if place is None:
        return
    left, top, width, height = demo.stage.hands[hand]["box"]
    edges = (left, left + width), (top, top + height)
    at_edge = any(v in ends for v, ends in zip(place, edges, strict=False))
    before, frame = dict(demo.values), demo.stage.frame
    on_steps = {
        name: demo.control(name).nearest(before[name]) for name in grip.controls
    }
    ask(demo, hand=hand, at=place[:2])
    if not at_edge and demo.stage.frame != frame:
        assert demo.values == {**before, **on_steps}, f"held still, it moved: {where}"
    goal = [left + width * rng.uniform(), top + height * rng.uniform()]
    ask(demo, hand=hand, at=goal)
    assert not demo.stage.failed, f"{demo.stage.note}: {where}"
    moved = {name for name in before if before[name] != demo.values[name]}
    assert moved <= set(grip.controls), f"{moved} moved: {where}"
    values = dict(demo.values)
    if not grip.take or grip.way or len(grip.controls) == 2:  # a rim goes round
        _check_nearer(demo, hand, goal, place, where)
    demo.set(**{**values, **before})


def _check_nearer(demo, hand, goal, place, where):
    """The ring is at least as near to the hand as it was before the move."""
    ring, way = demo.stage.places[hand], demo.stage.hands[hand]["cursor"]
    if ring is None:
        return
    axes = {"ew-resize": [0], "ns-resize": [1], "move": [0, 1]}[way]
    far = [
        math.dist([p[i] for i in axes], [goal[i] for i in axes]) for p in (ring, place)
    ]
    assert far[0] <= far[1] + 1, f"it went away from the hand: {where}"


def _check_control(demo, control, rng):
    for _ in range(12):
        value = control.draw(rng)
        assert control.check(value) == value
        demo.set(**{control.name: value})
        assert not demo.stage.failed
    number = demo._hands.controls.index(control)
    rows = demo.stage.places[number]
    if isinstance(control, Points):
        ax = demo.figure.axes[control.axes]
        for x, y, _, *at in rows:
            assert np.allclose(to_data(ax, *at), (x, y), atol=0.02 * np.ptp(control.xs))
        ask(demo, hand=number, points=rows)
        ask(demo, hand=number, points=[row[:3] for row in rows])
    elif isinstance(control, Sketch):
        ask(demo, hand=number, strokes=rows["strokes"])
    assert demo.values[control.name] == value
