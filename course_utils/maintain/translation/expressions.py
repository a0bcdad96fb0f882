"""Which texts an expression can become: templates with places for what is not known."""

import ast
from itertools import product

from course_utils.translation.templates import escaped

MOST_CHOICES = 8


def templates_of(node, assigned=None):
    """List the messages that an expression of texts stands for, with its places.

    A name that stands glued to another place, or to a word, is replaced by the texts
    that were `assigned` to it: else nobody could tell where it ends.
    """
    return list(dict.fromkeys(_choices(node, assigned or {})))[:MOST_CHOICES]


def is_text(node):
    """Tell whether an expression must be a text."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.IfExp):
        return is_text(node.body) or is_text(node.orelse)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return is_text(node.left) or is_text(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return is_text(node.left)
    return isinstance(node, ast.JoinedStr)


def summands(node):
    """List the expressions that are added up, or the one that there is."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*summands(node.left), *summands(node.right)]
    return [node]


def _choices(node, assigned):
    """Yield every text, as a template, that an expression can become."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield escaped(node.value)
    elif isinstance(node, ast.IfExp) and is_text(node):
        yield from _choices(node.body, assigned)
        yield from _choices(node.orelse, assigned)
    elif (
        isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and is_text(node)
    ):
        yield ""
        yield from _choices(node.left, assigned)
    elif isinstance(node, ast.JoinedStr) or len(summands(node)) > 1:
        parts = node.values if isinstance(node, ast.JoinedStr) else summands(node)
        options = [
            list(_part(part, parts[max(i - 1, 0) : i], parts[i + 1 : i + 2], assigned))
            for i, part in enumerate(parts)
        ]
        for texts in product(*(some[:MOST_CHOICES] for some in options)):
            yield "".join(texts)
    elif isinstance(node, ast.FormattedValue):
        if is_text(node.value) and isinstance(node.value, ast.IfExp | ast.BinOp):
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
    if values and glued and all(map(is_text, values)):
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
