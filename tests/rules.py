"""The rules for notebooks that a machine can check.

Each rule takes a notebook as the tests know it (`Lesson`) and yields complaints.
"""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median

import nbformat

from course_utils.maintain.notebooks.cleaning import METADATA, WIDGET_VIEW
from course_utils.maintain.notebooks.tolerance import read_tag, take_apart, texts

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
LARGEST = 400_000
MAGICS = {"%matplotlib", "%load_ext", "%tensorboard"}
TAGS = {"nbval-ignore-output", "raises-exception"}  # and those of a tolerance
HINTS = re.compile(r"#\s*(NBVAL_|PYTEST_VALIDATE)")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
EXERCISE = re.compile(r"^### Exercise (\d+)\.(\d+): .+ ★{1,3}$", re.MULTILINE)
PRIVATE = re.compile(r" at 0x[0-9a-f]{4,}|/(home|root|tmp|Users|work)/")
VERDICT = re.compile(r"(?:^|[\w:]\s+)(True|False)(?=\s*($|[|,;]))", re.MULTILINE)
COMPARING = re.compile(
    r"[<>≤≥]|\b(above|below|over|under|between|within|at least|at most|than"
    r"|(high|low|larg|small)est|halves?|apart|negative|positive)\b"
)
RULES = []
# Rules by name that the notebooks need not follow yet.
LATER = set()


def rule(function):
    RULES.append(function)
    return function


@dataclass
class Lesson:
    """A notebook with its path."""

    path: Path
    cells: list
    metadata: dict

    @classmethod
    def read(cls, path):
        notebook = nbformat.read(path, 4)
        return cls(path, notebook.cells, notebook.metadata)

    @property
    def number(self):
        return int(self.path.name[:2])

    def of_type(self, kind):
        """List (place, source) of the cells of one type."""
        cells = enumerate(self.cells)
        return [(n, cell.source) for n, cell in cells if cell.cell_type == kind]

    @property
    def code(self):
        return self.of_type("code")

    @property
    def text(self):
        return self.of_type("markdown")

    @property
    def outputs(self):
        """List (place, output) of all outputs."""
        return [(n, o) for n, c in enumerate(self.cells) for o in c.get("outputs", [])]


def lines_of(source):
    return [line for line in source.splitlines() if line.strip()]


def words_of(source):
    """List the words of a text without its formulas, code and table rules."""
    source = re.sub(r"```.*?```|\$\$.*?\$\$", "", source, flags=re.DOTALL)
    return [word for word in source.split() if re.search(r"\w", word)]


@cache
def demo_names():
    """Return the names of all demos, the classes of the room `demos`."""
    trees = [ast.parse(p.read_text()) for p in ROOT.glob("course_utils/demos/*/*.py")]
    nodes = [node for tree in trees for node in tree.body]
    return {n.name for n in nodes if isinstance(n, ast.ClassDef) and n.name[0] != "_"}


def demo_in(source, names):
    """Return the name of the demo that a cell opens, or None."""
    called = re.findall(r"\b(\w+)\(", source)
    return next((name for name in called if name in names), None)


# What the page says ------------------------------------------------------------------


@rule
def the_title_cell_asks_a_question(lesson):
    source = lesson.cells[0].source
    if not re.match(rf"# {lesson.number} \S", source):
        yield f"cell 0 does not begin with '# {lesson.number} Title'"
    if "?" not in source:
        yield "cell 0 asks no question"
    if not re.search(r"\d+ minutes", source):
        yield "cell 0 does not say how many minutes the notebook takes"


@rule
def sections_end_with_what_to_keep(lesson):
    everything = "\n\n".join(source for _, source in lesson.text)
    sections = re.findall(r"^## (.+)$", everything, re.MULTILINE)
    if not sections or sections[-1] != "What to keep":
        yield "the last section is not '## What to keep'"
    if not 3 <= len(sections) - 1 <= 9:
        yield f"{len(sections) - 1} sections before it, where 3 to 9 are meant"
    bullets = re.findall(r"^[-*] ", everything.rpartition("## ")[2], re.MULTILINE)
    if not 3 <= len(bullets) <= 7:
        yield f"{len(bullets)} bullets under 'What to keep', where 3 to 7 are meant"


