"""Sentences with places for values: find the values again, and put them elsewhere.

A template is a text with places as an f-string has them, here the message of a catalog:

    >>> said = Template("{count} of {total:.0f} right", "{total:.0f} 个对了 {count} 个")
    >>> said.values("3 of 4 right")
    ['3', '4']
    >>> said.filled(["3", "4"])
    '4 个对了 3 个'

Values are carried over letter by letter, so that no number changes.
"""

import re
from functools import cached_property

# A place as in an f-string: {count}, {share:.0%}, {result['mse']:.2f}. Doubled braces
# are braces.
PLACE = re.compile(r"\{\{|\}\}|\{((?:[^{}]|\{[^{}]*\})*)\}")
NUMBER = r"\s*[+\-−]?(?:(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+\-]?\d+)?%?|inf|nan)\s*"
NUMERIC = re.compile(r":[^:'\"]*[defgEG%,]$")
ENDING = re.compile(r"[A-Za-z]$")
# What is found in a place: the shortest text, or that in which each bracket is closed.
ANY, CLOSED = "(.*?)", r"((?:[^()\[\]]|\([^()]*\)|\[[^\[\]]*\])*?)"


def pieces(text):
    """Split a template into [words, place, words, ..., words]; `{{` becomes `{`."""
    found, end = [""], 0
    for match in PLACE.finditer(text):
        found[-1] += text[end : match.start()]
        end = match.end()
        if match.group() in ("{{", "}}"):
            found[-1] += match.group()[0]
        else:
            found += [match.group(), ""]
    found[-1] += text[end:]
    return found


def places(text):
    """List the places of a template in order, as they are written."""
    return pieces(text)[1::2]


def endings(text):
    """List the places glued to a word, as in `update{plural}`: another language has
    its own endings and may leave these out."""
    parts = pieces(text)
    return [
        place
        for words, place in zip(parts[:-1:2], parts[1::2], strict=True)
        if ENDING.search(words)
    ]


def escaped(words):
    """Return words with braces doubled, as a template wants them."""
    return words.replace("{", "{{").replace("}", "}}")


class Template:
    """An English sentence with places, and what it is in another language."""

    def __init__(self, message, translation):
        self.message, self.translation = message, translation
        parts = pieces(message)
        self.words = sum(map(len, parts[::2]))  # the more, the more it says
        self.names = parts[1::2]
        self._parts, self._first = parts, parts[0]
        self._pattern = self._pattern_with(ANY)

    def _pattern_with(self, value):
        pattern = [re.escape(self._parts[0])]
        for place, words in zip(self._parts[1::2], self._parts[2::2], strict=True):
            numeric = NUMERIC.search(place[1:-1])
            pattern += [f"({NUMBER})" if numeric else value, re.escape(words)]
        return re.compile("".join(pattern), re.DOTALL)

    @cached_property
    def _closed_pattern(self):
        return self._pattern_with(CLOSED)

    @cached_property
    def _order(self):
        """The pieces of the translation, with each place as the number of its value."""
        parts, free = pieces(self.translation), list(enumerate(self.names))
        for index in range(1, len(parts), 2):
            same = [pair for pair in free if pair[1] == parts[index]]
            # A place that is asked for twice is given twice.
            number = same[0][0] if same else self.names.index(parts[index])
            free = [pair for pair in free if pair[0] != number]
            parts[index] = number
        return parts

    def values(self, text):
        """Return the values in the places of a text, or None if it is another one."""
        if not text.startswith(self._first):
            return None
        match = self._pattern.fullmatch(text)
        if match and any(v.count("(") != v.count(")") for v in match.groups()):
            match = self._closed_pattern.fullmatch(text) or match
        return list(match.groups()) if match else None

    def filled(self, values):
        """Return the translation with values in its places."""
        return "".join(
            values[part] if isinstance(part, int) else part for part in self._order
        )
