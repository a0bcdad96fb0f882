"""Which exercises have I solved, tried, left open? A small file to read and delete.

`progress()` shows it in a notebook, `python -m course_utils progress` in a terminal. It
is `course_progress.json` in the folder of the notebook. The environment variable
COURSE_PROGRESS names another file or folder, or switches it off (`off`). Nothing is
ever sent anywhere, and no lesson fails because the file cannot be kept.
"""

import argparse
import ast
import contextlib
import datetime
import html
import json
import os
from dataclasses import dataclass
from pathlib import Path

from course_utils.translation.language import home
from course_utils.translation.speaker import speaker
from course_utils.translation.widths import columns, padded

FILE_NAME = "course_progress.json"
ABOUT = "Exercises you have solved. Delete this file to begin again."
HEADS = ("solved", "tried", "open")
_ROOM = Path(__file__).parents[1] / "exercises"


def say():
    """Return what says a text of the table in the reader's language."""
    return speaker("practice")


def progress_file():
    """Return the path of the progress file, or None if COURSE_PROGRESS is off."""
    setting = os.environ.get("COURSE_PROGRESS", "").strip()
    if setting.lower() in ("off", "no", "0", "false"):
        return None
    path = Path(setting).expanduser() if setting else home() / FILE_NAME
    return path / FILE_NAME if path.is_dir() else path


def record_try(number, *, solved):
    """Note one try at exercise `number`; return "" or why it could not be kept."""

    def change(entry):
        if "solved" in entry:
            return
        entry["tries"] = entry.get("tries", 0) + 1
        if solved:
            entry["solved"] = datetime.date.today().isoformat()

    return _change(number, change)


def record_hints(number, count):
    """Note that `count` hints were seen; return "" or why that could not be kept."""

    def change(entry):
        if "solved" not in entry:
            entry["hints"] = max(count, entry.get("hints", 0))

    return _change(number, change)


def noted_exercises():
    """Return {number: entry} of all exercises in the file, and "" or what is wrong."""
    try:
        path = progress_file()
        if path is None:
            return {}, "Progress is not being kept: COURSE_PROGRESS is off."
        return _read(path)["exercises"], ""
    except FileNotFoundError:
        return {}, ""
    except OSError as problem:
        return {}, f"The progress file cannot be read: {_reason(problem)}."
    except ValueError:
        return {}, f"{path.name} is damaged; it will be set aside at the next check."


def exercises_by_notebook(room=_ROOM):
    """Return {topic: [numbers]} from the sources in `room`, without importing them."""
    found = {}
    for path in sorted(room.rglob("[!_]*.py")):
        topic = path.relative_to(room).parts[0].removesuffix(".py")
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (OSError, SyntaxError, ValueError):
            continue
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        numbers = [_number(call) for call in calls if _is_exercise(call)]
        if any(numbers):
            found.setdefault(topic, []).extend(filter(None, numbers))
    ordered = {topic: sorted(found[topic], key=_order) for topic in found}
    return dict(sorted(ordered.items(), key=lambda item: _order(item[1][0])))


@dataclass(frozen=True, repr=False)
class ProgressTable:
    """Show how many exercises of each notebook are solved, tried, and still open."""

    rows: tuple[tuple[str, int, int, int], ...]  # notebook, solved, tried, open
    note: str = ""

    def __repr__(self):
        width = max((columns(name) for name, *_ in self.rows), default=0)
        heads = list(map(say(), HEADS))
        lines = ["  ".join([" " * width, *heads])]
        for name, *counts in self.rows:
            cells = [f"{n:{columns(h)}}" for n, h in zip(counts, heads, strict=True)]
            lines.append("  ".join([padded(name, width), *cells]))
        return "\n".join([*lines, self.note] if self.note else lines)

    def _repr_html_(self):
        left, right = ' style="text-align:left"', ' style="text-align:right"'
        rows = "".join(
            f"<tr><td{left}>{html.escape(name)}</td>"
            f'<td{left} aria-hidden="true">{_dots(*counts)}</td>'
            + "".join(f"<td{right}>{count}</td>" for count in counts)
            + "</tr>"
            for name, *counts in self.rows
        )
        heads = "".join(f"<th{right}>{name}</th>" for name in map(say(), HEADS))
        head = f"<tr><th{left}>{say()('notebook')}</th><td></td>{heads}</tr>"
        table = f'<table style="color:inherit">{head}{rows}</table>'
        return f"{table}<small>{html.escape(self.note)}</small>"


