"""Start sooner: Jupyter's programs without a part that is slow to load and never used.

`jsonschema` loads `rfc3987_syntax` when it is there, only to check addresses with
letters beyond ASCII in schemas, of which Jupyter has none. Making its grammar takes
over a second of the processor, nearly half of what a learner's server needs to start.
"""

import sys

LEFT_OUT = "rfc3987_syntax"


def leave_out():
    """Let `jsonschema` find no `rfc3987_syntax`, where neither is loaded yet."""
    if "jsonschema" not in sys.modules:
        sys.modules.setdefault(LEFT_OUT, None)
