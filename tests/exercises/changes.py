"""What may stand in place of a piece of code, so that it is wrong in one place."""

import ast
import copy

OPERATORS = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div, ast.Mult),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
}
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
NAMES = {
    "mean": ("sum",),
    "sum": ("mean", "max"),
    "max": ("min", "mean"),
    "min": ("max",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "std": ("var",),
    "var": ("std",),
    "ceil": ("floor",),
    "floor": ("ceil",),
    "any": ("all",),
    "all": ("any",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "MaxPool2d": ("AvgPool2d",),
    "AvgPool2d": ("MaxPool2d",),
    "ReLU": ("Sigmoid",),
    "Sigmoid": ("ReLU",),
    "inf": ("nan",),
}
CAN_GO = {"abs", "exp", "log", "log1p", "sqrt", "square", "tanh", "relu", "softmax"} | {
    "sorted",
    "reversed",
    "t",
    "cumsum",
    "cumprod",
    "flip",
}
WORDS_THAT_STAY = {"strict", "dtype", "stacklevel", "device"}


def changes_of(node):
    """Yield what may stand in place of a node."""
    yield from _CHANGES.get(type(node), lambda node: ())(node)


def _with(node, **changes):
    new = copy.deepcopy(node)
    for field, value in changes.items():
        setattr(new, field, value)
    return new


def _binary(node):
    for other in OPERATORS.get(type(node.op), ()):
        yield _with(node, op=other())
    if isinstance(node.op, ast.MatMult):
        yield _with(node, left=node.right, right=node.left)
        for side in ("left", "right"):
            matrix = getattr(node, side)
            if getattr(matrix, "attr", "") != "T":
                yield _with(node, **{side: ast.Attribute(matrix, "T", ast.Load())})
    elif not isinstance(node.op, ast.Mod | ast.FloorDiv):
        yield node.left
        yield node.right


def _compare(node):
    for i, op in enumerate(node.ops):
        for other in COMPARISONS[type(op)]:
            yield _with(node, ops=[*node.ops[:i], other(), *node.ops[i + 1 :]])


def _constant(node):
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value * 2 if value else 1.0)


def _name(node):
    field = "attr" if isinstance(node, ast.Attribute) else "id"
    for other in NAMES.get(getattr(node, field), ()):
        yield _with(node, **{field: other})
    if field == "attr" and node.attr in ("T", "mT"):
        yield node.value


def _call(node):
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    method = isinstance(node.func, ast.Attribute) and not node.args
    if name in CAN_GO and (method or len(node.args) == 1):
        yield node.func.value if method else node.args[0]
    for word in node.keywords:
        if word.arg not in WORDS_THAT_STAY:
            yield _with(node, keywords=[w for w in node.keywords if w is not word])
    if any(isinstance(arg, ast.Starred) for arg in node.args) or name == "isinstance":
        return
    for i in range(len(node.args) - 1):
        args = [*node.args[:i], node.args[i + 1], node.args[i], *node.args[i + 2 :]]
        yield _with(node, args=args)
    if name == "range" and len(node.args) == 1:
        yield _with(node, args=[ast.Constant(1), node.args[0]])
    if name == "range":
        less = ast.BinOp(node.args[-1], ast.Sub(), ast.Constant(1))
        yield _with(node, args=[*node.args[:-1], less])


def _slice(node):
    for field in ("lower", "upper", "step"):
        if getattr(node, field) is not None:
            yield _with(node, **{field: None})


def _subscript(node):
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for i, part in enumerate(parts):
        for new in _slice(part) if isinstance(part, ast.Slice) else ():
            changed = [*parts[:i], new, *parts[i + 1 :]]
            whole = ast.Tuple(changed, ast.Load()) if len(parts) > 1 else new
            yield _with(node, slice=whole)


def _opposite(test):
    return ast.UnaryOp(ast.Not(), test)


def _condition(node):
    yield _with(node, test=_opposite(node.test))
    if isinstance(node, ast.If):
        yield ast.Pass()
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


def _boolean(node):
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield _with(node, op=other)
    yield from node.values


def _unary(node):
    if isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield node.operand


def _changed_in_place(node):
    for other in OPERATORS.get(type(node.op), ()):
        yield _with(node, op=other())
    yield ast.Assign([node.target], node.value, lineno=node.lineno)
    yield ast.Pass()


def _return(node):
    if isinstance(node.value, ast.Tuple):
        first, second, *rest = node.value.elts
        yield _with(node, value=_with(node.value, elts=[second, first, *rest]))
    elif node.value is not None and not isinstance(node.value, ast.UnaryOp):
        yield _with(node, value=ast.UnaryOp(ast.USub(), node.value))


def _comprehension(node):
    for i, loop in enumerate(node.generators):
        for condition in loop.ifs:
            ifs = [other for other in loop.ifs if other is not condition]
            loops = list(node.generators)
            loops[i] = _with(loop, ifs=ifs)
            yield _with(node, generators=loops)
            turned = [_opposite(condition) if c is condition else c for c in loop.ifs]
            loops = list(node.generators)
            loops[i] = _with(loop, ifs=turned)
            yield _with(node, generators=loops)


def _gone(node):
    yield ast.Pass()


def _other_end(node):
    yield ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    yield ast.Pass()


_CHANGES = {
    ast.BinOp: _binary,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _name,
    ast.Call: _call,
    ast.Subscript: _subscript,
    ast.If: _condition,
    ast.IfExp: _condition,
    ast.While: _condition,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.AugAssign: _changed_in_place,
    ast.Return: _return,
    ast.ListComp: _comprehension,
    ast.GeneratorExp: _comprehension,
    ast.SetComp: _comprehension,
    ast.DictComp: _comprehension,
    ast.Assign: _gone,
    ast.For: _gone,
    ast.Expr: _gone,
    ast.Break: _other_end,
    ast.Continue: _other_end,
}
