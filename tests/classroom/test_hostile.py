"""A learner who means harm, on a running class: what was tried, and how it failed.

Eve runs code in her own kernel, as every learner can. Ada works beside her.
"""

import contextlib
import time
from pathlib import Path

import psutil
import pytest

from course_utils.classroom import limits, sandbox
from tests.classroom.conftest import SECRET, processes_of
from tests.waiting import happens

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
MARK = "seen-by-nobody-else.txt"


@pytest.fixture(scope="module")
def ada(sit):
    seat = sit("ada")
    seat.do(lambda mate: mate.save(MARK, "Ada's own"))
    return seat


@pytest.fixture
def eve(hub, sit, ada):
    # A test before may have ended her server.
    seat = sit("eve", anew=not processes_of(hub, "eve"))
    try:
        seat.run(IMPORTS, seconds=10)
    except Exception:
        seat = sit("eve", anew=True)
        seat.run(IMPORTS)
    return seat


IMPORTS = "import os, socket, subprocess, sys, time, json, pathlib"
TRY = """
def attempt(what):
    try:
        return what()
    except OSError as error:
        return type(error).__name__
"""


def test_no_folder_of_another_can_be_found(hub, eve):
    print_all = f"""
skip = {["/proc", "/sys", "/usr", *map(str, sandbox.shown())]!r}
for folder, names, files in os.walk("/"):
    names[:] = [n for n in names if os.path.join(folder, n) not in skip]
    for file in files:
        print(os.path.join(folder, file))
"""
    eve.do(lambda mate: mate.save("mine.txt", "Eve's own"))
    found = eve.run(print_all).splitlines()
    assert "/home/eve/mine.txt" in found
    assert not [path for path in found if path.endswith(MARK)]
    assert all(
        path.startswith(("/home/eve/", "/dev/", "/run/", "/etc/", "/tmp/"))
        for path in found
    )


@pytest.mark.parametrize(
    "name",
    [".hub/cookie_secret", ".hub/hub.sqlite", ".hub/passwords.json", f"ada/{MARK}"],
)
def test_what_the_hub_keeps_cannot_be_read_even_if_one_knows_where(hub, eve, name):
    path = hub.folder / name
    assert path.stat().st_size
    ways = [str(path), f"/proc/1/root{path}", f"/proc/self/root{path}"]
    tries = f"print([attempt(lambda: open(w).read()) for w in {ways!r}])"
    said = eve.run(TRY + tries)
    assert set(eval(said)) <= {"FileNotFoundError", "PermissionError"}


def test_the_teacher_s_home_and_environment_are_not_there(hub, eve):
    home = Path.home()
    seen = eval(
        eve.run(TRY + f"print(repr(attempt(lambda: os.listdir({str(home)!r}))))")
    )
    needed = {
        Path(place).relative_to(home).parts[0]
        for place in sandbox.shown()
        if Path(place).is_relative_to(home)
    }
    assert seen in ("FileNotFoundError", "PermissionError") or set(seen) <= needed
    everything = eve.run(
        TRY + "print(attempt(lambda: [open(f'/proc/{p}/environ').read()"
        " for p in os.listdir('/proc') if p.isdigit()]), dict(os.environ))"
    )
    assert "JUPYTERHUB_USER" in everything
    assert SECRET not in everything
    assert hub.password not in everything


def test_no_process_of_another_is_seen_or_reached(hub, ada, eve):
    names = eve.run(
        "for p in os.listdir('/proc'):\n"
        "    if p.isdigit(): print(open(f'/proc/{p}/cmdline').read())"
    )
    assert "eve" in names or "ipykernel" in names
    assert "ada" not in names
    theirs = [p.pid for p in processes_of(hub, "ada")]
    assert theirs
    pids = eval(eve.run("print([int(p) for p in os.listdir('/proc') if p.isdigit()])"))
    killed = f"""
for pid in {[pid for pid in theirs if pid not in pids]}:
    print(attempt(lambda: os.kill(pid, 9)))
"""
    assert set(eve.run(TRY + killed).split()) == {"ProcessLookupError"}
    assert all(psutil.pid_exists(pid) for pid in theirs)


