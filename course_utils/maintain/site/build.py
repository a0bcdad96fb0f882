"""Write the site: a folder of pages that need neither a kernel nor a network."""

import argparse
import json
import os
import re
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import nbformat
from pygments.formatters import HtmlFormatter

from course_utils.gallery import pictures
from course_utils.gallery.catalogue import entries
from course_utils.gallery.sheet import colourfulness
from course_utils.live import tabulated
from course_utils.maintain.notebooks.contents import question_of
from course_utils.maintain.site.frames import frames
from course_utils.maintain.site.glossary import glossary_body
from course_utils.maintain.site.pages import live_picture, notebook_body
from course_utils.parts import PARTS
from course_utils.translation import web_texts
from course_utils.translation.language import ENGLISH, language
from course_utils.translation.speaker import speaker

ROOT = Path(__file__).parents[3]
HERE = Path(__file__).parent
WORKERS = 2
PICTURES = "pictures"  # the folder of the site with those of the cards
OPENER = "FitALineByHand"  # the demo that one can move on the front page


@dataclass
class Page:
    """A page of the site: its source, what it is called, and what is on it."""

    source: Path
    name: str
    title: str
    question: str = ""
    body: str = ""
    headings: list = field(default_factory=list)
    demos: list = field(default_factory=list)
    terms: list = field(default_factory=list)
    picture: str = ""  # the class of the demo whose picture stands for it

    @property
    def number(self):
        """The number of a notebook that has one, else None."""
        found = re.match(r"(\d\d)_", self.name)
        return int(found[1]) if found else None


def main(arguments):
    """Write the site into a folder and say how large it is."""
    parser = argparse.ArgumentParser(prog="python -m course_utils site")
    parser.add_argument("--to", type=Path, default=ROOT / "site", metavar="FOLDER")
    parser.add_argument(
        "--quick", action="store_true", help="few positions of each slider, for a look"
    )
    options = parser.parse_args(arguments)
    folder, start = options.to, time.monotonic()
    pages = build(folder, quick=options.quick, say=print)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(
        f"{folder / 'index.html'}: {len(pages)} pages, "
        f"{sum(len(page.demos) for page in pages)} live demos, {size / 1e6:.1f} MB, "
        f"{time.monotonic() - start:.0f} s"
    )
    return 0


def build(folder, *, notebooks=None, quick=False, workers=WORKERS, say=None):
    """Write a page for each notebook and for the glossary; return the pages.

    A `quick` site has few positions of each control. Pages of an earlier site are
    removed first; a folder with other pages is refused with FileExistsError.
    """
    clear(folder)
    pages = found(notebooks or spoken_notebooks())
    links = {page.source.name: page.name for page in pages}
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # for the workers
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        jobs = {
            page.name: pool.submit(notebook_body, page.source, links, quick)
            for page in pages
            if page.source.suffix == ".ipynb"
        }
        for page in pages:
            if page.name in jobs:
                page.body, page.headings, page.demos = jobs[page.name].result()
            else:
                numbered = {p.number: p.name for p in pages}
                text = page.source.read_text(encoding="utf-8")
                page.body, page.headings, page.terms = glossary_body(
                    text, links, numbered
                )
            if say:
                say(f"{page.name}: {len(page.demos)} live demos")
        opener = pool.submit(live_picture, OPENER, quick).result() if jobs else ""
        put_pictures(folder, pages, pool)
    write(folder, pages, opener)
    return pages


def spoken_notebooks():
    """Return the folder of the notebooks in the reader's language."""
    folder = ROOT / "notebooks"
    return folder if language() == ENGLISH else folder / language()


def put_pictures(folder, pages, pool):
    """Write the pictures of all cards; each page gets its most colourful one."""
    missing = [entry for entry in entries() if pictures.kept(entry) is None]
    made = dict(zip(missing, pool.map(pictures.make, missing), strict=True))
    place = folder / PICTURES
    place.mkdir(exist_ok=True)
    colours = {}
    for entry in entries():
        picture = made.get(entry) or pictures.kept(entry)
        (place / f"{entry.title}.webp").write_bytes(picture)
        colours[entry.title] = colourfulness(picture)
    for page in pages:
        own = [anchor for _, anchor in page.demos if anchor in colours]
        page.picture = max(own, key=colours.get, default="")


