"""Kernels of the tests are forks that begin like kernels of their own."""

import os
import sys

import pytest
from jupyter_client.manager import start_new_kernel

from tests.forked_kernels import PACKAGES, Fork
from tests.waiting import happens

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kernels start anew")
LOADED = f"""
import sys
print(all(package in sys.modules for package in {PACKAGES}))
print([name for name in sys.modules if name.startswith(("course_utils", "tests"))])
"""
SURROUNDINGS = """
import os, subprocess, matplotlib
print(os.getcwd(), os.environ["COLOUR"], "PYTEST_CURRENT_TEST" in os.environ)
print(os.environ["PYTHONPATH"] in sys.path, os.getpgid(0) == os.getpid())
print(subprocess.run(["false"]).returncode, "inline" in matplotlib.get_backend())
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """Return a kernel that runs in a folder of its own, its manager and client."""
    folder = tmp_path_factory.mktemp("kernel")
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    manager, client = start_new_kernel(
        cwd=str(folder), env=kept | {"COLOUR": "blue", "PYTHONPATH": str(folder)}
    )
    yield folder, manager, client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def printed(client, source):
    said = []

    def listen(message):
        if message["msg_type"] == "stream":
            said.append(message["content"]["text"])

    client.execute_interactive(source, output_hook=listen, timeout=60)
    return "".join(said).splitlines()


def test_large_packages_are_loaded_and_nothing_of_the_course(kernel):
    assert isinstance(kernel[1].provisioner.process, Fork)
    assert printed(kernel[2], LOADED) == ["True", "[]"]


def test_folder_environment_and_children_are_its_own(kernel):
    folder, _, client = kernel
    where, path, child = printed(client, SURROUNDINGS)
    assert where == f"{folder} blue False"
    assert path == "True True"
    assert child == "1 True"


def test_it_can_be_interrupted(kernel):
    _, manager, client = kernel
    client.execute("print('here'); import time; time.sleep(60)")
    while client.get_iopub_msg(timeout=60)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    while (reply := client.get_shell_msg(timeout=60))["msg_type"] != "execute_reply":
        pass
    assert reply["content"]["ename"] == "KeyboardInterrupt"


def test_what_one_does_to_a_package_no_other_sees(kernel):
    manager, client = start_new_kernel()
    change = "import torch; torch.mark = 1; print(torch.mark)"
    assert printed(client, change) == ["1"]
    client.stop_channels()
    manager.shutdown_kernel()
    look = "import torch; print(hasattr(torch, 'mark'))"
    assert printed(kernel[2], look) == ["False"]


def test_one_that_has_ended_is_not_alive():
    manager, client = start_new_kernel()
    assert manager.is_alive()
    client.execute("import os; os._exit(1)")
    assert happens(lambda: not manager.is_alive())
    client.stop_channels()
    manager.cleanup_resources()
