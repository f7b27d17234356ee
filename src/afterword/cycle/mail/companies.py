"""Which company a message is from: by its sender's name and address, its subject, its words."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from afterword.cycle.mail import senders
from afterword.cycle.mail.domains import label_of, named_by
from afterword.cycle.mail.lists import phrases_of
from afterword.cycle.mail.roles import ends_as_role, role_pattern
from afterword.cycle.names import LEGAL_FORMS

LONGEST = 80
READ = 8000  # letters of a message in which it is looked for
LEAST_OF_NAME = 4  # letters of its first word, where a domain is an abbreviation
MOST_LINES, MOST_WORDS = 60, 120  # in which a name is looked for that spells a domain

# What follows a company's name with a capital and is no part of it.
NO_NAME_AFTER = frozenset({
    "recruiting", "recruitment", "careers", "jobs", "talent", "team", "hr", "people", "hiring",
    "application", "interview", "assessment", "offer", "update", "assessments", "invitation",
    "has", "and", "we", "i", "the", "your", "superday", "scheduling", "onsite", "intro", "chat",
})  # fmt: skip

_VIA = re.compile(r"\s*[(|]?\s*\b(?:via|through|powered by)\b.*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)?\s*$")
_SOMEBODY_AT = re.compile(
    r"^.{1,40}?\s+(?:@|\bat|\bfrom|\bvon|\bbei)\s+(?P<name>.{2,60})$", re.IGNORECASE
)
_WORD = r"[A-ZÄÖÜ0-9][\w&'’+-]*(?:\.\w+)*"
_NAME = rf"(?<!\w)(?P<name>(?:The )?{_WORD}(?:(?: (?:&|and|of|und|de|von|for) | ){_WORD}){{0,4}})"


class Signed(NamedTuple):
    """Who a message says it is from."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return senders.domain_of(self.address)

    @property
    def kind(self) -> str:
        return senders.kind_of(self.domain)


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
        rf"|: (?:[Yy]our|{what})|: (?={role_pattern()})"
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


def company_of(sender: tuple[str, str], subject: str, text: str) -> str:
    """The company that writes, or nothing."""
    by, text = Signed(*sender), text[:READ]
    label = "" if by.kind in senders.BETWEEN or by.kind == senders.ANYBODY else label_of(by.domain)
    signed = _clean(by.name)
    if label and (_is_named_by(by, signed, label) or (signed and _is_department(by))):
        return signed
    if label and (spelled := _spelled(label, f"{by.name}\n{subject}\n{text}")):
        if not _looks_for_others(spelled):
            return spelled
        return next(filter(None, map(_clean, _clients(subject, text))), "")
    for account in _accounts(by):
        if signed and _squashed(signed).startswith(_squashed(account)):
            return signed
        if name := _clean(_spelled(account, f"{by.name}\n{subject}\n{text}")):
            return name
    if label and _is_agency(label):
        return next(filter(None, map(_clean, _clients(subject, text))), "")
    for found in _candidates(by, subject, text, label):
        if name := _clean(found):
            return name
    return named_by(label) if label else _by_account(by)


def _is_department(by: Signed) -> bool:
    """Whether a company's department signs, or a platform for it: `Cobalt Row via PlayMetric`."""
    if re.search(r"[|@,(]", by.name) or _SOMEBODY_AT.match(by.name):
        return False
    if _VIA.search(by.name):
        return True
    return bool(_ends().search(by.name)) and _letters(by.name.split()[0]) not in _dotted(by)


def _dotted(by: Signed) -> list[str]:
    """The parts of an account that is a person's: `priya.raman@`."""
    parts = re.split(r"[._-]", by.address.split("@")[0])
    return parts if len(parts) > 1 else []


def _looks_for_others(name: str) -> bool:
    """Whether this is the name of an agency: `Hartley Ferro Search`."""
    return name.casefold().endswith(tuple(f" {one}" for one in _listed("names of agencies")))


def _is_named_by(by: Signed, signed: str, label: str) -> bool:
    """Whether a sender's name is that of the domain: `University of Wexcombe` at wexcombe.x."""
    name, of_domain = _squashed(signed), _squashed(label)
    if name.startswith(of_domain):
        return True
    own = Signed(signed, by.address)
    alone = not (re.search(r"[|@,(]", signed) or _SOMEBODY_AT.match(signed) or _is_person(own))
    return alone and len(of_domain) >= LEAST_OF_NAME and name.endswith(of_domain)


def _candidates(by: Signed, subject: str, text: str, label: str) -> Iterator[str]:
    """What may be the company's name, the likeliest first."""
    name = _VIA.sub("", by.name).strip(" \"'")
    if somebody := _SOMEBODY_AT.match(name):
        yield somebody["name"]
    elif by.kind == senders.HIRING:
        yield _own_account(by) or name
    for pattern in _in_subject():
        if found := pattern.search(subject):
            yield found["name"]
    for pattern in _IN_TEXT:
        if found := pattern.search(text):
            yield found["name"]
    if by.kind not in {senders.BOARDS, senders.CALENDARS, senders.ANYBODY} and not (
        label and _is_person(by)
    ):
        yield name


def _accounts(by: Signed) -> list[str]:
    """Whose account a system for applications writes from: `osterly@jobs.x`, `hr@osterly.x`."""
    if by.kind != senders.HIRING:
        return []
    local, _, domain = by.address.partition("@")
    return [re.split(r"[+.]", local)[0], domain.split(".")[0]]


