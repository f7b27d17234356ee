"""Whose search it is. Nobody sees another's: not the host, no organizer, no mate of a program.

Every read of a door starts from one of these.
"""

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from afterword.cycle.enums import HELD
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
    Paper,
    Proposal,
    Reason,
    Sharing,
    Upload,
    Wish,
)
from afterword.people.viewer import Viewer


def own_cycles(viewer: Viewer) -> QuerySet[Cycle]:
    """The viewer's cycles, open and ended. A filter by no person finds nothing."""
    return Cycle.objects.filter(person=viewer.person) if viewer.person else Cycle.objects.none()


def own_applications(viewer: Viewer) -> QuerySet[Application]:
    """The viewer's applications, in all cycles, without those that were taken away."""
    return Application.objects.filter(cycle__in=own_cycles(viewer), taken_back_at=None)


Own = TypeVar("Own", bound=Model)


def _of_own(viewer: Viewer, rows: "QuerySet[Own]") -> "QuerySet[Own]":
    """Rows of the viewer's applications. Joined, so that a database may begin with the few rows."""
    if viewer.person is None:
        return rows.none()
    return rows.filter(application__cycle__person=viewer.person, application__taken_back_at=None)


def own_events(viewer: Viewer) -> QuerySet[Event]:
    """What happened to them, as it stands."""
    return _of_own(viewer, Event.objects.filter(taken_back_at=None))


def own_held(viewer: Viewer, *, today: date) -> QuerySet[Event]:
    """What happened to them with somebody there, by today: it can be looked back on."""
    return own_events(viewer).filter(stage__in=HELD).exclude(on__gt=today)


def own_interviews(viewer: Viewer) -> QuerySet[CompanyInterview]:
    """The viewer's company interviews."""
    return _of_own(viewer, CompanyInterview.objects.filter(taken_back_at=None))


def own_contacts(viewer: Viewer) -> QuerySet[Contact]:
    """The people that the viewer noted."""
    return _of_own(viewer, Contact.objects.filter(taken_back_at=None))


def own_reasons(viewer: Viewer) -> QuerySet[Reason]:
    """The viewer's reasons as they stand."""
    return _of_own(viewer, Reason.objects.filter(taken_back_at=None))


def own_angry_lines(viewer: Viewer) -> QuerySet[AngryLine]:
    """The viewer's lines to be angry in."""
    return _of_own(viewer, AngryLine.objects.all())


def own_hindsights(viewer: Viewer) -> QuerySet[Hindsight]:
    """What the viewer was asked much later."""
    return _of_own(viewer, Hindsight.objects.all())


def own_hindsight_answers(viewer: Viewer) -> QuerySet[HindsightAnswer]:
    """What the viewer said then, as it stands."""
    return _of_own(viewer, HindsightAnswer.objects.filter(taken_back_at=None))


def own_offers(viewer: Viewer) -> QuerySet[Offer]:
    """What the viewer wrote down of offers."""
    return _of_own(viewer, Offer.objects.filter(taken_back_at=None))


def own_enclosures(viewer: Viewer) -> QuerySet[Enclosure]:
    """Which of the viewer's papers went out with which application."""
    return _of_own(viewer, Enclosure.objects.filter(taken_back_at=None))


def own_papers(viewer: Viewer) -> QuerySet[Paper]:
    """The viewer's CVs and letters."""
    return Paper.objects.filter(person=viewer.person) if viewer.person else Paper.objects.none()


def own_wishes(viewer: Viewer) -> QuerySet[Wish]:
    """What would make it right for the viewer."""
    return Wish.objects.filter(person=viewer.person) if viewer.person else Wish.objects.none()


def own_feeds(viewer: Viewer) -> QuerySet[Feed]:
    """The viewer's calendar addresses that still answer."""
    mine = Feed.objects.filter(revoked_at=None)
    return mine.filter(person=viewer.person) if viewer.person else mine.none()


def own_sharings(viewer: Viewer) -> QuerySet[Sharing]:
    """Where the viewer shares how long answers took, now."""
    mine = Sharing.objects.filter(stopped_at=None)
    return mine.filter(person=viewer.person) if viewer.person else mine.none()


def own_edits(viewer: Viewer) -> QuerySet[Edit]:
    """What the viewer did."""
    return Edit.objects.filter(cycle__in=own_cycles(viewer))


def own_imports(viewer: Viewer) -> QuerySet[Import]:
    """The files that the viewer brought in."""
    return Import.objects.filter(cycle__in=own_cycles(viewer))


def own_uploads(viewer: Viewer) -> QuerySet[Upload]:
    """Files that the viewer is about to bring in."""
    return Upload.objects.filter(person=viewer.person) if viewer.person else Upload.objects.none()


def own_mailboxes(viewer: Viewer) -> QuerySet[Mailbox]:
    """The mail that the viewer brought, being read or read."""
    return Mailbox.objects.filter(person=viewer.person) if viewer.person else Mailbox.objects.none()


def own_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """What the viewer's mail was found to tell."""
    mine = Proposal.objects.filter(person=viewer.person)
    return mine if viewer.person else Proposal.objects.none()
