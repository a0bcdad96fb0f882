"""A text file to translate in: each English text, and below it room for the other.

#### demos/lenet
Errors of {wrong} digits
>>>>
{wrong} 个数字读错了
What was said before the English changed stands there behind `??`; it counts again when
these are taken away.
"""

from pathlib import Path

from course_utils.translation import catalogs

HEAD, TURN, OLD = "#### ", ">>>>", "?? "


def write(path, language, messages_by_catalog, *, everything=False):
    """Write what is missing or changed in a language, or all there is."""
    lines = []
    for domain, messages in messages_by_catalog.items():
        catalog = catalogs.read(language, domain)
        for message in messages:
            entry = catalog.get(message.text)
            done = entry and entry.string and not entry.fuzzy
            if done and not everything:
                continue
            notes = [message.place, ", ".join(message.flags), *message.hints]
            lines += [f"{HEAD}{domain} | {' | '.join(filter(None, notes))}"]
            lines += [message.text.strip("\n"), TURN]
            old = entry.string.strip("\n") if entry else ""
            lines += [old if done or not old else OLD + old, ""]
    Path(path).write_text("\n".join(lines), encoding="utf-8", newline="\n")


def read(path):
    """Return {catalog: {English: translation}} of what a worksheet has.

    Blank lines and blanks around a text are those of its English.
    """
    found = {}
    for part in ("\n" + Path(path).read_text(encoding="utf-8")).split("\n" + HEAD)[1:]:
        head, _, body = part.partition("\n")
        english, turn, said = body.partition(f"\n{TURN}\n")
        domain = head.split(" | ")[0].strip()
        if not turn:
            raise SystemExit(f"{path}: no line {TURN} below {english[:60]!r}.")
        if said.strip() and not said.strip().startswith(OLD):
            found.setdefault(domain, {})[english] = said.strip()
    return {domain: _edged(domain, texts) for domain, texts in found.items()}


def _edged(domain, texts):
    """Give each text the blanks around it that its message has."""
    from course_utils.translation.language import languages

    catalog = catalogs.read(languages()[0], domain)
    known = {message.id.strip("\n"): message.id for message in catalog if message.id}
    edged = {}
    for english, said in texts.items():
        message = known.get(english, english)
        inside = message.strip()
        before, _, after = message.partition(inside)
        edged[message] = before + said + after
    return edged
