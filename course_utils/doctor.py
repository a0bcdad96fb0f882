"""Look over this computer: is everything here that the course needs?

In a terminal: `python -m course_utils doctor`. In a notebook:

    from course_utils import doctor
    doctor.report()
"""

import json
import platform
import shutil
import sys
import textwrap
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from course_utils.translation.speaker import speaker

OLDEST_PYTHON = (3, 11)
ENOUGH_MEMORY = 1.0  # gigabytes that a notebook with torch and a browser tab want
ENOUGH_DISK = 0.5
EXTRAS = {  # of pyproject.toml: what they are for
    "slides": "slideshows",
    "demos": "all demos on one page",
    "class": "a class on this machine",
    "notebooks": "storing notebooks",
    "site": "the course as pages",
    "bench": "measuring",
    "test": "testing",
}
INSTALL = "install the course again: pip install -e . in its folder"


@dataclass(frozen=True)
class Finding:
    """Say what was found; `advice` says what to do when it is a problem.

    `stops` marks a problem without whose cure the notebooks do not run.
    """

    text: str
    advice: str = ""
    stops: bool = False

    def __str__(self):
        say = speaker("doctor")
        mark = say("ok" if not self.advice else "STOP" if self.stops else "note")
        line = say(f"{self.text}: {self.advice}." if self.advice else self.text)
        return textwrap.fill(
            line,
            88,
            initial_indent=f"{mark:<6}",
            subsequent_indent=" " * 6,
            break_on_hyphens=False,
        )


def check():
    """Return a list of Findings on Python, packages, device, server, data and space."""
    return [
        _python(),
        *_packages(),
        _extras(),
        _torchvision(),
        _device(),
        _server_extension(),
        _folder(),
        _optional_sets(),
        _space(),
    ]


def report():
    """Print every finding, one after the other, and the summary."""
    main()


def summary(findings=None):
    """Return one sentence that is the same on every computer that is ready."""
    stopping = [f for f in (check() if findings is None else findings) if f.stops]
    if not stopping:
        return speaker("doctor")("This computer is ready for the course.")
    problems = "One problem stops" if len(stopping) == 1 else "Some problems stop"
    says = f"{problems} the course: do what the lines marked STOP say."
    return speaker("doctor")(says)


def main(arguments=()):
    """Print the report; return 1 when a problem stops the course, else 0."""
    findings = check()
    print(*findings, summary(findings), sep="\n")
    return int(any(finding.stops for finding in findings))


def _python():
    text = f"Python {platform.python_version()} on {platform.system()}"
    if sys.version_info < OLDEST_PYTHON:
        return Finding(text, "install Python 3.11 or newer", stops=True)
    return Finding(text)


def _packages():
    """Return one finding for all packages that fit, and one for each that does not."""
    from packaging.requirements import Requirement

    try:
        lines = metadata.requires("course-utils") or ()
    except metadata.PackageNotFoundError:
        return [Finding("The package course-utils is not installed", INSTALL, True)]
    fitting, problems = [], []
    for wanted in map(Requirement, lines):
        if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
            continue
        found = _version(wanted.name)
        if found is None:
            text = f"{wanted.name} is missing"
            problems.append(Finding(text, INSTALL, stops=True))
        elif not wanted.specifier.contains(found, prereleases=True):
            text = f"{wanted.name} is {found}, the course needs {wanted.specifier}"
            problems.append(Finding(text, INSTALL, stops=True))
        else:
            fitting.append(f"{wanted.name} {found}")
    return [Finding(", ".join(fitting)), *problems]


def how_to_add(extra):
    """Return the commands that install an extra, with make and without."""
    return f"`make {extra}` (or pip install -c constraints.txt -e '.[{extra}]')"


def _extras():
    """Say which extras are here, and how to get the others, which no notebook needs."""
    lacking = [name for name in EXTRAS if not _complete(name)]
    here = ", ".join(name for name in EXTRAS if name not in lacking) or "none"
    if not lacking:
        return Finding(f"Extras: {here}")
    others = ", ".join(f"{name} ({EXTRAS[name]})" for name in lacking)
    return Finding(
        f"Extras: {here}; not here: {others}. No notebook needs them; "
        f"{how_to_add(lacking[0])} brings the first, and so on"
    )


def _complete(extra):
    """Tell whether all packages of an extra are installed."""
    from packaging.requirements import Requirement

    try:
        lines = metadata.requires("course-utils") or ()
    except metadata.PackageNotFoundError:
        return False
    for wanted in map(Requirement, lines):
        plain = wanted.marker is None or wanted.marker.evaluate({"extra": ""})
        if plain or not wanted.marker.evaluate({"extra": extra}):
            continue
        if wanted.name == "course-utils":
            if not all(_complete(name) for name in wanted.extras):
                return False
        elif _version(wanted.name) is None:
            return False
    return True


def _version(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _torchvision():
    try:
        from course_utils.data.torchvision_compat import torchvision  # noqa: F401
    except Exception as error:  # whatever it is, the reader needs to hear it
        advice = "install torch and torchvision of versions that belong together"
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        return Finding(f"torchvision does not start ({reason})", advice, stops=True)
    return Finding("torch and torchvision work together")


def _device():
    try:
        from course_utils.ml.training.device import pick_device

        device = pick_device()
    except ImportError:
        return Finding("torch does not start", INSTALL, stops=True)
    except (ValueError, RuntimeError) as error:
        text, _, advice = str(error).rstrip(".").partition(": ")
        return Finding(text, advice or "set COURSE_DEVICE=cpu", stops=True)
    return Finding(f"Device in use: {device} (COURSE_DEVICE=cpu, cuda or auto)")


def _server_extension():
    """Look for the setting that lets JupyterLab send small messages at once."""
    from jupyter_core.paths import jupyter_config_path

    for folder in jupyter_config_path():
        file = Path(folder, "jupyter_server_config.d", "course_utils.json")
        try:
            extensions = json.loads(file.read_text())["ServerApp"][
                "jpserver_extensions"
            ]
            if extensions["course_utils.live.server"]:
                return Finding("Sliders answer at once: the server extension is on")
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return Finding(
        "Sliders answer a little later than they could, the server extension is off",
        INSTALL + ", then start JupyterLab again",
    )


def _folder():
    from course_utils.data.cache import data_folder, folder_problem

    problem = folder_problem()
    if problem is None:
        return Finding(f"Data folder: {data_folder()}")
    text, _, advice = problem.rstrip(".").rpartition(": ")
    return Finding(text, f"{advice}; until then a temporary folder is used")


def _optional_sets():
    from course_utils.data.sources import FOLDERS, present

    there = [name for name in FOLDERS if present(name)]
    return Finding(f"Optional data sets: {', '.join(there) or 'none, none is needed'}")


def _space():
    memory, disk = free_memory(), free_disk()
    known = "" if memory is None else f"{memory:.1f} GB of memory and "
    text = f"Free: {known}{disk:.1f} GB of disk"
    advice = []
    if memory is not None and memory < ENOUGH_MEMORY:
        advice.append("close other programs and notebooks")
    if disk < ENOUGH_DISK:
        advice.append("free some disk space")
    return Finding(text, " and ".join(advice))


def free_memory():
    """Return the gigabytes of memory that programs can still have, None if unknown."""
    try:
        import psutil

        return psutil.virtual_memory().available / 1e9
    except ImportError:
        pass
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024 / 1e9
    except OSError:
        pass
    return None


def free_disk():
    """Return the gigabytes free on the disk that holds the data folder."""
    from course_utils.data.cache import data_folder

    folder = data_folder()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free / 1e9
