"""How JupyterHub serves the class: the hub reads this file when it starts.

`settings.py` says what a teacher decides. Any other setting of JupyterHub can be given
on the command line of `python -m course_utils class`.
"""

import os
import sys

from course_utils.classroom.learner import LearnerSpawner
from course_utils.classroom.proxy import proxy_command
from course_utils.classroom.settings import Settings, free_port

c = get_config()  # noqa: F821
settings = Settings.from_environment()
folder = settings.folder.resolve()
state = folder / ".hub"

# The door: only the proxy listens where the class can reach it.
c.JupyterHub.bind_url = f"http://{settings.ip}:{settings.port}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{free_port()}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{free_port()}"
c.ConfigurableHTTPProxy.command = proxy_command()
c.ConfigurableHTTPProxy.log_level = "warn"
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.JupyterHub.db_url = f"sqlite:///{state / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")

# The login: any name. With a password, it is the same one for the whole class.
if settings.password:
    c.JupyterHub.authenticator_class = "shared-password"
    c.SharedPasswordAuthenticator.user_password = settings.password
else:
    c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
# A name becomes a folder and a part of addresses: letters, digits, hyphens.
c.Authenticator.username_pattern = r"[^\W_][\w-]{0,30}"

# The learners: so many servers at once, each in a folder of its own.
c.JupyterHub.active_server_limit = settings.learners
c.JupyterHub.concurrent_spawn_limit = settings.learners
c.JupyterHub.spawner_class = LearnerSpawner
c.LearnerSpawner.home_dir_template = f"{folder}/{{username}}"
c.LearnerSpawner.notebooks = str(settings.notebooks.resolve())
c.Spawner.mem_limit = settings.memory
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab/tree/00_start_here.ipynb"
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # ten start at once
c.Spawner.args = [
    # A kernel that no page has open for an hour goes; then, after another, the server.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
    "--ServerApp.shutdown_no_activity_timeout=3600",
    *(["--allow-root"] if os.geteuid() == 0 else []),
]
# Ten learners who each take all cores are slower than ten who share them.
threads = max((os.cpu_count() or 1) // settings.learners, 1)
c.Spawner.environment = {
    "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", str(threads)),
    "JUPYTER_PREFER_ENV_PATH": "1",
    **{
        name: os.environ[name]
        for name in ("COURSE_DEVICE", "COURSE_DATA", "COURSE_DATASET")
        if name in os.environ
    },
}
