"""Run the notebooks again and store what they show, small and steady."""

import argparse
from pathlib import Path

import jupytext
import nbformat
from nbformat.corpus.words import generate_corpus_id as random_cell_id
from nbformat.v4 import new_notebook

from course_utils.maintain.notebooks.cleaning import (
    clean,
    keep_ids,
    keep_numbers,
    keep_pictures,
)
from course_utils.maintain.notebooks.contents import update as update_contents
from course_utils.maintain.notebooks.running import RunError, run
from course_utils.maintain.notebooks.slides import mark
from course_utils.maintain.showcase.update import update as update_showcase
from course_utils.maintain.translation.notebooks import (
    is_whole,
    notebook_in,
    path_in,
    write_pages,
)
from course_utils.translation.language import languages

FOLDER = Path(__file__).parents[3] / "notebooks"
LARGEST = 400_000  # bytes
TEXT_FORMATS = {".py": "py:percent", ".md": "md"}


def main(arguments):
    """Run the notebooks asked for, or all; 1 when one could not be stored."""
    parser = argparse.ArgumentParser(prog="python -m course_utils notebooks")
    parser.add_argument("only", nargs="*", help="numbers, as in 05 12; all if none")
    parser.add_argument(
        "--from", dest="text", nargs="+", default=[], type=Path, metavar="FILE",
        help="percent-format texts; each becomes the notebook of the same name",
    )  # fmt: skip
    parser.add_argument(
        "--slides", action="store_true",
        help="cut the stored notebooks into slides again and run nothing",
    )  # fmt: skip
    parser.add_argument(
        "--language", action="append", choices=languages(), metavar="zh_CN",
        help="make the notebooks of this language only, from the stored English",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    if options.slides:
        for path in chosen(options.only):
            cut(path)
        return 0
    if options.text:
        jobs = [(FOLDER / f"{text.stem}.ipynb", text) for text in options.text]
    else:
        jobs = [(path, None) for path in chosen(options.only)]
    update_showcase()  # first: the gallery's notebook shows its pictures
    failed = []
    for path, text in jobs:
        if not options.language and not make(path, text):
            failed.append(path)
            continue
        for language in options.language or languages():
            wanted = options.language or is_whole(language, f"notebooks/{path.stem}")
            if wanted and not make_in(language, path):
                failed.append(path)
    for language in languages():
        write_pages(language)
    update_contents()
    return 1 if failed else 0


def chosen(only, folder=FOLDER):
    """List the notebooks whose names begin with one of `only`, or all of them.

    Those without a number, as `common_errors`, come last. Raises SystemExit when there
    is none.
    """
    paths = sorted(p for p in folder.glob("*.ipynb") if not p.name.startswith("."))
    for number in only:
        if not any(path.name.startswith(number) for path in paths):
            raise SystemExit(f"No notebook in {folder} begins with {number}.")
    return [p for p in paths if not only or p.name.startswith(tuple(only))]


def make_in(language, path):
    """Make a notebook of another language from the English one, as `make` does."""
    target = path_in(language, path)
    target.parent.mkdir(exist_ok=True)
    return make(target, said=notebook_in(language, path))


def make(path, text=None, said=None):
    """Run one notebook, store it, and print a line about it.

    It comes from its text if given, or is `said`, a notebook in another language.

    Nothing is stored, and False returned, when a cell raises or warns or the file
    would be too large.
    """
    stored = nbformat.read(path, 4) if path.exists() else new_notebook()
    notebook = said or (read_text(text, stored) if text else nbformat.read(path, 4))
    try:
        result = run(notebook, folder=path.parent)
        notebook = keep_numbers(keep_pictures(clean(notebook), stored), stored)
        content = dump(mark(notebook))
    except RunError as error:
        print(f"{path.name}: {error}\nNot stored.")
        return False
    size = len(content.encode())
    slow = result.slowest
    print(
        f"{path.name}: {result.total:.1f} s, "
        f"slowest cell {slow}: {result.seconds.get(slow, 0):.1f} s, "
        f"{result.memory:.0f} MB, {size / 1000:.0f} kB"
    )
    if size > LARGEST:
        print(f"{path.name}: larger than {LARGEST // 1000} kB. Not stored.")
        return False
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        path.write_text(content, encoding="utf-8", newline="\n")
    return True


def cut(path):
    """Mark the slides of a stored notebook by the rule."""
    content = dump(mark(nbformat.read(path, 4)))
    if content != path.read_text(encoding="utf-8"):
        path.write_text(content, encoding="utf-8", newline="\n")


def read_text(text, stored):
    """Read a percent-format text, with the cell ids of the stored notebook."""
    notebook = jupytext.read(text, fmt=TEXT_FORMATS[text.suffix])
    notebook = nbformat.from_dict(notebook)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for cell in notebook.cells:
        cell.setdefault("id", random_cell_id())
    return keep_ids(notebook, stored)


def dump(notebook):
    """Write a notebook as JSON text that git can compare line by line."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, 4).rstrip("\n") + "\n"