def test_nothing_outside_the_own_folder_can_be_written(eve):
    places = ["/", "/usr/bin", "/etc", "/home", "/dev", "/run", sandbox.HUB, "/proc"]
    places += sandbox.shown()
    tries = f"""
for place in {places!r}:
    print(attempt(lambda: open(os.path.join(place, 'x'), 'w')))
print(attempt(lambda: open('/proc/sys/kernel/hostname', 'w')))
print(attempt(lambda: open('/dev/vda', 'rb')))
"""
    said = eve.run(TRY + tries).split()
    assert len(said) == len(places) + 2
    assert set(said) <= {
        *("OSError", "PermissionError", "FileNotFoundError", "NotADirectoryError")
    }


def test_no_door_but_the_hub_s_can_be_knocked_at(hub, ada, eve):
    ports = eval(
        ada.run(
            "import glob, json, os\n"
            "from urllib.parse import urlparse\n"
            "from ipykernel.connect import get_connection_info\n"
            "info = json.loads(get_connection_info())\n"
            "print([info[k] for k in info if k.endswith('_port')]"
            " + [urlparse(os.environ['JUPYTERHUB_SERVICE_URL']).port])"
        )
    )
    assert len(ports) == 6
    addresses = ["127.0.0.1", *host_addresses()]
    reached = f"""
for address in {addresses!r}:
    for port in {[*ports, hub.settings.port]!r}:
        print(attempt(lambda: socket.create_connection((address, port), 2)))
"""
    said = set(eve.run(TRY + reached).split())
    assert said <= {"ConnectionRefusedError", "OSError", "TimeoutError"}
    assert psutil.net_connections("tcp")  # from outside, there are such doors


def test_the_hub_s_door_opens_for_nothing_of_another(hub, eve):
    code = """
import http.client
class Door(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect('/run/class/hub.sock')
def ask(method, path, body=None):
    door = Door('hub')
    token = os.environ['JUPYTERHUB_API_TOKEN']
    door.request(method, '/hub' + path, body, {'Authorization': f'token {token}'})
    return door.getresponse().status
print([
    ask('GET', '/api/user'), ask('GET', '/api/users'), ask('GET', '/api/users/ada'),
    ask('POST', '/api/users/ada/tokens', '{}'), ask('DELETE', '/api/users/ada/server'),
    ask('POST', '/api/users/mal', '{}'), ask('POST', '/api/shutdown', '{}'),
    ask('GET', '/api/proxy'), ask('GET', '/class'), ask('GET', '/admin'),
])
"""
    own, *others = eval(eve.run(code))
    assert own == 200
    assert set(others) <= {302, 403, 404, 405}
    assert 200 not in others
    assert eve.do(lambda mate: mate.fetch("/user/ada/api/contents"))[0] in (403, 404)
    assert eve.do(lambda mate: mate.fetch("/hub/class"))[0] in (403, 404)


def test_a_fork_without_end_ends_soon_and_others_do_not_feel_it(ada, eve):
    count = int(
        eve.run(
            "children = []\n"
            "try:\n"
            "    while len(children) < 5000:\n"
            "        children.append(subprocess.Popen(['sleep', '60']))\n"
            "except OSError:\n"
            "    pass\n"
            "print(len(children))\n"
            "for child in children: child.kill(); child.wait()"
        )
    )
    assert 10 < count < sandbox.Bounds.processes
    start = time.monotonic()
    assert ada.run("print(1 + 1)") == "2\n"
    assert time.monotonic() - start < 10


