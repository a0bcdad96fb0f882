"""The hub of a class: JupyterHub, sooner there. `serve.py` starts it.

`jsonschema` loads `rfc3987_syntax` when it is there, only to check addresses with
letters beyond ASCII in schemas, of which Jupyter has none. Making its grammar takes
over a second of the processor, nearly half of what the hub or a learner's server needs
to start; both leave it out.
"""

import sys

LEFT_OUT = "rfc3987_syntax"


def leave_out():
    """Let `jsonschema` find no `rfc3987_syntax`, where neither is loaded yet."""
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault(LEFT_OUT, None)


if __name__ == "__main__":
    leave_out()
    from jupyterhub.app import main

    main()
