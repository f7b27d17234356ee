"""Named reads about debriefs: which there are, and who may still read one by a link."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, FilteredRelation, Q, QuerySet, UUIDField

from afterword.cycle.access import own_cycles, own_interviews
from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import CompanyInterview, Cycle
from afterword.debriefs.access import own_cycle_debriefs, own_interview_debriefs
from afterword.debriefs.models import CycleDebrief, ShareLink
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer


def interviews_without_debrief(viewer: Viewer) -> QuerySet[CompanyInterview]:
    """The viewer's company interviews that nobody has looked back on."""
    return own_interviews(viewer).filter(debrief=None).select_related("application")


cycles_of = ForViewer(lambda viewer: own_cycles(viewer).order_by("ended_on", "-started_on", "pk"))
cycle_debriefs_of = ForViewer(lambda viewer: own_cycle_debriefs(viewer).select_related(None))
OWN = [one.attname for one in CycleDebrief._meta.concrete_fields]
OF_CYCLE = [one.attname for one in Cycle._meta.concrete_fields]
OF_LINK = [one.attname for one in ShareLink._meta.concrete_fields]
UNREVOKED = Q(share_links__revoked_at=None)
_one = ForViewer(
    lambda viewer, pk: (
        own_cycle_debriefs(viewer)
        .select_related(None)
        .filter(pk=pk)
        .annotate(link=FilteredRelation("share_links", condition=UNREVOKED))
        .order_by("link__created_at")
        .values_list(
            *OWN,
            *(f"cycle__{name}" for name in OF_CYCLE),
            *(f"link__{name}" for name in OF_LINK),
        )
    ),
    pk=UUIDField(),
)


def cycle_debrief(viewer: Viewer, pk: UUID) -> CycleDebrief | None:
    """One of the viewer's debriefs of cycles, with its cycle, its person and its links."""
    rows = list(_one(viewer, pk=pk))
    if not rows or viewer.person is None:
        return None
    own, of_cycle = rows[0][: len(OWN)], rows[0][len(OWN) : len(OWN) + len(OF_CYCLE)]
    debrief = CycleDebrief.from_db(connection.alias, OWN, own)
    debrief.cycle = Cycle.from_db(connection.alias, OF_CYCLE, of_cycle)
    debrief.cycle.person = viewer.person
    of_links = (row[len(OWN) + len(OF_CYCLE) :] for row in rows)
    debrief.unrevoked = [
        ShareLink.from_db(connection.alias, OF_LINK, link) for link in of_links if link[0]
    ]
    return debrief


def open_links_of(debrief: CycleDebrief, *, now: datetime) -> list[ShareLink]:
    """The links that open something of it, the first one first."""
    return [one for one in debrief.unrevoked if one.expires_at > now]


# What is still ahead was not yet held; what has no time may have been.
waiting_for = ForViewer(
    lambda viewer, now: (
        interviews_without_debrief(viewer)
        .exclude(starts_at__gt=now)
        .order_by("-starts_at", "pk")
        .values_list("pk", "kind", "starts_at", "application__company")
    ),
    now=DateTimeField(),
)
looked_back_on = ForViewer(
    lambda viewer: own_interview_debriefs(viewer).values_list(
        "pk", "begun_at", "application__company"
    )
)


class Waiting(NamedTuple):
    """A company interview that nobody has looked back on."""

    pk: UUID
    kind: str
    starts_at: datetime | None
    company: str

    @property
    def title(self) -> str:
        """Its kind, as it is called."""
        return InterviewKind(self.kind).label


class Done(NamedTuple):
    """A company interview that was looked back on, by the name of its debrief."""

    pk: UUID
    begun_at: datetime
    company: str
