"""One name for one learner: Ben, BEN and Bеn (with a Cyrillic е) are the same.

A name becomes a folder and a part of addresses: letters, digits, hyphens.
"""

import re
import unicodedata
from functools import cache

from confusable_homoglyphs.confusables import confusables_data

PATTERN = r"[^\W_][\w-]{0,30}"


def plain(name):
    """Return a name as it is kept: composed, in small letters, without blanks around.

    >>> plain(" Ｂen")
    'ben'
    """
    small = unicodedata.normalize("NFKC", name).strip().casefold()
    return unicodedata.normalize("NFKC", small)


def is_name(name):
    """Say whether a plain name can be one."""
    return bool(re.fullmatch(PATTERN, name))


def look(name):
    """Return what a name looks like; names that look alike give the same.

    Letters are compared by Unicode's list of look-alikes (UTS #39), one by one: `rn` is
    not `m` here, since both stand in names that people have.
    """
    name = unicodedata.normalize("NFKC", name)
    # Capitals of other scripts, too: Cyrillic В looks like B, though в not like b.
    name = "".join(c if c.isascii() else stands_for(c) for c in name)
    for _ in range(2):  # 0 looks like O, and that, in small, like o
        name = plain("".join(map(stands_for, plain(name))))
    return name


@cache
def stands_for(letter):
    """Return the letter that stands for all that look like `letter`.

    The list names for each letter the one it looks like, and for that one all others.
    """
    alike = [entry["c"] for entry in confusables_data.get(letter, ())]
    if len(alike) != 1 or len(alike[0]) != 1:
        return letter
    (other,) = alike
    if len(confusables_data.get(other, ())) == 1:  # a pair: either may stand for both
        return min(letter, other)
    return other


def known_as(name, known):
    """Return the name in `known` that looks like `name`; a plain new one if none."""
    wanted = look(name)
    return next((k for k in known if look(k) == wanted), plain(name))
