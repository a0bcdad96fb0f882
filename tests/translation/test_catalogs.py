"""The Chinese is in step with the English, catalog by catalog."""

import ast

import pytest
from fontTools.ttLib import TTFont

from course_utils.maintain.translation import checks
from course_utils.maintain.translation.font import characters
from course_utils.maintain.translation.sources import files
from course_utils.maintain.translation.update import state
from course_utils.translation.catalogs import domains, load
from course_utils.translation.fonts import FOLDER
from course_utils.translation.language import languages
from tests.translation.later import LATER
from tests.translation.pseudo import known

CATALOGS = [
    (language, domain)
    for language in languages()
    for domain in files()
    if domain not in LATER
]
IDS = [domain for _, domain in CATALOGS]


def option_texts(path):
    """List the options that the exercises of a module let a learner choose from."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "choices":
            found += [k.value for k in node.value.keys if isinstance(k, ast.Constant)]
    return found


@pytest.mark.parametrize(("language", "domain"), CATALOGS, ids=IDS)
def test_every_message_is_said_and_none_is_outdated(language, domain):
    found = state(language, domain, known().get(domain, ()))
    assert not found.missing
    assert not found.changed
    assert not found.unused


@pytest.mark.parametrize(("language", "domain"), CATALOGS, ids=IDS)
def test_places_links_code_numbers_and_terms_are_those_of_the_english(language, domain):
    found = list(checks.complaints(language, domain))
    assert not found, "\n".join(found)


def test_only_catalogs_that_there_are_wait_and_none_that_is_done():
    assert set(known()) >= LATER
    for domain in LATER:
        assert not state("zh_CN", domain, known()[domain]).is_whole, domain


def test_there_is_no_catalog_without_a_source():
    for language in languages():
        assert set(domains(language)) <= set(known())


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.otf")), ids=lambda p: p.stem)
def test_the_font_has_every_character_that_pictures_use(path):
    wanted = characters("zh_CN")
    there = TTFont(path)["cmap"].getBestCmap()
    missing = {sign for sign in wanted if ord(sign) not in there}
    assert not missing, "python -m course_utils translate --font FOLDER"


def test_the_licence_lies_beside_the_font():
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FOLDER / "OFL.txt").read_text()


@pytest.mark.parametrize(
    "domain",
    [d for d in files() if d.startswith("exercises/") and d not in LATER],
)
def test_what_a_learner_chooses_from_stands_on_the_page(domain):
    topic = domain.partition("/")[2]
    (page,) = (d for d in files() if d.endswith(f"_{topic}") and d[:9] == "notebooks")
    if page in LATER:
        pytest.skip(f"{page} is not translated yet")
    words = load("zh_CN", domain).exact
    cells = load("zh_CN", page).exact
    for path in files()[domain]:
        for option in option_texts(path):
            if any(f'"{option}"' in english for english in cells):
                said = words.get(option, option)  # a name of code stays
                assert any(f'"{said}"' in text for text in cells.values()), option
