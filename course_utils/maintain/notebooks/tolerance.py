"""Compare two printed texts number by number: how far may a new one lie from it?

A cell tagged `numbers-within-5%` or `numbers-within-0.02` may print other numbers than
the stored ones, as far as the tag says; its words must be the same. A whole number
counts something and must be the same too, unless the cell is tagged `counts-within-2`
or `counts-within-10%`. Of two tags for the same kind the kinder one decides.
"""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

TAG = re.compile(r"(numbers|counts)-within-(\d+(?:\.\d+)?)(%?)")
# Digits that belong to a word (conv2, 8x8, 3.11.7) are no number. A sign after a word
# or a number is none (3-5), and a point that ends a sentence belongs to the sentence.
NUMBER = re.compile(
    r"""
    (?<!\w)(?<!\w\.)
    (?P<sign>(?<![.)\]])[+\-−])?
    (?P<digits>
        (?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+|\.(?=\s*[\d\]),+\-−]))?
        |\.\d+
    )
    (?P<exponent>[eE][+-]?\d+)?
    (?!\d|\.\d)
    """,
    re.VERBOSE | re.ASCII,
)
LETTER = re.compile(r"[A-Za-z_]")


@dataclass(frozen=True)
class Number:
    """A number as it was printed, and whether it counts or measures."""

    text: str
    value: Decimal
    counts: bool


@dataclass(frozen=True)
class Tolerance:
    """How far numbers and counts may lie from the stored ones, as (amount, %?)."""

    numbers: tuple = ()
    counts: tuple = ()

    @classmethod
    def of(cls, tags):
        """Read the tags of a cell; None when none of them allows anything."""
        found = {"numbers": [], "counts": []}
        for tag in tags:
            if limit := read_tag(tag):
                found[limit[0]].append(limit[1:])
        if any(found.values()):
            return cls(*map(tuple, found.values()))
        return None

    def limits(self, stored, new):
        """Return the (amount, %?) pairs that two numbers are measured with."""
        return self.counts if stored.counts and new.counts else self.numbers

    def allows(self, stored, new):
        """Tell whether a new number is the stored one, or near enough."""
        away = abs(new.value - stored.value)
        limits = self.limits(stored, new)
        return away == 0 or any(
            away <= (amount * abs(stored.value) / 100 if percent else amount)
            for amount, percent in limits
        )


def read_tag(tag):
    """Return (kind, amount, is it percent?) of a tag, or None when it is none.

    Nothing can be within 0, and within 100% of a number lies every smaller one.
    """
    match = TAG.fullmatch(tag)
    if not match:
        return None
    kind, amount, percent = match[1], Decimal(match[2]), match[3] == "%"
    allowed = 0 < amount < (100 if percent else math.inf)
    return (kind, amount, percent) if allowed else None


def take_apart(line):
    """Split a line into its words, one piece more than numbers, and its numbers.

    White space is one blank inside the words, and nothing beside a number.
    """
    words, numbers, end = [], [], 0
    for match in NUMBER.finditer(line):
        whole = not match["exponent"] and "." not in match["digits"]
        if whole and LETTER.match(line, match.end()):
            continue
        words.append(line[end : match.start()])
        end = match.end()
        text = match.group()
        value = Decimal(text.replace("−", "-").replace(",", ""))
        percent = line[end:].lstrip().startswith("%")
        numbers.append(Number(text, value, counts=whole and not percent))
    words.append(line[end:])
    return [" ".join(piece.split()) for piece in words], numbers


def complaints(stored, new, tolerance):
    """List in sentences what in a new text is not as it was stored; none if all is."""
    lines, new_lines = stored.split("\n"), new.split("\n")
    if len(lines) != len(new_lines):
        return [f"{len(new_lines)} lines where {len(lines)} are stored"]
    return [
        f"line {number}: {complaint}"
        for number, pair in enumerate(zip(lines, new_lines, strict=True), 1)
        for complaint in complaints_of_line(*pair, tolerance)
    ]


def complaints_of_line(stored, new, tolerance):
    """Yield what in one line is not as it was stored."""
    words, numbers = take_apart(stored)
    new_words, new_numbers = take_apart(new)
    if len(numbers) != len(new_numbers):
        yield f"{new!r} has {len(new_numbers)} numbers, stored are {len(numbers)}"
    elif words != new_words:
        yield f"{new!r} has other words than {stored!r}"
    else:
        for before, after in zip(numbers, new_numbers, strict=True):
            if not tolerance.allows(before, after):
                yield sentence(before, after, tolerance)


def sentence(stored, new, tolerance):
    """Say how far a number is from the stored one, and how far it may be."""
    away = abs(new.value - stored.value)
    share = f" ({away / abs(stored.value):.1%})" if stored.value else ""
    kind = "counts" if stored.counts and new.counts else "numbers"
    limits = tolerance.limits(stored, new)
    allowed = " or ".join(f"{amount}{'%' * percent}" for amount, percent in limits)
    allowed = f"within {allowed}" if allowed else f"exactly (no tag {kind}-within-…)"
    return (
        f"{new.text} where {stored.text} is stored: {away}{share} away, "
        f"allowed {allowed}"
    )


def texts(outputs):
    """Group the texts of outputs as nbval does: {stream or type: [(where, key)]}."""
    found = {}
    for output in outputs:
        if output["output_type"] == "stream":
            found.setdefault(output["name"], []).append((output, "text"))
        for kind, value in output.get("data", {}).items():
            if kind.startswith("text/") and isinstance(value, str):
                found.setdefault(kind, []).append((output["data"], kind))
    return found


def settle(outputs, stored, tolerance):
    """Put the stored texts into new outputs when all lie within the tolerance.

    Returns the complaints; with any, nothing is changed.
    """
    before, after = texts(stored), texts(outputs)
    many, new_many = ({k: len(v) for k, v in t.items()} for t in (before, after))
    if many != new_many:
        return [f"the texts are {new_many} where {many} are stored"]
    pairs = [
        pair for kind in before for pair in zip(before[kind], after[kind], strict=True)
    ]
    found = [
        complaint
        for (old, key), (new, _) in pairs
        for complaint in complaints(old[key], new[key], tolerance)
    ]
    if not found:
        for (old, key), (new, _) in pairs:
            new[key] = old[key]
    return found
