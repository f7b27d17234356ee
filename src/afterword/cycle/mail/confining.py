"""Reading mail in the limited child. Nothing of a stranger's message is parsed outside it."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from afterword.cycle.mail.whole_mailbox import read_mail
from afterword.cycle.reading.confining import in_sentences
from afterword.cycle.reading.errors import Refusal
from afterword.kit import confined

SECONDS_AT_LEAST = 60
BYTES_A_SECOND = 1_000_000  # slower than that is no mail, but something built to be slow


# Any: JSON; the last report is the one that names what was found.
def mail_told(files: Sequence[tuple[str, Path]], *, today: date) -> Iterator[dict[str, Any]]:
    """Reports of the way through these files. Closing it ends the reading. Raises NotRead."""
    size = sum(path.stat().st_size for _, path in files)
    given = [(name, str(path)) for name, path in files]
    confined.preload("afterword.cycle.reading.preloading")
    with in_sentences("mail", otherwise="Bring in a part of it."):
        yield from confined.confined_stream(
            read_mail, given, today.isoformat(), refuses=Refusal,
            cpu=SECONDS_AT_LEAST + size // BYTES_A_SECOND, pause=60.0,
        )  # fmt: skip
