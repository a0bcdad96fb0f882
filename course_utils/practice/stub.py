"""Reading code: is it still a stub, where did it stop, how does the solution go?"""

import ast
import dis
import inspect
import linecache
import textwrap


def is_stub(answer):
    """Tell whether a function or class still has nothing but `...` or `pass`."""
    if inspect.isclass(answer):
        if not answer.__flags__ & 1 << 9:  # not made by a `class` line: int, float
            return False
        return all(_is_empty(method) for method in _methods(answer))
    return _is_empty(answer)


def is_unfinished(answer):
    """Tell whether a `...` stands where a statement or a value should be."""
    return any(map(_dots_in, _functions(answer)))


def has_dots(value):
    """Tell whether a value is `...`, or a list, tuple or dict with one in it."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        return any(map(has_dots, value))
    return value is ...


def where_it_stopped(error, answer):
    """Return (function name, line within it, source line) of an error, or None.

    The innermost line of the learner's own code counts, not the library's below.
    """
    files = {code.co_filename for code in map(_code, _functions(answer)) if code}
    found = None
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename in files:
            source = linecache.getline(code.co_filename, trace.tb_lineno).strip()
            line = trace.tb_lineno - code.co_firstlineno + 1
            found = code.co_name, line, source
        trace = trace.tb_next
    return found


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


def _functions(answer):
    return _methods(answer) if inspect.isclass(answer) else [answer]


def _methods(cls):
    members = [getattr(member, "fget", member) for member in vars(cls).values()]
    members = [getattr(member, "__func__", member) for member in members]
    return [member for member in members if inspect.isfunction(member)]


def _code(function):
    return getattr(inspect.unwrap(function), "__code__", None)


def _is_empty(function):
    """Tell from the bytecode whether a function does nothing but return None."""
    code = _code(function)
    if code is None or code.co_flags & inspect.CO_GENERATOR:
        return False
    noise = ("RESUME", "NOP", "CACHE", "COPY_FREE_VARS", "MAKE_CELL")
    steps = [step for step in dis.get_instructions(code) if step.opname not in noise]
    names = [step.opname for step in steps]
    returns = (["LOAD_CONST", "RETURN_VALUE"], ["RETURN_CONST"])
    return names in returns and steps[0].argval in (None, ...)


def _dots_in(function):
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return _is_empty(function)
    values = [getattr(node, "value", None) for node in ast.walk(tree) if _holds(node)]
    return any(isinstance(v, ast.Constant) and v.value is ... for v in values)


def _holds(node):
    return isinstance(node, ast.Expr | ast.Assign | ast.AnnAssign | ast.Return)
