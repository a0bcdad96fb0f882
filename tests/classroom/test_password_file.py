"""Passwords are kept hashed, by their owner only, and whole whatever happens."""

import json
import os
import stat

import bcrypt
import pytest

from course_utils.classroom.password_file import PasswordFile


@pytest.fixture
def passwords(tmp_path):
    return PasswordFile(tmp_path / "passwords.json")


def test_a_password_is_kept_hashed_and_for_its_owner_only(passwords):
    passwords.give("小明", "me myself")
    assert "me myself" not in passwords.path.read_text()
    assert stat.S_IMODE(passwords.path.stat().st_mode) == 0o600
    kept = passwords.get("小明")
    assert bcrypt.checkpw(b"me myself", kept)
    assert not bcrypt.checkpw(b"me, myself", kept)


def test_a_new_password_is_long_and_another_each_time(passwords):
    first, second = passwords.give("ada"), passwords.give("ada")
    assert len(first) == 14
    assert first != second
    assert bcrypt.checkpw(second.encode(), passwords.get("ada"))


def test_a_name_can_be_forgotten(passwords):
    passwords.give("ada", "me myself")
    passwords.give("ben", "me myself")
    passwords.keep("ada", None)
    assert passwords.names() == ["ben"]
    assert passwords.get("ada") is None


def test_a_full_disk_leaves_the_old_file(passwords, monkeypatch):
    passwords.give("ada", "me myself")

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        passwords.give("ben", "me myself")
    assert list(json.loads(passwords.path.read_text())) == ["ada"]
    assert [p.name for p in passwords.path.parent.iterdir()] == ["passwords.json"]
