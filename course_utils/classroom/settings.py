"""What a teacher decides about a class, and what of it is not allowed."""

import ipaddress
import json
import os
import socket
from dataclasses import asdict, dataclass, field
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
PASSWORD = "COURSE_CLASS_PASSWORD"
SETTINGS = "COURSE_CLASS_SETTINGS"
SHORTEST_PASSWORD = 8  # JupyterHub refuses a shorter one


@dataclass(frozen=True)
class Settings:
    """The settings of a class; `password` "" lets anybody in, under any name."""

    folder: Path
    notebooks: Path = NOTEBOOKS
    ip: str = "127.0.0.1"
    port: int = 8000
    learners: int = 10
    memory: str = "2G"
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
        if not any(Path(self.notebooks).glob("*.ipynb")):
            raise ValueError(f"There is no notebook in {self.notebooks}.")
        if not is_free(self.ip, self.port):
            raise ValueError(
                f"Port {self.port} is taken on {self.ip}: choose another with --port."
            )

    def environment(self):
        """Return the environment variables that carry the settings to the hub."""
        told = {key: value for key, value in asdict(self).items() if key != "password"}
        return {SETTINGS: json.dumps(told, default=str), PASSWORD: self.password}

    @classmethod
    def from_environment(cls):
        """Read the settings back; the environment forgets them."""
        told = json.loads(os.environ.pop(SETTINGS))
        places = {name: Path(told.pop(name)) for name in ("folder", "notebooks")}
        return cls(**told, **places, password=os.environ.pop(PASSWORD, ""))


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
