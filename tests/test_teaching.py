"""The teacher's pages name what exists: sections, demos, presets, exercises, words."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from course_utils.parts import PARTS, lessons
from course_utils.practice.progress import exercises_by_notebook
from tests.rules import Lesson
from tests.test_glossary import rows, squeezed

FOLDER = Path(__file__).parents[1] / "notebooks"
PAGES = sorted((FOLDER / "teaching").glob("[0-9]_*.md"))
LINK = re.compile(r"\]\(([^)#]+)")


@cache
def page(path):
    return path.read_text(encoding="utf-8")


@cache
def chapters():
    """Return {notebook's number: (heading, text)} of all pages."""
    found = {}
    for path in PAGES:
        for chapter in re.split(r"^## ", page(path), flags=re.MULTILINE)[1:]:
            heading, _, text = chapter.partition("\n")
            found[int(heading.split()[0])] = heading, text
    return found


def table(text, first):
    """List the rows of the table whose heading begins with `first`."""
    lines = text.split(f"| {first} |", 1)[1].splitlines()[2:]
    kept = lines[: next(n for n, line in enumerate(lines) if not line.startswith("|"))]
    return [[cell.strip() for cell in line[1:-1].split(" | ")] for line in kept]


@cache
def notebook(number):
    (lesson,) = (lesson for lesson in lessons() if lesson.number == number)
    return lesson, Lesson.read(FOLDER / f"{lesson.notebook}.ipynb")


@cache
def presets():
    """Return {demo's class: names of its presets}."""
    found = {}
    for lesson in lessons():
        for name in lesson.demos:
            module, kind = name.split(".")
            demo = getattr(import_module(f"course_utils.demos.{module}"), kind)
            found[kind] = {preset.name for preset in demo.presets}
    return found


NUMBERS = [lesson.number for lesson in lessons()]


def test_there_is_a_page_for_each_part_with_its_notebooks():
    titles = [page(path).splitlines()[0] for path in PAGES]
    assert titles == [f"# Part {n}: {part.title}" for n, part in enumerate(PARTS)]
    for path, part in zip(PAGES, PARTS, strict=True):
        numbers = map(int, re.findall(r"^## (\d+) ", page(path), re.MULTILINE))
        assert list(numbers) == [lesson.number for lesson in part.lessons]
    index = page(FOLDER / "teaching" / "README.md")
    assert re.findall(r"\]\((\d_\w+\.md)\)", index) == [path.name for path in PAGES]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_story_has_five_sentences(path):
    (story,) = re.findall(r"^\*\*The story\.\*\* (.+)$", page(path), re.MULTILINE)
    assert len(re.findall(r"[.?!](?= [A-Z]|$)", story)) == 5


@pytest.mark.parametrize("path", [*PAGES, FOLDER / "teaching" / "README.md"])
def test_links_arrive(path):
    for link in LINK.findall(page(path)):
        assert (path.parent / link).exists(), link


@pytest.mark.parametrize("number", NUMBERS)
def test_title_sections_and_minutes_are_those_of_the_notebook(number):
    heading, text = chapters()[number]
    lesson, cells = notebook(number)
    first = cells.cells[0].source
    assert f"# {heading}" == first.splitlines()[0]
    minutes = int(re.search(r"(\d+) minutes", first).group(1))
    assert f"[Notebook](../{lesson.notebook}.ipynb), {minutes} minutes." in text
    timed = table(text, "section")
    everything = "\n\n".join(source for _, source in cells.text)
    sections = re.findall(r"^## (.+)$", everything, re.MULTILINE)
    assert [name for name, _ in timed] == sections
    assert sum(int(spent) for _, spent in timed) == minutes


@pytest.mark.parametrize("number", NUMBERS)
def test_every_demo_is_asked_about_and_answered_by_its_own_presets(number):
    _, text = chapters()[number]
    lesson, _ = notebook(number)
    asked = table(text, "demo")
    demos = [name.partition(".")[2] for name in lesson.demos]
    assert [row[0].strip("`") for row in asked] == demos
    for demo, question, pressed, seen in asked:
        named = re.findall(r"\*\*(.+?)\*\*", pressed)
        assert named, demo
        assert set(named) <= presets()[demo.strip("`")], demo
        assert question
        assert seen


@pytest.mark.parametrize("number", NUMBERS)
def test_presets_and_demos_named_in_the_advice_exist(number):
    _, text = chapters()[number]
    lesson, _ = notebook(number)
    own = [presets()[name.partition(".")[2]] for name in lesson.demos]
    for advice in re.findall(r"(?:Press|press|sort) ([^.;:]*\*\*)", text):
        for name in re.findall(r"\*\*(.+?)\*\*", advice):
            assert name in set().union(*own), name
    for name in re.findall(r"`([A-Z]\w+)`", text):
        assert name in presets() or name == "Normalize", name


@pytest.mark.parametrize("number", NUMBERS)
def test_exercises_exist_and_the_advice_is_complete(number):
    _, text = chapters()[number]
    known = {e for numbers in exercises_by_notebook().values() for e in numbers}
    assert (
        set(re.findall(r"\b(\d+\.\d)\b(?= |,|\)|;|:|\.)", exercises_in(text))) <= known
    )
    for part in ("**Ask.**", "**Wrong answers.**", "**In 90 minutes:**"):
        assert part in text
    assert "**In 45 minutes:**" in text
    assert len(re.findall(r"^- ", text, re.MULTILINE)) >= 3


def exercises_in(text):
    """Return what follows the words exercise and exercises, as far as numbers go."""
    found = re.findall(r"[Ee]xercises? ((?:\d+\.\d+(?:, | and | to )?)+)", text)
    return " ".join(found) + " "


@pytest.mark.parametrize("number", NUMBERS)
def test_the_words_are_those_of_the_glossary(number):
    _, text = chapters()[number]
    known = {squeezed(chinese): term.lower() for term, chinese, *_ in rows()}
    (line,) = re.findall(r"Words: (.+)\.$", text, re.MULTILINE)
    pairs = re.findall(r"\*(.+?)\* ([^,]+)", line)
    assert len(pairs) >= 3
    for term, chinese in pairs:
        stem = re.sub(r" [a-zη]$|\(.*", "", known[squeezed(chinese)]).strip()
        assert stem.startswith(term.lower()), (term, chinese)
