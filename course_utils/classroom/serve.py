"""Serve the course to a class: python -m course_utils class --learners 10."""

import argparse
import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from course_utils.classroom import proxy
from course_utils.classroom.settings import PASSWORD, Settings, is_loopback

CONFIG = Path(__file__).with_name("jupyterhub_config.py")


def main(arguments):
    """Start the hub and stay until it ends; return its exit status."""
    options, more = parser().parse_known_args(arguments)
    given = {k: v for k, v in vars(options).items() if v is not None}
    settings = Settings(**given, password=os.environ.get(PASSWORD, ""))
    try:
        settings.check()
        print("Looking for the proxy ...", flush=True)
        proxy.install()
    except (ValueError, RuntimeError) as problem:
        print(problem, file=sys.stderr)
        return 2
    print(welcome(settings), flush=True)
    hub = start(settings, *(word for word in more if word != "--"))
    try:
        return hub.wait()
    except KeyboardInterrupt:  # the hub has heard it, too, and ends its servers
        return hub.wait()


def parser():
    """Return the parser of the command line."""
    new = argparse.ArgumentParser(
        prog="python -m course_utils class",
        description=f"{__doc__} The environment variable {PASSWORD} holds the password "
        "of the class. Unknown options go to JupyterHub.",
    )
    new.add_argument("--learners", type=int, help="servers at once (10)")
    new.add_argument("--port", type=int, help="where the class logs in (8000)")
    new.add_argument("--ip", help="address to listen on (127.0.0.1: this machine only)")
    new.add_argument(
        "--memory", help="most that one process of a learner gets; 0: no limit (2G)"
    )
    new.add_argument("--notebooks", type=Path, help="what each learner gets a copy of")
    new.add_argument(
        "--folder",
        type=Path,
        default=Path.home() / "deep-learning-class",
        help="the learners' folders (%(default)s)",
    )
    return new


def welcome(settings):
    """Return what the teacher tells the class."""
    door = settings.ip if is_loopback(settings.ip) else "THIS-MACHINE"
    login = "the password of the class" if settings.password else "no password"
    return (
        f"\n  http://{door}:{settings.port}\n"
        f"  Log in with any name and {login}; {settings.learners} learners at once.\n"
        f"  Their work is kept in {settings.folder}. Ctrl+C ends the class.\n"
    )


def start(settings, *more, **popen):
    """Start the hub; `more` are further options of JupyterHub, `popen` of Popen."""
    folder = settings.folder.resolve()
    state = folder / ".hub"
    for place in (folder, state):  # what is new is closed to other accounts
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return subprocess.Popen(
        [sys.executable, "-m", "jupyterhub", "-f", str(CONFIG), *more],
        cwd=state,
        env=os.environ | settings.environment(),
        **popen,
    )


@contextmanager
def serving(settings, log):
    """Serve a class while the block runs; give its address. `log` is an open file."""
    settings.check()
    proxy.install()
    hub = start(settings, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_until_up(hub, settings)
        yield f"http://{settings.ip}:{settings.port}"
    finally:
        stop(hub)


def wait_until_up(hub, settings, *, seconds=60):
    """Wait until learners can log in; RuntimeError when the hub ended or is late."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and hub.poll() is None:
        try:
            door = f"http://{settings.ip}:{settings.port}/hub/login"
            direct.open(door, timeout=5).close()
            return
        except OSError:  # nobody there yet, or the proxy without the hub
            time.sleep(0.1)
    raise RuntimeError("JupyterHub did not start.")


def stop(hub, *, seconds=30):
    """End the hub, its servers and its proxy."""
    hub.terminate()
    try:
        hub.wait(seconds)
    except subprocess.TimeoutExpired:
        hub.kill()
        hub.wait()
