"""The image and the settings for Kubernetes, as far as they can be tried without."""

import http.server
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from course_utils.classroom import sizes
from course_utils.classroom.settings import free_port, size_of
from tests.classroom import chart

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
VALUES = yaml.safe_load((DEPLOY / "values.yaml").read_text())


@pytest.mark.parametrize(("place", "value"), list(chart.settings_of(VALUES)))
def test_the_chart_knows_this_setting_and_takes_this_value(place, value):
    assert chart.refusal(place, value) == ""


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("hub.concurrentSpawnlimit", 30),
        ("hub.concurrentSpawnLimit", "30"),
        ("cull.every", 2.5),
        ("cull.enabled", 1),
        ("singleuser.cpu.limit", True),
        ("singleuser.storage.type", "disk"),
        ("singleuser.extraEnv", "A=1"),
    ],
)
def test_a_setting_misspelt_or_of_another_kind_is_refused(place, value):
    assert place.rpartition(".")[0] in chart.refusal(place, value)


def test_what_the_chart_wants_together_is_there():
    for group, names in chart.TOGETHER.items():
        values = VALUES
        for name in group.split("."):
            values = values[name]
        assert set(names) <= set(values)


def test_the_page_names_only_settings_that_the_chart_has():
    page = (DEPLOY / "README.md").read_text()
    heads = "|".join(VALUES)
    named = re.findall(rf"`((?:{heads})(?:\.\w+)+)(?:: (\w+))?`", page)
    assert len(named) >= 2
    for place, value in named:
        assert place in chart.SETTINGS
        assert not value or chart.refusal(place, value) == ""


def test_what_the_hub_is_told_of_its_own_classes_exists():
    import firstuseauthenticator
    import jupyterhub.app
    import jupyterhub.auth

    classes = {
        "JupyterHub": jupyterhub.app.JupyterHub,
        "FirstUseAuthenticator": firstuseauthenticator.FirstUseAuthenticator,
        "Authenticator": jupyterhub.auth.Authenticator,
    }
    for name, settings in VALUES["hub"]["config"].items():
        assert set(settings) <= set(classes[name].class_trait_names(config=True))


def test_limits_are_those_that_the_sizes_are_computed_from():
    memory, cpu = (VALUES["singleuser"][name] for name in ("memory", "cpu"))
    guarantee, limit = size_of(memory["guarantee"]), size_of(memory["limit"])
    typical = sizes.SERVER + sizes.TORCH_KERNEL
    assert typical < guarantee / 2**30 < 1.2 * typical
    assert limit > guarantee * 2
    assert cpu["guarantee"] <= 1 / sizes.DRAGGING_PER_CORE
    assert VALUES["hub"]["activeServerLimit"] == sizes.CROWDS["a term"].servers
    assert VALUES["singleuser"]["storage"]["capacity"] == f"{sizes.CAPACITY}Gi"


def test_the_page_has_the_table_that_is_computed():
    page = (DEPLOY / "README.md").read_text()
    assert sizes.table() in page
    assert f"{sizes.SERVER} + {sizes.TORCH_KERNEL}" in page
    small, large = sizes.Crowd(10, 1, 1), sizes.Crowd(1000, 1, 1)
    assert small.nodes == 1
    assert large.memory > 80 * small.memory
    assert large.cores == 250


def test_the_chart_s_version_is_the_same_wherever_it_is_named():
    texts = [(DEPLOY / n).read_text() for n in ("README.md", "values.yaml")]
    versions = {v for t in texts for v in re.findall(r"--version (\S+)", t)}
    assert versions == {"4.4.0"}
    image = VALUES["singleuser"]["image"]["tag"]
    assert f"deep-learning-course:{image}" in texts[0]


def test_learners_reach_nothing_outside():
    policy = VALUES["singleuser"]["networkPolicy"]
    assert policy["enabled"]
    assert policy["egress"] == []
    assert not any(policy["egressAllowRules"].values())


# The image ------------------------------------------------------------------------


def steps():
    """List (instruction, rest) of the Dockerfile, in order."""
    lines = (DEPLOY / "Dockerfile").read_text().splitlines()
    return [line.split(None, 1) for line in lines if line and line[0] not in "# "]


