"""Which English texts there are: the messages of every catalog, from the sources."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

from course_utils.maintain.translation.cell_texts import pieces_of
from course_utils.maintain.translation.not_said import BESIDE, NOT_READ, is_said
from course_utils.maintain.translation.python_texts import texts_of
from course_utils.parts import lessons
from course_utils.translation import web_texts
from course_utils.translation.catalogs import TEMPLATE

ROOT = Path(__file__).parents[3]
HOUSE = ROOT / "course_utils"
NOTEBOOKS = ROOT / "notebooks"
# Rooms that share a catalog. Topics of `demos` and `exercises` have one each.
ROOMS = {
    "live": ("live",),
    "practice": ("practice",),
    "doctor": ("doctor.py",),
    "gallery": ("gallery", "parts.py"),
    "class": ("classroom",),
    "site": ("maintain/site",),
    "words": ("data", "ml", "experiments", "draw"),
}
CELL = "code"  # the flag of a text or comment in a cell, as it is typed there
SCRIPT = "javascript-format"
FENCED = re.DOTALL | re.MULTILINE
SEAM = re.compile(r"(\n(?:[ \t]*\n)+|\n(?=\|)|(?<=\|)\n)")


@dataclass(frozen=True)
class Message:
    """A message of a catalog: the English, its flags, where it is, what may help."""

    text: str
    flags: tuple = ()
    place: str = ""
    hints: tuple = ()


def messages_by_catalog():
    """Return {catalog: its messages in order, each once}."""
    found = {}
    for domain, paths in files().items():
        lists = [_messages_of(path, domain) for path in paths]
        found[domain] = _merged(m for messages in lists for m in messages)
    found["practice"] += [
        Message(lesson.topic.replace("_", " "), (), "progress.py")
        for lesson in lessons()
    ]
    for domain, texts in BESIDE.items():
        found[domain] += [Message(text, (), "not_said.py") for text in texts]
    return {domain: messages for domain, messages in found.items() if messages}


def files():
    """Return {catalog: the files that its messages come from}."""
    found = {}
    for room in ("demos", "exercises"):
        for path in sorted((HOUSE / room).iterdir()):
            if path.name[0] != "_":
                found[f"{room}/{path.stem}"] = _sources(path)
    for domain, rooms in ROOMS.items():
        paths = [path for room in rooms for path in _sources(HOUSE / room)]
        found[domain] = paths
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        found[f"notebooks/{path.stem}"] = [path]
    for name, path in pages().items():
        found[f"pages/{name}"] = [path]
    return found


def pages():
    """Return {name: file} of the texts that are no notebooks."""
    teaching = sorted((NOTEBOOKS / "teaching").glob("*.md"))
    return {
        "README": ROOT / "README.md",
        "GLOSSARY": NOTEBOOKS / "GLOSSARY.md",
        **{f"teaching_{path.stem}": path for path in teaching},
    }


def blocks_of(text):
    """Split a page into blocks and the seams between them, which together are it.

    A block is a paragraph, a list, a piece of code, or one row of a table.
    """
    parts = []
    for number, part in enumerate(re.split(r"(^```.*?^```$)", text, flags=FENCED)):
        pieces = [part] if number % 2 else SEAM.split(part)
        if parts:
            parts[-1] += pieces[0]
            parts += pieces[1:]
        else:
            parts = pieces
    return parts


def _sources(path):
    if path.is_file():
        return [path]
    kinds = (".py", ".js", ".css", ".html", ".j2")
    paths = sorted(p for p in path.rglob("*") if p.suffix in kinds)
    return [path for path in paths if f"{path.parent.name}/{path.name}" not in NOT_READ]


def _messages_of(path, domain):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        return _of_notebook(path)
    if path.suffix == ".md":
        return [Message(block) for block in blocks_of(text)[::2] if _is_prose(block)]
    if path.suffix == ".js":
        found = web_texts.in_script(text)
        return [
            Message(m, (SCRIPT,) if "${" in m else (), path.name) for *_, m in found
        ]
    if path.suffix == ".css":
        found = web_texts.in_style(text)
        return [Message(m, (), path.name) for *_, m in found]
    if path.suffix in (".html", ".j2"):
        found = web_texts.in_page(text)
        return [Message(" ".join(m.split()), (), path.name) for *_, m in found]
    return [
        Message(
            found.message,
            (TEMPLATE,) if found.is_template else (),
            f"{path.name}:{found.scope}".rstrip(":"),
            found.hints,
        )
        for found in texts_of(ast.parse(text))
        if is_said(domain, found.message)
    ]


def _of_notebook(path):
    found = []
    for number, cell in enumerate(nbformat.read(path, 4).cells):
        place = f"{number:02}"
        if cell.cell_type == "markdown":
            found.append(Message(cell.source, (), place))
        elif cell.cell_type == "code":
            found += [
                Message(piece.message, (CELL,), place)
                for piece in pieces_of(cell.source)
            ]
    return found


def _is_prose(block):
    return bool(re.search(r"[A-Za-z]{2}", block))


def _merged(messages):
    """Return the messages with each text once, with all its places."""
    found = {}
    for message in messages:
        known = found.get(message.text)
        if known is None:
            found[message.text] = message
        else:
            places = list(dict.fromkeys([*known.place.split(), message.place]))
            hints = tuple(dict.fromkeys([*known.hints, *message.hints]))
            flags = tuple(dict.fromkeys([*known.flags, *message.flags]))
            found[message.text] = Message(message.text, flags, " ".join(places), hints)
    return list(found.values())
