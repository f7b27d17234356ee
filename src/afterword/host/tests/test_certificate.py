"""The server's own certificate: for its names, kept, and renewed in time."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from afterword.host import certificate

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
NAMES = ["localhost", "127.0.0.1", "192.0.2.7"]


def test_a_certificate_is_kept_while_it_is_good(tmp_path: Path) -> None:
    first = certificate.for_names(tmp_path / "tls", NAMES, now=NOW)
    assert certificate.for_names(tmp_path / "tls", NAMES, now=NOW + timedelta(days=300)) == first
    assert certificate.kept(tmp_path / "tls") == first


def test_a_certificate_is_renewed_before_it_ends(tmp_path: Path) -> None:
    first = certificate.for_names(tmp_path, NAMES, now=NOW)
    soon = first.expires_at - timedelta(days=29)
    second = certificate.for_names(tmp_path, NAMES, now=soon)
    assert second.fingerprint != first.fingerprint
    assert second.expires_at > soon + timedelta(days=390)


def test_a_new_address_makes_a_new_certificate(tmp_path: Path) -> None:
    first = certificate.for_names(tmp_path, NAMES, now=NOW)
    assert certificate.for_names(tmp_path, [*NAMES, "10.0.0.9"], now=NOW) != first


def test_the_key_is_the_owners_alone_and_fits(tmp_path: Path) -> None:
    made = certificate.for_names(tmp_path / "tls", NAMES, now=NOW)
    assert made.key.stat().st_mode & 0o077 == 0
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(made.certificate, made.key)


def test_a_damaged_certificate_is_made_again(tmp_path: Path) -> None:
    made = certificate.for_names(tmp_path, NAMES, now=NOW)
    made.certificate.write_text("not a certificate")
    assert certificate.for_names(tmp_path, NAMES, now=NOW).fingerprint != made.fingerprint
