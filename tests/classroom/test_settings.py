"""Where a class must not start, and what the hub gets to know."""

import dataclasses
import json
import socket

import pytest

from course_utils.classroom.serve import main, parser, welcome
from course_utils.classroom.settings import (
    PASSWORD,
    SETTINGS,
    Settings,
    free_port,
    is_loopback,
)


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path, port=free_port(), learners=12)


def test_on_loopback_a_class_needs_no_password(settings):
    settings.check()


@pytest.mark.parametrize("ip", ["0.0.0.0", "192.168.1.7", "::", ""])
def test_where_other_machines_reach_it_a_class_needs_a_password(settings, ip):
    with pytest.raises(ValueError, match=PASSWORD):
        dataclasses.replace(settings, ip=ip).check()


def test_a_short_password_is_refused_before_the_hub_starts(settings):
    with pytest.raises(ValueError, match="at least 8"):
        dataclasses.replace(settings, password="1234567").check()


def test_a_folder_without_notebooks_is_refused(settings, tmp_path):
    with pytest.raises(ValueError, match="no notebook"):
        dataclasses.replace(settings, notebooks=tmp_path).check()


def test_a_taken_port_is_named(settings):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = dataclasses.replace(settings, port=other.getsockname()[1])
        with pytest.raises(ValueError, match=f"Port {taken.port} is taken"):
            taken.check()


def test_the_command_refuses_without_starting_anything(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv(PASSWORD, raising=False)
    assert main(["--ip", "0.0.0.0", "--folder", str(tmp_path / "class")]) == 2
    assert PASSWORD in capsys.readouterr().err
    assert not (tmp_path / "class").exists()


def test_settings_reach_the_hub_and_the_password_does_not_stay(settings, monkeypatch):
    given = dataclasses.replace(settings, password="first-class")
    environment = given.environment()
    assert "first-class" not in environment[SETTINGS]
    assert json.loads(environment[SETTINGS])["learners"] == 12
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Settings.from_environment() == given
    with pytest.raises(KeyError):
        Settings.from_environment()


def test_the_password_is_not_shown(settings):
    given = dataclasses.replace(settings, password="first-class")
    assert "first-class" not in repr(given) + welcome(given)


def test_only_this_machine_is_loopback():
    assert is_loopback("127.0.0.1")
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")


def test_options_of_jupyterhub_are_passed_on():
    options, more = parser().parse_known_args(["--learners", "3", "--debug"])
    assert options.learners == 3
    assert more == ["--debug"]
