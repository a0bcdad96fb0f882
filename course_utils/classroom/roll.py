"""Who is in the class, and how far: read from the learners' folders, never written.

What a learner left there may be anything. So a file of progress is read only where it
is an ordinary, small one, and links are not followed.
"""

import json
import os
import stat
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from course_utils.practice.progress import FILE_NAME, exercises_by_notebook

LARGEST = 256 * 2**10  # bytes of a file of progress
MANY = 3  # tries after which somebody is stuck


@dataclass
class Learner:
    """A learner: solved, tried and number of exercises by notebook; where stuck."""

    name: str
    notebooks: list = field(default_factory=list)  # (notebook, solved, tried, all)
    stuck: str = ""  # like "5.2: 7 tries, 2 hints"
    note: str = ""


def roll(folder):
    """List a Learner for each folder of the class, by name."""
    places = sorted(p for p in Path(folder).glob("[!.]*") if p.is_dir())
    return [learner(place, exercises()) for place in places]


@cache
def exercises():
    """Return {notebook: [numbers]}, read once: while a class is served they stay."""
    return {
        numbers[0].split(".")[0].zfill(2): numbers
        for numbers in exercises_by_notebook().values()
    }


def learner(place, exercises):
    """Return the Learner of one folder; `exercises` lists numbers by notebook."""
    found = Learner(place.name)
    try:
        noted = progress_in(place)
    except (OSError, ValueError) as problem:
        noted, found.note = {}, f"The file of progress cannot be read: {problem}"
    for notebook, numbers in exercises.items():
        entries = [noted[number] for number in numbers if number in noted]
        solved = sum("solved" in entry for entry in entries)
        found.notebooks.append((notebook, solved, len(entries) - solved, len(numbers)))
    open_ones = {
        number: (entry.get("tries", 0), entry.get("hints", 0))
        for number, entry in noted.items()
        if "solved" not in entry and entry.get("tries", 0) >= MANY
    }
    if open_ones:
        number = max(open_ones, key=open_ones.get)
        tries, hints = open_ones[number]
        seen = f", {hints} hint{'s' if hints > 1 else ''}" if hints else ""
        found.stuck = f"{number}: {tries} tries{seen}"
    return found


def progress_in(place):
    """Return {number: entry} of a learner's file; {} where there is none.

    Raises OSError or ValueError, with a reason, for what is not such a file.
    """
    try:
        door = os.open(place / FILE_NAME, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return {}
    with open(door, "rb") as file:
        if not stat.S_ISREG(os.fstat(door).st_mode):
            raise ValueError("it is no file")
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("it is too large")
    try:
        entries = json.loads(content)["exercises"]
        return {
            str(number)[:8]: {
                k: v for k, v in entry.items() if k in KINDS and is_(k, v)
            }
            for number, entry in entries.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("it is damaged") from None


KINDS = {"tries": int, "hints": int, "solved": str}


def is_(kind, value):
    """Say whether a value is of the sort that an entry keeps under `kind`."""
    return type(value) is KINDS[kind]
