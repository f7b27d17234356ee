"""A candidate's search that goes on: one of every row, with a mark in every word."""

from datetime import timedelta

from django.utils import timezone

from afterword.cycle.models import (
    AngryLine,
    Application,
    CompanyInterview,
    Contact,
    Cycle,
    Edit,
    Enclosure,
    Event,
    Feed,
    Hindsight,
    HindsightAnswer,
    Import,
    Mailbox,
    Offer,
    Origin,
    Paper,
    Proposal,
    Reason,
    Upload,
    Wish,
)
from afterword.kit.tokens import digest
from tests.access.canaries import canary
from tests.access.world import World

OFFERED = (
    "work",
    "people",
    "mentoring",
    "place",
    "pay",
    "to_ask",
    "because",
    "gave_up",
    "next_time",
)
NAMES = ("company", "role", "where", "pay", "source_words", "referrer", "notes")


def search(world: World) -> None:
    now, person = timezone.now(), world.people["candidate"]
    cycle = Cycle.objects.create(person=person, name=canary("Cycle.name"), started_on=now.date())
    source = Import.objects.create(
        cycle=cycle,
        file_name=canary("Import.file_name"),
        mapping={"company": canary("Import.mapping")},
        unread=[{"row": 2, "cells": [canary("Import.unread")], "why": "no company"}],
    )
    edit = Edit.objects.create(cycle=cycle, verb="changed")
    one = Application.objects.create(
        cycle=cycle,
        imported=source,
        added_in=edit,
        links=f"https://example.org/{canary('Application.links')}",
        company_key=canary("Application.company"),
        stage="phone",
        applied_on=now.date(),
        last_on=now.date(),
        **{name: canary(f"Application.{name}") for name in NAMES},
    )
    change = Edit.objects.create(
        cycle=cycle,
        verb="changed",
        changes={f"application:{one.pk}": {"role": [canary("Edit.changes"), one.role]}},
    )
    world.rows |= {"search:cycle": cycle, "search:application": one, "search:edit": change}
    world.rows["search:import"] = source
    _events(world, one)
    _words(world, one)
    _papers(world, one)
    _upload(world, one)
    _mail(world, source)


def _events(world: World, one: Application) -> None:
    now = timezone.now()
    event = Event.objects.create(
        application=one, stage="other", words=canary("Event.words"), on=now.date(), noted_at=now
    )
    world.rows["search:event"] = event
    names = ("people", "where", "notes", "follow_up")
    world.rows["search:interview"] = CompanyInterview.objects.create(
        application=one,
        event=event,
        starts_at=now + timedelta(hours=3),
        follow_up_on=now.date(),
        **{name: canary(f"CompanyInterview.{name}") for name in names},
    )
    world.rows["search:contact"] = Contact.objects.create(
        application=one,
        **{name: canary(f"Contact.{name}") for name in ("name", "address", "notes")},
    )


def _words(world: World, one: Application) -> None:
    now, person = timezone.now(), world.people["candidate"]
    world.rows["search:reason"] = Reason.objects.create(
        application=one, words=canary("Reason.words"), noted_at=now
    )
    world.rows["search:angry"] = AngryLine.objects.create(
        application=one, text=canary("AngryLine.text")
    )
    Wish.objects.create(person=person, kind="work", text=canary("Wish.text"), saved_at=now)
    Hindsight.objects.create(application=one, later="year", asked_at=now)
    HindsightAnswer.objects.create(
        application=one, later="half_year", noted_at=now, words=canary("HindsightAnswer.words")
    )
    Offer.objects.create(
        application=one,
        answer_by=now.date() + timedelta(days=2),
        **{name: canary(f"Offer.{name}") for name in OFFERED},
    )


def _papers(world: World, one: Application) -> None:
    person = world.people["candidate"]
    paper = Paper.objects.create(
        person=person, kind="cv", name=f"{canary('Paper.name')}.pdf", size=30, digest="2" * 64,
        body=b"%PDF-1 " + canary("Paper.body").encode(),
    )  # fmt: skip
    world.rows["search:paper"] = paper
    world.rows["search:enclosure"] = Enclosure.objects.create(application=one, paper=paper)
    for name, ended_at in (("open", None), ("ended", timezone.now())):
        world.tokens[f"feed:{name}"] = f"feed-{name}-{'f' * 30}"
        world.rows[f"search:feed:{name}"] = Feed.objects.create(
            person=person, digest=digest(world.tokens[f"feed:{name}"]), revoked_at=ended_at
        )


def _upload(world: World, one: Application) -> None:
    Origin.objects.create(application=one, id_in_file=canary("Origin.id_in_file"))
    body = f"Company,Role,Status\n{canary('Upload.body')},Baker,Rejected\n".encode()
    name = f"{canary('Upload.name')}.csv"
    world.rows["search:upload"] = Upload.objects.create(
        person=world.people["candidate"], name=name, files=[[name, len(body)]], body=body,
        mapping={"statuses": {canary("Upload.mapping"): "phone"}},
    )  # fmt: skip


def _mail(world: World, source: Import) -> None:
    person, now = world.people["candidate"], timezone.now()
    words = ("company", "role", "subject", "sender", "says")
    for state in ("read", "reading", "unreadable"):
        world.rows[f"search:mailbox:{state}"] = box = Mailbox.objects.create(
            person=person, state=state, name=canary("Mailbox.name"), messages=3, total=9,
            files=[canary("Mailbox.files")], imported=source if state == "read" else None,
            unread=[[canary("Mailbox.unread"), "it is empty"]], unread_count=1,
            remarks=[canary("Mailbox.remarks")], why=canary("Mailbox.why"),
        )  # fmt: skip
    for number, dismissed in enumerate((None, now)):
        world.rows["search:proposal" if dismissed is None else "search:dismissed"] = (
            Proposal.objects.create(
                person=person, mailbox=box, key=str(number), stage="phone", on=now.date(),
                sure=True, dismissed_at=dismissed,
                company_key=canary("Proposal.company"), role_key=canary("Proposal.role"),
                **{name: canary(f"Proposal.{name}") for name in words},
            )
        )  # fmt: skip
