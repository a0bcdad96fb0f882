"""A headline is a set of claims: each sentence form that it can take has a predicate.

A demo's test names every form and says when it is true, by another way than the branch
of `headline` that writes it:

    CLAIMS = (
        Claim(r"Settled after (\\d+) updates", lambda v, r, m: ...),
        Claim(r"Thrown out", lambda v, r, m: v["eta"] > 2 / CURVATURE),
    )
    PROMISES = {"diverges": lambda v, r: r["path"][-1] > 1e3}
    sweep(Parabola, invariant, claims=CLAIMS, promises=PROMISES)

Every headline of the sweep and of a grid of the controls' positions must be one of the
forms, as a whole, and the form's predicate must hold there. A form that no state takes
is dead and fails. What a preset's name and its line of why say is a promise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

GRID_STATES = 300  # at most, and only where the controls are few
FEW = 3


@dataclass(frozen=True)
class Claim:
    """A form of a headline: a regular expression for the whole of it, and its truth.

    `holds(values, result, match)` says whether the sentence is true in a state, from
    the controls' values, what `compute` returned, and the numbers that the sentence
    names (`match`). `at` is a state that shows the form, where the sweep misses it.
    """

    form: str
    holds: Callable
    at: dict | None = None


def grid(demo_class):
    """Yield states on a grid of all controls' positions, where the controls are few."""
    controls = demo_class.controls
    if len(controls) > FEW:
        return
    most = int(GRID_STATES ** (1 / len(controls)))
    names = [control.name for control in controls]
    for values in product(*(control.positions(most) for control in controls)):
        yield dict(zip(names, values, strict=True))


def check_claims(demo_class, claims, states):
    """Every headline is a claim that is made and true, and every claim is made."""
    made = dict.fromkeys((claim.form for claim in claims), 0)
    shown = [{**demo_class.defaults(), **c.at} for c in claims if c.at is not None]
    for values in [*states, *shown]:
        result = demo_class.compute(**values)
        headline = demo_class.headline(result)
        fitting = [(c, re.fullmatch(c.form, headline, re.DOTALL)) for c in claims]
        fitting = [(claim, match) for claim, match in fitting if match]
        where = f"{headline!r} in {demo_class.__name__}({values})"
        assert fitting, f"nobody claims {where}"
        for claim, match in fitting:
            made[claim.form] += 1
            assert claim.holds(values, result, match), f"false: {where}"
    dead = [form for form, count in made.items() if not count]
    assert not dead, f"no state says {dead}"


def check_promises(demo_class, promises):
    """What each preset says of itself is true there: (values, result) -> truth."""
    assert set(promises) == {preset.name for preset in demo_class.presets}
    for preset in demo_class.presets:
        values = {**demo_class.defaults(), **preset.values}
        kept = promises[preset.name](values, demo_class.compute(**values))
        assert kept, f"{preset.name!r} ({preset.why}) is not so"
