"""The proxy is found where it was installed, with a Node that is new enough."""

import stat

import pytest

from course_utils.classroom import proxy


def program(path, says):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {says}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """An environment without Node and without the proxy."""
    monkeypatch.setattr(proxy, "FOLDER", tmp_path / "proxy")
    monkeypatch.setattr(proxy, "wheel", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path


def test_without_node_there_is_no_proxy(machine):
    program(machine / "proxy" / proxy.SCRIPT, "proxy")
    assert proxy.proxy_command() is None


def test_an_old_node_is_not_used(machine):
    program(machine / "bin" / "node", "v18.19.1")
    assert proxy.find_node() is None


def test_the_proxy_beside_the_packages_runs_on_the_node_found(machine):
    script = program(machine / "proxy" / proxy.SCRIPT, "proxy")
    node = program(machine / "bin" / "node", "v22.1.0")
    assert proxy.proxy_command() == [node, script]


def test_a_proxy_of_the_machine_serves_as_well(machine):
    own = program(machine / "bin" / "configurable-http-proxy", "proxy")
    assert proxy.proxy_command() == [own]
    proxy.install()  # nothing to do


def test_a_failed_installation_says_what_to_do_by_hand(machine):
    program(machine / "bin" / "node", "v22.1.0")
    npm = machine / "bin" / "npm"
    program(npm, "no network")
    npm.write_text("#!/bin/sh\necho no network\nexit 1\n")
    with pytest.raises(RuntimeError, match=r"(?s)no network.*by hand"):
        proxy.install()
