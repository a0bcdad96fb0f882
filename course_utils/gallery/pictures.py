"""A small picture of every demo, of the state it opens in, made once and then kept.

There is one in each language; readers get that of their own, or else the English one.
"""

import os
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

from course_utils.data.cache import data_folder, new_file
from course_utils.data.errors import DataError
from course_utils.gallery.fingerprint import HOUSE, fingerprint
from course_utils.gallery.painting import paint
from course_utils.translation import language as spoken

SHIPPED = Path(__file__).parent / "pictures"  # the English ones; the others in folders


def kept(entry, language=None):
    """Return the picture of a demo as it is today (WebP bytes), or None.

    Its words are in the reader's language if no other is named.
    """
    for folder in (shipped(language), made_folder(language)):
        path = folder / file_name(entry, language)
        if path.is_file():
            return path.read_bytes()
    return None


def latest(entry):
    """Return the picture of a demo, of an earlier day if there is none of today.

    Where its language never had one it is the English one, or else None.
    """
    for language in (spoken.language(), spoken.ENGLISH):
        if picture := kept(entry, language):
            return picture
        if paths := sorted(shipped(language).glob(f"{entry.title}-*.webp")):
            return paths[-1].read_bytes()
    return None


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
    surroundings = os.environ | {spoken.VARIABLE: spoken.language()}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=HOUSE.parent,
        env=surroundings, **quiet,
    ) as painter:  # fmt: skip
        for line in painter.stdout:
            name, _, picture = line.partition(" ")
            if name in missing:
                yield missing[name], b64decode(picture)


def ship(entries):
    """Bring the pictures that come with the course up to date, in every language.

    Returns which changed, as in `Valley` and `zh_CN/Valley`.
    """
    changed = []
    try:
        for language in (spoken.ENGLISH, *spoken.languages()):
            spoken.use(language)
            changed += ship_in(shipped(), entries)
    finally:
        spoken.use(None)
    return changed


def ship_in(folder, entries):
    """Do so for the language spoken now, whose pictures are in this folder."""
    missing = [entry for entry in entries if not (folder / file_name(entry)).exists()]
    for entry in missing:
        make(entry, folder)
    known = {file_name(entry) for entry in entries}
    for path in folder.glob("*.webp"):
        if path.name not in known:
            path.unlink()
    place = folder.relative_to(SHIPPED)
    return [(place / entry.title).as_posix() for entry in missing]


def shipped(language=None):
    """Return the folder of the pictures in a language that come with the course."""
    return within(SHIPPED, language)


def made_folder(language=None):
    """Return the folder for pictures made on this machine; it may not exist."""
    return within(data_folder() / "pictures", language)


def within(folder, language=None):
    """Return where in a folder the pictures in a language are."""
    language = language or spoken.language()
    return folder if language == spoken.ENGLISH else folder / language


def file_name(entry, language=None):
    """Return the name of a demo's picture: it changes with what the demo is made of."""
    language = language or spoken.language()
    return f"{entry.title}-{fingerprint(entry.topic, entry.title, language)}.webp"
