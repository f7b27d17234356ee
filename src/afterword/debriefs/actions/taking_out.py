"""Taking out what came of a document of debriefs."""

from datetime import datetime
from itertools import zip_longest
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from afterword.cycle.actions.restoring import take_out_wishes
from afterword.debriefs.errors import UndoneAlready
from afterword.debriefs.models import CycleDebrief, DebriefImport, InterviewDebrief, Point
from afterword.journal.actions import record
from afterword.people import actions as people
from afterword.people.models import Person
from afterword.questions.restoring import take_out_retellings


@transaction.atomic
def take_out(source: DebriefImport, *, by: Person, now: datetime) -> int:
    """Undo an import, but for what was written in since: how many stay. Raises UndoneAlready."""
    there = DebriefImport.objects.filter(pk=source.pk, undone_at=None)
    if not there.update(undone_at=now):
        raise UndoneAlready
    brought = source.brought
    interviews = InterviewDebrief.objects.filter(pk__in=brought["interviews"])
    cycles = CycleDebrief.objects.filter(pk__in=brought["cycles"], taken_back_at=None)
    later = Q(created_at__gt=source.created_at) | Q(ties__created_at__gt=source.created_at)
    written = Point.objects.filter(later, debrief=OuterRef("pk"))
    interviews.filter(revision=0).delete()
    cycles.filter(~Exists(written), revision=0).update(taken_back_at=now)
    stay = [*(one.origin for one in interviews), *(one.origin for one in cycles)]
    states = dict(zip_longest(map(UUID, brought["commitments"]), brought.get("states", ())))
    people.take_out_commitments(source.person, states, but_from=stay)
    offered = [one.retelling_id for one in interviews if one.retelling_id]
    take_out_retellings(source.person, brought["retellings"], but=offered)
    take_out_wishes(source.person, dict(brought.get("wishes", ())))
    record(by, "debriefs.taken_out", source)
    return len(stay)
