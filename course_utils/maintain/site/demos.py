"""Find the demos in a notebook's stored outputs and record them for a page."""

import ast
import importlib
import itertools
from functools import cache
from math import prod

from course_utils.live import Demo
from course_utils.live.tabulated import Tabulated, positions, reachable
from course_utils.maintain.notebooks.pictures import shrink
from course_utils.parts import lessons

ALONE, TOGETHER = 61, 225  # positions of one control, and of two
SMOOTH, FEWEST = 25, 9  # positions that a slider should have, and must have
LARGEST, HEAVIEST = 300_000, 1_000_000  # bytes of frames: meant, and borne
PROBE, QUICK = 5, 3  # positions that tell how heavy a demo is, and that do for a look
SHARPNESS = 2  # pixels of the still picture for each of the page


def stored_demo(output):
    """Open the demo whose call is the text of a stored output, or return None."""
    data = output.get("data", {})
    if "image/png" not in data:
        return None
    try:
        call = ast.parse(data.get("text/plain", ""), mode="eval").body
    except SyntaxError:
        return None
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return None
    opener = openers().get(call.func.id)
    if opener is None:
        return None
    demo = opener(
        *map(ast.literal_eval, call.args),
        **{word.arg: ast.literal_eval(word.value) for word in call.keywords},
    )
    return demo if isinstance(demo, Demo) else None


@cache
def openers():
    """Return what can be called in the room `demos`, by name."""
    found = {}
    for lesson in lessons():
        topic = importlib.import_module(f"course_utils.demos.{lesson.topic}")
        found |= {name: getattr(topic, name) for name in topic.__all__}
    return found


def record(demo, quick=False):
    """Record the most telling controls of a demo, as many positions as are light.

    A `quick` record has few positions, and its picture takes more room.
    """
    names = live_controls(demo)
    if quick:
        return Tabulated(demo, names, QUICK)
    most = fitting(demo, names)
    table = Tabulated(demo, names, min(PROBE, most), ratio=SHARPNESS)
    if len(names) == 2 and most > PROBE and weight(table, FEWEST) > HEAVIEST:
        names = names[:1]
        table = Tabulated(demo, names, PROBE, ratio=SHARPNESS)
    while most > PROBE:
        while most > FEWEST and weight(table, most) > LARGEST:
            most -= 1
        table = Tabulated(demo, names, most, ratio=SHARPNESS)
        if most == FEWEST or len(table.packed) <= LARGEST:
            break
    table.still = shrink(table.still)
    return table


def weight(table, most):
    """Guess how many bytes `most` positions of each control would take."""
    count = prod(min(most, len(c.positions())) for c in table.controls)
    return len(table.packed) / len(table.frames) * count


def live_controls(demo):
    """Choose the one or two controls that move on a page.

    Those that the demo calls `telling`; else those that reach the most presets and
    still move smoothly, rather two than one, never a seed.
    """
    if demo.telling:
        return demo.telling
    free = [
        control.name
        for control in demo.controls
        if control.name not in demo.redraws and "seed" not in control.name
    ]
    pairs = [p for p in itertools.combinations(free, 2) if fitting(demo, p) >= FEWEST]

    def worth(names):
        counts = [len(demo.control(name).positions()) for name in names]
        return (
            len(reachable(demo, names)),
            fitting(demo, names) >= min(SMOOTH, max(counts)),
            sum(name in preset.values for preset in demo.presets for name in names),
            len(names),
            prod(min(count, fitting(demo, names)) for count in counts),
        )

    return max([*((name,) for name in free), *pairs], key=worth)


def fitting(demo, names):
    """Return the largest number of positions of each control that fits on a page."""
    if len(names) == 1:
        return ALONE
    presets = reachable(demo, names)
    controls = [demo.control(name) for name in names]
    for most in range(ALONE, 1, -1):
        counts = [len(positions(demo, c, presets, most)) for c in controls]
        if counts[0] * counts[1] <= TOGETHER:
            return most
    return 1