def test_memory_beyond_the_bound_is_not_had(hub, ada, eve):
    greedy = "import time; hold = b'x' * (300 * 2**20); time.sleep(30)"
    code = f"""
children = [subprocess.Popen([sys.executable, '-c', {greedy!r}]) for _ in range(10)]
while all(child.poll() is None for child in children): time.sleep(0.1)
"""
    # Of ten times 300 MB she may have 1 GB. Without control groups the hub sees it only
    # when it looks, every two seconds.
    most = 1.2 if limits.groups(sandbox.Bounds(2**30, 2**30)).name else 3.2
    eating = eve.crowd.begin(lambda mate: mate.kernel.execute(code, seconds=60))
    peak = 0
    deadline = time.monotonic() + 40
    while (
        time.monotonic() < deadline and processes_of(hub, "eve") and not eating.done()
    ):
        peak = max(peak, sum(map(memory_of, processes_of(hub, "eve"))))
    assert time.monotonic() < deadline, "nobody stopped her"
    assert 0.6 < peak / 2**30 < most
    assert ada.run("print(1 + 1)") == "2\n"


def test_the_disk_beyond_the_bound_is_not_had(hub, ada, sit, eve):
    with pytest.raises(RuntimeError, match="File too large"):
        eve.run("open('one', 'wb').truncate(65 * 2**20)")
    fill = "for i in range(40): open(f'part{i}', 'wb').write(bytes(4 * 2**20))"
    with contextlib.suppress(ConnectionError):
        eve.run(fill)
    assert happens(lambda: not processes_of(hub, "eve")), "the server still runs"
    told = "your folder grew past 64 MB"
    assert happens(lambda: told in eve.do(lambda mate: mate.fetch("/user/eve/lab"))[1])
    again = sit("eve", anew=True)  # what was too much is there, and can be deleted
    again.run("import glob, os\nfor part in glob.glob('part*'): os.remove(part)")
    assert ada.run("print(1 + 1)") == "2\n"


def test_what_is_deleted_but_still_open_counts_too(hub, eve):
    code = (
        "keep = [open(f'part{i}', 'w+b') for i in range(40)]\n"
        "for i, file in enumerate(keep): os.remove(f'part{i}')\n"
        "for file in keep: file.write(bytes(5 * 2**20)); file.flush()"
    )
    with contextlib.suppress(ConnectionError):
        eve.run(code)
    assert happens(lambda: not processes_of(hub, "eve"))


def test_nothing_runs_on_after_logout_and_no_link_leads_the_hub_elsewhere(
    hub, sit, eve, tmp_path
):
    tmp_path.chmod(0o777)
    target = tmp_path / "not-hers"
    eve.run(
        "os.remove('06_adaptive_steps_and_scaling.ipynb')\n"
        f"os.symlink({str(target)!r}, '06_adaptive_steps_and_scaling.ipynb')\n"
        f"os.symlink({str(target)!r}, 'course_progress.json')\n"
        "subprocess.Popen(['setsid', 'nohup', 'sleep', '54321'])\n"
        "if os.fork() == 0:\n"
        "    os.setsid()\n"
        "    os.execvp('sleep', ['sleep', '54322'])"
    )
    assert happens(lambda: sorted(sleepers(hub)) == ["54321", "54322"])
    eve.do(lambda mate: mate.logout())
    assert happens(lambda: not processes_of(hub, "eve"))
    again = sit("eve", anew=True)  # what she lacks is copied to her now
    assert "06_adaptive" in again.run("import os; print(os.listdir())")
    assert not target.exists()
    again.run("os.remove('course_progress.json')")


def test_who_kills_all_that_can_be_reached_kills_only_what_is_their_own(hub, ada, eve):
    with contextlib.suppress(ConnectionError):
        eve.run("os.kill(-1, 9)")
    assert ada.run("print(1 + 1)") == "2\n"
    assert happens(lambda: not processes_of(hub, "eve"))


def memory_of(process):
    try:
        memory = process.memory_info()
        return memory.rss - memory.shared
    except psutil.Error:
        return 0


def sleepers(hub):
    found = []
    for process in processes_of(hub, "eve"):
        with contextlib.suppress(psutil.Error):
            words = process.cmdline()
            found += [words[1]] if words[:1] == ["sleep"] else []
    return found


def host_addresses():
    found = []
    for entries in psutil.net_if_addrs().values():
        found += [e.address for e in entries if e.family.name == "AF_INET"]
    return found
