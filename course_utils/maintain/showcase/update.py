"""Bring up to date what the demos say of themselves: pictures, what can be held.

Each picture is painted in every language. `python -m course_utils notebooks` does it,
too; with `--film` the README's picture is filmed anew.
"""

import argparse
import re
from pathlib import Path

from course_utils.gallery.catalogue import entries
from course_utils.gallery.holding import sentence
from course_utils.gallery.pictures import ship

ROOT = Path(__file__).parents[3]
TEACHING = ROOT / "notebooks" / "teaching"
LEAD = "**In their hands.**"
HEAD = "| in the picture | demos |\n|---|---|\n"
WORDS = {
    "drag": "Drag it",
    "points": "Set points of your own",
    "draw": "Draw on it",
    "play": "Play it",
}


def main(arguments):
    """Paint what has changed, write down what can be held, film if asked to; 0."""
    parser = argparse.ArgumentParser(prog="python -m course_utils showcase")
    parser.add_argument(
        "--film", action="store_true", help="film the README's picture in JupyterLab"
    )
    options = parser.parse_args(arguments)
    update()
    if options.film:
        from course_utils.maintain.showcase.film import film

        film()
    return 0


def update():
    """Paint the pictures that are out of date, and say what can be held where."""
    for title in ship(entries()):
        print(f"{title}: a new picture")
    for path in [ROOT / "README.md", *sorted(TEACHING.glob("[0-9]_*.md"))]:
        text = path.read_text(encoding="utf-8")
        changed = in_readme(text) if path.name == "README.md" else in_teaching(text)
        if changed != text:
            path.write_text(changed, encoding="utf-8", newline="\n")


def in_readme(text):
    """Return the README with its table of what a hand finds in which demo."""
    rows = []
    for hand, words in WORDS.items():
        names = [entry.name for entry in entries() if hand in entry.hands]
        if names:
            rows.append(f"| **{words}** | {' · '.join(names)} |\n")
    table = HEAD + "".join(rows)
    return re.sub(re.escape(HEAD) + r"(?:\|.*\n)*", lambda _: table, text)


def in_teaching(text):
    """Return a teacher's page with a line on hands in each notebook's chapter."""
    parts = re.split(r"(?m)^(?=## \d+ )", text)
    return parts[0] + "".join(map(in_chapter, parts[1:]))


def in_chapter(chapter):
    """Return a notebook's chapter with its line on hands, before what to ask."""
    chapter = re.sub(rf"(?m)^{re.escape(LEAD)}.*\n\n", "", chapter)
    line = for_teacher(int(re.match(r"## (\d+) ", chapter)[1]))
    return re.sub(r"(?m)^(?=\*\*Ask\.\*\*)", lambda _: line, chapter, count=1)


def for_teacher(number):
    """Return what can be held in the demos of a notebook, as a paragraph, or ""."""
    own = [
        entry for entry in entries() if entry.lesson.number == number and entry.hands
    ]
    said = [
        f"`{entry.title}`: {lowered(sentence(entry.load())).rstrip('.')}"
        for entry in own
    ]
    return f"{LEAD} {'. '.join(said)}.\n\n" if said else ""


def lowered(text):
    """Return a sentence for the middle of another."""
    return text[:1].lower() + text[1:]
