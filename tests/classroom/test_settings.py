"""Where a class must not start, and what the hub gets to know."""

import dataclasses
import json
import socket

import pytest

from course_utils.classroom.certificate import fingerprint
from course_utils.classroom.runtime import lock
from course_utils.classroom.serve import (
    main,
    parser,
    ready,
    teacher_password,
    welcome,
)
from course_utils.classroom.settings import (
    NOTEBOOKS,
    PASSWORD,
    RISK,
    SETTINGS,
    Settings,
    free_port,
    is_loopback,
    size_of,
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


def test_a_class_gets_the_notebooks_of_its_language(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_LANGUAGE", "zh_CN")
    assert Settings(tmp_path).notebooks == NOTEBOOKS / "zh_CN"
    Settings(tmp_path, port=free_port()).check()
    monkeypatch.setenv("COURSE_LANGUAGE", "en")
    assert Settings(tmp_path).notebooks == NOTEBOOKS


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
    assert "first-class" not in repr(given) + welcome(given, "")


def test_without_walls_a_class_starts_on_loopback_only_and_says_what_that_means(
    settings,
):
    assert settings.check_walls("") == ""
    warning = settings.check_walls("bubblewrap is missing")
    assert "bubblewrap is missing" in warning
    assert "others' folders" in warning


def test_without_walls_other_machines_are_let_in_by_an_option_that_names_the_risk(
    settings,
):
    open_to_all = dataclasses.replace(settings, ip="0.0.0.0", password="first-class")
    with pytest.raises(ValueError, match=f"bwrap is missing.*{RISK}") as refused:
        open_to_all.check_walls("bwrap is missing")
    assert "\n" not in str(refused.value)
    taken = dataclasses.replace(open_to_all, risk=True)
    assert "bwrap is missing" in taken.check_walls("bwrap is missing")
    assert parser().parse_known_args([RISK])[0].risk


def test_a_certificate_needs_its_key_and_both_must_be_there(settings, tmp_path):
    with pytest.raises(ValueError, match="go together"):
        dataclasses.replace(settings, certificate=tmp_path / "c.pem").check()
    both = dataclasses.replace(
        settings, certificate=tmp_path / "c.pem", key=tmp_path / "k.pem"
    )
    with pytest.raises(ValueError, match="no file"):
        both.check()


@pytest.mark.parametrize(
    ("text", "bytes_"), [("2G", 2**31), ("500m", 500 * 2**20), ("1.5K", 1536), ("0", 0)]
)
def test_sizes_are_read(text, bytes_):
    assert size_of(text) == bytes_


def test_a_size_that_is_none_is_refused(settings):
    with pytest.raises(ValueError, match="like 2G"):
        dataclasses.replace(settings, memory="much").check()


def test_the_teacher_gets_one_password_and_another_only_when_asked(settings):
    first = teacher_password(settings)
    assert first in welcome(settings, first)
    assert teacher_password(settings) == ""
    assert teacher_password(settings, anew=True) not in ("", first)


def test_the_fingerprint_of_the_certificate_is_printed(settings):
    encrypted, _ = ready(dataclasses.replace(settings, https=True))
    assert encrypted.url.startswith("https://")
    assert fingerprint(encrypted.certificate) in welcome(encrypted, "")


def test_one_folder_is_served_once_at_a_time(settings):
    with lock(settings.state), pytest.raises(ValueError, match="served already"):
        ready(settings)
    ready(settings)


def test_only_this_machine_is_loopback():
    assert is_loopback("127.0.0.1")
    assert is_loopback("localhost")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")


def test_options_of_jupyterhub_are_passed_on():
    options, more = parser().parse_known_args(["--learners", "3", "--debug"])
    assert options.learners == 3
    assert more == ["--debug"]
