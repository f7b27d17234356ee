"""What is compared of a search's applications, by what came of them: how they began.

They are counted in the database, and their sites by opaque names.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    Exists,
    Min,
    OuterRef,
    Q,
    QuerySet,
)
from django.db.models.functions import Cast

from afterword.cycle.enums import (
    Outcome,
    PaperKind,
    Source,
    Stage,
)
from afterword.cycle.models import Application, Cycle, Enclosure
from afterword.debriefs.patterns import Tally
from afterword.kit.drawing import hole

MOST_SITES = 12
HOW, WHERE, LETTER = "how", "where", "letter"
WITH_LETTER = {True: "with a letter", False: "without a letter"}


def applications_compared(cycle: Cycle) -> list[Tally]:
    """Those that have had their chance, by how they began. For a site there stands a hole."""
    return list(_counted(_settled(cycle)))


def _settled(cycle: Cycle) -> QuerySet[Application]:
    there = Application.objects.filter(cycle=cycle, taken_back_at=None).order_by()
    sent = there.exclude(stage=Stage.NOTED)
    return sent.filter(~Q(outcome=Outcome.OPEN) | Q(interested=True))


WENT_ON, THERE = Count("pk", filter=Q(interested=True)), Count("pk")


def _counted(settled: QuerySet[Application]) -> Iterator[Tally]:
    referred = ~Q(referrer="") | Q(source=Source.REFERRAL)
    others = settled.exclude(referred).values_list("source")
    for source, part, whole in others.annotate(part=WENT_ON, whole=THERE):
        yield Tally(HOW, Source(source).label, part, whole)
    by_somebody = settled.filter(referred).aggregate(part=WENT_ON, whole=THERE)
    if by_somebody["whole"]:
        yield Tally(HOW, Source.REFERRAL.label, by_somebody["part"], by_somebody["whole"])
    yield from _by_site(settled)
    sent = Enclosure.objects.filter(application=OuterRef("pk"), taken_back_at=None)
    letter = Exists(sent.filter(paper__kind=PaperKind.LETTER))
    told = settled.annotate(letter=letter).values_list("letter")
    for has, part, whole in told.annotate(part=WENT_ON, whole=THERE):
        yield Tally(LETTER, WITH_LETTER[has], part, whole)


def _by_site(settled: QuerySet[Application]) -> Iterator[Tally]:
    """The most frequent sites, each by the name of an application that has it."""
    sites = settled.exclude(source_words="").values_list("source_words")
    counted = sites.annotate(part=WENT_ON, whole=THERE, one=Min(Cast("pk", CharField())))
    for _, part, whole, one in sorted(counted, key=lambda row: (-row[2], row[0]))[:MOST_SITES]:
        yield Tally(WHERE, f"from {hole('site', UUID(one))}", part, whole)
