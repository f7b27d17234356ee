"""All that a mailbox tells of applications: message by message, then what they say together."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from afterword.cycle.mail.found import Candidate, Found
from afterword.cycle.mail.joining import in_time, seen_together
from afterword.cycle.mail.kinds.recognising import Verdict, recognise
from afterword.cycle.mail.messages.bodies import Words
from afterword.cycle.mail.messages.heads import Head, addresses_in, day_of, parted, read_head
from afterword.cycle.mail.messages.invitations import invitation_in
from afterword.cycle.mail.messages.mailboxes import Raw
from afterword.cycle.mail.names import senders
from afterword.cycle.mail.names.companies import company_of
from afterword.cycle.mail.names.roles import role_of
from afterword.cycle.mail.repeats import INTERVIEWS
from afterword.cycle.mail.which_interview import Hour, hour_of

MOST_FOUND = 20_000
MOST_UNREAD = 200
MOST_ADDRESSES = 50_000
SAYS_WHEN = 4000  # letters in which days are looked for
REMEMBERED = 1500  # letters of a message in which a company named elsewhere is looked for


@dataclass
class Gathered:
    """What has been seen of a mailbox so far."""

    today: date
    candidates: list[Candidate] = field(default_factory=list)
    delivered: Counter[str] = field(default_factory=Counter)  # into whose mailbox, how often
    addressed: Counter[str] = field(default_factory=Counter)  # to whom, how often
    nothing: Counter[str] = field(default_factory=Counter)  # messages that tell nothing, by reason
    cancelled: dict[str, date] = field(default_factory=dict)  # events of calendars, and since when
    unread: list[tuple[str, str]] = field(default_factory=list)  # where, and why
    unread_count: int = 0

    def take(self, raw: Raw) -> None:
        """Look at one message. Never raises for what is in it."""
        top, body = parted(raw.text)
        head = read_head(top)
        if why := _not_a_message(head, top):
            self._leave_unread(raw.where, why)
            return
        _count(self.delivered, head.delivered_to)
        _count(self.addressed, head.to[:1])
        try:
            self._recognise(head, body)
        except (ValueError, LookupError, RecursionError, ArithmeticError) as wrong:
            self._leave_unread(
                raw.where, f"it is built in a way that is not understood: {type(wrong).__name__}"
            )

    def _leave_unread(self, where: str, why: str) -> None:
        self.unread_count += 1
        if len(self.unread) < MOST_UNREAD:
            self.unread.append((where[:200], why))

    def _recognise(self, head: Head, body: bytes) -> None:
        verdict = recognise(head, body)
        if verdict.words is not None and verdict.words.calendar:
            self._note_cancelled(verdict.words.calendar, day_of(head, today=self.today))
        if not verdict.kind or verdict.words is None:
            self.nothing[re.sub(r": “.*", "", verdict.why)] += 1
            return
        if len(self.candidates) >= MOST_FOUND:
            self.nothing["more than is looked at in one mailbox"] += 1
            return
        found = _found(head, verdict, verdict.words, today=self.today)
        self.candidates.append(_candidate(found, head, verdict, verdict.words))

    def _note_cancelled(self, calendar: str, on: date | None) -> None:
        """A cancellation tells nothing, but what is booked after it takes its place."""
        invitation = invitation_in(calendar)
        if on and invitation.cancelled and len(self.cancelled) < MOST_FOUND:
            self.cancelled.setdefault(invitation.name, on)

    def told(self) -> list[Found]:
        """What the messages tell, once they are seen together."""
        return [one.found for one in self.together()]

    def together(self) -> list[Candidate]:
        """The messages that count once they are seen together, in the order of their days."""
        own = self._own_addresses()
        mine = [one for one in self.candidates if self._is_mine(one, own)]
        kept = seen_together(mine)
        self.nothing["it says too little of a job"] += len(mine) - len(kept)
        return sorted(kept, key=lambda one: in_time(one.found))

    def _own_addresses(self) -> set[str]:
        """Where mail is delivered; where nothing says so, whom most of it is written to."""
        top = max(self.delivered.values(), default=0)
        own = {one for one, count in self.delivered.items() if count * 4 >= top}
        return own or {one for one, _ in self.addressed.most_common(1)}

    def _is_mine(self, one: Candidate, own: set[str]) -> bool:
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


def _found(head: Head, verdict: Verdict, words: Words, *, today: date) -> Found:
    """What a message tells: of which company, for which role, on which day."""
    subject, day = _subject(head, words), day_of(head, today=today)
    return Found(
        key=_key(head),
        kind=verdict.kind,
        company=company_of(verdict.sender, subject, words.text),
        role=role_of(subject, words.text),
        on=day,
        subject=subject[:200],
        sender=(" ".join(filter(None, verdict.sender)))[:200],
        says=verdict.says,
        sure=verdict.sure and day is not None,
    )


def _candidate(found: Found, head: Head, verdict: Verdict, words: Words) -> Candidate:
    """The same beside what it takes to see it together with other messages."""
    subject, first = _subject(head, words), words.forwarded
    return Candidate(
        found,
        weak=verdict.weak and not found.role,
        domain=senders.domain_of(verdict.sender[1]),
        names=frozenset(filter(None, [head.message_id, *head.follows])),
        text=f"{subject}\n{words.text[:REMEMBERED]}",
        by=head.sender[1],
        to=addresses_in(first.get("to", "")) if first else None,
        hour=_hour(verdict.kind, f"{subject}\n{words.text}", words.calendar, on=found.on),
    )


def _subject(head: Head, words: Words) -> str:
    """Of what was handed on, the first one's."""
    return words.forwarded.get("subject") or head.subject


def _hour(kind: str, text: str, calendar: str, *, on: date | None) -> Hour:
    """Of which interview it speaks, where it speaks of one."""
    return hour_of(text[:SAYS_WHEN], calendar, on=on) if kind in INTERVIEWS else Hour()


def _is_private(address: str) -> bool:
    return senders.kind_of(senders.domain_of(address)) not in senders.BETWEEN


def _count(counter: Counter[str], addresses: list[str]) -> None:
    """Count, and forget the rarest where there are very many: nobody has so many addresses."""
    counter.update(addresses)
    if len(counter) > MOST_ADDRESSES:
        common = counter.most_common(MOST_ADDRESSES // 10)
        counter.clear()
        counter.update(dict(common))


def _not_a_message(head: Head, top: bytes) -> str:
    if not head["from"] and not head["subject"]:
        return "it has neither a sender nor a subject" if top.strip() else "it is empty"
    return ""


def _key(head: Head) -> str:
    """The same for every copy of a message: by its own name, or by what its head says."""
    named = head.message_id or "\n".join((head["from"], head["date"], head["subject"]))
    return sha256(named.encode("utf-8", "replace")).hexdigest()[:40]