@rule
def key_terms_have_their_chinese_name(lesson):
    everything = "".join(source for _, source in lesson.text)
    if not re.search(r"\*[^*]+\([\u4e00-\u9fff]+", everything):
        yield "no key term carries its Chinese name, as in *learning rate (学习率)*"


@rule
def links_resolve_and_one_leads_on(lesson):
    links = [link for _, source in lesson.text for link in LINK.findall(source)]
    for link in links:
        if "://" not in link and not (lesson.path.parent / link).exists():
            yield f"the link to {link} leads nowhere"
    following = [p for p in NOTEBOOKS if p.name[:2] == f"{lesson.number + 1:02}"]
    if following and following[0].name not in links:
        yield f"no link to {following[0].name}"


@rule
def a_prediction_comes_before_each_demo(lesson):
    names = demo_names()
    asked = False
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            asked = asked or "predict" in cell.source.lower()
        elif demo := demo_in(cell.source, names):
            if not asked:
                yield f"nothing to predict before {demo}"
            asked = False


@rule
def an_exercise_is_a_statement_a_stub_and_a_check(lesson):
    numbers = []
    for place, source in lesson.text:
        for chapter, number in EXERCISE.findall(source):
            name = f"Exercise {chapter}.{number}"
            numbers.append(int(number))
            if int(chapter) != lesson.number:
                yield f"{name} is numbered for another notebook"
            stub, check = [c.source for c in lesson.cells[place + 1 : place + 3]]
            if "..." not in stub:
                yield f"{name} has no stub with '...'"
            if ".check(" not in check:
                yield f"{name} has no check after its stub"
        if "### Exercise" in source and not EXERCISE.search(source):
            yield f"cell {place} is not headed '### Exercise 5.1: name ★'"
    if sorted(numbers) != list(range(1, len(numbers) + 1)) or not numbers:
        yield f"exercises are numbered {sorted(numbers)}"


# Sizes -------------------------------------------------------------------------------


@rule
def cells_are_many_and_small(lesson):
    if not 25 <= len(lesson.cells) <= 60:
        yield f"{len(lesson.cells)} cells, where 25 to 60 are meant"
    code = [len(lines_of(source)) for _, source in lesson.code]
    text = [len(words_of(source)) for _, source in lesson.text]
    if median(code) > 8:
        yield f"the median code cell has {median(code)} lines, where 8 are meant"
    if median(text) > 60:
        yield f"the median text has {median(text)} words, where 60 are meant"
    if code[0] > 12:
        yield f"the setup cell has {code[0]} lines, where 12 are meant"


@rule
def no_cell_is_large(lesson):
    for place, source in lesson.code:
        if len(lines_of(source)) > 15:
            yield f"cell {place} has {len(lines_of(source))} lines of code, 15 at most"
        for line in source.splitlines():
            if len(line) > 88:
                yield f"cell {place} has a line of {len(line)} characters, 88 at most"
    for place, source in lesson.text:
        if len(words_of(source)) > 120:
            yield f"cell {place} has {len(words_of(source))} words, 120 at most"


@rule
def the_file_is_small(lesson):
    size = lesson.path.stat().st_size
    if size > LARGEST:
        yield f"{size} bytes, {LARGEST} at most"


# Code --------------------------------------------------------------------------------


@rule
def nothing_is_installed_fetched_or_hidden(lesson):
    for place, source in lesson.code:
        for word in ("wget", "import *", "sys.path", "pip install"):
            if word in source:
                yield f"cell {place} has {word!r}"
        if HINTS.search(source):
            yield f"cell {place} has a hint for nbval in a comment; use a tag"
        if source.rstrip().endswith(";"):
            yield f"cell {place} ends in ';', which nbval overlooks; use plt.show()"


@rule
def magics_are_known(lesson):
    for place, source in lesson.code:
        for line in source.splitlines():
            word = line.split(maxsplit=1)[0] if line.strip() else ""
            if word.startswith("!") or (word.startswith("%") and word not in MAGICS):
                yield f"cell {place} uses {word}"