def progress_table(room=_ROOM):
    """Return the table of exercises by notebook; never raise.

    Tried are those that were checked, or whose hints were read, without success yet.
    """
    noted, note = noted_exercises()
    rows = []
    for topic, numbers in exercises_by_notebook(room).items():
        notebook = numbers[0].split(".")[0].zfill(2)
        entries = [noted[number] for number in numbers if number in noted]
        solved = sum("solved" in entry for entry in entries)
        tried = len(entries) - solved
        name = f"{notebook} {say()(topic.replace('_', ' '))}"
        rows.append((name, solved, tried, len(numbers) - solved - tried))
    totals = (sum(row[place] for row in rows) for place in (1, 2, 3))
    rows.append((say()("all notebooks"), *totals))
    if not note:
        note = f"Kept in {progress_file().name}; delete that file to begin again."
    return ProgressTable(tuple(rows), say()(note))


def main(arguments):
    """Print the table; look beside the notebooks if there is no file right here."""
    parser = argparse.ArgumentParser(prog="python -m course_utils progress")
    parser.add_argument("file", nargs="?", help="course_progress.json, or its folder")
    named = parser.parse_args(arguments).file
    beside = Path("notebooks") / FILE_NAME
    chosen = "COURSE_PROGRESS" in os.environ or Path(FILE_NAME).exists()
    if not named and not chosen and beside.exists():
        named = str(beside)
    if named:
        os.environ["COURSE_PROGRESS"] = named
    print(progress_table())
    return 0


def _change(number, change):
    note = ""
    try:
        path = progress_file()
        if path is None:
            return ""
        try:
            record = _read(path)
        except FileNotFoundError:
            record = {"about": ABOUT, "exercises": {}}
        except ValueError:
            aside = _set_aside(path)
            note = f"{path.name} was damaged: it is set aside as {aside.name}."
            record = {"about": ABOUT, "exercises": {}}
        before = json.dumps(record)
        change(record["exercises"].setdefault(number, {}))
        if json.dumps(record) != before:
            _write(path, record)
    except OSError as problem:
        return f"Your progress is not kept: {_reason(problem)}."
    return note


def _read(path):
    """Return the record; raise ValueError if it is not one, OSError if unreadable."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise ValueError("not a progress file") from None
    entries = record.get("exercises") if isinstance(record, dict) else None
    if not isinstance(entries, dict) or not all(map(_is_entry, entries.values())):
        raise ValueError("not a progress file")
    return record


def _is_entry(entry):
    return isinstance(entry, dict) and all(
        type(entry.get(name, 0)) is int for name in ("tries", "hints")
    )


def _write(path, record):
    """Replace the file in one step: a full disk leaves the old one whole."""
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "the file is write-protected", str(path))
    new = path.with_name(f"{path.name}.new-{os.getpid()}")
    try:
        with new.open("w", encoding="utf-8") as file:
            json.dump(record, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)
        raise


def _set_aside(path):
    count = 1
    while (aside := path.with_name(f"{path.name}.damaged-{count}")).exists():
        count += 1
    path.rename(aside)
    return aside


def _reason(problem):
    return f"{problem.filename or FILE_NAME}: {(problem.strerror or 'error').lower()}"


def _dots(solved, tried, left):
    few = solved + tried + left <= 12
    return "●" * solved + "◐" * tried + "○" * left if few else ""


def _is_exercise(call):
    return isinstance(call.func, ast.Name) and call.func.id == "Exercise"


def _number(call):
    named = [word.value for word in call.keywords if word.arg == "number"]
    values = [getattr(node, "value", None) for node in [*call.args[:1], *named]]
    return next((value for value in values if isinstance(value, str)), None)


def _order(number):
    return [int(part) if part.isdigit() else 0 for part in number.split(".")]
