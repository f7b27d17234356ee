"""Saved scorecard files, and hours that they are brought to."""

import base64
import hashlib
import hmac
import json
from dataclasses import replace
from functools import cache
from uuid import uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils import timezone

from afterword.interviews.models import Interview
from afterword.notes.actions import scorecard as actions
from afterword.notes.models import SealedScorecard
from afterword.notes.scorecard.file import FORMAT, SEALED_WITH
from afterword.notes.scorecard.seal import plain, signing_key
from afterword.notes.tests.making import FULL, chair_of

WORD = "plum lantern oat"


DIMENSIONS = ("problem_solving", "coding", "verification", "communication", "collaboration")


WHOLE = replace(FULL, ratings=tuple(FULL.rating(key) for key in DIMENSIONS))


CONTENT = {
    "question": None,
    "strengths": FULL.strengths,
    "ratings": [
        {
            "dimension": line.dimension,
            "level": line.level,
            "evidence": [{"moment": one.moment, "text": one.text} for one in line.evidence],
            "would_have_raised": line.would_have_raised,
        }
        for line in FULL.ratings
    ],
    "recommendation": FULL.recommendation,
    "because": FULL.because,
    "would_have_changed": FULL.would_have_changed,
    "confidence": FULL.confidence,
    "next_step": FULL.next_step,
}


@cache
def _secret(word: str, salt: bytes) -> bytes:
    """The key of a word. It takes long on purpose; who seals here by one word takes it once."""
    return hashlib.pbkdf2_hmac("sha256", plain(word).encode(), salt, 600_000, dklen=32)


def saved_file(interview: Interview, *, word: str = WORD, key: bytes = b"", **words) -> bytes:
    """What the scorecard of an interview saves; contracts/scorecard.json holds a browser's own."""
    chair, file = chair_of(interview, "interviewer"), uuid4()
    salt, iv = b"the same salt...", uuid4().bytes[:12]
    head = [FORMAT, str(interview.pk), str(file), "2026-11-20T13:00:00.000Z"]
    parts = [base64.b64encode(one).decode() for one in (salt, iv)]
    header = "\n".join([*head, "600000", *parts]).encode()
    inside = json.dumps({**CONTENT, **words}).encode()
    sealed = base64.b64encode(AESGCM(_secret(word, salt)).encrypt(iv, inside, header)).decode()
    signer = key or signing_key(chair.pk, file)
    signature = hmac.digest(signer, header + b"\n" + sealed.encode(), "sha256")
    return json.dumps(
        {
            **dict(zip(("format", "interview", "file", "saved_at"), head, strict=True)),
            "sealed": {
                "with": SEALED_WITH,
                "iterations": 600_000,
                "salt": parts[0],
                "iv": parts[1],
                "ciphertext": sealed,
            },
            "signature": base64.b64encode(signature).decode(),
        }
    ).encode()


def brought(interview: Interview, *, by: str = "candidate", raw: bytes = b"") -> SealedScorecard:
    raw = raw or saved_file(interview)
    return actions.bring_in(raw, by=chair_of(interview, by), now=timezone.now())
