"""Tokens for links: long, random, and kept only as a digest."""

import hashlib
import secrets


def new_token() -> str:
    """An unguessable name for a link: 256 bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored instead of the token: whoever reads the database cannot use its links."""
    return hashlib.sha256(token.encode()).hexdigest()
