"""Whatever breaks, what a learner has saved is there afterwards, whole."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys

import pytest
from aiohttp import ClientResponseError

from course_utils.classroom.runtime import lock
from course_utils.classroom.serve import ready, start, stop, wait_until_up
from course_utils.maintain.bench.at_work import learners_of
from tests.classroom.conftest import as_learners, class_in, processes_of, require_class
from tests.waiting import happens

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
WORK = "What I found out, " + "line by line. " * 1000


async def save_and_leave(mate):
    await mate.enter()
    await mate.save("work.txt", WORK)


def is_free(state):
    """Say whether the hub that was killed has let go of the class."""
    try:
        lock(state).close()
        return True
    except ValueError:
        return False


def saved(hub, name):
    return (hub.folder / name / "work.txt").read_text()


def test_a_server_that_is_killed_loses_nothing_that_was_saved(hub):
    as_learners(hub, save_and_leave, "kim")
    before = (hub.folder / "kim" / "work.txt").stat().st_ino
    as_learners(hub, save_and_leave, "kim")  # a new file takes the old one's name
    assert (hub.folder / "kim" / "work.txt").stat().st_ino != before
    (walls,) = [p for p in processes_of(hub, "kim") if p.ppid() == hub.pid]
    walls.kill()
    assert happens(lambda: not processes_of(hub, "kim"))
    assert saved(hub, "kim") == WORK

    async def again(mate):
        await mate.enter()
        return await mate.fetch("/user/kim/files/work.txt")

    assert as_learners(hub, again, "kim") == (200, WORK)


def test_ten_who_save_at_once_find_their_work_though_the_hub_is_killed(tmp_path):
    names = [f"pupil{number}" for number in range(10)]

    async def all_at_once(*mates):
        await asyncio.gather(*(save_and_leave(mate) for mate in mates))

    async def again(mate):
        mate.password = "no longer needed"
        await mate.enter()
        return await mate.fetch(f"/user/{mate.name}/files/work.txt")

    with class_in(tmp_path, learners=10) as running:
        as_learners(running, all_at_once, *names)
        os.kill(running.pid, signal.SIGKILL)
        assert happens(lambda: not learners_of(running.pid))
        assert happens(lambda: is_free(running.state))
        assert {saved(running, name) for name in names} == {WORK}
        # The proxy is still there and holds the port; the next start ends it.
        settings, _ = ready(running.settings)
        with running.log.open("a") as log:
            second = start(settings, stdout=log, stderr=log)
        try:
            wait_until_up(second, settings)
            assert as_learners(running, again, names[0]) == (200, WORK)
        finally:
            stop(second)
    assert not learners_of(second.pid)


def test_the_same_name_in_two_browsers_has_one_server_and_keeps_both_works(hub):
    async def job(one, two):
        await asyncio.gather(one.enter(), two.enter())
        await asyncio.gather(one.save("one.txt", WORK), two.save("two.txt", WORK))
        each = ((one, "1"), (two, "2"))
        await asyncio.gather(*(m.save("same.txt", t * 50_000) for m, t in each))
        await one.logout()  # ends the server of both
        await two.knock()

    as_learners(hub, job, "mia", "mia")
    assert len([p for p in processes_of(hub, "mia") if p.ppid() == hub.pid]) <= 1
    folder = hub.folder / "mia"
    assert (folder / "one.txt").read_text() == (folder / "two.txt").read_text() == WORK
    same = (folder / "same.txt").read_text()
    assert len(same) == 50_000
    assert len(set(same)) == 1  # one of the two, and not a mixture


ON_A_SMALL_DISK = """
import sys
from pathlib import Path
from tests.classroom.test_survival import fill_and_save
fill_and_save(Path(sys.argv[1]))
"""


def test_on_a_full_disk_the_last_saved_work_stays_whole(tmp_path):
    require_class()
    disk = tmp_path / "disk"
    disk.mkdir()
    walls = ["bwrap", "--dev-bind", "/", "/", "--size", str(40 * 2**20)]
    walls += ["--tmpfs", str(disk), "--chdir", os.getcwd()]
    walls += ["--cap-add", "ALL"] if os.geteuid() == 0 else []
    program = [sys.executable, "-c", ON_A_SMALL_DISK, str(disk)]
    result = subprocess.run(
        [*walls, *program], capture_output=True, text=True, timeout=250
    )
    assert result.returncode == 0, result.stderr[-3000:]
    assert result.stdout.splitlines()[-1] == "whole"


def fill_and_save(disk):
    """Run a class on a small disk, fill the disk, save: what was there must stay."""

    async def job(mate):
        await save_and_leave(mate)
        before = fill(disk)
        with contextlib.suppress(ClientResponseError):  # "no space left"
            await mate.save("work.txt", WORK * 100)
        kept = (disk / "class" / "noa" / "work.txt").read_text() == WORK
        before.unlink()
        await mate.save("work.txt", WORK * 2)  # and now there is room
        return kept, (disk / "class" / "noa" / "work.txt").read_text() == WORK * 2

    with class_in(disk) as running:
        assert as_learners(running, job, "noa") == (True, True)
    print("whole")


def fill(disk):
    """Fill a disk to the last byte; return the file that does it."""
    with contextlib.suppress(OSError), (disk / "filler").open("wb", 0) as filler:
        while True:
            filler.write(bytes(2**16))
    with contextlib.suppress(OSError), (disk / "filler").open("ab", 0) as filler:
        while True:
            filler.write(b"x")
    assert shutil.disk_usage(disk).free == 0
    return disk / "filler"
