"""`afterword check`: how this installation is, a line a finding."""

import ssl
import sys
import urllib.error
import urllib.request
from argparse import Namespace

from django.conf import settings

from afterword.host import certificate, condition
from afterword.host.condition import Finding
from afterword.host.errors import CannotGoOn


def run(options: Namespace) -> None:
    """Print every finding; leave with 1 if something needs a hand."""
    found = condition.thorough_findings()
    if options.address:
        found.append(asked(options.address))
    for finding in found:
        print(f"{' ' if finding.well else '!'} {finding.what + ':':<13} {finding.sentence}")
    if not all(finding.well for finding in found):
        print("\nThe lines marked with ! need a hand.")
        sys.exit(1)


def asked(address: str) -> Finding:
    """Ask an address whether Afterword answers there. The host typed it; no page can."""
    url = address.rstrip("/") + "/up"
    if not url.startswith(("http://", "https://")):
        raise CannotGoOn(f"write the address like https://interviews.example.org, not {address}")
    try:
        with urllib.request.urlopen(url, timeout=10, context=_trusting_own()) as answer:  # noqa: S310  checked above
            said = answer.read(64)
    except urllib.error.HTTPError as refused:
        return Finding(
            "Reached", f"{url} answered with {refused.code}{HINTS.get(refused.code, '')}", False
        )
    except (OSError, ValueError) as trouble:
        return Finding("Reached", f"{url} did not answer: {trouble}", well=False)
    if said != b"up\n":
        return Finding("Reached", f"{url} answered, but it is not Afterword", well=False)
    return Finding("Reached", f"{url} answers")


NOT_NAMED = ": name the address in AFTERWORD_ADDRESS, so that this server knows it is meant"
NOT_BEHIND = ": the web server or tunnel is there, but finds no Afterword behind it"
HINTS = {400: NOT_NAMED, 502: NOT_BEHIND, 503: NOT_BEHIND, 504: NOT_BEHIND}


def _trusting_own() -> ssl.SSLContext:
    """What a browser trusts, and this server's own certificate."""
    context = ssl.create_default_context()
    own = certificate.kept(settings.DATA / "tls")
    if own is not None:
        context.load_verify_locations(own.certificate)
    return context
