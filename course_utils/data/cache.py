"""Where data files are kept, and how to write there so that nothing is half done."""

import contextlib
import errno
import functools
import os
import shutil
import sys
import tempfile
from pathlib import Path

from course_utils.data.errors import DataError

CHECKOUT = Path(__file__).resolve().parents[2]


def data_folder():
    """Return the folder for data files that are made or downloaded; it may not exist.

    `COURSE_DATA` names it. Without that it is `data/cache` of the course's own folder,
    or, when the package was installed without the course, the user's cache folder.
    """
    if os.environ.get("COURSE_DATA"):
        return Path(os.environ["COURSE_DATA"]).expanduser()
    if (CHECKOUT / "pyproject.toml").is_file() and (CHECKOUT / "notebooks").is_dir():
        return CHECKOUT / "data" / "cache"
    return _user_cache() / "course_utils"


def folder_problem(folder=None):
    """Return one sentence on why nothing can be written to `folder`, None if it can."""
    folder = data_folder() if folder is None else Path(folder)
    try:
        with naming_the_trouble(folder):
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return None
    except DataError as error:
        return str(error)


@functools.cache
def spare_folder():
    """Return a temporary folder, the same for the whole session, removed never."""
    return Path(tempfile.mkdtemp(prefix="course_data_"))


@contextlib.contextmanager
def new_file(path):
    """Give a file to write that appears at `path` only when the block ends well.

    Raises DataError when the folder is read-only or the disk is full; whatever goes
    wrong, no part of the file stays behind.
    """
    path = Path(path)
    with naming_the_trouble(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
            os.chmod(part, 0o644)
            os.replace(part, path)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(part)


@contextlib.contextmanager
def new_folder(path):
    """Give an empty folder that appears at `path` only when the block ends well.

    A folder already at `path` is replaced, except one that somebody else finished in
    the meantime: that one stays. Raises DataError as `new_file` does.
    """
    path = Path(path)
    replace = path.exists()
    with naming_the_trouble(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
        try:
            part.chmod(0o755)
            yield part
            if replace or not path.exists():
                _put_in_place(part, path)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def naming_the_trouble(folder):
    """Turn a full disk, a read-only or unusable folder into a DataError."""
    try:
        yield
    except OSError as error:
        raise DataError(_sentence(error, folder)) from error


def _sentence(error, folder):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return (
            f"The disk that holds {folder} is full: free some space, or set "
            "COURSE_DATA to a folder on another disk."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"The folder {folder} cannot be written to: set COURSE_DATA to a folder of "
            "your own."
        )
    return (
        f"The folder {folder} cannot be used ({error.strerror or error}): set "
        "COURSE_DATA to a folder of your own."
    )


def _put_in_place(part, path):
    """Move the folder `part` to `path`; the old one leaves only once it can."""
    old = part.with_name(part.name + ".old")
    with contextlib.suppress(FileNotFoundError):
        os.replace(path, old)
    os.replace(part, path)
    shutil.rmtree(old, ignore_errors=True)


def _user_cache():
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
