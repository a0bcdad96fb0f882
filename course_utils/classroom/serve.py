"""Serve the course to a class: python -m course_utils class --learners 10."""

import argparse
import dataclasses
import os
import ssl
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from course_utils.classroom import proxy, sandbox
from course_utils.classroom.certificate import fingerprint, own_certificate
from course_utils.classroom.password_file import NAME, PasswordFile
from course_utils.classroom.runtime import end_leftover_proxy, lock, make_state
from course_utils.classroom.settings import PASSWORD, RISK, Settings, is_loopback

HUB = "course_utils.classroom.programs.hub"
CONFIG = Path(__file__).with_name("jupyterhub_config.py")


def main(arguments):
    """Start the hub and stay until it ends; return its exit status."""
    options, more = parser().parse_known_args(arguments)
    given = {k: v for k, v in vars(options).items() if v is not None}
    anew = given.pop("new_teacher_password")
    settings = Settings(**given, password=os.environ.get(PASSWORD, ""))
    try:
        settings, warning = ready(settings)
        print("Looking for the proxy ...", flush=True)
        proxy.install()
    except (ValueError, RuntimeError) as problem:
        print(problem, file=sys.stderr)
        return 2
    if warning:
        print(warning, file=sys.stderr)
    print(welcome(settings, teacher_password(settings, anew=anew)), flush=True)
    hub = start(settings, *(word for word in more if word != "--"))
    try:
        return hub.wait()
    except KeyboardInterrupt:  # the hub has heard it, too, and ends its servers
        return hub.wait()


def ready(settings):
    """Return the settings as this machine can keep them, and a warning or "".

    Raises ValueError, saying what to do, where the class must not start so.
    """
    if settings.state.exists():
        lock(settings.state).close()
        end_leftover_proxy(settings.state)
    settings.check()
    problem = sandbox.problem() if settings.walls else ""
    warning = settings.check_walls(problem)
    changes = {"walls": settings.walls and not problem}
    if settings.https and not settings.certificate:
        make_state(settings.state)
        made = own_certificate(settings.state, settings.ip)
        changes |= dict(zip(("certificate", "key"), made, strict=True))
    return dataclasses.replace(settings, **changes), warning


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
    new.add_argument("--memory", help="most that a learner gets; 0: no limit (2G)")
    new.add_argument("--disk", help="most that a learner may keep; 0: no limit (2G)")
    new.add_argument("--teacher", help="name of the teacher's account (teacher)")
    new.add_argument(
        "--new-teacher-password", action="store_true", help="make one and print it"
    )
    new.add_argument(
        "--https", action="store_true", help="encrypt, with a certificate made here"
    )
    new.add_argument("--certificate", type=Path, help="encrypt with this one (PEM)")
    new.add_argument("--key", type=Path, help="the key of the certificate (PEM)")
    new.add_argument(
        RISK,
        dest="risk",
        action="store_true",
        help="start without a sandbox where there is none, though others log in",
    )
    new.add_argument("--notebooks", type=Path, help="what each learner gets a copy of")
    new.add_argument(
        "--folder",
        type=Path,
        default=Path.home() / "deep-learning-class",
        help="the learners' folders (%(default)s)",
    )
    return new


def welcome(settings, password):
    """Return what the teacher reads, and what of it to tell the class.

    `password` is the teacher's new one, "" if there has been one before.
    """
    door = settings.ip if is_loopback(settings.ip) else "THIS-MACHINE"
    scheme = "https" if settings.encrypted else "http"
    login = "  Log in with any name"
    if settings.password:
        login += "; the first time, with the password of the class, choose your own"
    secret = f"the password {password}" if password else "the password you have"
    lines = [
        "",
        f"  {scheme}://{door}:{settings.port}",
        f"{login}. {settings.learners} learners at once.",
        f"  For you: name {settings.teacher}, {secret}; your page is /hub/class.",
        f"  Their work is kept in {settings.folder}. Ctrl+C ends the class.",
        "",
    ]
    if settings.encrypted:
        print_of = fingerprint(settings.certificate)
        lines[2:2] = ["  Fingerprint (SHA-256) of the certificate:", f"  {print_of}"]
    return "\n".join(lines)


def teacher_password(settings, *, anew=False):
    """Give the teacher a password if there is none, and return it; else return ""."""
    make_state(settings.state)
    kept = PasswordFile(settings.state / NAME)
    if anew or kept.get(settings.teacher) is None:
        return kept.give(settings.teacher)
    return ""


def start(settings, *more, **popen):
    """Start the hub; `more` are further options of JupyterHub, `popen` of Popen."""
    make_state(settings.state)
    return subprocess.Popen(
        [sys.executable, "-m", HUB, "-f", str(CONFIG), *more],
        cwd=settings.state,
        env=os.environ | settings.environment(),
        **popen,
    )


@contextmanager
def serving(settings, log, *more):
    """Serve a class while the block runs; give its address.

    `log` is an open file, `more` are further options of JupyterHub.
    """
    settings, _ = ready(settings)
    proxy.install()
    hub = start(settings, *more, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_until_up(hub, settings)
        yield settings.url
    finally:
        stop(hub)


def wait_until_up(hub, settings, *, seconds=180):
    """Wait until learners can log in; RuntimeError when the hub ended or is late."""
    handlers = [urllib.request.ProxyHandler({})]
    if settings.encrypted:
        trusted = ssl.create_default_context(cafile=settings.certificate)
        trusted.check_hostname = False
        handlers.append(urllib.request.HTTPSHandler(context=trusted))
    direct = urllib.request.build_opener(*handlers)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and hub.poll() is None:
        try:
            direct.open(f"{settings.url}/hub/login", timeout=5).close()
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
