"""What `afterword serve` prints once it answers."""

from pathlib import Path

from afterword.host import setup_code
from afterword.host.certificate import Certificate
from afterword.kit.words import day_in_words
from afterword.people.models import Person


def words(here: str, *, public: str, certificate: Certificate | None, place: Path) -> str:
    """The address, what the browser will say to it, and the way in for the first visitor."""
    parts = [f"{_where(here, public)}\nEverything is kept in {place}"]
    if certificate is not None:
        parts.append(_about(certificate))
    if not Person.objects.filter(is_host=True).exists():
        parts.append(_invitation(public or here, setup_code.new_code(place)))
    return "\n\n".join([*parts, "Stop it with Ctrl-C."])


def _where(here: str, public: str) -> str:
    if not public or public == here:
        return f"Afterword is at {here}"
    return f"Afterword is at {public}\nA proxy or a tunnel for that name leads to {here}"


def _invitation(address: str, code: str) -> str:
    return (
        "To set it up, open\n"
        f"    {address}/setup/?code={code}\n"
        f"The code {code} works once; another start makes another."
    )


def _about(certificate: Certificate) -> str:
    return (
        "The certificate is this server's own, so a browser warns the first time: choose\n"
        "“Advanced” and go on, if the SHA-256 fingerprint it shows is\n"
        f"    {certificate.fingerprint[:47]}\n    {certificate.fingerprint[48:]}\n"
        f"It is renewed by itself before {day_in_words(certificate.expires_at)}."
    )
