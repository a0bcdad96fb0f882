"""What a teacher decides about a class, and what of it is not allowed."""

import ipaddress
import json
import os
import re
import socket
from dataclasses import asdict, dataclass, field
from pathlib import Path

from course_utils.translation.language import ENGLISH, language

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PASSWORD = "COURSE_CLASS_PASSWORD"
SETTINGS = "COURSE_CLASS_SETTINGS"
SHORTEST_PASSWORD = 8
RISK = "--learners-can-read-everything"
PLACES = ("folder", "notebooks", "certificate", "key")


@dataclass(frozen=True)
class Settings:
    """The settings of a class; `password` "" lets anybody in, under any name.

    `memory` and `disk` are the most a learner gets; `walls` says whether each is in a
    sandbox, `risk` that the teacher knows what it means if not.
    """

    folder: Path
    notebooks: Path = field(default_factory=lambda: spoken_notebooks())
    ip: str = "127.0.0.1"
    port: int = 8000
    learners: int = 10
    memory: str = "2G"
    disk: str = "2G"
    teacher: str = "teacher"
    https: bool = False
    certificate: Path | None = None
    key: Path | None = None
    walls: bool = True
    risk: bool = False
    password: str = field(default="", repr=False)

    def check(self):
        """Raise ValueError, saying what to do, where the class must not start so."""
        if not self.password and not is_loopback(self.ip):
            raise ValueError(
                f"Other machines reach {self.ip}, so a password is needed: set the "
                f"environment variable {PASSWORD}, or serve on 127.0.0.1."
            )
        if self.password and len(self.password) < SHORTEST_PASSWORD:
            raise ValueError(
                f"{PASSWORD} must have at least {SHORTEST_PASSWORD} characters, "
                f"but has {len(self.password)}."
            )
        if self.learners < 1:
            raise ValueError(f"At least one learner, not {self.learners}.")
        for size in (self.memory, self.disk):
            size_of(size)
        if bool(self.certificate) != bool(self.key):
            raise ValueError("--certificate and --key go together.")
        for file in filter(None, (self.certificate, self.key)):
            if not Path(file).is_file():
                raise ValueError(f"There is no file {file}.")
        if not any(Path(self.notebooks).glob("*.ipynb")):
            raise ValueError(f"There is no notebook in {self.notebooks}.")
        if not is_free(self.ip, self.port):
            raise ValueError(
                f"Port {self.port} is taken on {self.ip}: choose another with --port."
            )

    def check_walls(self, problem):
        """Return a warning if learners are not walled in, "" if they are.

        `problem` says why they cannot be ("" if they can). Raises ValueError where
        other machines reach the class and the teacher did not take the risk.
        """
        if self.walls and not problem:
            return ""
        why = f"no sandbox here: {problem}" if problem else "no sandbox was wanted"
        if not is_loopback(self.ip) and not self.risk:
            raise ValueError(
                f"The class does not start: {why}, so code of a learner could read "
                "the others' folders and all that is yours. Install bubblewrap, serve "
                f"on 127.0.0.1, or take that risk with {RISK}."
            )
        return (
            f"Careful, {why}. Code of a learner can read the others' folders and all "
            "that is yours."
        )

    @property
    def encrypted(self):
        """Whether the class is served with HTTPS."""
        return self.https or self.certificate is not None

    @property
    def state(self):
        """The folder of what the hub keeps."""
        return Path(self.folder).resolve() / ".hub"

    @property
    def url(self):
        """The address of the class as this machine reaches it."""
        ip = f"[{self.ip}]" if ":" in self.ip else self.ip
        return f"{'https' if self.encrypted else 'http'}://{ip}:{self.port}"

    def environment(self):
        """Return the environment variables that carry the settings to the hub."""
        told = {key: value for key, value in asdict(self).items() if key != "password"}
        return {SETTINGS: json.dumps(told, default=str), PASSWORD: self.password}

    @classmethod
    def from_environment(cls):
        """Read the settings back; the environment forgets them."""
        told = json.loads(os.environ.pop(SETTINGS))
        places = {name: told.pop(name) for name in PLACES}
        places = {name: place and Path(place) for name, place in places.items()}
        return cls(**told, **places, password=os.environ.pop(PASSWORD, ""))


def spoken_notebooks():
    """Return the folder of the notebooks in the language that the class speaks."""
    return NOTEBOOKS if language() == ENGLISH else NOTEBOOKS / language()


def size_of(text):
    """Return the bytes of a size like 500M or 2G; 0 is no limit. ValueError if none."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([KMGT]?)", text.strip().upper())
    if not found:
        raise ValueError(f"A size is a number and K, M, G or T, like 2G; not {text!r}.")
    return int(float(found[1]) * 1024 ** " KMGT".index(found[2] or " "))


def is_loopback(ip):
    """Say whether only this machine reaches the address `ip`."""
    try:
        return ip == "localhost" or ipaddress.ip_address(ip).is_loopback
    except ValueError:
        return False


def is_free(ip, port):
    """Say whether nobody listens on `port` of the address `ip`."""
    with socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ip, port))
        except OSError:
            return False
    return True


def free_port():
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
