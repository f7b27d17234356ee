"""What a log says, without the keys that stand in addresses."""

import logging
import re

KEYS = re.compile(
    r"(/(?:guest|return|invitations|hello|password/reset/key|confirm-email"
    r"|debriefs/shared|search/calendar)/)[^/\s?'\"]+"
)


class WithoutKeys(logging.Formatter):
    """Django logs the address of whatever was refused; some addresses open doors."""

    def format(self, record: logging.LogRecord) -> str:
        return KEYS.sub(r"\1…", super().format(record))
