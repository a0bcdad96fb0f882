"""What can be wrong with a translation that a machine can see.

Places, links, code, formulas and numbers are those of the English; terms have the names
that the English gives them in brackets.
"""

import re
from collections import Counter

from course_utils.maintain.translation.cell_texts import LITERAL
from course_utils.maintain.translation.sources import CELL, SCRIPT
from course_utils.translation import amounts, catalogs
from course_utils.translation.catalogs import TEMPLATE
from course_utils.translation.templates import endings, places
from course_utils.translation.web_texts import PAGE_PLACE, SCRIPT_PLACE

CODE_SPAN = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
FORMULA = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.DOTALL)
IN_WORDS = re.compile(r"\\text\w*\{[^}]*\}")
# One word for one thing and another for many: not every language has both.
PLURAL = re.compile(r"\{\{-?[^{}]* if [^{}]*== 1 else [^{}]*\}\}")
LINK = re.compile(r"\]\(([^)\s]+)\)")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
QUOTED = re.compile(r"(['\"]).*?\1|#.*")
NAME = re.compile(r"\*?([^()*\n]+?) \(([^()]*[\u4e00-\u9fff][^()]*)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
LATIN_STOP = re.compile(r"[\u4e00-\u9fff][,;:?!](?=\s|$|[\u4e00-\u9fff])")
# In Chinese no blank stands before the sign; `n % 2` is code.
PERCENT = re.compile(r"(?<=[\d}])[ \u00a0\u202f]+%(?!\s*[A-Za-z0-9_({])")
PERCENT_IS_CLOSE = True  # whether a blank before it is complained about
COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
)
VALUES = {word: str(number) for number, word in enumerate(COUNTED.split())} | {
    "once": "1", "first": "1", "twice": "2", "second": "2", "both": "2", "half": "2",
    "third": "3", "thirty": "30", "forty": "40", "fifty": "50", "hundred": "100",
    "thousand": "1000",
}  # fmt: skip


def complaints(language, domain):
    """Yield in sentences what is wrong with the translations of a catalog."""
    for entry in catalogs.read(language, domain) or ():
        if entry.id and entry.string and not entry.fuzzy:
            for complaint in of_message(domain, entry.id, entry.string, entry.flags):
                yield f"{domain}: {complaint} in {entry.string[:60]!r}"


def of_message(domain, english, said, flags):
    """Yield what is wrong with one translation."""
    if TEMPLATE in flags or CELL in flags:
        yield from of_places(english, said)
    if SCRIPT in flags:
        yield from differing("place", SCRIPT_PLACE, english, said)
    here, there = (PLURAL.sub("", text) for text in (english, said))
    yield from differing("place of a page", PAGE_PLACE, here, there)
    if english.strip() != english and CELL not in flags and not said.strip():
        yield "nothing is left of it"
    if CELL in flags:
        yield from of_literal(said)
    else:
        yield from of_punctuation(said)
        yield from of_percent(said) if PERCENT_IS_CLOSE else ()
    if domain.startswith(("notebooks/", "pages/")) and CELL not in flags:
        yield from of_prose(english, said)
    elif TEMPLATE not in flags and SCRIPT not in flags:
        yield from of_numbers(here, there)


def of_places(english, said):
    """Yield what is wrong with the places of a text: one lost, one added."""
    wanted, there = Counter(places(english)), Counter(places(said))
    for place in (wanted - there) - Counter(endings(english)):
        yield f"the place {place} is lost"
    for place in there - wanted:
        yield f"the place {place} is added"


def of_literal(said):
    """Yield what would break the literal in a cell that a text stands in."""
    for quote in ('"', "'"):
        match = LITERAL.match(f"{quote}{said}{quote}")
        if match and match.end() == len(said) + 2:
            return
    if not said.lstrip().startswith("#") and "\n" not in said:
        yield "a quote in it would end the text in the code"


def of_prose(english, said):
    """Yield what is wrong with a cell or a paragraph."""
    yield from differing("link", LINK, english, said)
    here, there = (IN_WORDS.sub("", text) for text in (english, said))
    yield from differing("formula", FORMULA, here, there)
    yield from differing("code", CODE_SPAN, english, said, but=QUOTED)
    yield from of_numbers(english, said)
    yield from of_terms(english, said)
    marks = [len(re.findall(r"^#+ ", text, re.MULTILINE)) for text in (english, said)]
    if marks[0] != marks[1]:
        yield f"{marks[1]} headings where there are {marks[0]}"


def differing(kind, pattern, english, said, *, but=None):
    """Yield which matches of a pattern are lost or added, all `but` alike."""
    wanted, there = (
        Counter(
            but.sub("…", match.group()) if but else match.group()
            for match in pattern.finditer(text)
        )
        for text in (english, said)
    )
    for part in wanted - there:
        yield f"the {kind} {part} is lost"
    for part in there - wanted:
        yield f"the {kind} {part} is added"


def of_numbers(english, said):
    """Yield which numbers are lost, or added where the English has no word for them.

    An amount may be said in other steps: 1.2 million are 120 万.
    """
    wanted, there = Counter(NUMBER.findall(english)), Counter(NUMBER.findall(said))
    for one, other in amounts.equal(english, said, "zh_CN"):
        wanted[one] -= 1
        there[other] -= 1
    worded = {VALUES.get(word) for word in re.findall(r"[a-z]+", english.lower())}
    for number in wanted - there:
        yield f"the number {number} is lost"
    for number in there - wanted:
        if number not in worded:
            yield f"the number {number} is added"


def of_terms(english, said):
    """Yield which terms lack the name that the English gives them in brackets.

    At this first mention the English term stands in brackets behind the name.
    """
    for term, names in NAME.findall(english):
        for name in re.split(r"[,;，；]", names):
            name = name.strip(" *")
            if not CHINESE.search(name):
                continue
            if squeezed(name) not in squeezed(said):
                yield f"the name {name} of {term.strip()!r} is missing"
            elif not re.search(squeezed(name) + r"\*{0,2}[（(][^）)]*[A-Za-z]",
                               squeezed(said)):  # fmt: skip
                yield f"no English in brackets behind {name}"


def of_punctuation(said):
    """Yield which marks behind Chinese are the narrow Latin ones."""
    plain = FORMULA.sub("", CODE_SPAN.sub("", said))
    for match in LATIN_STOP.finditer(plain):
        yield f"a narrow {match.group()[1]} behind {match.group()[0]}"


def of_percent(said):
    """Yield where a blank stands between a number and its percent sign."""
    for match in PERCENT.finditer(said):
        yield f"a blank in {said[max(match.start() - 6, 0) : match.end()]!r}"


def squeezed(text):
    """Return a text without blanks."""
    return re.sub(r"\s", "", text)