def _own_account(by: Signed) -> str:
    """`lumenford@lumenford.x` writes for Lumenford, whoever signs."""
    accounts = {*_accounts(by)}
    return accounts.pop().replace("-", " ").title() if len(accounts) == 1 else ""


def _is_agency(label: str) -> bool:
    return any(word in label for word in _listed("agencies"))


def _clients(subject: str, text: str) -> Iterator[str]:
    """For which company an agency writes, where it says so."""
    for pattern in _CLIENT_IN_SUBJECT:
        if found := pattern.search(subject):
            yield found["name"]
    for pattern in _CLIENT_IN_TEXT:
        if found := pattern.search(text):
            yield found["name"]


def _is_person(by: Signed) -> bool:
    """Whether a name is that of who writes: `marta.lind@` writes as Marta Lind."""
    local, names = _letters(by.address.split("@")[0]), [*map(_letters, by.name.split())]
    return local in names[:1] or any(len(one) > 2 and one in local for one in names)


def _clean(name: str) -> str:
    """A name without what is none, or nothing."""
    name = _BRACKETED.sub("", _VIA.sub("", name)).strip(" \"'.,;:!-|()")
    shorter = _begins().sub("", _ends().sub("", name)).strip(" ,.-|:")
    words = set(re.findall(r"[\w&.'-]+", shorter.casefold()))
    if not words - set(_listed("no name")) or not re.search(r"[^\W\d_]|&", shorter):
        return ""
    return "" if ends_as_role(shorter) else shorter[:LONGEST]


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,|:/-]+(?:{_any_of('at its end')}))+\s*$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _begins() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_any_of('at its beginning')}) ", re.IGNORECASE)


def _any_of(heading: str) -> str:
    return "|".join(sorted(_listed(heading), key=len, reverse=True))


def _listed(heading: str) -> tuple[str, ...]:
    return phrases_of("companies.txt")[heading]


def _spelled(label: str, text: str) -> str:
    """The name as people write it, whose first letters are those of the domain; the longest."""
    squashed = _squashed(label)
    if len(squashed) < 3:
        return ""
    found = {
        name
        for line in text.split("\n")[:MOST_LINES]
        for words in (line.split()[:MOST_WORDS],)
        for at in range(len(words))
        if (name := _spelling(words, at, squashed))
    }
    return max(sorted(found), key=len, default="")


def _spelling(words: list[str], at: int, squashed: str) -> str:
    """The words from `at` on that spell these letters, with what belongs to the name after them."""
    if not (words[at][:1].isupper() or words[at][:1].isdigit()):
        return ""
    letters = ""
    for end in range(at, min(at + 5, len(words))):
        letters += _letters(words[end])
        if letters == squashed or is_begun(words[at : end + 1], squashed):
            name = " ".join(words[at : _last_of_name(words, end) + 1]).strip("\"'.,;:!?()<>*|-")
            return re.sub(r"['’]s$", "", name)
        if not squashed.startswith(letters[:LEAST_OF_NAME]):
            return ""
    return ""


def is_begun(words: list[str], squashed: str) -> bool:
    """Whether a domain is the beginnings of these words, one after the other: `calderins`."""
    first, *others = (_letters(one) for one in words)
    if not others or len(first) < LEAST_OF_NAME or not squashed.startswith(first):
        return False
    if not all(one[:1].isupper() for one in words):
        return False
    rest = squashed.removeprefix(first)
    for word in others:
        shared = _shared(rest, word)
        if not shared:
            return False
        rest = rest[shared:]
    return not rest and (shared > 1 or len(others) > 1)


def _shared(one: str, two: str) -> int:
    """With how many letters both begin."""
    pairs = enumerate(zip(one, two, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(two)))


def _last_of_name(words: list[str], end: int) -> int:
    """Where a name ends that has more words than its domain: `Calder` of `Calder Vale Ltd`.

    Words with capitals belong to it where a line or a sentence ends after them, or a legal form.
    """
    last = end
    while last < end + 4 and words[last][-1].isalnum() and last + 1 < len(words):
        following = words[last + 1]
        if not following[:1].isupper() or _letters(following) in NO_NAME_AFTER:
            return end
        last += 1
        if _is_legal(following):
            return last
    ended = last + 1 == len(words) or words[last][-1] in ".,;:!?"
    return last if ended and last <= end + 3 else end


def _is_legal(word: str) -> bool:
    return word[:1].isupper() and _letters(word) in _listed("legal forms")


def letters_of(name: str) -> str:
    """The letters of a name, by which its spellings are known: without `GmbH` and `The`."""
    words = name.split()
    while len(words) > 1 and _letters(words[-1]) in LEGAL_FORMS and _letters(words[-2]):
        words.pop()  # but not the `Co` of `Farrier & Co`
    return _squashed(" ".join(words))


def _squashed(name: str) -> str:
    return "".join(map(_letters, name.split())).removeprefix("the")


def _letters(word: str) -> str:
    low = word.lower()
    folded = low.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss")
    folded = folded if folded.isascii() else unicodedata.normalize("NFKD", folded)
    return re.sub(r"[^a-z0-9]", "", folded) if folded not in {"&", "and"} else ""


def _by_account(by: Signed) -> str:
    """Some systems write as the company's account: `osterly@myworkday.com`."""
    if by.kind != senders.HIRING:
        return ""
    local = re.split(r"[+.]", by.address.split("@")[0])[0]
    return local.replace("-", " ").title() if _clean(local) else ""
