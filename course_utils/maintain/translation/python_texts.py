"""Find in Python code the texts that a reader sees, without a mark at any of them.

A text has English words, and does not stand where code keeps keys, names, colours and
formats. An f-string, or what is added to one, becomes a template; where it chooses
between texts (`'s' if n > 1 else ''`), each choice becomes a template of its own.
"""

import ast
import re
from dataclasses import dataclass, field
from itertools import product

from course_utils.maintain.translation.code_words import (
    CODE,
    NAMING,
    PLURAL,
    TECHNICAL_CALLS,
    TECHNICAL_NAMES,
    TECHNICAL_WORDS,
)
from course_utils.translation.speaker import has_words
from course_utils.translation.templates import PLACE, escaped

MOST_CHOICES = 8


@dataclass(frozen=True)
class Text:
    """A text found in code: the message for the catalog, and where it stands."""

    message: str
    is_template: bool
    node: ast.AST = field(compare=False, repr=False)
    scope: str = field(default="", compare=False)
    hints: tuple = field(default=(), compare=False)  # what may stand in its places


def texts_of(tree, *, cell=False):
    """List the Texts of a syntax tree in order.

    Of a `cell` each literal is one by itself, and docstrings are among them.
    """
    finder = _Finder(cell)
    finder.visit(tree)
    return finder.found


def templates_of(node, assigned=None):
    """List the messages that an expression of texts stands for, with its places.

    A name that stands glued to another place, or to a word, is replaced by the texts
    that were `assigned` to it: else nobody could tell where it ends.
    """
    return list(dict.fromkeys(_choices(node, assigned or {})))[:MOST_CHOICES]


class _Finder(ast.NodeVisitor):
    def __init__(self, cell):
        self.cell, self.found = cell, []
        self._scope, self._assigned = [], {}

    # Where texts stand -----------------------------------------------------------

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self._add(node, node.value, is_template="{}" in node.value)

    def visit_JoinedStr(self, node):
        for message in templates_of(node, self._assigned):
            whole = not PLACE.search(message)
            self._add(node, message, is_template=not whole)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self._inside(part.value)

    def visit_BinOp(self, node):
        if isinstance(node.op, ast.Add) and _is_text(node) and not self.cell:
            for message in templates_of(node, self._assigned):
                self._add(node, message, is_template=bool(PLACE.search(message)))
            for part in _summands(node):
                if isinstance(part, ast.JoinedStr):
                    for value in part.values:
                        if isinstance(value, ast.FormattedValue):
                            self._inside(value.value)
                elif not isinstance(part, ast.Constant):
                    self._inside(part)
        else:
            self.generic_visit(node)

    # Where they do not -----------------------------------------------------------

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.visit(node.value)
        elif self.cell and isinstance(node.value.value, str):
            self._add(node.value, node.value.value, is_template=False)

    def visit_Subscript(self, node):
        self.visit(node.value)
        if not isinstance(node.slice, ast.Constant | ast.Tuple):
            self.visit(node.slice)

    def visit_Compare(self, node):
        for part in (node.left, *node.comparators):
            if not isinstance(part, ast.Constant | ast.Tuple | ast.Set | ast.List):
                self.visit(part)

    def visit_Dict(self, node):
        for value in node.values:
            self.visit(value)

    def visit_Raise(self, node):
        """Messages of errors stay English: they are what one searches for."""

    def visit_Assert(self, node):
        """Neither is this said to a reader."""

    def visit_MatchValue(self, node):
        """A pattern is compared with."""

    def visit_Assign(self, node):
        names = {target.id for target in node.targets if isinstance(target, ast.Name)}
        if not names & TECHNICAL_NAMES:
            for name in names:
                self._assigned.setdefault(name, []).append(node.value)
                if name.isupper() and isinstance(node.value, ast.Dict):
                    for key in filter(None, node.value.keys):
                        self.visit(key)  # the options of a control
            self.visit(node.value)

    def visit_AugAssign(self, node):
        name = getattr(node.target, "id", "")
        if isinstance(node.op, ast.Add) and _is_text(node.value) and not self.cell:
            longer = [
                ast.BinOp(before, ast.Add(), node.value)
                for before in self._assigned.get(name, [])
            ]
            self._assigned.setdefault(name, []).extend(longer)
            for sum_ in longer:
                self.visit(sum_)
        else:
            self.visit(node.value)

    def visit_Call(self, node):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if isinstance(node.func, ast.Attribute):
            self._below(node.func.value, said=name == "format")
        for number, part in enumerate(node.args):
            technical = name in TECHNICAL_CALLS or (number == 0 and name in NAMING)
            if not (technical and _is_plain(part)):
                self.visit(part)
        for word in node.keywords:
            if word.arg in TECHNICAL_WORDS and _is_plain(word.value):
                continue
            if word.arg == "choices" and isinstance(word.value, ast.Dict):
                for key in word.value.keys:
                    self.visit(key)  # what a learner chooses from
            self.visit(word.value)

    def _below(self, node, *, said):
        """Visit what a method is called on; a text there is said only to be filled."""
        if said or isinstance(node, ast.JoinedStr) or not _is_text(node):
            self.visit(node)

    def visit_ClassDef(self, node):
        self._enter(node)

    def visit_FunctionDef(self, node):
        self._enter(node)

    # How they are noted ----------------------------------------------------------

    def _enter(self, node):
        outer, self._assigned = self._assigned, {}
        self._scope.append(node.name)
        for part in node.decorator_list:
            self.visit(part)
        if isinstance(node, ast.FunctionDef):
            self.visit(node.args)
        for line in node.body:
            self.visit(line)
        self._scope.pop()
        self._assigned = outer

    def _inside(self, node):
        """Look for texts inside a place; those it chooses between are part of it."""
        if not (isinstance(node, ast.IfExp) and _is_text(node)):
            self.visit(node)

    def _add(self, node, message, *, is_template):
        plain = PLACE.sub("", message) if is_template else message
        said = has_words(plain) or (is_template and PLURAL.search(message))
        if not said or CODE.fullmatch(message.strip()):
            return
        hints = []
        if is_template:
            for name in re.findall(r"\{(\w+)\}", message):
                for value in self._assigned.get(name, []):
                    said = templates_of(value, self._assigned)
                    hints += [f"{name}: {text}" for text in said if text]
        self.found.append(
            Text(message, is_template, node, ".".join(self._scope), tuple(hints))
        )


