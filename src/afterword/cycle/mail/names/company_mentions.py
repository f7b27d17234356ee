"""The companies that a subject or a text names, by the words around the name."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from afterword.cycle.mail.names.roles import role_pattern

_WORD = r"[A-ZÄÖÜ0-9][\w&'’+-]*(?:\.\w+)*"
_NAME = rf"(?<!\w)(?P<name>(?:The )?{_WORD}(?:(?: (?:&|and|of|und|de|von|for) | ){_WORD}){{0,4}})"


@lru_cache(maxsize=1)
def _in_subject() -> tuple[re.Pattern[str], ...]:
    before = (
        r"(?:[Aa]pplying (?:to|at|with)|[Aa]pplication (?:to|at|with)|[Ii]nterest in(?: joining)?|"
        r"[Ii]nterview (?:with|at)|[Ss]ent to|[Uu]pdate from|[Oo]ffer from|[Cc]areer at|"
        r"[Aa]pplication from|[Yy]ou applied to|[Cc]hat with|[Cc]all with|"
        r"[Tt]hank you from|[Tt]est from|[Jj]oin|bei|interview: |position at|role at)"
    )
    what = r"[Aa]pplication|[Ii]nterview|[Aa]ssessment"
    after = (
        r"(?: has invited| invites| invited you| has responded| requests| sent you| (?:<>|<->|x|X) "
        rf"|: (?:[Yy]our|{what})|(?::| -) (?={role_pattern()})"
        rf"| - (?:{what}|[Cc]onfirmation|[Uu]pdate)| (?:{what}|[Rr]ecruit\w+|[Oo]ffer)\b)"
    )
    return (
        re.compile(f"{before} {_NAME}"),
        re.compile(f"^(?:[A-Z][a-z]+: )?{_NAME}{after}"),
        re.compile(f"{role_pattern()} (?:at|bei) {_NAME}"),
    )


_IN_TEXT = (
    re.compile(
        r"(?:[Pp]osition|[Rr]ole|[Pp]ost|[Jj]ob|[Oo]pening|[Oo]pportunity|[Ii]nternship|[Vv]acancy|"
        r"[Ii]nterview|[Cc]areer|[Aa]pplication|[Aa]pplying|[Ii]nterest|[Pp]rogramme|[Cc]andidacy)"
        rf"(?: here)? (?:at|with|to|in joining|from) {_NAME}"
    ),
    re.compile(
        r"(?:[Tt]hank(?:s| you) for (?:applying to|your interest in(?: joining)?)|[Jj]oin(?:ing)?|"
        rf"[Ww]elcome to|[Tt]eam at|[Hh]ere at|[Oo]n behalf of|[Ss]ent to|bei der|bei|chez) {_NAME}"
    ),
    re.compile(f"{_NAME} (?:invites|has invited|has asked|would like you|invited) "),
    re.compile(f"{_NAME} (?:[Rr]ecruiting|[Tt]alent|[Hh]iring|[Pp]eople|[Cc]areers|HR)"),
)


_CLIENT_IN_SUBJECT = (
    re.compile(rf"^(?:[Rr][Ee]: )*{_NAME}(?: - |: | [Oo]ffer\b| [Ii]nterview\b)"),
    re.compile(rf"(?:at|with|from|for) {_NAME}$"),
)
_CLIENT_IN_TEXT = (
    re.compile(
        rf"{_NAME} (?:came back|have (?:come|offered|asked|decided)|would like|want|like)\b"
    ),
    re.compile(rf"(?:across|over|CV) to {_NAME} for\b"),
    re.compile(rf"(?:[Jj]ob|[Rr]ole|[Pp]osition|one|[Oo]pening) (?:at|with) {_NAME}"),
)


def named_in(subject: str, text: str) -> Iterator[str]:
    """What is named as a company in a subject, then in a text."""
    yield from _found(_in_subject(), subject)
    yield from _found(_IN_TEXT, text)


def clients_in(subject: str, text: str) -> Iterator[str]:
    """For which company an agency writes, where it says so."""
    yield from _found(_CLIENT_IN_SUBJECT, subject)
    yield from _found(_CLIENT_IN_TEXT, text)


def _found(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[str]:
    for pattern in patterns:
        if found := pattern.search(text):
            yield found["name"]
