"""A learner's server: a process in a folder of its own, without a system account."""

import asyncio
import contextlib
import os
import resource
import signal
import socket
import sys
from functools import cached_property
from typing import ClassVar

import psutil
from jupyterhub.app import JupyterHub
from jupyterhub.spawner import SimpleLocalProcessSpawner
from tornado.netutil import bind_unix_socket
from traitlets import Any, Bool, Unicode

from course_utils.classroom import sandbox, watch
from course_utils.classroom.learner_server import CLASS, DOOR, NOTEBOOKS
from course_utils.classroom.runtime import say


class LearnerSpawner(SimpleLocalProcessSpawner):
    """Start a learner's JupyterLab in `home_dir`, with a copy of the notebooks.

    With `walled` it runs in a sandbox, within `bounds`, and under the limits of
    `groups`. Without, on Linux, no process gets more than `bounds.memory` of data.
    """

    notebooks = Unicode(help="Where copies of the notebooks come from.").tag(
        config=True
    )
    walled = Bool(True, help="Run the server in a sandbox.").tag(config=True)
    hub_socket = Unicode(help="Where learners reach the hub.").tag(config=True)
    shown = Any((), help="Further places that learners may read.").tag(config=True)
    bounds = Any(help="The Bounds of a learner.").tag(config=True)
    groups = Any(help="How they hold for a learner as a whole.").tag(config=True)

    # By name, since JupyterHub makes a new spawner now and then:
    _most: ClassVar[dict] = {}  # what the learner must not go past
    _ended: ClassVar[dict] = {}  # why the hub ended the server

    @property
    def ended(self):
        """Why the hub ended the server, for the learner and the teacher; or ""."""
        return say(self._ended.get(self.user.name, ""))

    @cached_property
    def home_inside(self):
        """The path of the learner's folder as the learner sees it."""
        return f"/home/{self.user.name}" if self.walled else self.home_dir

    async def start(self):
        """Make the folder if there is none, and start the server."""
        number = sandbox.prepare(self.home_dir)
        name, use = self.user.name, watch.Use(*watch.on_disk(self.home_dir))
        self._most[name] = watch.ceiling(use, self.bounds, self._most.get(name))
        self._ended.pop(name, None)
        if not self.walled:
            self.cmd = [sys.executable, "-m", sandbox.SERVER]
            return await super().start()
        listen_for_learners(self.hub_socket)
        with socket.create_server(("127.0.0.1", 0), backlog=128) as door:
            self.ip, self.port = door.getsockname()
            self.popen_kwargs = {"pass_fds": (door.fileno(),)}
            self._door = door.fileno()
            self.cmd = [
                *self.groups.words(self.user.name),
                *sandbox.command(
                    [sys.executable, "-m", sandbox.SERVER],
                    number=number,
                    home=(self.home_dir, self.home_inside),
                    hub=os.path.dirname(self.hub_socket),
                    show=(self.notebooks, *self.shown),
                    bounds=self.bounds,
                ),
            ]
            return await super().start()

    def user_env(self, env):
        """Add what the server needs to know; nothing of the teacher's."""
        env |= sandbox.surroundings() if self.walled else {}
        env |= {"HOME": self.home_inside, "USER": self.user.name, "SHELL": "/bin/bash"}
        env |= {NOTEBOOKS: self.notebooks, CLASS: str(os.getpid())}
        if self.walled:
            env[DOOR] = str(self._door)
            for name in sandbox.OUTSIDE:
                env |= {name: os.environ[name]} if name in os.environ else {}
        return env

    def make_preexec_fn(self, name):
        """Return what the new process does before it becomes the server."""
        home, most = self.home_dir, self.bounds.memory
        if self.walled:
            return self.groups.enter(name)

        def prepare():
            os.chdir(home)
            if most and sys.platform == "linux":
                resource.setrlimit(resource.RLIMIT_DATA, (most, most))

        return prepare

    async def poll(self):
        """Return None while the server runs, else its exit status."""
        status = await super().poll()
        if status is not None and self.walled:
            self.groups.leave(self.user.name)
        return status

    async def poll_and_notify(self):
        """Look now and then whether the server runs, and whether it takes too much."""
        if self.pid:
            name, bounds = self.user.name, self.bounds
            use = await asyncio.to_thread(watch.use_of, self.home_dir, self.pid)
            too_much = watch.excess(use, bounds, self._most.get(name))
            if not too_much and watch.ceiling(use, bounds) is None:
                self._most.pop(name, None)  # cleaned up
            if too_much and self.pid:
                self._ended[name] = too_much
                self.log.warning("%s: %s", name, too_much)
                await self.stop(now=True)
        return await super().poll_and_notify()

    async def stop(self, now=False):
        """End the server, its kernels, and all that they started."""
        if now and self.walled:
            await self._signal(signal.SIGKILL)
            await self.wait_for_death(self.kill_timeout)
        await super().stop(now=now)

    async def _signal(self, sig):
        """Send a signal to the server; only the last one tears down the walls, too.

        Before, the server can end its kernels and itself; with it goes all the rest.
        """
        if not self.walled:
            return await super()._signal(sig)
        with contextlib.suppress(psutil.Error, IndexError):  # just starting, or ending
            walls = psutil.Process(self.pid)
            if sig == signal.SIGKILL:
                walls.children()[0].kill()
                walls.kill()
            elif sig:
                walls.children()[0].children()[0].send_signal(sig)
        return await super()._signal(0)


def listen_for_learners(path):
    """Let the hub listen at `path`, too, if it does not yet.

    Whoever can open the folder may speak to it there: the sandbox shows it to learners.
    """
    if not os.path.exists(path):
        JupyterHub.instance().http_server.add_socket(bind_unix_socket(path, mode=0o666))
