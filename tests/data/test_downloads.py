"""A download arrives whole and checked, or leaves no trace."""

import errno
import hashlib
import os

import pytest

from course_utils.data import downloads
from course_utils.data.downloads import check_file, fetch
from course_utils.data.errors import DataError
from tests.data.server import serving

CONTENT = bytes(range(256)) * 1000
MD5 = hashlib.md5(CONTENT).hexdigest()


def test_a_file_is_fetched_whole(tmp_path):
    with serving({"digits.gz": CONTENT}) as address:
        path = fetch([address + "digits.gz"], tmp_path / "digits.gz", md5=MD5)
    assert path.read_bytes() == CONTENT
    assert os.listdir(tmp_path) == ["digits.gz"]


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ((CONTENT[:1000], len(CONTENT)), "broke off after 1000 of 256000 bytes"),
        (CONTENT[:-1] + b"!", "sent another file than the known one"),
        (None, "answered 404 Not Found"),
    ],
)
def test_a_wrong_answer_is_named_and_leaves_nothing(tmp_path, answer, reason):
    with (
        serving({"digits.gz": answer}) as address,
        pytest.raises(DataError, match=reason) as caught,
    ):
        fetch([address + "digits.gz"], tmp_path / "digits.gz", md5=MD5)
    assert "check the network and try again later" in str(caught.value)
    assert os.listdir(tmp_path) == []


def test_no_network_is_one_sentence_and_leaves_nothing(tmp_path):
    with serving({}) as address:
        pass  # nobody listens at this address any more
    with pytest.raises(DataError, match=r"no connection to 127\.0\.0\.1") as caught:
        fetch([address + "digits.gz"], tmp_path / "digits.gz", md5=MD5)
    assert "\n" not in str(caught.value)
    assert os.listdir(tmp_path) == []


def test_a_silent_server_is_not_waited_for_forever(tmp_path, monkeypatch):
    def urlopen(address, timeout):
        assert timeout == downloads.PATIENCE
        raise TimeoutError("timed out")

    monkeypatch.setattr(downloads, "urlopen", urlopen)
    with pytest.raises(DataError, match="no connection to there: timed out"):
        fetch(["http://there/digits.gz"], tmp_path / "digits.gz", md5=MD5)


def test_the_next_address_is_tried_when_one_fails(tmp_path):
    answers = {"bad/digits.gz": b"altered", "good/digits.gz": CONTENT}
    with serving(answers) as address:
        mirrors = [f"{address}{name}/digits.gz" for name in ("none", "bad", "good")]
        path = fetch(mirrors, tmp_path / "digits.gz", md5=MD5)
    assert path.read_bytes() == CONTENT
    assert os.listdir(tmp_path) == ["digits.gz"]


def test_a_full_disk_is_not_taken_for_a_network_failure(tmp_path, monkeypatch):
    def full(address, file, md5):
        file.write(b"some")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(downloads, "_copy", full)
    with pytest.raises(DataError, match="is full: free some space"):
        fetch(["http://there/digits.gz"], tmp_path / "digits.gz", md5=MD5)
    assert os.listdir(tmp_path) == []


def test_a_known_file_passes_the_check(tmp_path):
    (tmp_path / "digits.gz").write_bytes(CONTENT)
    check_file(tmp_path / "digits.gz", md5=MD5)


def test_a_missing_cut_off_or_unreadable_file_is_named(tmp_path):
    path = tmp_path / "digits.gz"
    with pytest.raises(DataError, match=r"digits\.gz is missing: load the set once"):
        check_file(path, md5=MD5)
    path.write_bytes(CONTENT[:-1])
    with pytest.raises(DataError, match=r"digits\.gz is cut off or altered.*delete it"):
        check_file(path, md5=MD5)
    path.unlink()
    path.mkdir()
    with pytest.raises(DataError, match=r"digits\.gz cannot be read"):
        check_file(path, md5=MD5)
