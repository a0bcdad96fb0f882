"""An archive is unpacked inside its folder, completely, or leaves no trace."""

import io
import os
import stat
import tarfile
import zipfile
from dataclasses import dataclass

import pytest

from course_utils.data.archives import unpack
from course_utils.data.errors import DataError


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
