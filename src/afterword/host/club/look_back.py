"""What Ben of the fictional club made of his company interviews and of his first search."""

from collections.abc import Iterator
from datetime import timedelta

from afterword.cycle.models import Application, CompanyInterview, Cycle
from afterword.debriefs.actions import cycles as looking_back
from afterword.debriefs.actions import interviews as looking_closely
from afterword.debriefs.actions import points
from afterword.debriefs.enums import Length, PointKind, Step
from afterword.debriefs.ties import Seen
from afterword.host.club.days import Calendar, Words, words
from afterword.people import actions as people
from afterword.people.models import Person


def look_back(ben: Person, calendar: Calendar) -> None:
    """On three company interviews, each when it was fresh, and on the search that is over."""
    _look_at_interviews(ben, calendar)
    _look_at_search(ben, calendar)


def _interviews() -> Iterator[tuple[Words, Words]]:
    """Every company interview with the application that it is of."""
    for search in words()["searches"]:
        for application in search["applications"]:
            yield from ((one, application) for one in application.get("interviews", []))


def _held(ben: Person, name: str, calendar: Calendar) -> CompanyInterview:
    told, of = next(pair for pair in _interviews() if pair[0]["name"] == name)
    return CompanyInterview.objects.get(
        application__cycle__person=ben,
        application__company=of["company"],
        starts_at=calendar.starts(told),
    )


def _look_at_interviews(ben: Person, calendar: Calendar) -> None:
    for told in words()["looked_back"]:
        interview = _held(ben, told["interview"], calendar)
        assert interview.starts_at is not None  # noqa: S101  the file gives every one its hour
        now = interview.starts_at + timedelta(days=told["days_after"], hours=5)
        debrief = looking_closely.begin(interview, by=ben, now=now)
        said = {
            name: value for name, value in told.items() if name not in ("interview", "days_after")
        }
        looking_closely.save(debrief, looking_closely.Typed(**said), revision=0, now=now)
        looking_closely.end(debrief, now=now)


def _look_at_search(ben: Person, calendar: Calendar) -> None:
    told = words()["debrief"]
    search, now = Cycle.objects.get(person=ben, name=told["of"]), calendar.evening(told["day"])
    debrief = looking_back.begin(search, length=Length.HOUR, now=now)
    for revision, (step, said) in enumerate(told["answers"].items()):
        looking_back.save(debrief, step=Step(step), words=said, revision=revision, now=now)
    for one in told["points"]:
        seen = [*_seen_in(one, search, calendar)]
        points.add_point(debrief, kind=PointKind(one["kind"]), text=one["text"], seen=seen)
    for one in told["commitments"]:
        meant = looking_back.commit(debrief, text=one["text"])
        if one.get("held"):
            people.keep_commitment(meant, by=ben)
    looking_back.end(debrief, now=now)


def _seen_in(told: Words, search: Cycle, calendar: Calendar) -> Iterator[Seen]:
    for name in told.get("interviews", []):
        yield Seen(interview=_held(search.person, name, calendar).pk)
    for name in told.get("companies", []):
        yield Seen(application=Application.objects.get(cycle=search, company=name).pk)
    if "day" in told:
        yield Seen(on=calendar.day(told["day"]), words=told["words"])
