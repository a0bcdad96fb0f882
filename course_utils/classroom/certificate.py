"""HTTPS with a certificate made on the spot, whose fingerprint the teacher reads out.

No authority vouches for it, so each browser warns once; whoever compares the
fingerprint knows that nobody sits in between.
"""

import datetime
import ipaddress
import os
import socket

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAYS = 397  # browsers refuse what is valid for longer
FILES = ("certificate.pem", "key.pem")


def own_certificate(folder, ip):
    """Return the paths of a certificate and its key in `folder`; make them if need be.

    The ones from the last lesson stay, so that browsers know them, unless they run out
    within a week or this machine has got other addresses.
    """
    paths = [folder / name for name in FILES]
    wanted = addresses(ip)
    if not all(path.exists() for path in paths) or not holds(paths[0], wanted):
        for path, content in zip(paths, make(wanted), strict=True):
            path.unlink(missing_ok=True)
            with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "wb") as file:
                file.write(content)
    return tuple(paths)


def fingerprint(certificate):
    """Return the SHA-256 fingerprint of a certificate's file as browsers show it."""
    read = x509.load_pem_x509_certificate(certificate.read_bytes())
    return read.fingerprint(hashes.SHA256()).hex(":").upper()


def addresses(ip):
    """List the names and addresses under which the class reaches this machine."""
    found = {"localhost", "127.0.0.1", socket.gethostname()}
    if ip in ("", "0.0.0.0", "::"):
        families = (socket.AF_INET, socket.AF_INET6)
        for entries in psutil.net_if_addrs().values():
            addresses = (e.address for e in entries if e.family in families)
            found.update(address.partition("%")[0] for address in addresses)
    else:
        found.add(ip)
    return sorted(found)


def holds(path, wanted):
    """Say whether a certificate is good for another week, and for all of `wanted`."""
    read = x509.load_pem_x509_certificate(path.read_bytes())
    soon = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=7)
    names = read.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    said = {str(name.value) for name in names}
    return read.not_valid_after_utc > soon and said.issuperset(wanted)


def make(wanted):
    """Return a new certificate for the addresses, and its key, both as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "deep-learning class")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(map(general_name, wanted)), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return certificate.public_bytes(serialization.Encoding.PEM), private


def general_name(address):
    """Return an address or a name as certificates write it."""
    try:
        return x509.IPAddress(ipaddress.ip_address(address))
    except ValueError:
        return x509.DNSName(address)
