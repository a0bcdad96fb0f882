"""Find in Python code the texts that a reader sees, without a mark at any of them.

A text has English words, and does not stand where code keeps keys, names, colours and
formats. An f-string, or what is added to one, becomes a template; where it chooses
between texts (`'s' if n > 1 else ''`), each choice becomes a template of its own.
"""

import ast
import re
from dataclasses import dataclass, field

from course_utils.maintain.translation.code_words import (
    CODE,
    NAMING,
    PLURAL,
    TECHNICAL_CALLS,
    TECHNICAL_NAMES,
    TECHNICAL_WORDS,
)
from course_utils.maintain.translation.expressions import (
    is_text,
    summands,
    templates_of,
)
from course_utils.translation.speaker import has_words
from course_utils.translation.templates import PLACE, escaped


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
        if isinstance(node.op, ast.Add) and is_text(node) and not self.cell:
            for message in templates_of(node, self._assigned):
                self._add(node, message, is_template=bool(PLACE.search(message)))
            for part in summands(node):
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
        pairs = _pairs(node)
        if not {name for name, _ in pairs} & TECHNICAL_NAMES:
            for name, value in pairs:
                self._assigned.setdefault(name, []).append(value)
                if name.isupper() and isinstance(value, ast.Dict):
                    for key in filter(None, value.keys):
                        self.visit(key)  # the options of a control
            self.visit(node.value)

    def visit_AugAssign(self, node):
        name = getattr(node.target, "id", "")
        if isinstance(node.op, ast.Add) and is_text(node.value) and not self.cell:
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
            if name == "join" and is_text(node.func.value):
                between = escaped(getattr(node.func.value, "value", ""))
                self._add(node, f"{{one}}{between}{{other}}", is_template=True)
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
        if said or isinstance(node, ast.JoinedStr) or not is_text(node):
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
        if not (isinstance(node, ast.IfExp) and is_text(node)):
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


def _pairs(node):
    """List the names that an assignment sets, each with its value."""
    found = []
    for target in node.targets:
        if isinstance(target, ast.Name):
            found.append((target.id, node.value))
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            both = zip(target.elts, node.value.elts, strict=False)
            found += [(one.id, two) for one, two in both if isinstance(one, ast.Name)]
    return found


def _is_plain(node):
    """Tell whether an argument is a text, or chooses between some, and nothing more."""
    if isinstance(node, ast.IfExp):
        return _is_plain(node.body) and _is_plain(node.orelse)
    if isinstance(node, ast.Tuple | ast.List):
        return all(map(_is_plain, node.elts))
    return isinstance(node, ast.Constant | ast.JoinedStr)
