"""What the course says after a check: right, not yet, and what to look at next.

Every card has a plain text (short and stable, so that it can be stored in a
notebook) and an HTML form with an icon and words, never a colour alone.
"""

import html
import re
from dataclasses import dataclass

from course_utils.translation.speaker import speaker
from course_utils.translation.widths import columns, padded

CORRECT, NOT_ATTEMPTED, WRONG, STOPPED = OUTCOMES = (
    "correct",
    "not attempted",
    "wrong",
    "stopped",
)

_GREY = "#888888"

# Icon, words and edge colour of each outcome (Okabe and Ito's colours, 2008).
_LOOKS = {
    CORRECT: ("✔", "correct", "#009E73"),
    NOT_ATTEMPTED: ("○", "not attempted yet", _GREY),
    WRONG: ("✘", "not right yet", "#D55E00"),
    STOPPED: ("⚠", "stopped with an error", "#CC79A7"),
}

# JupyterLab's own colours, which follow its light or dark theme; outside it, mid
# tones that can be read on both.
_CODE_COLORS = {
    "Token.Keyword": "var(--jp-mirror-editor-keyword-color, #2E8B57)",
    "Token.Operator.Word": "var(--jp-mirror-editor-keyword-color, #2E8B57)",
    "Token.Literal.String": "var(--jp-mirror-editor-string-color, #C0504D)",
    "Token.Literal.Number": "var(--jp-mirror-editor-number-color, #3C8C9E)",
    "Token.Comment": "var(--jp-mirror-editor-comment-color, #7F8C8D)",
    "Token.Name.Function": "var(--jp-mirror-editor-def-color, #4A7EBB)",
    "Token.Name.Class": "var(--jp-mirror-editor-def-color, #4A7EBB)",
    "Token.Name.Builtin": "var(--jp-mirror-editor-builtin-color, #2E8B57)",
}


@dataclass(repr=False)
class Card:
    """Show a title, a text and some labelled lines, in plain text and in HTML."""

    title: str
    message: str = ""
    details: tuple[tuple[str, str], ...] = ()
    note: str = ""
    icon: str = ""
    color: str = _GREY

    def __repr__(self):
        message = self.message.replace("\n", "\n  ")
        stop = speaker("practice").joint(". ")
        lines = [f"{self.title}{stop}{message}".rstrip()]
        width = max((columns(label) for label, _ in self.details), default=0)
        for label, text in self.details:
            indented = text.replace("\n", "\n" + " " * (width + 4))
            lines.append(f"  {padded(label, width)}  {indented}")
        if self.note:
            lines.append(f"  ({self.note})")
        return "\n".join(lines)

    def _repr_html_(self):
        icon = f'<span aria-hidden="true">{self.icon}</span> ' if self.icon else ""
        rows = "".join(_row(label, text) for label, text in self.details)
        table = (
            f'<table style="color:inherit;margin:.3em 0 0">{rows}</table>'
            if rows
            else ""
        )
        note = f"<div><small>{prose(self.note)}</small></div>" if self.note else ""
        return (
            f'<div style="border-left:4px solid {self.color};padding:.3em .8em">'
            f"<div><strong>{icon}{prose(self.title)}</strong></div>"
            f"<div>{prose(self.message)}</div>{table}{note}</div>"
        )


class Verdict(Card):
    """Say how an answer did: one of the four outcomes, why, and what to try."""

    def __init__(self, exercise, outcome, message="", details=(), note=""):
        icon, words, color = _LOOKS[outcome]
        title = titled(exercise, speaker("practice")(words))
        super().__init__(title, message, tuple(details), note, icon, color)
        self.exercise, self.outcome = exercise, outcome

    def with_note(self, note):
        """Return the same verdict with one more sentence below it."""
        return Verdict(self.exercise, self.outcome, self.message, self.details, note)


@dataclass(frozen=True, repr=False)
class Solution:
    """Show a solution: its source, or the value in one line, and a sentence."""

    title: str
    source: str
    explain: str = ""

    def __repr__(self):
        text = f"{self.title}\n\n{self.source}"
        return f"{text}\n\n{self.explain}" if self.explain else text

    def _repr_html_(self):
        explain = f"<div>{prose(self.explain)}</div>" if self.explain else ""
        return (
            f"<div><strong>{prose(self.title)}</strong></div>"
            f'<pre style="color:inherit;background:none;overflow-x:auto">'
            f"{highlight(self.source)}</pre>{explain}"
        )


def titled(exercise, text):
    """Return the title of a card: which exercise, and what the card is."""
    return f"{exercise}{speaker('practice').joint(': ')}{text}"


def prose(text):
    """Return `text` safe for HTML, with `backticks` as code and newlines kept."""
    escaped = html.escape(str(text), quote=False)
    escaped = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", escaped)
    return escaped.replace("\n", "<br>")


def highlight(source):
    """Return Python `source` as HTML, coloured if Pygments is there."""
    try:
        from pygments.lexers import PythonLexer
    except ImportError:
        return html.escape(source)
    return "".join(
        _colored(str(token), text) for token, text in PythonLexer().get_tokens(source)
    ).rstrip()


def _row(label, text):
    label, text = html.escape(label, quote=False), html.escape(text, quote=False)
    pre = "margin:0;color:inherit;background:none;white-space:pre-wrap"
    return (
        f'<tr><td style="text-align:left;vertical-align:top;opacity:.75">{label}</td>'
        f'<td style="text-align:left"><pre style="{pre}">{text}</pre></td></tr>'
    )


def _colored(token, text):
    escaped = html.escape(text, quote=False)
    for kind, color in _CODE_COLORS.items():
        if token.startswith(kind):
            return f'<span style="color:{color}">{escaped}</span>'
    return escaped
