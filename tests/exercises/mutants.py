"""Wrong answers made by machine: every solution, changed in one place.

Another operator, comparison, reduction or axis, one more or less, a term or statement
dropped, a condition turned, arguments swapped.
`python -m tests.exercises.attack TOPIC` lists what the checks of a topic let pass.
"""

import ast
import copy

from course_utils.practice.comparison import agree

SECONDS = 1.0  # for one mutant: some never end
LONGEST = 48  # characters of a piece of code in a name

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


def mutants_of(exercise):
    """Yield (name, answer) for every mutant of the solution of an exercise."""
    if exercise.choices:
        return
    if callable(exercise.reference):
        yield from mutants_of_source(exercise.solution().source)
    else:
        yield from mutants_of_value(exercise.reference)


def accepted(exercise):
    """Return ([names of all mutants], [names of those that the check accepts])."""
    names, passed = [], []
    wanted = exercise.run(exercise.reference) if callable(exercise.reference) else None
    for name, answer in mutants_of(exercise):
        names.append(name)
        if wanted is None:
            right = exercise.judge(answer).outcome == "correct"
        else:
            right = answer is not None and exercise.accepts(answer, wanted, SECONDS)
        if right:
            passed.append(name)
    return names, passed


def mutants_of_value(value):
    """Yield (name, wrong value): one number or text of it changed at a time."""
    if isinstance(value, dict | tuple | list):
        parts = dict(value.items() if isinstance(value, dict) else enumerate(value))
        texts = [text for text in parts.values() if isinstance(text, str)]
        for part, inner in parts.items():
            mutants = mutants_of_value(inner)
            if isinstance(inner, str):
                mutants = [(repr(text), text) for text in texts if text != inner]
            for name, other in mutants:
                changed = dict(value) if isinstance(value, dict) else list(value)
                changed[part] = other
                yield f"{part}: {name}", changed
        return
    if isinstance(value, str):
        return
    for name, other in (
        ("+ 1", value + 1),
        ("- 1", value - 1),
        ("negated", -value),
        ("times 2", value * 2),
        ("half", value / 2),
        ("times 10", value * 10),
    ):
        if not agree(value, other, tolerance=1e-12):
            yield f"{value} {name}", other


def mutants_of_source(source):
    """Yield (name, function or class) for every change of the source's last one.

    A mutant that does not even compile is None.
    """
    tree = ast.parse(source)
    for index, node in enumerate(ast.walk(tree)):
        node.place = index
    seen, counts = {ast.unparse(tree)}, {}
    for node in _places(tree):
        for new in _changes(node):
            changed = ast.fix_missing_locations(_Replace(node.place, new).of(tree))
            text = ast.unparse(changed)
            if text in seen:
                continue
            seen.add(text)
            name = f"line {node.lineno}: {_short(node)} -> {_short(new)}"
            counts[name] = counts.get(name, 0) + 1
            if counts[name] > 1:
                name += f" ({counts[name]})"
            yield name, _last_defined(changed)


class _Replace(ast.NodeTransformer):
    def __init__(self, place, new):
        self.place, self.new = place, new

    def of(self, tree):
        return self.visit(copy.deepcopy(tree))

    def visit(self, node):
        if getattr(node, "place", None) == self.place:
            return self.new
        return self.generic_visit(node)


def _short(node):
    if isinstance(node, ast.If | ast.While):
        return f"{type(node).__name__.lower()} {ast.unparse(node.test)}: ..."
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 4] + " ..."


def _last_defined(tree):
    space = {"__name__": "mutant"}
    try:
        exec(compile(tree, "<mutant>", "exec"), space)
    except Exception:
        return None
    return space[tree.body[-1].name]


def _places(tree):
    """Yield the nodes that may be changed: no message, annotation or docstring."""
    for child in ast.iter_child_nodes(tree):
        text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if text or isinstance(child, ast.Raise | ast.JoinedStr | ast.Import):
            continue
        if isinstance(tree, ast.arg | ast.AnnAssign) and child is tree.annotation:
            continue
        if child is getattr(tree, "returns", None):
            continue
        if isinstance(child, ast.expr | ast.stmt):
            yield child
        yield from _places(child)


def _changes(node):
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
    elif not isinstance(node.op, ast.Mod | ast.FloorDiv):
        yield node.left
        yield node.right


def _compare(node):
    for other in COMPARISONS[type(node.ops[0])]:
        yield _with(node, ops=[other(), *node.ops[1:]])


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
    ast.Expr: _gone,
    ast.Break: _other_end,
    ast.Continue: _other_end,
}
