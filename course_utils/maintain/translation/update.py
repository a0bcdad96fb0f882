"""Bring the catalogs in step with the sources, and say what is left to do.

python -m course_utils translate            fill in new messages, mark changed ones
python -m course_utils translate --check    change nothing; 1 if anything is left to do
python -m course_utils translate --todo F   write what is left to do into a text file F
python -m course_utils translate --fill F   take the translations from such a file
python -m course_utils translate --font X   cut the font to the characters in use
"""

import argparse
import io
import re
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from course_utils.maintain.translation import worksheet
from course_utils.maintain.translation.checks import complaints
from course_utils.maintain.translation.sources import messages_by_catalog
from course_utils.translation import catalogs
from course_utils.translation.language import languages

VOLATILE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Language-Team'
    r'|Report-Msgid-Bugs-To|Project-Id-Version|Plural-Forms).*\\n"\n',
    re.MULTILINE,
)


@dataclass(frozen=True)
class State:
    """How far a catalog is: its messages, and the texts that are left to do."""

    domain: str
    messages: int
    words: int
    missing: tuple
    changed: tuple  # their English is not what was translated
    unused: tuple

    @property
    def done(self):
        """The number of messages that are said in the other language."""
        return self.messages - len(self.missing) - len(self.changed)

    @property
    def is_whole(self):
        """Whether nothing is missing, changed or unused."""
        return not (self.missing or self.changed or self.unused)


def main(arguments):
    """Update the catalogs, or look at them; print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m course_utils translate")
    parser.add_argument("only", nargs="*", help="catalogs, as in demos/lenet; or all")
    parser.add_argument("--check", action="store_true", help="change nothing")
    parser.add_argument("--prune", action="store_true", help="drop what is unused")
    parser.add_argument(
        "--font", metavar="FOLDER",
        help="cut the font anew, from the NotoSansCJK-*.ttc in a folder",
    )  # fmt: skip
    parser.add_argument("--todo", metavar="FILE", help="write what is left to do")
    parser.add_argument("--all", action="store_true", help="--todo: what is done, too")
    parser.add_argument("--fill", metavar="FILE", help="take translations from a file")
    options = parser.parse_args(arguments)
    if options.font:
        from course_utils.maintain.translation.font import cut_fonts

        return cut_fonts(options.font)
    wanted = {
        domain: messages
        for domain, messages in messages_by_catalog().items()
        if not options.only or domain.startswith(tuple(options.only))
    }
    if not wanted:
        raise SystemExit(f"No catalog begins with {' or '.join(options.only)}.")
    said = worksheet.read(options.fill) if options.fill else {}
    states = []
    for language in languages():
        for domain, messages in wanted.items():
            if not options.check:
                new = said.get(domain, {})
                update(language, domain, messages, prune=options.prune, said=new)
            states.append(state(language, domain, messages))
    print(report(states))
    if options.todo:
        worksheet.write(options.todo, languages()[0], wanted, everything=options.all)
    wrong = [
        complaint
        for found in states
        for complaint in complaints(languages()[0], found.domain)
    ]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    left = wrong or not all(found.is_whole for found in states)
    return int(bool(options.check and left))


def update(language, domain, messages, *, prune=False, said=None):
    """Write a catalog that has these messages, with what was translated before.

    What changed a little keeps its translation, marked as fuzzy; what is gone is kept
    at the end of the file unless `prune`. `said` has new translations.
    """
    template = Catalog(fuzzy=False)
    for message in messages:
        template.add(
            message.text,
            flags=message.flags,
            locations=[(place, None) for place in message.place.split()],
            auto_comments=message.hints,
        )
    catalog = there(language, domain)
    catalog.update(template, update_header_comment=False)
    catalog.header_comment, catalog.fuzzy = "", False
    flags = {message.text: set(message.flags) for message in messages}
    for entry in catalog:
        entry.flags = flags.get(entry.id, set()) | (entry.flags & {"fuzzy"})
    for english, text in (said or {}).items():
        if english not in catalog:
            raise SystemExit(f"{domain} has no message {english!r}.")
        catalog[english].string = text
        catalog[english].flags.discard("fuzzy")
        catalog[english].previous_id = []
    if prune:
        catalog.obsolete.clear()
    write(language, domain, catalog)


def there(language, domain):
    """Return the catalog that there is, or an empty one."""
    found = catalogs.read(language, domain)
    return Catalog(locale=language, fuzzy=False) if found is None else found


def write(language, domain, catalog):
    """Write a catalog without dates, so that it changes only where a text does."""
    for message in catalog:
        message.flags -= catalogs.GUESSED  # those that Babel adds by itself
    stream = io.BytesIO()
    write_po(stream, catalog, width=0, include_previous=True)
    text = VOLATILE.sub("", stream.getvalue().decode()).lstrip("#\n")
    path = catalogs.path_of(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def state(language, domain, messages):
    """Return the State of a catalog beside the messages that it should have."""
    catalog = there(language, domain)
    known = {m.id: m for m in catalog if m.id}
    texts = [message.text for message in messages]
    fuzzy = tuple(t for t in texts if t in known and known[t].fuzzy)
    missing = tuple(t for t in texts if t not in known or not known[t].string)
    return State(
        domain,
        len(texts),
        sum(len(text.split()) for text in texts),
        missing,
        tuple(t for t in fuzzy if t not in missing),
        (*(t for t in known if t not in texts), *catalog.obsolete),
    )


def report(states):
    """Return a table: messages, share translated, missing, changed, unused."""
    rows = [
        (s.domain, s.messages, s.words, s.done, len(s.missing), len(s.changed),
         len(s.unused))
        for s in states
    ]  # fmt: skip
    rows.append(("all", *(sum(row[i] for row in rows) for i in range(1, 7))))
    lines = [
        f"{'':44} messages  words  translated  missing  changed  unused",
        *(
            f"{name:44} {count:8} {words:6} {done / max(count, 1):11.1%} "
            f"{missing:8} {changed:8} {unused:7}"
            for name, count, words, done, missing, changed, unused in rows
        ),
    ]
    return "\n".join(lines)
