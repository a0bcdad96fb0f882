"""How JupyterHub serves the class: the hub reads this file when it starts.

`settings.py` says what a teacher decides. Any other setting of JupyterHub can be given
on the command line of `python -m course_utils class`.
"""

import os
import sys
from pathlib import Path
from urllib.parse import quote

from course_utils.classroom import limits, sandbox
from course_utils.classroom.learner import LearnerSpawner
from course_utils.classroom.password_file import NAME
from course_utils.classroom.passwords import ClassAuthenticator
from course_utils.classroom.proxy import proxy_command
from course_utils.classroom.runtime import HUB_SOCKET, lock, make_runtime, spoken_pages
from course_utils.classroom.settings import Settings, free_port, size_of
from course_utils.translation.language import VARIABLE, language

c = get_config()  # noqa: F821
settings = Settings.from_environment()
folder, state = settings.folder.resolve(), settings.state
served, runtime = lock(state), make_runtime()


def socket_url(path):
    """Return the address of a socket in the file system."""
    return f"http+unix://{quote(str(path), safe='')}"


def first_page(handler):
    """Return where somebody arrives: the teacher at the class, others at the server."""
    user = handler.current_user
    is_teacher = user and user.name == settings.teacher
    return f"{handler.hub.base_url}{'class' if is_teacher else 'spawn'}"


# The door: only the proxy listens where the class can reach it. Hub and proxy speak to
# each other on this machine; learners in a sandbox have no network, and reach the hub
# at a socket in the file system.
c.JupyterHub.bind_url = settings.url
if settings.encrypted:
    c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = (
        str(settings.certificate),
        str(settings.key),
    )
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{free_port()}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{free_port()}"
c.ConfigurableHTTPProxy.command = proxy_command()
c.ConfigurableHTTPProxy.log_level = "warn"
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{state / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.JupyterHub.template_paths = [str(spoken_pages(state))]
c.JupyterHub.template_vars = {"language": language().replace("_", "-")}

# The login: everybody has a password, and the class one that lets new names in.
c.JupyterHub.authenticator_class = ClassAuthenticator
c.ClassAuthenticator.dbm_path = str(state / NAME)
c.ClassAuthenticator.check_passwords_on_startup = False
c.ClassAuthenticator.class_password = settings.password
c.ClassAuthenticator.folder = str(folder)
c.ClassAuthenticator.teacher = settings.teacher
c.Authenticator.allow_all = True
c.Authenticator.admin_users = {settings.teacher}
c.JupyterHub.default_url = first_page
c.JupyterHub.shutdown_on_logout = True  # who logs out leaves nothing running

# The learners: so many servers at once, each in a folder of its own, within its bounds.
bounds = sandbox.Bounds(
    memory=size_of(settings.memory), disk=size_of(settings.disk) or 2**60
)
threads = max((os.cpu_count() or 1) // settings.learners, 1)
passed_on = ("COURSE_DEVICE", "COURSE_DATA", "COURSE_DATASET")
c.JupyterHub.active_server_limit = settings.learners
c.JupyterHub.concurrent_spawn_limit = settings.learners
c.JupyterHub.spawner_class = LearnerSpawner
c.LearnerSpawner.home_dir_template = f"{folder}/{{username}}"
c.LearnerSpawner.notebooks = str(settings.notebooks.resolve())
c.LearnerSpawner.walled = settings.walls
c.LearnerSpawner.bounds = bounds
if settings.walls:
    c.LearnerSpawner.groups = limits.groups(bounds)
    c.LearnerSpawner.hub_socket = str(runtime / HUB_SOCKET)
    c.LearnerSpawner.shown = [os.environ.get("COURSE_DATA", sys.prefix)]
    c.Spawner.hub_connect_url = socket_url(Path(sandbox.HUB) / HUB_SOCKET.name)
    c.Spawner.env_keep = []
c.Spawner.default_url = "/lab/tree/00_start_here.ipynb"
c.Spawner.start_timeout = c.Spawner.http_timeout = 600  # thirty start at once
c.Spawner.poll_interval = 2  # seconds: how soon too much is seen
c.LocalProcessSpawner.interrupt_timeout = c.LocalProcessSpawner.term_timeout = 10
c.Spawner.args = [
    # A kernel that no page has open for an hour goes; then, after another, the server.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
    "--ServerApp.shutdown_no_activity_timeout=3600",
    *(["--allow-root"] if os.geteuid() == 0 and not settings.walls else []),
]
c.Spawner.environment = {
    # Ten learners who each take all cores are slower than ten who share them.
    "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", str(threads)),
    "JUPYTER_PREFER_ENV_PATH": "1",
    VARIABLE: language(),
    **{name: os.environ[name] for name in passed_on if name in os.environ},
}
