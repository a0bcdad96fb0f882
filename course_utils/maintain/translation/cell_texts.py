"""Find and replace what is prose in a code cell: its texts and its comments.

What a catalog holds is the inside of a literal as it is typed, with `\\n` and places as
they stand, so that it can be put back between the same quotes.
"""

import ast
import io
import re
import tokenize
from dataclasses import dataclass

from course_utils.maintain.translation.python_texts import texts_of
from course_utils.translation.speaker import has_words

LITERAL = re.compile(
    r"""(?P<prefix>[rRbBfFuU]{0,2})(?P<quote>\"{3}|'{3}|"|')"""
    r"""(?P<inside>(?:\\.|(?!(?P=quote)).)*)(?P=quote)""",
    re.DOTALL,
)
MAGIC = re.compile(r"^\s*[%!].*$|^.*\?\s*$", re.MULTILINE)
MARK = re.compile(r"#\s*")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Piece:
    """A text in a cell: where it is, how it is quoted, and the message it holds."""

    start: int
    end: int
    message: str
    opening: str = ""
    closing: str = ""

    def written(self, text):
        """Return code that says another text in the same place."""
        return self.opening + text + self.closing


def pieces_of(source):
    """List the Pieces of a code cell in order; none where it is no plain Python."""
    plain = MAGIC.sub(lambda match: " " * len(match.group()), source)
    try:
        tree = ast.parse(plain)
    except SyntaxError:
        return []
    starts = _line_starts(plain)
    found = {}
    for text in texts_of(tree, cell=True):
        start = _offset(plain, starts, text.node.lineno, text.node.col_offset)
        end = _offset(plain, starts, text.node.end_lineno, text.node.end_col_offset)
        for piece in _literals(source, start, end):
            found[piece.start] = piece
    for piece in _comments(plain, starts):
        found[piece.start] = piece
    return [found[start] for start in sorted(found)]


def translated(source, say):
    """Return a cell with the texts and comments that `say` returns for its own."""
    for piece in reversed(pieces_of(source)):
        said = say(piece.message)
        if said != piece.message:
            source = source[: piece.start] + piece.written(said) + source[piece.end :]
    return source


def bare(source):
    """Return the syntax tree of a cell as text, without texts; places are sorted.

    Two cells with the same bare code differ in texts and comments only. A cell that
    is no plain Python is returned as it stands.
    """
    plain = MAGIC.sub(lambda match: f"{'MAGIC'}({match.group()!r})", source)
    try:
        tree = ast.parse(plain)
    except SyntaxError:
        return source
    said = {id(text.node) for text in texts_of(tree, cell=True)}
    return ast.dump(_Bare(said).visit(tree))


class _Bare(ast.NodeTransformer):
    """Take out the texts that are found as such, and whatever is Chinese."""

    def __init__(self, said):
        self.said = said

    def visit_Constant(self, node):
        text = isinstance(node.value, str)
        gone = text and (id(node) in self.said or CHINESE.search(node.value))
        return ast.Constant("…") if gone else node

    def visit_JoinedStr(self, node):
        values = [self.visit(value) for value in node.values]
        words = [v.value for v in values if isinstance(v, ast.Constant)]
        if id(node) in self.said or "…" in words:
            values = [v for v in values if isinstance(v, ast.FormattedValue)]
        return ast.JoinedStr(sorted(values, key=ast.dump))


def _literals(source, start, end):
    """Yield the one Piece that stands for a literal, or for several side by side."""
    matches, here = [], start
    while here < end and (match := LITERAL.match(source, here)):
        matches.append(match)
        here = match.end()
        here += len(source[here:end]) - len(source[here:end].lstrip())
    if here != end or not matches:  # added up, or inside another f-string
        return
    prefixes = {match["prefix"] for match in matches}
    inside = [match["inside"] for match in matches]
    prefix = max(prefixes, key=len)
    if prefixes == {"", "f"}:
        inside = [
            text if match["prefix"] else text.replace("{", "{{").replace("}", "}}")
            for text, match in zip(inside, matches, strict=True)
        ]
    quote = matches[0]["quote"]
    yield Piece(start, end, "".join(inside), prefix + quote, quote)


def _comments(plain, starts):
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(plain).readline))
    except (tokenize.TokenError, IndentationError):
        return
    for token in tokens:
        if token.type == tokenize.COMMENT and has_words(token.string):
            mark = MARK.match(token.string).group()
            start = starts[token.start[0] - 1] + token.start[1]
            text = token.string[len(mark) :]
            yield Piece(start, start + len(token.string), text, mark)


def _line_starts(source):
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _offset(source, starts, line, column):
    """Return the place in a text of a syntax tree's line and column in bytes."""
    start = starts[line - 1]
    text = source[start : starts[line]].encode()[:column].decode()
    return start + len(text)
