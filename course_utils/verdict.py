"""What the course says after a check: right, not yet, and what to look at next.

Every card has a plain text (short and stable, so that it can be stored in a
notebook) and an HTML form with an icon and words, never a colour alone.
"""

import ast
import html
import inspect
import re
import textwrap
from dataclasses import dataclass, field

CORRECT, NOT_ATTEMPTED, WRONG, STOPPED = OUTCOMES = (
    "correct",
    "not attempted",
    "wrong",
    "stopped",
)

# Icon, words and edge colour of each outcome (Okabe and Ito's colours, 2008).
_LOOKS = {
    CORRECT: ("✔", "correct", "#009E73"),
    NOT_ATTEMPTED: ("○", "not attempted yet", "#888888"),
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


@dataclass(frozen=True, repr=False)
class Card:
    """Show a title, a text and some labelled lines, in plain text and in HTML."""

    title: str
    message: str = ""
    details: tuple[tuple[str, str], ...] = ()
    note: str = ""
    icon: str = field(default="", kw_only=True)
    color: str = field(default="#888888", kw_only=True)

    def __repr__(self):
        lines = [f"{self.title}. {self.message}".rstrip()]
        width = max((len(label) for label, _ in self.details), default=0)
        for label, text in self.details:
            indented = text.replace("\n", "\n" + " " * (width + 4))
            lines.append(f"  {label:{width}}  {indented}")
        if self.note:
            lines.append(f"  ({self.note})")
        return "\n".join(lines)

    def _repr_html_(self):
        rows = "".join(
            f'<tr><td style="text-align:left;vertical-align:top;opacity:.75">'
            f'{html.escape(label)}</td><td style="text-align:left">'
            f'<pre style="margin:0;color:inherit;background:none;white-space:pre-wrap">{html.escape(text)}'
            f"</pre></td></tr>"
            for label, text in self.details
        )
        table = f'<table style="margin:.3em 0 0">{rows}</table>' if rows else ""
        note = f"<div><small>{prose(self.note)}</small></div>" if self.note else ""
        icon = f'<span aria-hidden="true">{self.icon}</span> ' if self.icon else ""
        return (
            f'<div style="border-left:4px solid {self.color};padding:.3em .8em">'
            f"<div><strong>{icon}{prose(self.title)}</strong></div>"
            f"<div>{prose(self.message)}</div>{table}{note}</div>"
        )


class Verdict(Card):
    """Say how an answer did: one of the four outcomes, why, and what to try."""

    def __init__(self, exercise, outcome, message="", details=(), note=""):
        icon, words, color = _LOOKS[outcome]
        super().__init__(
            f"{exercise}: {words}",
            message,
            tuple(details),
            note,
            icon=icon,
            color=color,
        )
        object.__setattr__(self, "outcome", outcome)
        object.__setattr__(self, "exercise", exercise)

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


def source_without_docstring(function):
    """Return the source of a function or class, with its comments, less docstrings."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or len(node.body) < 2:
            continue
        if ast.get_docstring(node, clean=False) is not None:
            first, last = node.body[0].lineno - 1, node.body[0].end_lineno
            if not "".join(lines[last : last + 1]).strip():
                last += 1
            lines[first:last] = [None] * (last - first)
    return "\n".join(line for line in lines if line is not None)


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


def _colored(token, text):
    escaped = html.escape(text, quote=False)
    for kind, color in _CODE_COLORS.items():
        if token.startswith(kind):
            return f'<span style="color:{color}">{escaped}</span>'
    return escaped
