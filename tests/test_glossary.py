"""The glossary tells where each term is and holds every Chinese name of the course."""

import re
from functools import cache
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENDINGS = ("isation", "ation", "ing", "ed", "s", "e", "y")


def rows_of(text):
    """List (term, Chinese name, one line, places) of a glossary's table."""
    table = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line[1:-1].split("|")] for line in table[1:]]


@cache
def rows():
    return rows_of((FOLDER / "GLOSSARY.md").read_text(encoding="utf-8"))


@cache
def words_of(place):
    """Return what a notebook says, by its number or its name."""
    name = f"{int(place):02}_*" if place.isdigit() else place.replace(" ", "_")
    (path,) = FOLDER.glob(f"{name}.ipynb")
    cells = nbformat.read(path, 4).cells
    return "\n".join(c.source for c in cells if c.cell_type == "markdown")


def stems(term):
    """List the words of a term as one would search for them."""
    plain = re.sub(r"\(.*?\)|,", "", term)
    words = [w for w in re.findall(r"[^\s]+", plain) if len(w) > 1]
    return [stem(word.lower()) for word in words]


def stem(word):
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word.removesuffix(ending)
    return word


def squeezed(text):
    """Return a text without spaces: some write S 型函数, some S型函数."""
    return re.sub(r"\s", "", text)


def introduced(text):
    """List the Chinese names that a text gives in parentheses."""
    inside = re.findall(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", text)
    parts = [part.strip(" *") for group in inside for part in re.split("[,;]", group)]
    return [part for part in parts if CHINESE.search(part)]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_a_term_is_where_the_glossary_says(row):
    term, chinese, _, places = row
    for place in places.split(", "):
        said = words_of(place).lower()
        for word in stems(term):
            assert word in said, f"notebook {place} does not say {word!r}"
    if chinese:
        said = squeezed("".join(map(words_of, places.split(", "))))
        assert squeezed(chinese) in said, f"notebook {places} lacks {chinese}"


def test_terms_are_in_order_and_none_is_there_twice():
    terms = [row[0] for row in rows()]
    assert terms == sorted(terms, key=str.lower)
    assert len({term.lower() for term in terms}) == len(terms)
    names = [squeezed(row[1]) for row in rows() if row[1]]
    assert len(set(names)) == len(names)


def test_every_row_says_something():
    for row in rows():
        assert len(row) == 4, row
        assert 3 <= len(row[2].split()) <= 20, row


@pytest.mark.parametrize(
    "path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem
)
def test_every_chinese_name_is_in_the_glossary(path):
    known = {squeezed(row[1]) for row in rows()}
    name = path.stem[:2] if path.stem[0].isdigit() else path.stem
    missing = [n for n in introduced(words_of(name)) if squeezed(n) not in known]
    assert not missing


def test_stems_and_names_are_found():
    assert stems("learning rate η") == ["learn", "rate"]
    assert stems("He initialisation") == ["he", "initial"]
    text = "*rate (学习率)*, (*zero-shot, 零样本*) and (nothing)"
    assert introduced(text) == ["学习率", "零样本"]
