"""Named writes about questions that members retell and offer to a bank."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from afterword.journal import actions as journal
from afterword.journal.actions import Actor
from afterword.people import post
from afterword.people import queries as people
from afterword.people.models import Person, Program
from afterword.questions import emails
from afterword.questions.enums import RetellingState
from afterword.questions.errors import Answered
from afterword.questions.models import Question, Retelling

SKELETON = """---
slug: {slug}
title: {title}
kind: {kind}
difficulty: 2
minutes: 40
version: 1
topics: []
---
# Statement
## Part 1: The question
{text}

# Clarifications

# Hints

# Follow-ups

# Signals

# Time plan

# Reference

# History
- 1: made from a member's retelling
"""


@transaction.atomic
def offer(
    person: Person, *, program: Program | None, kind: str, title: str, text: str
) -> Retelling:
    """Offer a retold question to a program's bank, or to this server's own.

    Whoever looks after the bank has one letter about it, however many offers wait.
    """
    offered = Retelling.objects.create(
        person=person, program=program, kind=kind, title=title, text=text
    )
    journal.record(person, "retelling.offered", offered)
    words = emails.retelling_waits(offered)
    for reader in _readers(program):
        if not people.unread_letters(reader).filter(link=words.link).exists():
            post.write_to(reader, words)
    return offered


def _readers(program: Program | None) -> list[Person]:
    if program is not None:
        return list(people.organizers(program))
    return list(Person.objects.filter(is_host=True, is_active=True))


@transaction.atomic
def withdraw(retelling: Retelling) -> None:
    """Take it back before it was answered. Raises Answered."""
    if not retelling.moved(RetellingState.OFFERED, RetellingState.WITHDRAWN):
        raise Answered
    journal.record(retelling.person, "retelling.withdrawn", retelling)


def draft(retelling: Retelling, *, by: Person, now: datetime) -> None:
    """Make a draft of it, to be finished by whoever looks after the bank. Raises Answered."""
    _answer(retelling, RetellingState.DRAFTED, by=by, now=now)


def decline(retelling: Retelling, *, by: Person, now: datetime) -> None:
    """It is not for this bank. Raises Answered."""
    _answer(retelling, RetellingState.DECLINED, by=by, now=now)


@transaction.atomic
def _answer(retelling: Retelling, answer: RetellingState, *, by: Person, now: datetime) -> None:
    if not retelling.moved(RetellingState.OFFERED, answer, answered_by=by, answered_at=now):
        raise Answered
    journal.record(by, f"retelling.{answer}", retelling)
    post.write_to(retelling.person, emails.retelling_answered(retelling))


@transaction.atomic
def finish(retelling: Retelling, question: Question, *, by: Actor) -> None:
    """The draft is a question of the bank now.

    That its reteller knows it is not noted here: whoever chooses a question for them would see
    that it is missing for one person alone. They can read it in the bank like anybody.
    """
    if Retelling.objects.filter(pk=retelling.pk, question=None).update(question=question):
        journal.record(by, "retelling.finished", retelling)


def skeleton(retelling: Retelling) -> str:
    """The draft as a question file in which the rest is still to be written."""
    title = " ".join(retelling.title.split())
    slug = slugify(title)[:80].strip("-") or "retold"
    text = retelling.text.replace("\r\n", "\n").strip()
    quoted = '"' + title.replace("\\", "").replace('"', "'") + '"'
    return SKELETON.format(slug=slug, title=quoted, kind=retelling.kind, text=text)
