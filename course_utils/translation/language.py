"""Which language the course speaks: the reader's, if there is a catalog for it.

In this order: what `use()` has chosen; the language whose folder of notebooks we are
in; the environment variable COURSE_LANGUAGE; the language of the system; English.
"""

import locale
import os
from functools import cache
from pathlib import Path

VARIABLE = "COURSE_LANGUAGE"
ENGLISH = "en"
CATALOGS = Path(__file__).parents[1] / "locale"
_chosen = []  # what `use` was told, last


@cache
def languages():
    """Return the languages that there are besides English, as in `zh_CN`."""
    return tuple(sorted(path.name for path in CATALOGS.iterdir() if path.is_dir()))


def home():
    """Return the folder of the English notebooks, if we are in one of its languages.

    Else it is the working folder; there lies what notebooks of all languages share.
    """
    here = Path.cwd() if _is_there() else Path()
    return here.parent if here.name in languages() else Path()


def language():
    """Return the language spoken now: `en`, or one of `languages()`."""
    if _chosen:
        return _chosen[-1]
    here = Path.cwd() if _is_there() else Path()
    asked = [path.name for path in (here, here.parent) if path.name in languages()]
    asked += [os.environ.get(VARIABLE, ""), _of_system()]
    return next(filter(None, map(known, asked)), ENGLISH)


def use(name=None):
    """Speak a language from now on, whatever the surroundings say; None undoes it.

    Raises ValueError if the course does not know the language. Front ends that are
    loaded already keep theirs.
    """
    if name is not None and not known(name):
        spoken = ", ".join([ENGLISH, *languages()])
        raise ValueError(f"The course does not speak {name!r}, but: {spoken}.")
    _chosen[:] = [] if name is None else [known(name)]


def known(name):
    """Return the language that a name as zh_CN.UTF-8, zh-Hans or en_GB means, or "".

    All kinds of Chinese are answered with the one there is.
    """
    plain = name.replace("-", "_").split(".")[0].strip().lower()
    if plain.split("_")[0] in (ENGLISH, "c", "posix"):
        return ENGLISH
    for there in languages():
        if plain and plain.split("_")[0] == there.split("_")[0].lower():
            return there
    return ""


def _is_there():
    """Tell whether the working folder still exists."""
    return os.path.isdir(os.curdir)


def _of_system():
    """Return the language of messages that the system is set to, or ""."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return value
    try:
        return locale.getlocale()[0] or ""
    except ValueError:
        return ""
