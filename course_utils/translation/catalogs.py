"""Read a catalog: a gettext file of English texts with what they are elsewhere."""

from functools import cache

from course_utils.translation.language import CATALOGS
from course_utils.translation.templates import Template

FOLDER = "LC_MESSAGES"
TEMPLATE = "places"  # the flag of a text with places for values
GUESSED = {"python-format", "python-brace-format"}


class Words:
    """What a catalog knows: texts by their English, and templates, longest first."""

    def __init__(self, messages):
        done = [m for m in messages if m.id and m.string and not m.fuzzy]
        self.exact = {m.id: m.string for m in done if TEMPLATE not in m.flags}
        self.back = {there: here for here, there in self.exact.items()}
        templates = [Template(m.id, m.string) for m in done if TEMPLATE in m.flags]
        self.templates = sorted(templates, key=lambda t: -t.words)


def path_of(language, domain):
    """Return the file of a catalog."""
    return CATALOGS / language / FOLDER / f"{domain}.po"


def domains(language):
    """List the catalogs that there are in a language."""
    folder = CATALOGS / language / FOLDER
    return sorted(
        p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.po")
    )


def read(language, domain):
    """Return a catalog as Babel's Catalog, or None if there is no such file."""
    from babel.messages.pofile import read_po

    path = path_of(language, domain)
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        return read_po(file, locale=language)


@cache
def load(language, domain):
    """Return the Words of a catalog; none if there is no such file."""
    return Words(read(language, domain) or ())
