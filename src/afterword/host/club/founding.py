"""A fictional club for looking around: people, interviews at every stage, and job searches."""

from datetime import datetime, timedelta

from django.db import transaction

from afterword.calibration import actions as calibration
from afterword.host import actions
from afterword.host.club import search, term
from afterword.host.club.hour import ExampleHour
from afterword.host.enums import Purpose, Reach
from afterword.host.followers import Followers
from afterword.interviews import actions as interviews
from afterword.interviews import record
from afterword.interviews.enums import ChairKind
from afterword.interviews.models import Interview
from afterword.interviews.plan import Plan
from afterword.interviews.queries import chair
from afterword.notes import actions as notes
from afterword.notes import example
from afterword.people import actions as people
from afterword.people.models import Person, Program
from afterword.questions.enums import Kind
from afterword.questions.models import Question

HOST = "dov@example.org"
TERM_ENDED = 14  # days ago: what comes after is told hour by hour
BEFORE_THE_TERM = timedelta(days=150)
MEMBERS = {
    "ada@example.org": ("Ada Lindqvist", "Europe/Stockholm"),
    "ben@example.org": ("Ben Okafor", "Europe/Lisbon"),
    "cleo@example.org": ("Cleo Marchetti", "Europe/Rome"),
    "ines@example.org": ("Inês Carvalho", "Europe/Lisbon"),
    "tomas@example.org": ("Tomás Novák", "Europe/Prague"),
    "jun@example.org": ("Jun Takahashi", "Asia/Tokyo"),
    "laila@example.org": ("ليلى حداد", "Asia/Beirut"),
}


@transaction.atomic(using=record.DATABASE)
@transaction.atomic
def found(*, password: str, now: datetime) -> Person:
    """The whole club, with everybody's password; its host, who organizes it."""
    host = actions.make_host(
        email=HOST, password=password, name="Dov Adler", time_zone="Europe/Berlin"
    )
    actions.answer_purpose(purpose=Purpose.PROGRAM, program_name="Night Owls", by=host)
    actions.answer_reach(reach=Reach.MACHINE, by=host, now=now)
    program = actions.finish(by=host, now=now).program
    assert program is not None  # noqa: S101  asked for two lines above
    _read_again(program, share=100, by=host, now=now - BEFORE_THE_TERM)
    cast = {"dov": host, **_members(program, by=host, password=password, now=now)}
    for hour in term.hours(program, cast, ends=now - timedelta(days=TERM_ENDED)):
        hour.play()
    _finished(program, cast, now=now)
    _read_again(program, share=50, by=host, now=now)
    search.play(program, cast, now=now)
    Followers().catch_up(now=now)
    for person in cast.values():  # what was written then has long been read
        people.put_all_away(person, now=now)
    _under_way(program, cast, now=now)
    _ahead(program, cast, now=now)
    notes.ask_second_readers(now=now)
    calibration.refit(program, now=now)
    return host


def _read_again(program: Program, *, share: int, by: Person, now: datetime) -> None:
    """Of a hundred released notes so many are read a second time; in the term that is over all
    were, so that whoever wrote a reading of one may have taken it up."""
    people.change_program(program, by=by, changes={"second_reading_share": share}, now=now)


def _members(program: Program, *, by: Person, password: str, now: datetime) -> dict[str, Person]:
    invitation = people.invite_many(program, by=by, days=30, uses=50, now=now)
    cast = {}
    for email, (name, zone) in MEMBERS.items():
        person = Person.objects.create_user(email, password, name=name, time_zone=zone)
        people.welcome(person, name=name, time_zone=zone)
        people.accept_invitation(invitation, person=person, now=now)
        cast[email.partition("@")[0]] = person
    return cast


def _finished(program: Program, cast: dict[str, Person], *, now: datetime) -> None:
    """Two hours that are over: their notes are reviewed, read and answered."""
    roles = {"inherited-work-lean-hire": ("ines", "tomas", 12),
             "audio-guides-lean-no-hire": ("ben", "ada", 5)}  # fmt: skip
    for name, (candidate, interviewer, days) in roles.items():
        ExampleHour(
            words=example.words_of(name),
            program=program,
            candidate=cast[candidate],
            interviewer=cast[interviewer],
            reviewer=cast["cleo"],
            began=now - timedelta(days=days),
        ).play()


def _under_way(program: Program, cast: dict[str, Person], *, now: datetime) -> None:
    """One that ended an hour ago, whose notes Dov owes, and one that is running."""
    over = _begun(program, asks=cast["dov"], candidate=cast["jun"], question="hut-bunks",
                  began=now - timedelta(minutes=100))  # fmt: skip
    ended_at = now - timedelta(minutes=60)
    interviews.end_interview(over, by=chair(over, ChairKind.INTERVIEWER), now=ended_at)
    _begun(program, asks=cast["ada"], candidate=cast["laila"], question="knitting-rows",
           began=now - timedelta(minutes=12))  # fmt: skip


def _begun(
    program: Program, *, asks: Person, candidate: Person, question: str, began: datetime
) -> Interview:
    plan = Plan(chair=ChairKind.INTERVIEWER, program=program, other=candidate)
    interview = interviews.start_now(plan, by=asks, now=began)
    mine = chair(interview, ChairKind.INTERVIEWER)
    chosen = Question.objects.get(slug=question, program=None)
    interviews.choose_question(interview, question=chosen, by=mine)
    for one in (mine, chair(interview, ChairKind.CANDIDATE)):
        interviews.give_consent(one, now=began)
    interview.refresh_from_db()
    interviews.start_interview(interview, by=mine, now=began)
    interviews.note_question_seen(interview.pk)
    return interview


def _ahead(program: Program, cast: dict[str, Person], *, now: datetime) -> None:
    """One that is booked, one that waits for Dov's answer, and a guest's."""
    tomorrow = (now + timedelta(days=1)).replace(minute=0, second=0, microsecond=0)
    with_cleo = Plan(chair=ChairKind.CANDIDATE, program=program, other=cast["cleo"])
    booked = interviews.propose(with_cleo, times=[tomorrow], by=cast["dov"], now=now)
    interviews.accept_time(
        booked,
        time_id=booked.proposed_times.get().pk,
        by=chair(booked, ChairKind.INTERVIEWER),
        now=now,
    )
    times = [tomorrow + timedelta(days=days, hours=3) for days in (1, 2, 4)]
    asked = Plan(
        chair=ChairKind.CANDIDATE, kind=Kind.BEHAVIOURAL, program=program, other=cast["dov"]
    )
    interviews.propose(asked, times=times, by=cast["tomas"], now=now)
    guest = Plan(
        chair=ChairKind.CANDIDATE,
        kind=Kind.DESIGN,
        program=program,
        guest_name="Grace Whitfield",
    )
    interviews.propose(guest, times=[one + timedelta(hours=2) for one in times],
                       by=cast["dov"], now=now)  # fmt: skip
