"""All that a mailbox tells of applications: message by message, then what they say together."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from afterword.cycle.mail import senders
from afterword.cycle.mail.boxes import Raw
from afterword.cycle.mail.companies import company_of
from afterword.cycle.mail.heads import Head, day_of, owners_in, parted, read_head
from afterword.cycle.mail.recognising import recognise
from afterword.cycle.mail.roles import role_of
from afterword.cycle.names import name_key

MOST_FOUND = 20_000
MOST_UNREAD = 200
REMEMBERED = 1500  # letters of a message in which a company named elsewhere is looked for
# Who writes for companies of any name.
PASSING_ON = frozenset({senders.TESTS, senders.CALENDARS, senders.CONTRACTS, senders.BOARDS,
                        senders.ANYBODY})  # fmt: skip
# The same news within so many days is told twice: a reminder, a confirmation of a confirmation.
SAME_NEWS = {"applied": 30, "challenge": 21, "phone": 10, "onsite": 21, "offer": 30,
             "rejected": 90, "withdrawn": 90}  # fmt: skip


@dataclass(slots=True)
class Found:
    """One message that tells something, and what of it is kept: no more than this."""

    key: str  # of the message, wherever its copies lie
    kind: str
    company: str
    role: str
    on: date | None
    subject: str
    sender: str
    says: str  # the sentence that tells it, as it stands in the message
    sure: bool


@dataclass(slots=True)
class _Candidate:
    """A message on its way to be one of those; the rest of this stays in the child."""

    found: Found
    weak: bool
    domain: str
    names: frozenset[str]  # of the message and of those it answers
    text: str
    by: str  # the address that sent it
    to: list[str] | None  # of one that was handed on: whom it was for


@dataclass
class Gathered:
    """What has been seen of a mailbox so far."""

    today: date
    candidates: list[_Candidate] = field(default_factory=list)
    owners: Counter[str] = field(default_factory=Counter)
    nothing: Counter[str] = field(default_factory=Counter)  # messages that tell nothing, by reason
    unread: list[tuple[str, str]] = field(default_factory=list)  # where, and why
    unread_count: int = 0

    def take(self, raw: Raw) -> None:
        """Look at one message. Never raises for what is in it."""
        top, body = parted(raw.text)
        head = read_head(top)
        if why := _not_a_message(head, top):
            self._leave_unread(raw.where, why)
            return
        self.owners.update(head.owners[:3])
        try:
            self._recognise(raw, head, body)
        except (ValueError, LookupError, RecursionError, ArithmeticError) as wrong:
            self._leave_unread(
                raw.where, f"it is built in a way that is not understood: {type(wrong).__name__}"
            )

    def _leave_unread(self, where: str, why: str) -> None:
        self.unread_count += 1
        if len(self.unread) < MOST_UNREAD:
            self.unread.append((where[:200], why))

    def _recognise(self, raw: Raw, head: Head, body: bytes) -> None:
        verdict = recognise(head, body)
        if not verdict.kind or verdict.words is None:
            self.nothing[re.sub(r": “.*", "", verdict.why)] += 1
            return
        if len(self.candidates) >= MOST_FOUND:
            self.nothing["more than is looked at in one mailbox"] += 1
            return
        text, handed_on = verdict.words
        subject = handed_on.get("subject") or head.subject
        day = day_of(head, today=self.today)
        role = role_of(subject, text)
        self.candidates.append(
            _Candidate(
                Found(
                    key=_key(head, raw),
                    kind=verdict.kind,
                    company=company_of(verdict.sender, subject, text),
                    role=role,
                    on=day,
                    subject=subject[:200],
                    sender=(" ".join(filter(None, verdict.sender)))[:200],
                    says=verdict.says,
                    sure=verdict.sure and day is not None,
                ),
                weak=verdict.weak and not role,
                domain=senders.domain_of(verdict.sender[1]),
                names=frozenset(filter(None, [head.message_id, *head.follows])),
                text=f"{subject}\n{text[:REMEMBERED]}",
                by=head.sender[1],
                to=owners_in(handed_on.get("to", "")) if handed_on else None,
            )
        )

    def told(self) -> list[Found]:
        """What the messages tell once they are seen together, in the order of their days."""
        own = self._own_addresses()
        mine = [one for one in self.candidates if self._is_mine(one, own)]
        kept = _backed(mine)
        self.nothing["it says too little of a job"] += len(mine) - len(kept)
        _name_companies(kept)
        _name_roles(kept)
        return sorted((one.found for one in kept), key=_in_time)

    def _own_addresses(self) -> set[str]:
        top = max(self.owners.values(), default=0)
        return {one for one, count in self.owners.items() if count * 4 >= top}

    def _is_mine(self, one: _Candidate, own: set[str]) -> bool:
        """Neither sent by the mailbox's owner nor somebody else's letter."""
        if one.to is None:
            if one.by in own:
                self.nothing["you wrote it yourself"] += 1
            return one.by not in own
        theirs = (
            not own.intersection(one.to) if one.to else one.by not in own and _is_private(one.by)
        )
        self.nothing["somebody else's letter, handed on to you"] += theirs
        return not theirs


def _is_private(address: str) -> bool:
    return senders.kind_of(senders.domain_of(address)) not in senders.BETWEEN


def _not_a_message(head: Head, top: bytes) -> str:
    if not head["from"] and not head["subject"]:
        return "it has neither a sender nor a subject" if top.strip() else "it is empty"
    return ""


def _key(head: Head, raw: Raw) -> str:
    """The same for every copy of a message: by its own name, or by what its head says."""
    named = head.message_id or "\n".join((head["from"], head["date"], head["subject"]))
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:40]


def _in_time(one: Found) -> tuple[bool, date, str]:
    return (one.on is None, one.on or date.max, one.key)


def _backed(some: list[_Candidate]) -> list[_Candidate]:
    """The strong ones, and the weak ones that answer them or come from the same place."""
    strong = [one for one in some if not one.weak]
    names = set().union(*(one.names for one in strong)) if strong else set()
    domains = {one.domain for one in strong if not senders.kind_of(one.domain)}
    companies = {name_key(one.found.company) for one in strong if one.found.company}
    return [
        one
        for one in some
        if not one.weak
        or one.names & names
        or one.domain in domains
        or name_key(one.found.company) in companies
    ]


def _name_companies(some: list[_Candidate]) -> None:
    """One spelling a company; and a company for those without, from their threads or words."""
    of_thread = _by_thread(some, lambda one: one.found.company)
    for one in some:
        if not one.found.company:
            one.found.company = next((of_thread[n] for n in one.names if n in of_thread), "")
    spelled = Counter(one.found.company for one in some if one.found.company)
    longer = _longer_names(spelled)
    for one in some:
        one.found.company = longer.get(one.found.company, one.found.company)
    known = _known_for_certain(some)
    for one in some:
        if not one.found.company or senders.kind_of(one.domain) in PASSING_ON:
            named = next((name for name in known if name in one.text), "")
            one.found.company = named or one.found.company
        one.found.sure = one.found.sure and bool(one.found.company)


def _known_for_certain(some: list[_Candidate]) -> list[str]:
    """Companies that have written themselves, the longest names first."""
    names = {
        one.found.company
        for one in some
        if len(one.found.company) > 3 and senders.kind_of(one.domain) not in PASSING_ON
    }
    return sorted(names, key=len, reverse=True)[:500]


def _longer_names(spelled: Counter[str]) -> dict[str, str]:
    """Which spellings are short for which: `Fernhill` for `Fernhill Labs`, if only one fits."""
    keys: dict[str, str] = {}
    for name, _ in spelled.most_common():
        keys.setdefault(name_key(name), name)
    found = {}
    for name in spelled:
        key = name_key(name)
        whole = [other for other in keys if other.startswith(f"{key} ")]
        found[name] = keys[whole[0]] if len(whole) == 1 else keys[key]
    return found


def _name_roles(some: list[_Candidate]) -> None:
    """A role for those that name none: their thread's, or that of the company's last news."""
    of_thread = _by_thread(some, lambda one: one.found.role)
    of_company: dict[str, str] = {}
    for one in sorted(some, key=lambda one: _in_time(one.found)):
        key = name_key(one.found.company)
        if one.found.company and one.found.role.startswith(f"{one.found.company} "):
            one.found.role = one.found.role.removeprefix(one.found.company).strip(" :,-")
        if not one.found.role:
            of_threads = (of_thread[n] for n in one.names if n in of_thread)
            one.found.role = next(of_threads, of_company.get(key, "") if key else "")
        if one.found.role and key:
            of_company[key] = one.found.role
    for one in some:
        one.found.role = one.found.role or of_company.get(name_key(one.found.company), "")


def _by_thread(some: Iterable[_Candidate], named) -> dict[str, str]:  # type: ignore[no-untyped-def]  # what of it
    found: dict[str, str] = {}
    for one in some:
        if name := named(one):
            for message in one.names:
                found.setdefault(message, name)
    return found


def without_repeats(told: list[Found]) -> list[Found]:
    """The same news of the same application only once: when it came first."""
    seen: dict[tuple[str, str, str], date | None] = {}
    kept = []
    for one in told:
        about = (name_key(one.company), name_key(one.role), one.kind)
        before = seen.get(about)
        repeats = about in seen and (
            before is None
            or one.on is None
            or one.on - before <= timedelta(days=SAME_NEWS[one.kind])
        )
        if not (repeats and one.company):
            seen[about] = one.on
            kept.append(one)
    return kept
