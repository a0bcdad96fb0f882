"""Who gets in: everybody chooses a password at the first login, and keeps it.

The password of the class is what lets a new name in. Passwords are kept hashed, by
JupyterHub's first-use authenticator.
"""

import asyncio
import contextlib
import hmac
import math
from collections import defaultdict
from pathlib import Path

import bcrypt
from firstuseauthenticator import FirstUseAuthenticator
from firstuseauthenticator.firstuseauthenticator import CustomLoginHandler
from traitlets import Integer, Unicode

from course_utils.classroom import names
from course_utils.classroom.password_file import ROUNDS, PasswordFile
from course_utils.classroom.patience import Patience
from course_utils.classroom.runtime import say

SHORTEST, LONGEST = 8, 72  # bcrypt takes no more
NEW = "a new name"  # what Patience counts guesses of the class's password under


class ClassAuthenticator(FirstUseAuthenticator):
    """Let learners in by their own password, new ones by the password of the class.

    Without a password of the class anybody gets in, except as the teacher.
    """

    class_password = Unicode(help="What lets a new name in.").tag(config=True)
    folder = Unicode(help="The folder of the learners' folders.").tag(config=True)
    teacher = Unicode(help="The name of the teacher.").tag(config=True)
    rounds = Integer(ROUNDS, help="Of hashing a new password.").tag(config=True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.passwords = PasswordFile(self.dbm_path)
        self.patience = Patience()
        self._turns = defaultdict(asyncio.Lock)  # by name, of those who have a password

    def delete_user(self, user):
        """Forget the password of a name that the teacher deletes."""
        self.passwords.keep(user.name, None)

    def reset_password(self, username, new_password):
        """Change a password; return a sentence for the page."""
        size = len(new_password.encode())
        if len(new_password) < SHORTEST or size > LONGEST:
            return say(f"Choose a password of {SHORTEST} to {LONGEST} characters.")
        self.passwords.give(username, new_password)
        return "Your password is changed with success."

    def normalize_username(self, username):
        """Return the name in this class that looks like `username`; or a new one."""
        return names.known_as(
            username, known(self.folder, self.passwords, self.teacher)
        )

    def validate_username(self, username):
        """Say whether a learner can be called so."""
        return names.is_name(username)

    async def authenticate(self, handler, data):
        """Return the name that may come in; else None, with a sentence on the page."""
        name = self.normalize_username(data["username"])
        place = handler.request.remote_ip
        handler.custom_login_error = ""
        if not self.validate_username(name):
            handler.custom_login_error = (
                "A name has up to 31 letters and digits, and perhaps hyphens."
            )
            return None
        if not self.class_password and name != self.teacher:
            return name
        is_new = self.passwords.get(name) is None
        if is_new:
            return await self._examine(handler, name, place, data, is_new)
        async with self._turns[name]:  # many at once are no way around the wait
            return await self._examine(handler, name, place, data, is_new)

    async def _examine(self, handler, name, place, data, is_new):
        counted = NEW if is_new else name
        wait = self.patience.wait(counted, place)
        if wait > 0:
            handler.custom_login_error = (
                f"Too many wrong passwords: wait {math.ceil(wait)} seconds before the "
                "next one, or ask your teacher for a new password."
            )
            return None
        if is_new:
            problem, is_guess = self._refused(name, data)
            if problem:
                handler.custom_login_error = problem
                if is_guess:
                    self.patience.wrong(counted, place)
                return None
        if not await self._is_right(name, data.get("password", ""), is_new):
            handler.custom_login_error = "That is not the password of this name."
            self.patience.wrong(counted, place)
            return None
        self.patience.right(counted, place)
        return name

    async def _is_right(self, name, password, is_new):
        """Say whether the password is the one of `name`; a new name gets it.

        Hashing takes a while, in which others are served.
        """
        if is_new:
            salt = bcrypt.gensalt(self.rounds)
            hashed = await asyncio.to_thread(bcrypt.hashpw, password.encode(), salt)
            self.passwords.keep(name, hashed)
            return True
        kept = self.passwords.get(name)
        with contextlib.suppress(ValueError):  # longer than bcrypt takes
            given = await asyncio.to_thread(bcrypt.hashpw, password.encode(), kept)
            return hmac.compare_digest(given, kept)
        return False

    def _refused(self, name, data):
        """Return why a new name is not let in, and whether a password was wrong."""
        given = data.get("class_password", "")
        if not given or name == self.teacher:
            return f"There is nobody called {name} yet. Is it your first time?", False
        if not hmac.compare_digest(given.encode(), self.class_password.encode()):
            return "That is not the password of the class.", True
        if len(data.get("password", "")) < SHORTEST:
            return f"Your password needs {SHORTEST} characters or more.", False
        if len(data["password"].encode()) > LONGEST:
            return f"Your password is too long: {LONGEST} bytes at most.", False
        if data["password"] == self.class_password:
            return "Choose a password of your own: everybody knows that one.", False
        if data["password"] != data.get("again"):
            return "The two passwords differ.", False
        return "", False

    def get_handlers(self, app):
        """Add the pages of the class to those of the hub."""
        from course_utils.classroom.teacher import ClassHandler

        first, change = super().get_handlers(app)
        return [(first[0], LoginHandler), change, (r"/class", ClassHandler)]


class LoginHandler(CustomLoginHandler):
    """The page for the name and the password, and, the first time, for a new one."""

    def _render(self, login_error=None, username=None, **more):
        first = bool(self.get_argument("first", ""))
        if login_error and self.custom_login_error:
            login_error = say(self.custom_login_error)
        return super(CustomLoginHandler, self)._render(
            login_error, username, first=first, shortest=SHORTEST, **more
        )


def known(folder, passwords, teacher):
    """List the names of a class: of the teacher, with a password, with a folder."""
    found = [teacher, *passwords.names()]
    found += [p.name for p in Path(folder).glob("[!.]*") if p.is_dir()]
    return list(dict.fromkeys(found))
