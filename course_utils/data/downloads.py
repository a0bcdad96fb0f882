"""Fetch a file whole or not at all, and be sure that it is the one that was meant."""

import hashlib
import http.client
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

from course_utils.data.cache import new_file
from course_utils.data.errors import DataError

PIECE = 1 << 16  # bytes read at a time
PATIENCE = 30  # seconds to wait for an answer
NETWORK = (OSError, http.client.HTTPException, ValueError)


class _AddressError(Exception):
    """Say in a few words why one address did not give the file."""


def fetch(addresses, path, *, md5):
    """Download a file to `path` from the first of `addresses` that gives the right one.

    The file appears only when it is complete and its checksum is right. Raises
    DataError when every address fails, or when the file cannot be written.
    """
    path = Path(path)
    reasons = []
    for address in addresses:
        try:
            with new_file(path) as file:
                _copy(address, file, md5)
            return path
        except _AddressError as error:
            reasons.append(str(error))
    raise DataError(
        f"{path.name} could not be downloaded ({'; '.join(reasons)}): check the "
        "network and try again later."
    )


def check_file(path, *, md5):
    """Raise DataError when the file at `path` is missing or is not the one with md5."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, _md5).hexdigest()
    except FileNotFoundError as error:
        raise DataError(
            f"{path} is missing: load the set once with download=True."
        ) from error
    except OSError as error:
        raise DataError(
            f"{path} cannot be read ({error.strerror}): check the folder's permissions."
        ) from error
    if found != md5:
        raise DataError(
            f"{path} is cut off or altered (its checksum is {found}, not {md5}): "
            "delete it and load the set again with download=True."
        )


def _md5():
    return hashlib.md5(usedforsecurity=False)


def _copy(address, file, md5):
    """Copy what is at `address` to `file`, and be sure that it is what was meant."""
    digest = _md5()
    for piece in _pieces(address):
        file.write(piece)
        digest.update(piece)
    if digest.hexdigest() != md5:
        host = urlsplit(address).hostname
        raise _AddressError(f"{host} sent another file than the known one")


def _pieces(address):
    """Yield the bytes at `address`; a network that fails is an _AddressError."""
    host = urlsplit(address).hostname
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            announced = answer.headers.get("Content-Length")
            received = 0
            while piece := answer.read(PIECE):
                received += len(piece)
                yield piece
    except HTTPError as error:
        raise _AddressError(f"{host} answered {error.code} {error.reason}") from error
    except NETWORK as error:
        reason = getattr(error, "reason", None) or error
        raise _AddressError(f"no connection to {host}: {reason}") from error
    if announced is not None and received < int(announced):
        raise _AddressError(f"{host} broke off after {received} of {announced} bytes")
