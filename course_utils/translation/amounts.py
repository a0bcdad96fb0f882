"""Large numbers in words: 1.2 million in English is 120 万 in Chinese.

English counts in thousands of thousands, other languages in other steps. The value is
the same to the last digit:

    >>> in_steps_of("138.4 million", STEPS["zh_CN"])
    '1.384 亿'
"""

import re
from decimal import Decimal

WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
ENGLISH = WORDS | {"K": 10**3, "M": 10**6, "G": 10**9}
# The steps in which a language counts, the largest first.
STEPS = {"zh_CN": {"亿": 10**8, "万": 10**4}}
ALSO = {"十亿": 10**9, "千万": 10**7, "百万": 10**6, "千": 10**3}  # said, seldom
NUMBER = r"(?<![\d.,])(\d+(?:,\d{3})*(?:\.\d+)?)"
# In "103 of VGG-16's 138 million" the former are millions, too; or single ones.
SAID = re.compile(rf"{NUMBER}(?= ({'|'.join(ENGLISH)})\b)")
PART = re.compile(rf"{NUMBER}(?= of (?:[\w'-]+ )?[\d.,]+ ({'|'.join(ENGLISH)})\b)")


def in_words(number, *, decimals=1):
    """Return a large number in English words: 61.1 million, 15.5 billion."""
    for word, size in reversed(WORDS.items()):
        if number >= size:
            return f"{number / size:.{decimals}f} {word}"
    return str(number)


def in_steps_of(text, steps):
    """Return an amount such as `61.1 million` in other steps; None if it is none."""
    match = re.fullmatch(rf"{NUMBER} ({'|'.join(WORDS)})", text)
    if not match or not steps:
        return None
    value = _value(match[1], ENGLISH[match[2]])
    for word, size in steps.items():
        if value >= size:
            return f"{_plain(value / size)} {word}"
    return _plain(value)


def equal(english, said, language):
    """List the pairs of digits that say the same amount in two texts, each once."""
    units = STEPS.get(language, {}) | ALSO
    there = [
        (digits, _value(digits, units[word]))
        for digits, word in re.findall(rf"{NUMBER} ?({'|'.join(units)})", said)
    ]
    found = []
    for digits, word in SAID.findall(english) + PART.findall(english):
        value = _value(digits, ENGLISH[word])
        same = next((pair for pair in there if pair[1] == value), None)
        if same:
            there.remove(same)
            found.append((digits, same[0]))
    return found


def _value(digits, size):
    return Decimal(digits.replace(",", "")) * size


def _plain(value):
    """Return a number without an exponent and without zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
