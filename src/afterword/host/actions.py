"""Setting up, and helping somebody back in: one verb, one transaction, one journal entry."""

import secrets
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction

from afterword.host import emails, queries
from afterword.host.enums import Purpose, Reach
from afterword.host.errors import CannotHost, HostExists, LinkSpent, NoSuchPerson, NotAnswered
from afterword.host.models import Hello, House, ReturnLink
from afterword.journal.actions import SYSTEM, Actor, record
from afterword.kit import tokens
from afterword.people import actions as people
from afterword.people.enums import ReviewPolicy
from afterword.people.models import Person, Program
from afterword.people.post import write_to

HELLO_LASTS = timedelta(days=1)
RETURN_LASTS = timedelta(minutes=15)
INVITATION_DAYS = 30


@transaction.atomic
def make_host(*, email: str, password: str, name: str, time_zone: str) -> Person:
    """The host's account: there is one. Raises HostExists."""
    House.objects.select_for_update().get_or_create(pk=1)
    if queries.has_host():
        raise HostExists
    host = Person.objects.create_user(email, password, name=name, time_zone=time_zone, is_host=True)
    EmailAddress.objects.create(user=host, email=host.email, primary=True, verified=True)
    record(host, "host.made", host)
    return host


@transaction.atomic
def answer_purpose(*, purpose: Purpose, program_name: str, by: Person) -> House:
    """Who it is for. Can be answered again until set-up is finished."""
    house, _ = House.objects.update_or_create(
        pk=1, defaults={"purpose": purpose, "program_name": program_name}
    )
    record(by, "house.purpose_answered", house, {"purpose": purpose})
    return house


@transaction.atomic
def answer_reach(*, reach: Reach, by: Person, now: datetime) -> House:
    """Who must reach it. Makes a link to try from a second device, if there is none."""
    house, _ = House.objects.update_or_create(pk=1, defaults={"reach": reach})
    if queries.open_hello(now=now) is None:
        _new_hello(now=now)
    record(by, "house.reach_answered", house, {"reach": reach})
    return house


@transaction.atomic
def make_hello(*, by: Person, now: datetime) -> Hello:
    """Another link to try from a second device; the one before ends."""
    Hello.objects.filter(expires_at__gt=now).update(expires_at=now)
    hello = _new_hello(now=now)
    record(by, "hello.made", hello)
    return hello


def _new_hello(*, now: datetime) -> Hello:
    # Short enough to type on a phone: it opens a page that says hello, and no more.
    return Hello.objects.create(nonce=secrets.token_hex(4), expires_at=now + HELLO_LASTS)


@transaction.atomic
def reach(hello: Hello, *, address: str, from_elsewhere: bool, now: datetime) -> None:
    """Somebody opened the link. From another machine counts more than from this one."""
    before = Hello.objects.filter(pk=hello.pk, from_elsewhere=False)
    changed = before.update(reached_at=now, reached_by=address, from_elsewhere=from_elsewhere)
    if changed:
        record(SYSTEM, "hello.reached", hello, {"elsewhere": from_elsewhere})


@transaction.atomic
def finish(*, by: Person, now: datetime) -> House:
    """Make what was answered: nothing more for one, a program for two or for many."""
    house = House.objects.select_for_update().filter(pk=1).first()
    if house is None or not house.purpose or not house.reach:
        raise NotAnswered
    if house.finished_at is None:
        house.program = _program_for(house, by=by, now=now)
        house.finished_at = now
        house.save()
        record(by, "house.finished", house)
    return house


def _program_for(house: House, *, by: Person, now: datetime) -> Program | None:
    if house.purpose == Purpose.ME:
        return None
    program = people.create_program(by=by, name=house.program_name, now=now)
    if house.purpose == Purpose.FRIEND:
        people.change_program(program, by=by, changes={"review_policy": ReviewPolicy.NONE}, now=now)
        people.invite_many(program, by=by, days=INVITATION_DAYS, uses=1, now=now)
    return program


@transaction.atomic
def make_return_link(email: str, *, now: datetime) -> tuple[ReturnLink, str]:
    """A link for somebody locked out, and its token. Without an address: the host's.

    Raises NoSuchPerson.
    """
    wanted = {"email__iexact": email} if email else {"is_host": True}
    person = Person.objects.filter(**wanted, is_active=True).order_by("created_at").first()
    if person is None:
        raise NoSuchPerson(email)
    ReturnLink.objects.filter(person=person, used_at=None).update(expires_at=now)
    token = tokens.new_token()
    link = ReturnLink.objects.create(
        person=person, digest=tokens.digest(token), expires_at=now + RETURN_LASTS
    )
    record(SYSTEM, "return_link.made", link)
    return link, token


@transaction.atomic
def let_back_in(
    link: ReturnLink, *, password: str, without_second_step: bool, now: datetime
) -> Person:
    """Set the new password, once. Ends every session there was. Raises LinkSpent."""
    unused = ReturnLink.objects.filter(pk=link.pk, used_at=None, expires_at__gt=now)
    if not unused.update(used_at=now):
        raise LinkSpent
    person = link.person
    person.set_password(password)
    person.save(update_fields=["password"])
    if without_second_step:
        Authenticator.objects.filter(user=person).delete()
    record(person, "return_link.used", link, {"second_step_removed": without_second_step})
    return person


@transaction.atomic
def hand_over(*, to: Person, by: Actor) -> None:
    """Let somebody else look after the server: there is one host. Raises CannotHost."""
    House.objects.select_for_update().get_or_create(pk=1)
    if isinstance(by, Person) and not Person.objects.filter(pk=by.pk, is_host=True).exists():
        raise CannotHost
    here = Person.objects.filter(pk=to.pk, is_active=True, leaves_at=None, is_host=False)
    if not here.update(is_host=True):
        raise CannotHost
    Person.objects.filter(is_host=True).exclude(pk=to.pk).update(is_host=False)
    record(by, "host.handed_over", to)
    write_to(to, emails.server_is_yours())