@rule
def tags_are_known_and_a_skipped_comparison_is_followed_by_one(lesson):
    code = [cell for cell in lesson.cells if cell.cell_type == "code"]
    for cell in lesson.cells:
        for tag in set(cell.metadata.get("tags", ())) - TAGS:
            if not read_tag(tag):
                yield f"the tag {tag!r} is not known"
    for cell, following in zip(code, [*code[1:], None], strict=True):
        if "nbval-ignore-output" in cell.metadata.get("tags", ()) and (
            following is None or not following.outputs
        ):
            yield "a cell that is not compared is followed by none that is"


@rule
def a_tolerance_has_numbers_to_hold(lesson):
    for place, cell in enumerate(lesson.cells):
        tags = cell.metadata.get("tags", ())
        kinds = {limit[0] for limit in map(read_tag, tags) if limit}
        if kinds and "nbval-ignore-output" in tags:
            yield f"cell {place} has a tolerance and is not compared"
        shown = {
            "counts" if number.counts else "numbers"
            for places in texts(cell.get("outputs", [])).values()
            for where, key in places
            for line in where[key].split("\n")
            for number in take_apart(line)[1]
        }
        for kind in kinds - shown:
            yield f"cell {place} has a tolerance for {kind} and shows none"


# What is stored ----------------------------------------------------------------------


@rule
def every_code_cell_was_run_in_order(lesson):
    counts = [c.execution_count for c in lesson.cells if c.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        yield f"the cells were run as {counts}"
    for place, source in lesson.code:
        if not source.strip():
            yield f"cell {place} is empty"


@rule
def outputs_are_for_readers(lesson):
    for place, output in lesson.outputs:
        if output.output_type == "error" or output.get("name") == "stderr":
            yield f"cell {place} shows an error or a warning"
        texts = [output.get("text", ""), output.get("data", {}).get("text/plain", "")]
        for found in map(PRIVATE.search, texts):
            if found:
                yield f"cell {place} shows {found.group()!r}, which changes"
        if WIDGET_VIEW in output.get("data", {}):
            yield f"cell {place} stores a widget view"


@rule
def a_number_is_shown_and_not_a_verdict_on_it(lesson):
    for place, cell in enumerate(lesson.cells):
        shown = [text for text in printed(cell) if VERDICT.search(text)]
        lines = [line for line in shown if COMPARING.search(line)]
        if not lines and shown and compares_sizes(cell.source):
            lines = shown
        for line in lines:
            yield f"cell {place} shows {line.strip()!r}: show the number itself"


def printed(cell):
    """Return the lines of plain text that a cell shows."""
    found = texts(cell.get("outputs", []))
    places = found.get("stdout", []) + found.get("text/plain", [])
    return [line for where, key in places for line in where[key].splitlines()]


def compares_sizes(source):
    """Tell whether some code asks for more or less, other than to decide what to do."""
    tree = ast.parse(re.sub(r"^[%!].*", "", source, flags=re.MULTILINE))
    nodes = list(ast.walk(tree))
    decisions = [node.test for node in nodes if hasattr(node, "test")]
    decisions += [test for node in nodes for test in getattr(node, "ifs", ())]
    deciding = {id(node) for test in decisions for node in ast.walk(test)}
    return any(
        isinstance(sign, ast.Lt | ast.Gt | ast.LtE | ast.GtE)
        for node in nodes
        if isinstance(node, ast.Compare) and id(node) not in deciding
        for sign in node.ops
    )


@rule
def there_is_something_to_see(lesson):
    if not any("image/png" in output.get("data", {}) for _, output in lesson.outputs):
        yield "no picture is stored"


@rule
def metadata_is_that_of_every_notebook(lesson):
    if dict(lesson.metadata) != METADATA:
        yield "the notebook's metadata is not that of `make notebooks`"
    for place, cell in enumerate(lesson.cells):
        if set(cell.metadata) - {"tags", "slideshow"}:
            yield f"cell {place} has metadata other than tags and its slide"
    ids = [cell.id for cell in lesson.cells]
    if len(set(ids)) < len(ids):
        yield "two cells have the same id"


# For a page that is no lesson: the gallery, the common errors.
OF_ANY_PAGE = [
    no_cell_is_large,
    the_file_is_small,
    nothing_is_installed_fetched_or_hidden,
    magics_are_known,
    tags_are_known_and_a_skipped_comparison_is_followed_by_one,
    every_code_cell_was_run_in_order,
    outputs_are_for_readers,
    metadata_is_that_of_every_notebook,
]
