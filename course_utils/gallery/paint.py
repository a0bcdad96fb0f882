"""Paint the pictures of the demos named, and write each on a line when it is done."""

import contextlib
import os
import sys
from base64 import b64encode

from course_utils.gallery.catalogue import find
from course_utils.gallery.pictures import make


def main(names):
    """Paint a picture of each demo; one that cannot be opened stays without."""
    with contextlib.suppress(AttributeError, OSError):  # Windows knows no `nice`
        os.nice(10)
    for name in names:
        try:
            picture = make(find(name))
        except Exception as error:
            print(f"{name}: {error!r}", file=sys.stderr)
        else:
            print(name, b64encode(picture).decode(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
