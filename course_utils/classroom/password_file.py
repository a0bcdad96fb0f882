"""The file of hashed passwords, replaced in one step: a full disk spoils nothing."""

import contextlib
import json
import os
import secrets
from pathlib import Path

import bcrypt

NAME = "passwords.json"
ROUNDS = 10  # of hashing: 60 ms; a class of thirty that comes at once waits two seconds
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


class PasswordFile:
    """The hashed passwords (bytes) of a class by name, in a file at `path`."""

    def __init__(self, path):
        self.path = Path(path)

    def names(self):
        """List the names that have a password."""
        return list(self._read())

    def get(self, name):
        """Return the hashed password of a name, or None."""
        kept = self._read().get(name)
        return kept and kept.encode()

    def keep(self, name, hashed):
        """Keep a hashed password; None forgets the name. OSError if it cannot be."""
        kept = {key: value for key, value in self._read().items() if key != name}
        self._write(kept | ({name: hashed.decode()} if hashed else {}))

    def give(self, name, password=""):
        """Give a name a new password and return it; a random one if none is given."""
        parts = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
        password = password or "-".join(parts)
        self.keep(name, bcrypt.hashpw(password.encode(), bcrypt.gensalt(ROUNDS)))
        return password

    def _read(self):
        try:
            return json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}

    def _write(self, kept):
        new = self.path.with_name(f"{self.path.name}.new")
        try:
            with open(
                os.open(new, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w"
            ) as f:
                json.dump(kept, f, ensure_ascii=False, indent=1)
                f.flush()
                os.fsync(f.fileno())
            os.replace(new, self.path)
        finally:
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
