"""A certificate made on the spot, for this machine, and known by its fingerprint."""

import hashlib
import ssl
import stat

from course_utils.classroom import certificate


def test_a_certificate_is_made_once_and_its_key_is_private(tmp_path):
    paths = certificate.own_certificate(tmp_path, "127.0.0.1")
    before = [path.read_bytes() for path in paths]
    assert stat.S_IMODE(paths[1].stat().st_mode) == 0o600
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*paths)
    again = certificate.own_certificate(tmp_path, "127.0.0.1")
    assert [path.read_bytes() for path in again] == before


def test_another_address_makes_another_certificate(tmp_path):
    first = certificate.own_certificate(tmp_path, "127.0.0.1")[0].read_bytes()
    second = certificate.own_certificate(tmp_path, "192.0.2.7")[0]
    assert second.read_bytes() != first
    assert certificate.holds(second, ["192.0.2.7", "localhost"])
    assert not certificate.holds(second, ["192.0.2.8"])


def test_one_that_runs_out_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(certificate, "DAYS", 3)
    first = certificate.own_certificate(tmp_path, "127.0.0.1")[0].read_bytes()
    monkeypatch.undo()
    assert certificate.own_certificate(tmp_path, "127.0.0.1")[0].read_bytes() != first


def test_the_fingerprint_is_the_one_that_browsers_show(tmp_path):
    path, _ = certificate.own_certificate(tmp_path, "127.0.0.1")
    binary = ssl.PEM_cert_to_DER_cert(path.read_text())
    shown = certificate.fingerprint(path)
    assert shown.replace(":", "").lower() == hashlib.sha256(binary).hexdigest()
    assert len(shown.split(":")) == 32


def test_everywhere_means_all_addresses_of_this_machine():
    assert "127.0.0.1" in certificate.addresses("0.0.0.0")
    assert certificate.addresses("192.0.2.7").count("192.0.2.7") == 1
