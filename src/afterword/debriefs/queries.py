"""Named reads about debriefs: which there are, and who may still read one by a link."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, UUIDField

from afterword.cycle.access import own_cycles, own_interviews
from afterword.cycle.enums import InterviewKind
from afterword.cycle.models import CompanyInterview, Cycle
from afterword.debriefs.access import own_cycle_debriefs, own_interview_debriefs
from afterword.debriefs.models import CycleDebrief, ShareLink
from afterword.kit.prepared import Prepared
from afterword.people.prepared import ForViewer
from afterword.people.viewer import Viewer


def interviews_without_debrief(viewer: Viewer) -> QuerySet[CompanyInterview]:
    """The viewer's company interviews that nobody has looked back on."""
    return own_interviews(viewer).filter(debrief=None).select_related("application")


cycles_of = ForViewer(lambda viewer: own_cycles(viewer).order_by("ended_on", "-started_on", "pk"))
cycle_debriefs_of = ForViewer(lambda viewer: own_cycle_debriefs(viewer).select_related(None))
UNREVOKED = {"revoked_at": None}
OWN = [one.attname for one in CycleDebrief._meta.concrete_fields]
OF_CYCLE = [one.attname for one in Cycle._meta.concrete_fields]
_one = ForViewer(
    lambda viewer, pk: (
        own_cycle_debriefs(viewer)
        .select_related(None)
        .filter(pk=pk)
        .annotate(shared=Exists(ShareLink.objects.filter(debrief=OuterRef("pk"), **UNREVOKED)))
        .values_list(*OWN, *(f"cycle__{name}" for name in OF_CYCLE), "shared")
    ),
    pk=UUIDField(),
)


def cycle_debrief(viewer: Viewer, pk: UUID) -> CycleDebrief | None:
    """One of the viewer's debriefs of cycles, with its cycle and its person."""
    row = next(iter(_one(viewer, pk=pk)), None)
    if row is None or viewer.person is None:
        return None
    debrief = CycleDebrief.from_db(connection.alias, OWN, row[: len(OWN)])
    debrief.cycle = Cycle.from_db(connection.alias, OF_CYCLE, row[len(OWN) : -1])
    debrief.is_shared = row[-1]
    debrief.cycle.person = viewer.person
    return debrief


_open_links = Prepared(
    lambda debrief, now: ShareLink.objects.filter(
        debrief=debrief, expires_at__gt=now, **UNREVOKED
    ).order_by("created_at"),
    debrief=UUIDField(), now=DateTimeField(),
)  # fmt: skip


def open_links_of(debrief: CycleDebrief, *, now: datetime) -> list[ShareLink]:
    """The links that open something of it; nobody asks where there never was one."""
    return list(_open_links(debrief=debrief.pk, now=now)) if debrief.is_shared else []


waiting_for = ForViewer(
    lambda viewer: (
        interviews_without_debrief(viewer)
        .order_by("-starts_at", "pk")
        .values_list("pk", "kind", "starts_at", "application__company")
    )
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
