"""A download arrives whole, checked and inside its folder, or leaves no trace."""

import errno
import hashlib
import io
import os
import stat
import tarfile
import zipfile
from dataclasses import dataclass

import pytest

from course_utils.data import downloads
from course_utils.data.downloads import check_file, fetch, unpack
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


@dataclass
class Special:
    """A link or a device, as a member of an archive."""

    kind: bytes


def make_zip(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_tar(path, members):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            if isinstance(content, Special):
                member.type, member.linkname = content.kind, "/etc/passwd"
                archive.addfile(member)
            else:
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    return path


MAKERS = {"set.zip": make_zip, "set.tar.gz": make_tar}


@pytest.mark.parametrize("name", MAKERS)
def test_what_lies_under_the_top_folder_is_unpacked(tmp_path, name):
    members = {"ants/train/1.jpg": b"one", "ants/2.jpg": b"two", "__MACOSX/x": b"no"}
    archive = MAKERS[name](tmp_path / name, members)
    folder = unpack(archive, tmp_path / "out", top="ants")
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*.*")}
    assert sorted(files) == ["2.jpg", "train/1.jpg"]
    assert files["train/1.jpg"].read_bytes() == b"one"


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize(
    "escape",
    [
        "../evil",
        "ants/../../evil",
        "/tmp/evil",
        "C:/evil",
        "..\\evil",
        "\\\\host\\x\\y",
    ],
)
def test_a_member_that_escapes_its_folder_is_refused(tmp_path, name, escape):
    archive = MAKERS[name](tmp_path / name, {"ants/1.jpg": b"one", escape: b"evil"})
    with pytest.raises(DataError, match="outside its folder or is a link"):
        unpack(archive, tmp_path / "out" / "ants", top="ants")
    assert os.listdir(tmp_path / "out") == []
    assert not list(tmp_path.rglob("*evil*"))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE])
def test_a_link_or_device_in_a_tar_is_refused(tmp_path, kind):
    archive = make_tar(tmp_path / "set.tar.gz", {"ants/2": Special(kind)})
    with pytest.raises(DataError, match=r"'ants/2'.*is a link"):
        unpack(archive, tmp_path / "out" / "ants", top="ants")
    assert os.listdir(tmp_path / "out") == []


def test_a_link_in_a_zip_is_refused(tmp_path):
    link = zipfile.ZipInfo("ants/2")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(DataError, match=r"'ants/2'.*is a link"):
        unpack(tmp_path / "set.zip", tmp_path / "out" / "ants", top="ants")
    assert os.listdir(tmp_path / "out") == []


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("keep", [0, 0.3, 0.7, 0.95])
def test_a_cut_off_archive_is_named_and_leaves_nothing(tmp_path, name, keep):
    archive = MAKERS[name](tmp_path / name, {"ants/1.jpg": os.urandom(30_000)})
    whole = archive.read_bytes()
    archive.write_bytes(whole[: int(keep * len(whole))])
    with pytest.raises(DataError, match="is cut off or damaged: delete it"):
        unpack(archive, tmp_path / "out" / "ants", top="ants")
    assert os.listdir(tmp_path / "out") == []


def test_a_zip_with_altered_bytes_is_named(tmp_path):
    archive = make_zip(tmp_path / "set.zip", {"ants/1.jpg": os.urandom(30_000)})
    content = bytearray(archive.read_bytes())
    content[15_000] ^= 0xFF
    archive.write_bytes(content)
    with pytest.raises(DataError, match="is cut off or damaged"):
        unpack(archive, tmp_path / "out" / "ants", top="ants")