def _is_plain(node):
    """Tell whether an argument is a text, or chooses between some, and nothing more."""
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) and _is_plain(node.orelse)
    if isinstance(node, ast.Tuple | ast.List):
        return all(map(_is_plain, node.elts))
    return isinstance(node, ast.Constant | ast.JoinedStr)


def _is_text(node):
    """Tell whether an expression must be a text."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.IfExp):
        return _is_text(node.body) or _is_text(node.orelse)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_text(node.left) or _is_text(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _is_text(node.left)
    return isinstance(node, ast.JoinedStr)


def _summands(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_summands(node.left), *_summands(node.right)]
    return [node]


def _choices(node, assigned):
    """Yield every text, as a template, that an expression can become."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield escaped(node.value)
    elif isinstance(node, ast.IfExp) and _is_text(node):
        yield from _choices(node.body, assigned)
        yield from _choices(node.orelse, assigned)
    elif (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and _is_text(node)
    ):
        yield ""
        yield from _choices(node.left, assigned)
    elif isinstance(node, ast.JoinedStr) or len(_summands(node)) > 1:
        parts = node.values if isinstance(node, ast.JoinedStr) else _summands(node)
        options = [
            list(_part(part, parts[max(i - 1, 0) : i], parts[i + 1 : i + 2], assigned))
            for i, part in enumerate(parts)
        ]
        for texts in product(*(some[:MOST_CHOICES] for some in options)):
            yield "".join(texts)
    elif isinstance(node, ast.FormattedValue):
        if _is_text(node.value) and isinstance(node.value, ast.IfExp | ast.BinOp):
            yield from _choices(node.value, assigned)
        else:
            yield _place(node)
    else:
        yield _place(ast.FormattedValue(node, -1, None))


def _part(part, before, after, assigned):
    """Yield what a part of an f-string or a sum can be, between its neighbours."""
    plain = part.value if isinstance(part, ast.FormattedValue) else part
    values = assigned.get(getattr(plain, "id", ""), [])
    glued = any(map(_is_open, before, "<")) or any(map(_is_open, after, ">"))
    if values and glued and all(map(_is_text, values)):
        others = {name: some for name, some in assigned.items() if name != plain.id}
        for value in values:
            yield from _choices(value, others)
    else:
        yield from _choices(part, assigned)


def _is_open(neighbour, side):
    """Tell whether a neighbour leaves it open where a place beside it ends."""
    if not isinstance(neighbour, ast.Constant):
        return True
    text = str(neighbour.value)
    edge = text[-1:] if side == "<" else text[:1]
    return text == " " or edge.isalpha()


def _place(node):
    """Return a place as it is written in an f-string."""
    turned = "" if node.conversion == -1 else f"!{chr(node.conversion)}"
    spec = ""
    if node.format_spec is not None:
        spec = ":" + "".join(
            part.value if isinstance(part, ast.Constant) else _place(part)
            for part in node.format_spec.values
        )
    value = ast.unparse(node.value)
    room = " " if value.startswith("{") else ""
    return f"{{{room}{value}{turned}{spec}}}"
