"""A small picture of every demo, of the state it opens in, made once and then kept."""

import subprocess
import sys
from base64 import b64decode
from pathlib import Path

from course_utils.data.cache import data_folder, new_file
from course_utils.data.errors import DataError
from course_utils.gallery.fingerprint import HOUSE, fingerprint
from course_utils.gallery.painting import paint

SHIPPED = Path(__file__).parent / "pictures"


def kept(entry):
    """Return the picture of a demo as it is today (WebP bytes), or None."""
    for folder in (SHIPPED, made_folder()):
        path = folder / file_name(entry)
        if path.is_file():
            return path.read_bytes()
    return None


def latest(entry):
    """Return the picture of a demo, of an earlier day if there is none of today.

    None where there never was one.
    """
    found = kept(entry)
    if found is None:
        paths = sorted(SHIPPED.glob(f"{entry.title}-*.webp"))
        found = paths[-1].read_bytes() if paths else None
    return found


def make(entry, folder=None):
    """Open a demo, paint its picture, keep it and return it.

    Where the disk is full or read-only, it is only returned.
    """
    picture = paint(entry.load()())
    try:
        with new_file((folder or made_folder()) / file_name(entry)) as file:
            file.write(picture)
    except DataError:
        pass
    return picture


def make_missing(entries):
    """Yield (entry, picture) of those without one of today, as they are painted.

    A process of its own paints: it takes its memory along when it ends.
    """
    missing = {entry.title: entry for entry in entries if kept(entry) is None}
    if not missing:
        return
    command = [sys.executable, "-m", "course_utils.gallery.paint", *missing]
    quiet = {"stdin": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=HOUSE.parent, **quiet
    ) as painter:
        for line in painter.stdout:
            name, _, picture = line.partition(" ")
            if name in missing:
                yield missing[name], b64decode(picture)


def ship(entries):
    """Bring the pictures that come with the course up to date; return which changed."""
    changed = [entry for entry in entries if not (SHIPPED / file_name(entry)).exists()]
    for entry in changed:
        make(entry, SHIPPED)
    known = {file_name(entry) for entry in entries}
    for path in SHIPPED.glob("*.webp"):
        if path.name not in known:
            path.unlink()
    return [entry.title for entry in changed]


def made_folder():
    """Return the folder for pictures made on this machine; it may not exist."""
    return data_folder() / "pictures"


def file_name(entry):
    """Return the name of a demo's picture: it changes with what the demo is made of."""
    return f"{entry.title}-{fingerprint(entry.topic, entry.title)}.webp"
