"""A certificate of this server's own, for a second computer on the same network.

Nobody vouches for it: a browser warns once, and whoever compares the fingerprint knows why.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

VALID = timedelta(days=397)
"""What browsers accept at most, with a day to spare."""
RENEW = timedelta(days=30)


@dataclass(frozen=True)
class Certificate:
    """The two files uvicorn reads, and what to compare in the browser."""

    certificate: Path
    key: Path
    fingerprint: str
    expires_at: datetime


def kept(place: Path) -> Certificate | None:
    """The certificate kept in `place`, if there is one."""
    file, key = place / "certificate.pem", place / "key.pem"
    found = _read(file) if key.exists() else None
    if found is None:
        return None
    return Certificate(file, key, fingerprint(found), found.not_valid_after_utc)


def for_names(place: Path, names: list[str], *, now: datetime) -> Certificate:
    """The certificate kept in `place`; a new one if it ends soon or misses a name."""
    file, key = place / "certificate.pem", place / "key.pem"
    own = _read(file) if key.exists() else None
    if own is None or own.not_valid_after_utc - now < RENEW or not set(names) <= _names_in(own):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = _make(key, names, now=now)
        file.write_bytes(own.public_bytes(serialization.Encoding.PEM))
    return Certificate(file, key, fingerprint(own), own.not_valid_after_utc)


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 in the form that browsers show: pairs of hex digits between colons."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _read(file: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError):
        return None


def _names_in(certificate: x509.Certificate) -> set[str]:
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    addresses = {str(one) for one in names.get_values_for_type(x509.IPAddress)}
    return addresses | set(names.get_values_for_type(x509.DNSName))


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _make(key_file: Path, names: list[str], *, now: datetime) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Afterword on this network")])
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - timedelta(hours=1))
        .not_valid_after(now.astimezone(UTC) + VALID)
        .add_extension(x509.SubjectAlternativeName([_general_name(one) for one in names]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .sign(key, hashes.SHA256())
    )
    key_file.touch(mode=0o600)
    key_file.chmod(0o600)
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return made
