"""A room of its own for each learner: what code that a learner runs can see and do.

bubblewrap shows it the course, read-only, the learner's folder, and nothing else of
this machine: no other folder, no other process, no network. Where root serves the
class, each learner also gets a user number that belongs to nobody.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARE = Path(__file__).with_name("share")
SERVER = "course_utils.classroom.learner_server"
SYSTEM = (  # of /etc a program needs these; the rest is nobody's business
    *("ld.so.cache", "ld.so.conf", "ld.so.conf.d", "alternatives", "fonts"),
    *("localtime", "mime.types", "nsswitch.conf", "ssl/certs"),
)
HUB = "/run/class"
TMP, SHARED_MEMORY = (
    256 * 2**20,
    64 * 2**20,
)  # bytes of the learner's own /tmp, /dev/shm
FIRST_NUMBER = 1_900_000_000  # of users; far from what systems hand out
TOOLS = ("bwrap", "prlimit", "setpriv")
OUTSIDE = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")  # systemd-run needs them


@dataclass(frozen=True)
class Bounds:
    """The most that a learner may use: bytes of memory and disk, processes, files."""

    memory: int
    disk: int
    processes: int = 400
    files: int = 20_000


def problem():
    """Return why no learner can be walled in here, as half a sentence; "" if all can.

    It is tried: a sandbox is made, and the learner's server is imported in it.
    """
    if sys.platform != "linux":
        return "bubblewrap needs Linux"
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        return f"{' and '.join(missing)} (Debian: bubblewrap, util-linux) is missing"
    walls = command([sys.executable, "-c", f"import {SERVER}"], number=FIRST_NUMBER)
    result = subprocess.run(walls, capture_output=True, text=True, env=surroundings())
    if result.returncode == 0:
        return ""
    said = result.stderr.strip().splitlines() or ["no reason given"]
    return f"the system refuses it ({said[-1]})"


def command(words, *, number, home=None, hub=None, show=(), bounds=None):
    """Return the command (list) that runs `words` inside walls.

    `home` (folder, path inside) is the only place that lasts, `hub` the folder with the
    hub's socket, `show` lists further places that it may read, `number` is the user
    that it becomes where root starts it. The environment passes through the walls.
    """
    places = shown(show)
    spots = [spot for spot in (home and home[1], hub and HUB) if spot]
    walls = [shutil.which("bwrap"), "--die-with-parent", "--new-session"]
    walls += [f"--unshare-{kind}" for kind in ("ipc", "pid", "net", "uts")]
    walls += ["--unshare-cgroup-try", "--hostname", "class"]
    if os.geteuid():
        walls += [
            "--unshare-user",
            "--disable-userns",
            "--uid",
            "1000",
            "--gid",
            "1000",
        ]
    for folder in parents([*places, *spots, "/etc/hosts"]):
        walls += ["--perms", "0755", "--dir", folder]
    walls += ["--proc", "/proc", "--dev", "/dev"]
    walls += ["--perms", "1777", "--size", str(SHARED_MEMORY), "--tmpfs", "/dev/shm"]
    walls += ["--perms", "1777", "--size", str(TMP), "--tmpfs", "/tmp"]
    for place in places:
        walls += ["--ro-bind", place, place]
    for link in ("bin", "sbin", "lib", "lib32", "lib64"):
        if os.path.islink(f"/{link}"):
            walls += ["--symlink", os.readlink(f"/{link}"), f"/{link}"]
    for device in sorted(Path("/dev").glob("nvidia*")):
        walls += ["--dev-bind-try", str(device), str(device)]
    if hub:
        walls += ["--ro-bind", str(hub), HUB]
        walls += ["--ro-bind-try", str(Path(hub) / "hosts"), "/etc/hosts"]
    if home:
        walls += ["--bind", str(home[0]), home[1], "--chdir", home[1]]
    walls += ["--remount-ro", "/dev", "--remount-ro", "/"]
    for name in OUTSIDE:
        walls += ["--unsetenv", name]
    return [*walls, *as_nobody(number), *within(bounds), *words]


def shown(more=()):
    """List the places that every learner may read: the system, Python, the course."""
    course = [ROOT / name for name in ("course_utils", "data", "notebooks")]
    places = ["/usr", sys.prefix, sys.base_prefix, *course, *more]
    places += [f"/etc/{name}" for name in SYSTEM]
    places += [f"/{name}" for name in ("bin", "sbin", "lib", "lib64") if real(name)]
    found = [str(place) for place in places if os.path.exists(place)]
    return [p for p in dict.fromkeys(found) if not is_inside(p, found)]


def real(name):
    """Say whether a folder of / is one, and not a link into /usr."""
    return os.path.isdir(f"/{name}") and not os.path.islink(f"/{name}")


def is_inside(place, places):
    """Say whether a path lies in another of `places` (and is no link to elsewhere)."""
    return any(
        place.startswith(f"{other.rstrip('/')}/")
        and os.path.realpath(place).startswith(os.path.realpath(other))
        for other in places
    )


def parents(places):
    """List the folders that lead to `places`, outer ones first, without /."""
    found = {str(p) for place in places for p in Path(place).parents}
    return sorted(found - {"/"}, key=len)


def as_nobody(number):
    """Return the words that give up root for the user `number`; [] for other users."""
    if os.geteuid():
        return ["--"]
    needed = ("SETUID", "SETGID", "SETPCAP")
    return [
        *(word for name in needed for word in ("--cap-add", f"CAP_{name}")),
        *(
            "--",
            shutil.which("setpriv"),
            "--reuid",
            str(number),
            "--regid",
            str(number),
        ),
        *("--clear-groups", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"),
    ]


def within(bounds):
    """Return the words that hold a learner to `bounds`, before any code of theirs."""
    if bounds is None:
        return []
    limits = {"nproc": bounds.processes, "fsize": bounds.disk, "core": 0}
    if bounds.memory:
        limits["data"] = bounds.memory
    return [
        shutil.which("prlimit"),
        *(f"--{name}={value}" for name, value in limits.items()),
    ]


def surroundings():
    """Return the environment inside: the programs' paths, and nobody's secrets."""
    programs = [f"{sys.prefix}/bin", "/usr/local/bin", "/usr/bin", "/bin"]
    found = {"PATH": os.pathsep.join(programs), "PYTHONNOUSERSITE": "1"}
    found["JUPYTER_PATH"] = str(SHARE / "jupyter")  # the kernel of kernel.py
    found |= {k: os.environ[k] for k in ("LANG", "LC_ALL") if k in os.environ}
    return found | ({"PYTHONPATH": str(ROOT)} if "PYTHONPATH" in os.environ else {})


def number_of(folder):
    """Return the user number of a learner's `folder`: its owner's, or the next free."""
    folder = Path(folder)
    if folder.exists() and folder.stat().st_uid >= FIRST_NUMBER:
        return folder.stat().st_uid
    owners = [p.stat().st_uid for p in folder.parent.iterdir() if p.is_dir()]
    return max([FIRST_NUMBER, *owners]) + 1


def prepare(folder):
    """Make a learner's folder, closed to others; return the number of its owner.

    Where root serves the class, all in it comes to belong to that number.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if os.geteuid():
        return os.geteuid()
    number = number_of(folder)
    if folder.stat().st_uid != number:
        for place, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(place, name), number, number, follow_symlinks=False)
        os.chown(folder, number, number)
    return number