def found(notebooks):
    """List the pages to be made from a folder, in the order in which they are read."""
    paths = sorted(
        notebooks.glob("*.ipynb"), key=lambda p: (not p.name[0].isdigit(), p)
    )
    pages = []
    for path in paths:
        first = nbformat.read(path, 4).cells[0].source
        title = re.match(r"# (?:\d+ )?(.+)", first)[1]
        pages.append(Page(path, f"{path.stem}.html", title, question_of(first)))
    glossary = notebooks / "GLOSSARY.md"
    if glossary.exists():
        pages.append(Page(glossary, "glossary.html", speaker("site")("Glossary")))
    return pages


def write(folder, pages, opener=""):
    """Write the pages, the contents and the search into `folder`.

    `opener` is the HTML of the demo that stands on the front page.
    """
    say, templates = speaker("site"), frames()
    shared = {
        "pages": pages,
        "language": language().replace("_", "-"),
        "styles": "\n".join(
            [
                HtmlFormatter(style="default").get_style_defs(".highlight"),
                (HERE / "page.css").read_text(encoding="utf-8"),
                tabulated.styles(),
            ]
        ),
    }
    for before, page, after in zip(
        [None, *pages], pages, [*pages[1:], None], strict=False
    ):
        html = templates.get_template("page.html.j2").render(
            page=page,
            before=before,
            after=after,
            sections=[h for h in page.headings if h[0] == 2],
            scripts=tabulated.scripts() if page.demos else "",
            **shared,
        )
        (folder / page.name).write_text(html, encoding="utf-8")
    html = templates.get_template("contents.html.j2").render(
        parts=[(title, group, cards(group)) for title, group in parts(pages)],
        opener=opener,
        scripts=tabulated.scripts() if opener else "",
        **shared,
    )
    (folder / "index.html").write_text(html, encoding="utf-8")
    search = web_texts.script((HERE / "search.js").read_text(encoding="utf-8"), say)
    index = json.dumps(search_index(pages), ensure_ascii=False, separators=(",", ":"))
    text = f"const courseIndex = {index};\n{search}"
    (folder / "search.js").write_text(text, encoding="utf-8")


def parts(pages):
    """List (title, pages) of the parts of the course; what is in none comes last."""
    say, rest = speaker("site", "gallery"), {page.source.stem: page for page in pages}
    groups = []
    for part in PARTS:
        names = [lesson.notebook for lesson in part.lessons]
        group = [rest.pop(name) for name in names if name in rest]
        groups.append((say(part.title), group))
    groups.append((say("Beside the notebooks"), list(rest.values())))
    return [(title, group) for title, group in groups if group]


def cards(pages):
    """List (entry, address) of the demos that are live on some pages."""
    addresses = {
        anchor: f"{page.name}#{anchor}" for page in pages for _, anchor in page.demos
    }
    known = [entry for entry in entries() if entry.title in addresses]
    return [(entry.spoken(), addresses[entry.title]) for entry in known]


def search_index(pages):
    """List (what is found, where it stands, address): headings, demos, terms."""
    index, say = [], speaker("site")
    for page in pages:
        where = page.title if page.number is None else f"{page.number} {page.title}"
        for level, text, anchor in page.headings:
            index.append((text, "" if level == 1 else where, f"{page.name}#{anchor}"))
        for name, anchor in dict.fromkeys(page.demos):
            index.append((name, say(f"demo in {where}"), f"{page.name}#{anchor}"))
        for term, chinese, anchor in page.terms:
            name = f"{term} ({chinese})" if chinese else term
            index.append((name, where, f"{page.name}#{anchor}"))
    return index


def clear(folder):
    """Remove the pages of an earlier site; raise FileExistsError where others lie."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = list(folder.glob("*.html"))
    if pages and not (folder / "search.js").exists():
        raise FileExistsError(f"{folder} holds pages that are none of the course.")
    for page in [*pages, *folder.glob(f"{PICTURES}/*.webp")]:
        page.unlink()
