"""The sums behind the chain: bytes in, hex digests out."""

import hashlib
import json
from datetime import datetime


def payload_digest(payload: object) -> str:
    """SHA-256 over the payload's canonical JSON."""
    text = json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def entry_digest(
    previous: str, *, number: int, at: datetime, actor: str, verb: str, subject: str, payload: str
) -> str:
    """SHA-256 that ties an entry to the one before; `payload` is the payload's digest."""
    parts = (previous, str(number), at.isoformat(), actor, verb, subject, payload)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
