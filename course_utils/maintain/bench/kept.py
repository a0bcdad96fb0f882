"""Is anything lost? What a class saves while it works, and what is there afterwards.

A learner saves a file and a notebook again and again, each time another version. What
the server confirmed must be there in the end, or a later version, and always whole.
"""

import asyncio
import json
import os
import signal
import time
from collections import Counter
from contextlib import suppress

import aiohttp
import psutil

from course_utils.maintain.bench.at_work import learners_of

LINES = 400  # of a version: some 20 kB
FILE = "work.txt"
PATIENCE = 60  # seconds until the last learner's process has ended
GONE = (aiohttp.ClientError, ConnectionError, TimeoutError)


class Work:
    """The versions that the learner `name` has sent and the server has confirmed."""

    def __init__(self, name):
        self.name, self.sent, self.confirmed = name, Counter(), Counter()

    def next_version(self, path):
        """Return the number and the text of the next version of a file or notebook."""
        self.sent[path] += 1
        return self.sent[path], text(self.name, self.sent[path])

    def confirm(self, path, number):
        """Note that the server has said that a version is saved."""
        self.confirmed[path] = number

    def lost(self, folder):
        """List, a sentence each, what of this is not in the learner's `folder`."""
        return [
            f"{self.name}'s {path}: {problem}"
            for path, number in self.confirmed.items()
            if (problem := self._problem(folder / path, number, self.sent[path]))
        ]

    def _problem(self, path, confirmed, sent):
        try:
            found = path.read_text(encoding="utf-8")
            if path.suffix == ".ipynb":
                found = "".join(json.loads(found)["cells"][0]["source"])
        except (OSError, ValueError, LookupError) as error:
            return f"cannot be read ({error})"
        for number in range(confirmed, sent + 1):
            if found == text(self.name, number):
                return ""
        return f"is not version {confirmed} or later, but begins {found[:60]!r}"


def text(name, number):
    """Return a version of a learner's work."""
    return f"{name}, version {number}\n" + f"I have seen {number}.\n" * LINES


async def save(mate, work, notebook=None):
    """Let a Classmate save the next version of the file, or of the open notebook."""
    path = notebook or FILE
    number, content = work.next_version(path)
    if notebook:
        mate.cells[0]["source"] = content
        await mate.save_notebook()
    else:
        await mate.save(path, content)
    work.confirm(path, number)


async def save_now_and_then(mate, work, *, every):
    """Save the file every so many seconds until cancelled."""
    while True:
        await asyncio.sleep(every)
        await save(mate, work)


async def save_until_gone(mate, work, notebook):
    """Save file and notebook in turns, without rest, until the server is gone."""
    with suppress(*GONE):
        while True:
            async with asyncio.timeout(PATIENCE):
                await save(mate, work)
                await save(mate, work, notebook)


def what_is_lost(room, notebook, *, seconds=2.0):
    """Kill a server, then the hub, while all save; return the row on what is lost."""
    works = room.works
    saving = room.crowd.begin(
        lambda mate: save_until_gone(mate, works[mate.name], notebook)
    )
    time.sleep(seconds)
    last = learners_of(room.hub).get([*works][-1], [])
    for process in last:
        with suppress(psutil.Error):
            if process.ppid() == room.hub:
                process.kill()
    time.sleep(seconds)
    os.kill(room.hub, signal.SIGKILL)
    saving.result(2 * PATIENCE)
    deadline = time.monotonic() + PATIENCE
    while learners_of(room.hub) and time.monotonic() < deadline:
        time.sleep(0.2)
    left = len(learners_of(room.hub))
    lost = [s for name, work in works.items() for s in work.lost(room.folder / name)]
    files = sum(len(work.confirmed) for work in works.values())
    versions = sum(sum(work.confirmed.values()) for work in works.values())
    return (
        "– while all save, one server is killed, then the hub",
        f"{files} files and notebooks, {versions} versions saved; lost: "
        + ("; ".join(lost) or "nothing")
        + (f"; servers of {left} still run" if left else ""),
        "nothing",
    )
