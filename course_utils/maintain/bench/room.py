"""A class served to be measured: the hub, a crowd, and one page of a browser."""

import secrets
import tempfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import psutil

from course_utils.classroom.runtime import end_leftover_proxy
from course_utils.classroom.serve import serving
from course_utils.classroom.settings import Settings, free_port
from course_utils.classroom.watch import on_disk
from course_utils.maintain.bench.at_work import hub_of, learners_of, memory
from course_utils.maintain.bench.crowd import Crowd
from course_utils.maintain.bench.kept import Work
from course_utils.maintain.browser.hub_page import HubPage, hub_page

IN_BROWSER = "browser"
KERNEL = "course_utils.classroom.kernel"


@dataclass
class Room:
    """A class that is served: its folder, the hub's number, the learners, their work.

    `works` holds by name what each has saved (Work).
    """

    folder: Path
    hub: int
    crowd: Crowd
    page: HubPage
    works: dict


@contextmanager
def classroom(learners):
    """Serve a class in a temporary folder; give the Room."""
    names = [f"learner{number}" for number in range(1, learners)]
    with (
        served(learners) as settings,
        hub_page(settings.url, IN_BROWSER, settings.password, settings.folder) as page,
        closing(Crowd(settings.url, names, settings.password)) as crowd,
    ):
        works = {name: Work(name) for name in (IN_BROWSER, *names)}
        yield Room(settings.folder, hub_of(settings.state).pid, crowd, page, works)


@contextmanager
def served(learners, *, walls=True):
    """Serve a class in a temporary folder; give its Settings."""
    with tempfile.TemporaryDirectory() as place, open(f"{place}/log", "w") as log:
        settings = Settings(
            Path(place) / "class",
            port=free_port(),
            learners=learners,
            password=secrets.token_hex(8),
            walls=walls,
        )
        try:
            with serving(settings, log):
                yield settings
        finally:
            end_leftover_proxy(settings.state)


def megabytes(room):
    """Return MB of hub and proxy, and on average of a learner's server and kernel.

    The fourth number is the average of what is on disk in a learner's folder.
    """
    hub = psutil.Process(room.hub)
    proxies = [p for p in hub.children() if p.cwd() == hub.cwd()]
    servers, kernels = [], []
    for processes in learners_of(room.hub).values():
        kernel = [p for p in processes if KERNEL in p.cmdline()]
        kernels.append(memory(kernel))
        servers.append(memory([p for p in processes if p not in kernel]))
    disk = [on_disk(room.folder / name)[0] / 2**20 for name in room.works]
    return memory([hub, *proxies]), mean(servers), mean(kernels), mean(disk)
