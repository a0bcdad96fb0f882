"""The texts in front-end files: find them in scripts and pages, and replace them.

A message is what stands in the file: `play ${label}`, `{{ here }} of {{ most }}`; such
places stay as they are.
"""

import re

from course_utils.translation.speaker import SILENCE, has_words

LITERAL = re.compile(r'"((?:\\.|[^"\\\n])*)"|`((?:\\.|[^`\\])*)`')
SCRIPT_PLACE = re.compile(r"\$\{[^}]*\}")
PAGE_PLACE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
# Where a single word is shown to a reader, and what is code though it has blanks.
SHOWN = re.compile(r"textContent|\.title\s*=|placeholder|(?<![A-Za-z])button\(")
CODE = re.compile(r"course-|[<>]|^\(|\w:[\w$]|\dpx|^[a-z]+-[a-z]+$|^\.\w")
NAME = re.compile(r"[a-z_]+")
KEY = re.compile(r"\bget\($")
# Between tags, and in those attributes that are read out or seen.
BETWEEN = re.compile(r">([^<>]*?)(?=<(?!style))")
# What a style sheet writes on the page.
CONTENT = re.compile(r'\bcontent:\s*"\s*([^"\n]*?)\s*"')
ATTRIBUTE = re.compile(r'\b(?:aria-label|placeholder|alt|data-question)="([^"{}]+)"')
IN_PLACE = re.compile(r'"([^"<>{}/]+)"|\'([^\'"<>{}/]+)\'')
NOT_READ = re.compile(r"<(style|script)\b.*?</\1>|\{#.*?#\}", re.DOTALL)


def in_script(source):
    """List (start, end, message) of the texts of a script."""
    found = []
    for match in LITERAL.finditer(source):
        group = 1 if match[1] is not None else 2
        message = match[group]
        line_start = source.rfind("\n", 0, match.start()) + 1
        line = source[line_start : match.start()].rpartition(";")[2]
        if line.lstrip().startswith("//") or CODE.search(message):
            continue
        words = SCRIPT_PLACE.sub("", message)
        shown = " " in message.strip() or (SHOWN.search(line) and not KEY.search(line))
        if has_words(words) and shown:
            found.append((*match.span(group), message))
    return found


def in_style(source):
    """List (start, end, message) of the texts that a style sheet puts on the page."""
    found = [(*match.span(1), match[1]) for match in CONTENT.finditer(source)]
    return [text for text in found if has_words(text[2])]


def in_page(source):
    """List (start, end, message) of the texts of a page or its template."""
    hidden = [match.span() for match in NOT_READ.finditer(source)]
    found = []
    for pattern in (BETWEEN, ATTRIBUTE):
        for match in pattern.finditer(source):
            message = match[1].strip()
            if has_words(PAGE_PLACE.sub("", message)):
                start = match.start(1) + match[1].index(message)
                found.append((start, start + len(message), message))
    covered = [(start, end) for start, end, _ in found]
    for place in PAGE_PLACE.finditer(source):
        if place.group().startswith("{%") or _within(place.start(), covered):
            continue
        if source.rfind("<", 0, place.start()) > source.rfind(">", 0, place.start()):
            continue  # inside a tag
        for match in IN_PLACE.finditer(place.group()):
            group = 1 if match[1] is not None else 2
            code = NAME.fullmatch(match[group]) or CODE.search(match[group])
            if has_words(match[group]) and not code:
                at = place.start() + match.start(group)
                found.append((at, at + len(match[group]), match[group]))
    return sorted(f for f in found if not _within(f[0], hidden))


def translated(source, texts, say):
    """Return a file with what `say` returns in the place of its `texts`."""
    for start, end, message in sorted(texts, reverse=True):
        source = source[:start] + say(" ".join(message.split())) + source[end:]
    return source


def script(source, say):
    """Return a script in the language of `say`."""
    return source if say is SILENCE else translated(source, in_script(source), say)


def style(source, say):
    """Return a style sheet in the language of `say`."""
    return source if say is SILENCE else translated(source, in_style(source), say)


def page(source, say):
    """Return a page, or the template of one, in the language of `say`."""
    return source if say is SILENCE else translated(source, in_page(source), say)


def _within(place, spans):
    return any(start <= place < end for start, end in spans)
