"""Which known mistakes are in this answer? There may be several, one in each part.

A part is an item of a tuple or a key of a dict: two wrong keys are two mistakes, and
each deserves its own sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from course_utils.practice.wording import ARRAYS, kind_of, to_numpy


@dataclass(frozen=True)
class Mistake:
    """Name a known wrong answer (function, class or value) and what to say to it.

    Where the answer is a dict, only the keys that are wrong need to be there.
    """

    answer: Any
    message: str

    def filled(self, reference):
        """Return the answer, with the right values under the keys that it lacks."""
        if isinstance(self.answer, Mapping) and isinstance(reference, Mapping):
            return {**reference, **self.answer}
        return self.answer


@dataclass(frozen=True)
class Named:
    """A known mistake that was found, and the parts of the answer it explains."""

    message: str
    parts: tuple


def find_mistakes(expected, got, mistakes, same):
    """Return ([Named, ...], [parts that stay unexplained]).

    `expected` and `got` hold one result per case, `mistakes` pairs of such a list and
    a message; `same(one, other)` compares two results. A mistake that explains the
    whole answer comes alone; else each part gets the largest one that fits it.
    """
    everywhere = list(zip(expected, got, strict=True))
    for results, message in mistakes:
        pairs = zip(results, got, strict=True)
        if all(same(*pair) for pair in pairs) and not _all_same(
            expected, results, same
        ):
            return [Named(message, ())], []
    parts = _parts(everywhere)
    wrong = _differing(parts, expected, got, same)
    fitting = []
    for results, message in mistakes:
        if not all(_has(result, parts) for result in results):
            continue
        mine = _differing(parts, expected, results, same)
        if not mine or not set(mine) <= set(wrong):
            continue
        pairs = list(zip(results, got, strict=True))
        if all(same(one[part], other[part]) for one, other in pairs for part in mine):
            fitting.append(Named(message, tuple(mine)))
    named = []
    for one in sorted(fitting, key=lambda one: -len(one.parts)):
        if not any(set(one.parts) <= set(other.parts) for other in named):
            named.append(one)
    named.sort(key=lambda one: parts.index(one.parts[0]))
    explained = {part for one in named for part in one.parts}
    return named, [part for part in wrong if part not in explained]


def name_of_part(part):
    """Return "item 0" or "key 'a'"."""
    return f"item {part}" if isinstance(part, int) else f"key {part!r}"


def _parts(pairs):
    """Return the items or keys that the results of all cases share, or none."""
    first = pairs[0][0] if pairs else None
    kind = kind_of(first)
    parts = list(first) if kind == "a dict" else []
    if kind == "a tuple":
        parts = list(range(len(first)))
    shared = all(_has(value, parts) for pair in pairs for value in pair)
    return parts if shared and len(parts) > 1 else []


def _has(value, parts):
    kind = kind_of(value)
    if kind == "a dict":
        return set(value) == set(parts)
    if kind in ("a tuple", "a list") or (kind in ARRAYS and np.ndim(to_numpy(value))):
        return list(range(len(value))) == parts
    return False


def _differing(parts, expected, got, same):
    pairs = list(zip(expected, got, strict=True))
    return [
        part
        for part in parts
        if not all(same(one[part], other[part]) for one, other in pairs)
    ]


def _all_same(expected, got, same):
    return all(same(*pair) for pair in zip(expected, got, strict=True))
