"""`afterword demo`: a fictional club, for looking around."""

import secrets
from argparse import Namespace
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from afterword.host import club, starting
from afterword.host.errors import CannotGoOn, NotForADemo
from afterword.people.models import Person


def run(options: Namespace) -> None:
    """Fill an empty data folder with the club; in a folder that has it, only new passwords."""
    if settings.MAIL:
        raise CannotGoOn("the club's people are made up and get no mail: leave out AFTERWORD_SMTP.")
    with starting.only_server(settings.DATA):
        starting.prepare(settings.DATA)
        password = _founded(settings.DATA / "demo")
    print("The Night Owls are a fictional club. Everybody in it has this password until the next")
    print(f"time it is opened: {password}\n")
    for person in Person.objects.order_by("created_at"):
        print(f"    {person.email:<20} {person.name}{', the host' if person.is_host else ''}")
    print("\nAs Dov you see a program, as Ben somebody who is looking for a job.\n")


def _founded(mark: Path) -> str:
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    if mark.exists():
        for person in Person.objects.all():
            person.set_password(password)
            person.save(update_fields=["password"])
        return password
    if Person.objects.exists():
        raise NotForADemo(settings.DATA)
    club.found(password=password, now=timezone.now())
    mark.touch()
    return password
