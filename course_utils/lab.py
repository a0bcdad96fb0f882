"""Open the course in JupyterLab, sooner there: python -m course_utils lab.

The options are those of `jupyter lab`. The programs of a class start so, too.
"""

import gc
import os
import sys
from contextlib import contextmanager

LEFT_OUT = "rfc3987_syntax"


def main(arguments):
    """Serve JupyterLab until it is stopped; `arguments` are JupyterLab's."""
    with sooner():
        from jupyterlab.labapp import LabApp
    LabApp.launch_instance(arguments)
    return 0


@contextmanager
def sooner():
    """Load one of Jupyter's programs in the block in half the time.

    While its thousand modules come nothing is thrown away, so none is looked through
    for rubbish, then or later. And no program is found: where there is Node, JupyterLab
    would start it to read settings that it needs only when it is built anew. (Not so on
    Windows, where libraries are found by the same path.)
    """
    leave_out()
    path, collects = os.environ.get("PATH"), gc.isenabled()
    if os.name == "posix":
        os.environ["PATH"] = os.devnull
    gc.disable()
    try:
        yield
    finally:
        os.environ.pop("PATH", None)
        if path is not None:
            os.environ["PATH"] = path
        gc.freeze()
        if collects:
            gc.enable()


def leave_out():
    """Let `jsonschema` find no `rfc3987_syntax`, where neither is loaded yet.

    It loads that one when it is there, only to check addresses with letters beyond
    ASCII in schemas, of which Jupyter has none. Making its grammar takes a second of
    the processor.
    """
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault(LEFT_OUT, None)
