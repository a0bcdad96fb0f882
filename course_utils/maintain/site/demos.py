"""Find the demos in a notebook's stored outputs and record them for a page."""

import ast
import importlib
import itertools
from functools import cache
from math import prod

import numpy as np

from course_utils.live import Demo
from course_utils.live.tabulated import Tabulated, packed, positions, reachable
from course_utils.maintain.notebooks.pictures import shrink
from course_utils.parts import lessons

ALONE, TOGETHER = 61, 225  # positions of one control, and of two
SMOOTH, FEWEST = 25, 9  # positions that a slider should have, and must have
LARGEST, HEAVIEST = 300_000, 1_000_000  # bytes of frames: meant, and borne
ROUNDS = 3  # guesses of how many positions are light, each from a record before
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

    A `quick` record has few positions, and its picture is less sharp.
    """
    names = live_controls(demo)
    if quick:
        return Tabulated(demo, names, QUICK)
    most = fitting(demo, names)
    table = Tabulated(demo, names, min(PROBE, most))
    if len(names) == 2 and most > PROBE and weight(table, FEWEST) > HEAVIEST:
        names = names[:1]
        most = fitting(demo, names)
        table = Tabulated(demo, names, PROBE)
    tried = min(PROBE, most)
    for _ in range(ROUNDS if most > PROBE else 0):
        wanted = lightest(table, most)
        if wanted == tried:
            break
        table, tried = Tabulated(demo, names, wanted), wanted
        if len(table.packed) > LARGEST:
            most = max(wanted - 1, FEWEST)
    if len(table.packed) > LARGEST and tried > FEWEST:
        table = Tabulated(demo, names, FEWEST)
    table.still = shrink(demo._paint_png(SHARPNESS, moving=False))
    return table


def lightest(table, most):
    """Return the largest number of positions, up to `most`, that is light enough."""
    counts = range(FEWEST, max(most, FEWEST) + 1)
    light = [count for count in counts if weight(table, count) <= LARGEST]
    return max(light, default=FEWEST)


def weight(table, most):
    """Guess how many bytes `most` positions of each control would take.

    What all frames share, a photograph, does not grow with their number.
    """
    counts = [len(values) for values in table.positions]
    wanted = [min(most, len(c.positions())) for c in table.controls]
    growth = np.divide(wanted, counts)
    guess = len(packed(table.heads, [])) * growth.prod()
    for use in zip(*table.uses, strict=False):
        grid = np.reshape(use, counts)
        moved = [
            bool((grid != grid.take([0], axis)).any()) for axis in range(grid.ndim)
        ]
        guess += (
            len(packed([], [table.images[i] for i in set(use)])) * growth[moved].prod()
        )
    return guess


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
