"""Which company a message is from: by its sender's name and address, its subject, its words."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from afterword.cycle.mail.lists.lines import phrases_of
from afterword.cycle.mail.names import senders
from afterword.cycle.mail.names.company_mentions import clients_in, named_in
from afterword.cycle.mail.names.company_spellings import (
    LEAST_OF_NAME,
    plain_letters,
    spelled,
    squashed,
)
from afterword.cycle.mail.names.domains import label_of, named_by
from afterword.cycle.mail.names.roles import ends_as_role

LONGEST = 80
READ = 8000  # letters of a message in which it is looked for

_VIA = re.compile(r"\s*[(|]?\s*\b(?:via|through|powered by)\b.*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\([^()]*\)?\s*$")
_SOMEBODY_AT = re.compile(
    r"^.{1,40}?\s+(?:@|\bat|\bfrom|\bon behalf of|\bvon|\bbei|\bim auftrag von)\s+"
    r"(?P<name>.{2,60})$",
    re.IGNORECASE,
)


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


def company_of(sender: tuple[str, str], subject: str, text: str) -> str:
    """The company that writes, or nothing."""
    by, text = Signed(*sender), text[:READ]
    label = "" if by.kind in senders.BETWEEN or by.kind == senders.ANYBODY else label_of(by.domain)
    signed = _clean(by.name)
    if label and (_is_named_by(by, signed, label) or (signed and _is_department(by))):
        return signed
    if label and (name := spelled(label, f"{by.name}\n{subject}\n{text}")):
        return _client(subject, text) if _looks_for_others(name) else name
    for account in _accounts(by):
        if signed and squashed(signed).startswith(squashed(account)):
            return signed
        if name := _clean(spelled(account, f"{by.name}\n{subject}\n{text}")):
            return name
    if label and _is_agency(label):
        return _client(subject, text)
    for found in _candidates(by, subject, text, label):
        if name := _clean(found):
            return name
    return named_by(label) if label else _by_account(by)


def _client(subject: str, text: str) -> str:
    """For which company an agency writes, or nothing."""
    return next(filter(None, map(_clean, clients_in(subject, text))), "")


def _is_department(by: Signed) -> bool:
    """Whether a company's department signs, or a platform for it: `Cobalt Row via PlayMetric`."""
    if re.search(r"[|@,(]", by.name) or _SOMEBODY_AT.match(by.name):
        return False
    if _VIA.search(by.name):
        return True
    return bool(_ends().search(by.name)) and plain_letters(by.name.split()[0]) not in _dotted(by)


def _dotted(by: Signed) -> list[str]:
    """The parts of an account that is a person's: `priya.raman@`."""
    parts = re.split(r"[._-]", by.address.split("@")[0])
    return parts if len(parts) > 1 else []


def _looks_for_others(name: str) -> bool:
    """Whether this is the name of an agency: `Hartley Ferro Search`."""
    return name.casefold().endswith(tuple(f" {one}" for one in _listed("names of agencies")))


def _is_named_by(by: Signed, signed: str, label: str) -> bool:
    """Whether a sender's name is that of the domain: `University of Wexcombe` at wexcombe.x."""
    name, of_domain = squashed(signed), squashed(label)
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
    yield from named_in(subject, text)
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


def _is_person(by: Signed) -> bool:
    """Whether a name is that of who writes: `marta.lind@` writes as Marta Lind."""
    local, names = plain_letters(by.address.split("@")[0]), [*map(plain_letters, by.name.split())]
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


def _by_account(by: Signed) -> str:
    """Some systems write as the company's account: `osterly@myworkday.com`."""
    if by.kind != senders.HIRING:
        return ""
    local = re.split(r"[+.]", by.address.split("@")[0])[0]
    return local.replace("-", " ").title() if _clean(local) else ""
