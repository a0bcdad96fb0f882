"""Write the notebooks and pages of another language from the English and its catalogs.

Code is that of the English notebook, but for its texts and comments. Links lead to the
neighbour in the same language, where there is one, and to the same heading.
"""

import copy
import posixpath
import re
import shutil

import nbformat

from course_utils.maintain.translation import cell_texts
from course_utils.maintain.translation.anchors import anchored, wanted_on
from course_utils.maintain.translation.sources import (
    NOTEBOOKS,
    ROOT,
    blocks_of,
    messages_by_catalog,
    pages,
)
from course_utils.translation.catalogs import load, read

LINK = re.compile(r"(\]\()([^)#\s:]+)((?:#[^)\s]*)?\))")
README = "README.zh-CN.md"
SLIDES = "rise.css"  # their look: it has to lie beside each notebook


def is_whole(language, domain, messages=None):
    """Tell whether all messages of a catalog are said in a language."""
    from course_utils.maintain.translation.update import state

    messages = messages_by_catalog()[domain] if messages is None else messages
    return state(language, domain, messages).is_whole


def path_in(language, path):
    """Return the place of an English notebook or page in a language."""
    if path.parent == ROOT:
        return ROOT / README
    return NOTEBOOKS / language / path.relative_to(NOTEBOOKS)


def notebook_in(language, path):
    """Return an English notebook said in a language, without outputs.

    What the catalog does not have stays English. Cells keep their ids and tags.
    """
    notebook = copy.deepcopy(nbformat.read(path, 4))
    words, wanted = load(language, f"notebooks/{path.stem}").exact, wanted_on(path)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            said = words.get(cell.source, cell.source)
            said = anchored(cell.source, said, wanted)
            cell.source = relinked(said, path, language)
        elif cell.cell_type == "code":
            cell.source = cell_texts.translated(cell.source, _sayer(words))
            cell.outputs, cell.execution_count = [], None
    return notebook


def page_in(language, name):
    """Return an English page said in a language."""
    path = pages()[name]
    words, wanted = load(language, f"pages/{name}").exact, wanted_on(path)
    blocks = blocks_of(path.read_text(encoding="utf-8"))
    blocks[::2] = [
        anchored(block, words.get(block, block), wanted) for block in blocks[::2]
    ]
    return relinked("".join(blocks), path, language)


def write_pages(language):
    """Write the pages whose catalogs are whole, and the look of slides beside them.

    Returns the paths of the pages.
    """
    written = []
    shutil.copyfile(NOTEBOOKS / SLIDES, NOTEBOOKS / language / SLIDES)
    for name, path in pages().items():
        if read(language, f"pages/{name}") and is_whole(language, f"pages/{name}"):
            target = path_in(language, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(page_in(language, name), encoding="utf-8", newline="\n")
            written.append(target)
    return written


def relinked(text, path, language):
    """Return a text of the page at `path` with the links of its translation."""
    here = path_in(language, path).parent

    def replaced(match):
        target = (path.parent / match[2]).resolve()
        if not target.exists():
            return match.group()
        if target.is_relative_to(NOTEBOOKS) or target == ROOT / "README.md":
            there = path_in(language, target)
            target = there if there.exists() else target
        link = posixpath.relpath(target.as_posix(), here.as_posix())
        return match[1] + link + match[3]

    return LINK.sub(replaced, text)


def _sayer(words):
    return lambda text: words.get(text, text)
