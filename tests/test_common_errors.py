"""The page of common errors: its tables lead to sections, whose errors are real."""

import re
from functools import cache

import pytest

from tests import rules
from tests.rules import ROOT, Lesson

PATH = ROOT / "notebooks" / "common_errors.ipynb"
KEPT = [
    *rules.OF_ANY_PAGE,
    rules.key_terms_have_their_chinese_name,
    rules.links_resolve_and_one_leads_on,
]
SILENT = {6, 17, 20, 22}


class Page(Lesson):
    number = 98  # no notebook follows


@cache
def page():
    return Page.read(PATH)


@cache
def sections():
    """Return {number: (heading, what its cell prints on one line)}."""
    found, cells = {}, page().cells
    for place, source in page().text:
        for number, title in re.findall(r"^### (\d+) (.+)$", source, re.MULTILINE):
            printed = "".join(o.get("text", "") for o in cells[place + 1].outputs)
            found[int(number)] = f"{number} {title}", " ".join(printed.split())
    return found


def rows():
    """List (fragment of a message, numbers of its sections) of the tables."""
    text = "\n".join(source for _, source in page().text[:4])
    found = re.findall(r"^\| (.+?) \| (\[.+) \|$", text, re.MULTILINE)
    return [(said, list(map(int, re.findall(r"\[(\d+)\]", to)))) for said, to in found]


@pytest.mark.parametrize("rule", KEPT, ids=lambda rule: rule.__name__)
def test_the_page(rule):
    assert list(rule(page())) == []


def test_every_section_is_a_text_and_a_cell_that_fails_and_is_mended():
    assert list(sections()) == list(range(1, 25))
    for number, (_, printed) in sections().items():
        assert "mended" in printed, number
        named = re.match(r"\w*Error: ", printed)
        assert bool(named) == (number not in SILENT), number


def test_the_tables_quote_what_the_cells_print():
    assert len(rows()) == 18
    for fragment, numbers in rows():
        for number in numbers:
            printed = sections()[number][1].replace("non- singleton", "non-singleton")
            for piece in fragment.replace("3 channels", "").split("…"):
                assert piece.strip(" []") in printed, (fragment, number)


def test_the_tables_name_every_section_and_their_links_arrive():
    named = {number for _, numbers in rows() for number in numbers}
    assert named | SILENT == set(sections())
    anchors = {heading.replace(" ", "-") for heading, _ in sections().values()}
    everything = "".join(source for _, source in page().text)
    assert set(re.findall(r"\]\(#([^)]+)\)", everything)) == anchors
    for number in SILENT:
        heading = sections()[number][0]
        assert f"[{number}](#{heading.replace(' ', '-')})" in everything
