"""Unpack an archive inside its folder and nowhere else, completely or not at all."""

import gzip
import shutil
import stat
import tarfile
import zipfile
import zlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from course_utils.data.cache import new_folder
from course_utils.data.errors import DataError

DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    gzip.BadGzipFile,
    EOFError,
    zlib.error,
)


def unpack(archive, folder, *, top):
    """Unpack what lies under `top` in a .zip or .tar.gz file, as the folder `folder`.

    The folder appears only when all of it is there. Nothing is written when a member
    has an absolute name, climbs with "..", or is a link or a device. Raises DataError
    then, and when the archive is damaged.
    """
    archive, folder = Path(archive), Path(folder)
    unpack_members = _unpack_zip if archive.suffix == ".zip" else _unpack_tar
    with new_folder(folder) as part:
        try:
            unpack_members(archive, part, top)
        except DAMAGED as error:
            raise DataError(
                f"{archive} is cut off or damaged: delete it and load the set again "
                "with download=True."
            ) from error
    return folder


def _unpack_zip(archive, folder, top):
    with zipfile.ZipFile(archive) as opened:
        members = opened.infolist()
        for member in members:
            mode = stat.S_IFMT(member.external_attr >> 16)
            plain = mode in (0, stat.S_IFREG, stat.S_IFDIR)
            _refuse_unsafe(archive, member.filename, plain)
        for member in members:
            if not member.is_dir():
                _write_member(folder, member.filename, top, opened.open(member))


def _unpack_tar(archive, folder, top):
    with tarfile.open(archive) as opened:
        members = opened.getmembers()
        for member in members:
            _refuse_unsafe(archive, member.name, member.isreg() or member.isdir())
        for member in members:
            if member.isreg():
                source = opened.extractfile(member)
                _write_member(folder, member.name, top, source)


def _refuse_unsafe(archive, name, plain):
    """Raise DataError unless a member is a plain file or folder inside the archive."""
    windows = PureWindowsPath(name)
    escapes = ".." in windows.parts or windows.anchor or name.startswith("/")
    if escapes or not plain:
        raise DataError(
            f"{archive} holds {name!r}, which would be written outside its folder or "
            "is a link: delete the file, it is not the data set."
        )


def _write_member(folder, name, top, source):
    """Write one member below `folder`, without its first folder `top`; skip others."""
    path = PurePosixPath(name)
    if path.parts[:1] != (top,):
        return
    target = folder.joinpath(*path.parts[1:])
    target.parent.mkdir(parents=True, exist_ok=True)
    with source, target.open("wb") as file:
        shutil.copyfileobj(source, file)
