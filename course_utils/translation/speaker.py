"""Say a text in the reader's language, as far as the catalogs know it."""

import re
from functools import cache

from course_utils.translation import amounts
from course_utils.translation import language as spoken
from course_utils.translation.catalogs import Words, load

# Signs of a text that needs a translator: two letters in a row, no formula.
WORD = re.compile(r"[A-Za-z]{2,}")
NOT_WORDS = re.compile(r"\$[^$]*\$|\w+_\w+")  # formulas and names_of_code
SYMBOLS = {"tanh", "exp", "log", "relu", "max", "min", "sin", "cos", "inf", "nan", "ms"}
AROUND = re.compile(r"""([\d.,]+\s|\s*['"“`]?)(.*?)(\s[\d.,]+|['"”`]?\s*)""", re.DOTALL)
# Where a text is cut that is known in parts only, and what stands there in its stead.
JOINTS = ("\n", "; ", ": ", ", ", " = ", " → ", " · ", " (", ")")
MOST_REMEMBERED = 4096
DEEPEST = 5


def has_words(text):
    """Tell whether a text has English words, and not only numbers and symbols."""
    if not WORD.search(text):
        return False
    words = WORD.findall(NOT_WORDS.sub(" ", text))
    return not all(word in SYMBOLS for word in words)


class Speaker:
    """Say texts in one language, looked up in some catalogs; the first one counts.

    A sentence with values is found by its template. A value that is a text itself is
    said in the same way. Whatever is not known stays as it is, and is noted in
    `unknown`. `steps` are those in which the language counts large amounts.
    """

    def __init__(self, words, joints, steps=None):
        self._words, self._joints, self._steps = words, joints, steps
        self._remembered, self._tried = {}, {}
        self.unknown = set()

    def __call__(self, text):
        """Return a text in the reader's language."""
        if not isinstance(text, str):
            return text
        try:
            return self._remembered[text]
        except KeyError:
            self._tried = {}
            said, strange = self._said(text, DEEPEST)
            self.unknown.update(strange)
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[text] = said
            return said

    def joint(self, sign):
        """Return what stands between two sentences, or parts of one, for `sign`."""
        return self._joints.get(sign, sign)

    def english(self, value):
        """Return a value with the English of each text in it that is said like this."""
        if isinstance(value, str):
            found = (w.back[value] for w in self._words if value in w.back)
            return next(found, value)
        if type(value) in (list, tuple):
            return type(value)(map(self.english, value))
        if type(value) is dict:
            return {self.english(k): self.english(v) for k, v in value.items()}
        return value

    def _said(self, text, deep):
        """Return (what is said, the parts of it that nobody knows)."""
        for words in self._words:
            if text in words.exact:
                return words.exact[text], ()
        if not has_words(text):
            return text, ()
        if amount := amounts.in_steps_of(text, self._steps):
            return amount, ()
        best = text, (text,)
        if (text, deep) in self._tried:
            return self._tried[text, deep]
        if deep:
            ways = self._by_template, self._uncapitalised, self._around, self._in_parts
            for way in ways:
                said = way(text, deep - 1)
                if said and not said[1]:
                    best = said
                    break
                if said and sum(map(len, said[1])) < sum(map(len, best[1])):
                    best = said
        self._tried[text, deep] = best
        return best

    def _by_template(self, text, deep):
        """Say a text by the template with the most words that fits, values and all."""
        best = None
        for words in self._words:
            for template in words.templates:
                values = template.values(text)
                if values is None:
                    continue
                said = [self._said(value, deep) for value in values]
                strange = tuple(part for _, parts in said for part in parts)
                whole = template.filled([value for value, _ in said]), strange
                if not strange:
                    return whole
                best = best or whole
        return best

    def _uncapitalised(self, text, deep):
        """Say a text that begins with a capital letter only because of its place."""
        plain = text[:1].lower() + text[1:]
        return None if plain == text else self._said(plain, 0)

    def _around(self, text, deep):
        """Say what stands between blanks or quotes, or beside a number."""
        match = AROUND.fullmatch(text)
        before, inside, after = match.groups()
        if not before and not after:
            return None
        said, strange = self._said(inside, deep)
        if strange and any(map(str.isdigit, after)):
            return None  # `conv 1` is a name
        return before + said + after, strange

    def _in_parts(self, text, deep):
        """Say a text piece by piece, cut where pieces are joined."""
        for joint in JOINTS:
            for match in re.finditer(re.escape(joint), text):
                first, second = text[: match.start()], text[match.end() :]
                one = self._said(first, deep)
                if one[1]:
                    continue
                other = self._said(second, deep)
                if not other[1]:
                    return one[0] + self.joint(joint) + other[0], ()
        return None


class Silence:
    """The speaker of a reader of English: everything stays as it is."""

    unknown = frozenset()

    def __call__(self, text):
        return text

    def joint(self, sign):
        return sign

    def english(self, value):
        return value


SILENCE = Silence()
WIDE = {". ": "。", ": ": "：", "; ": "；", ", ": "，", " (": "（", ")": "）"}
WRITTEN = {"zh_CN": WIDE}


def speaker(*domains):
    """Return the Speaker of these catalogs in the language spoken now.

    A catalog is named as its file in `course_utils/locale`: `demos/lenet`, `live`.
    """
    return _speaker(spoken.language(), domains)


def speaker_of(module):
    """Return the Speaker for what a module of demos shows."""
    return speaker(*filter(None, [domain_of(module)]), "live", "words")


@cache
def _speaker(language, domains):
    if language == spoken.ENGLISH:
        return SILENCE
    words = [load(language, domain) for domain in domains]
    return Speaker(words, WRITTEN.get(language, {}), amounts.STEPS.get(language))


def domain_of(module):
    """Return the catalog of a module: `demos/lenet` of `course_utils.demos.lenet.x`.

    "" for a module that is not of the course.
    """
    house, *path = module.split(".")
    if house != "course_utils" or not path:
        return ""
    return "/".join(path[:2]) if path[0] in ("demos", "exercises") else path[0]


__all__ = [
    "SILENCE",
    "Silence",
    "Speaker",
    "Words",
    "domain_of",
    "has_words",
    "speaker",
]
