"""How a learner's server saves: what stands in a file is whole at every moment.

jupyter_server itself writes over the file and keeps a copy of the old one until that
is done. A server that is killed in between leaves half a file, and only for notebooks
is the copy looked at later. Here the new file is written beside the old one and then
takes its name.
"""

import contextlib
import os
import secrets
import shutil
from contextlib import contextmanager

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager


class WholeFiles(AsyncLargeFileManager):
    """Save files so that a name always stands for all of the old or all of the new."""

    @contextmanager
    def atomic_writing(self, os_path, text=True, encoding="utf-8", **options):
        """Give a file to write to; with the end of the block it becomes `os_path`.

        If the block raises, the disk is full, or the server is killed, the file that
        was there stays as it was. Raises HTTPError 403 where writing is not allowed.
        """
        path = os.path.realpath(os_path)  # a link stays a link
        folder, name = os.path.split(path)
        # Of a name of its own, since two pages may save the same file at once.
        beside = os.path.join(folder, f".~{name}.{secrets.token_hex(4)}")
        kind = {"encoding": encoding, "newline": "\n"} if text else {}
        with self.perm_to_403(os_path):
            if os.path.exists(path) and not os.access(path, os.W_OK):
                raise PermissionError(13, "The file is read-only", path)
            try:
                with open(beside, "x" if text else "xb", **kind | options) as file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                with contextlib.suppress(OSError):  # a new file has none to keep
                    shutil.copymode(path, beside)
                os.replace(beside, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(beside)
                raise
