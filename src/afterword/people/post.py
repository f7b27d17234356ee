"""Letters: written as rows in the writer's transaction, posted afterwards if there is a server."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from afterword.kit import later
from afterword.people.models import Letter, Person


@dataclass(frozen=True)
class Words:
    """What a letter says: `body` is plain text in which `link` stands on a line of its own.

    The greeting is not in it: `hello` stands above every letter.

    `calendar` is an iCalendar file that goes with it where letters are posted. `unlisted`: the host
    is not shown that somebody got it.
    """

    subject: str
    body: str
    link: str = ""
    secret: bool = False
    unlisted: bool = False
    calendar: str = ""


def first_name(name: str) -> str:
    """How somebody is addressed: the first word of the name that they gave, if any."""
    return "".join(name.split()[:1])


def hello(name: str) -> str:
    """How every letter begins."""
    first = first_name(name)
    return f"Hello {first}," if first else "Hello,"


def write_to(person: Person, words: Words) -> Letter | None:
    """A letter to somebody with an account; it also lies on their desk.

    None is written to somebody who left for good.
    """
    if not person.is_active:
        return None
    return _written(words, person=person, email=person.email, name=person.name)


def write_to_address(email: str, words: Words, *, name: str = "") -> Letter:
    """A letter to somebody without an account, or to nobody yet: then its link is to be copied.

    Such a link opens what it leads to. Where it is posted, nobody else is shown it.
    """
    secret = words.secret or bool(settings.MAIL and email)
    return _written(replace(words, secret=secret), person=None, email=email, name=name)


def _written(words: Words, *, person: Person | None, email: str, name: str) -> Letter:
    letter = Letter.objects.create(
        person=person,
        to_email=email,
        to_name=name,
        subject=" ".join(words.subject.split()),  # names stand in it, and a header is one line
        body=f"{hello(name)}\n\n{words.body}",
        link=words.link,
        calendar=words.calendar if settings.MAIL else "",
        secret=words.secret,
        unlisted=words.unlisted,
    )
    if settings.MAIL and email:
        later.enqueue("people.post_letter", letter_id=str(letter.pk))
    return letter


def post(letter: Letter) -> bool:
    """Hand a letter to the mail server, once. False if it was posted before.

    What a secret letter said is forgotten as soon as it is under way.
    """
    unsent = Letter.objects.filter(pk=letter.pk, sent_at=None)
    if not unsent.update(sent_at=timezone.now()):
        return False
    try:
        _message(letter).send()
    except Exception:  # whatever it was: a letter that is not under way is not said to be
        Letter.objects.filter(pk=letter.pk).update(sent_at=None)
        raise
    if letter.secret:
        Letter.objects.filter(pk=letter.pk).update(body="", link="", calendar="")
    return True


def _message(letter: Letter) -> EmailMessage:
    """The letter as mail programs take it: one with a calendar file in it, they offer to enter."""
    message = EmailMessage(letter.subject, letter.body_now, to=[letter.to_email])
    if letter.calendar:
        method = "CANCEL" if "METHOD:CANCEL" in letter.calendar else "REQUEST"
        message.attach("interview.ics", letter.calendar, f"text/calendar; method={method}")
    return message