class Build:
    """Take the steps of a Dockerfile in a fresh folder instead of a container.

    Absolute places are below the folder. pip finds the packages of this environment
    and fetches none; so the JupyterHub is the one that is there.
    """

    def __init__(self, root):
        self.root, self.here, self.command = root, root, None
        environment = root / "env"
        subprocess.run(
            [sys.executable, "-m", "venv", "--without-pip", environment], check=True
        )
        (place,) = environment.glob("lib/python*/site-packages")
        packages = Path(pytest.__file__).parents[1]
        (place / "outer.pth").write_text(f"{packages}\n")
        self.variables = {
            "PATH": f"{environment}/bin:/usr/bin:/bin",
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "HOME": str(root / "build-home"),
            "TMPDIR": str(root),
        }

    def inside(self, text):
        """Move absolute places of a step into the folder."""
        places = ("/srv/course", "/home/jovyan", "/tmp/constraints.txt")
        for place in places:
            text = text.replace(place, f"{self.root}{place}")
        return text

    def take(self, instruction, rest):
        getattr(self, f"take_{instruction.lower()}")(self.inside(rest))

    def take_from(self, image):
        oldest = re.match(r"python:(3\.\d+)-", image)[1]
        assert (
            f'requires-python = ">={oldest}"' in (ROOT / "pyproject.toml").read_text()
        )
        (self.root / "tmp").mkdir()

    def take_arg(self, text):
        name, _, value = text.partition("=")
        given = {"JUPYTERHUB": version("jupyterhub")}
        self.variables[name] = given.get(name, value)

    take_env = take_arg

    def take_workdir(self, text):
        self.here = Path(text)
        self.here.mkdir(parents=True, exist_ok=True)

    def take_copy(self, text):
        *sources, target = shlex.split(text)
        for source in sources:
            place = self.here / target
            if (ROOT / source).is_dir():
                leave = shutil.ignore_patterns(
                    "__pycache__", "cache", "course_progress*"
                )
                shutil.copytree(ROOT / source, place, ignore=leave)
            else:
                shutil.copy(ROOT / source, place / source)

    def take_run(self, text):
        result = subprocess.run(
            ["sh", "-c", text],
            cwd=self.here,
            env=self.variables,
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, f"{text}\n{result.stdout}{result.stderr}"

    def take_user(self, text):
        assert text == "1000"  # what the chart runs it as, too

    def take_cmd(self, text):
        self.command = json.loads(text)


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    build = Build(tmp_path_factory.mktemp("image"))
    for instruction, rest in steps():
        build.take(instruction, rest)
    return build


class Hub(http.server.BaseHTTPRequestHandler):
    """As much of a hub as a learner's server asks for when it starts."""

    def do_GET(self):
        self.send_response(200)
        self.send_header("X-JupyterHub-Version", "6.1.1")
        self.end_headers()
        self.wfile.write(b'{"version": "6.1.1"}')

    do_POST = do_GET

    def log_message(self, *arguments):
        pass


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_image_s_command_answers_under_the_environment_of_a_hub(image):
    singleuser = VALUES["singleuser"]
    assert image.command == singleuser["cmd"]
    hub = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    port = free_port()
    api = f"http://127.0.0.1:{hub.server_port}/hub/api"
    told = {k: image.inside(v) for k, v in singleuser["extraEnv"].items()}
    told |= {
        "JUPYTERHUB_API_TOKEN": "token",
        "JUPYTERHUB_API_URL": api,
        "JUPYTERHUB_ACTIVITY_URL": f"{api}/users/ada/activity",
        "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": "jupyterhub-user-ada",
        "JUPYTERHUB_DEFAULT_URL": singleuser["defaultUrl"],
        "JUPYTERHUB_HOST": "",
        "JUPYTERHUB_OAUTH_CALLBACK_URL": "/user/ada/oauth_callback",
        "JUPYTERHUB_SERVER_NAME": "",
        "JUPYTERHUB_SERVICE_PREFIX": "/user/ada/",
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{port}/user/ada/",
        "JUPYTERHUB_USER": "ada",
    }
    root = ["--allow-root"] if os.geteuid() == 0 else []
    with (image.root / "log").open("w") as log:
        server = subprocess.Popen(
            [*image.command, *root],
            cwd=image.here,
            env=image.variables | told,
            stdout=log,
            stderr=log,
        )
    try:
        answer = wait_for_answer(server, f"http://127.0.0.1:{port}/user/ada/api")
        assert "version" in json.loads(answer.read()), (image.root / "log").read_text()
        assert answer.headers["X-JupyterHub-Version"]
        door = "/hub/api/oauth2/authorize"
        page = open_without_following(f"http://127.0.0.1:{port}/user/ada/lab")
        assert page.headers["Location"].startswith(door)
        first = singleuser["defaultUrl"].rpartition("/")[2]
        assert (image.root / "home/jovyan" / first).exists()
    finally:
        server.terminate()
        server.wait(30)
        hub.shutdown()


def wait_for_answer(server, address):
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return direct.open(address, timeout=5)
        except OSError:
            time.sleep(0.2)
    raise AssertionError("The server did not answer.")


def open_without_following(address):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *arguments):
            return None

    opener = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))
    try:
        return opener.open(address, timeout=10)
    except urllib.error.HTTPError as answer:
        return answer
