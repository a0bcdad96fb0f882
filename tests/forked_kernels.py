"""Kernels for the tests, forked from one process in which large packages are loaded.

A kernel takes longer to load torch, matplotlib and what these load than most lessons
take to run. So on Linux one process of each test run loads them and forks, and every
kernel that a test starts by `jupyter_client` is such a fork. It has its own memory,
environment, folder and process group, and nothing of the course is loaded in it yet.

Given up: a lesson that uses a part of one of PACKAGES without loading it would not be
noticed here, only where kernels start as a reader's do: in the browser, in a class, and
when `make notebooks` stores the lessons.
"""

import atexit
import gc
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint

from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner

LAUNCHER = "ipykernel_launcher"
PACKAGES = (
    "ipykernel.kernelapp",
    "anywidget",
    "ipywidgets",
    "matplotlib.pyplot",
    "scipy.optimize",
    "sklearn.datasets",
    "torch",
    "torch._dynamo",  # torch loads it at the first step of an optimizer
    "tqdm.auto",
)


# In the process that forks -----------------------------------------------------------


def serve():
    """Fork for each line of standard input and answer with the number of the process.

    A line has the arguments of `become_kernel` as JSON. The last line is the end.
    """
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # a kernel ends when this one does
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    for package in PACKAGES:
        import_module(package)
    gc.freeze()
    signal.signal(signal.SIGCHLD, wait_for_the_ended)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            become_kernel(**json.loads(line))
        print(pid, flush=True)


def wait_for_the_ended(*_):
    """Let go of the forks that have ended: until then they seem to be alive."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def become_kernel(arguments, folder, environment):
    """Be what `python -m ipykernel_launcher` would be with these arguments, to the end.

    What it prints, not as a message, goes where this process writes its errors.
    """
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    kept = {"JPY_PARENT_PID": os.environ["JPY_PARENT_PID"]}
    os.environ.clear()
    os.environ |= environment | kept
    os.chdir(folder)
    paths = environment.get("PYTHONPATH", "").split(os.pathsep)
    sys.path[:0] = [path for path in paths if path and path not in sys.path]
    sys.modules["ipykernel.kernelapp"].launch_new_instance(arguments)
    sys.exit()


# In the process of the tests ---------------------------------------------------------


def fork_kernels():
    """Let the kernels that this process starts be forks, where that is safe."""
    if sys.platform == "linux":
        factory = KernelProvisionerFactory.instance()
        home = EntryPoint("forking", f"{__name__}:Forking", factory.GROUP_NAME)
        factory.provisioners["forking"] = home
        factory.default_provisioner_name = "forking"


@cache
def forker():
    """Return the process that runs `serve`, from the first call to our end."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process


class Fork:
    """A forked kernel, as much as is needed of what `subprocess.Popen` can do."""

    stdin = stdout = stderr = None

    def __init__(self, **kernel):
        print(json.dumps(kernel), file=forker().stdin, flush=True)
        self.pid = int(forker().stdout.readline())

    def poll(self):
        """Return None while the process is alive, 0 when it has ended."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0

    wait = poll

    def send_signal(self, signum):
        """Send a signal, if the process is alive."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signum)


class Forking(LocalProvisioner):
    """What `jupyter_client` asks to start a kernel: a fork, if it is an IPython one."""

    async def launch_kernel(self, cmd, *, env, cwd=None, **options):
        """Start a kernel and return how to connect to it."""
        if LAUNCHER not in cmd:
            return await super().launch_kernel(cmd, env=env, cwd=cwd, **options)
        self.cwd = cwd or os.getcwd()
        self.process = Fork(
            arguments=cmd[cmd.index(LAUNCHER) + 1 :],
            folder=str(self.cwd),
            environment=env,
        )
        self.pid = self.pgid = self.process.pid
        return self.connection_info


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file; a kernel has none
    serve()
