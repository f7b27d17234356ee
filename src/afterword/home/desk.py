"""What is mine to do today, gathered from every part, in the order in which it is due.

A matter says one thing to do. `when` sorts it and `soon` tells whether it is for today; the rest
stands below. The whole desk takes ten queries at most, however much lies on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import DateTimeField, QuerySet, Value
from django.urls import reverse

from afterword.debriefs.paused import paused_of
from afterword.home import sentences
from afterword.home.hours import HALVES_STAY, Proposals, Seat, hours_of, proposals_in
from afterword.home.search import AHEAD, MOST, Due, Wants, due_in_search
from afterword.interviews.enums import ChairKind, InterviewState
from afterword.kit.address import page_of
from afterword.notes import access as notes_access
from afterword.notes.enums import NotesState, ReadingState, ReviewState
from afterword.people.access import reports_to_answer
from afterword.people.enums import ReportState
from afterword.people.prepared import ForViewer
from afterword.people.queries import links_nobody_took, open_commitments, unread_letters
from afterword.people.viewer import Viewer

SOON = timedelta(hours=24)

Row = tuple[Any, ...]  # Any: columns of several kinds


@dataclass(frozen=True)
class Matter:
    """One thing to do, or to wait for (`mine` is false), with the page that does it."""

    title: str
    about: str
    url: str
    action: str
    when: datetime
    mine: bool = True
    shows_time: bool = False
    live: bool = False
    day: date | None = None  # where it is a day, and no hour, that counts
    any_time: bool = False  # below everything that has its time


@dataclass(frozen=True)
class Desk:
    """Everything on it. `first` is the one thing to do next."""

    first: Matter | None
    today: list[Matter]
    later: list[Matter]
    commitments: list[str]
    unread: int


def desk_of(viewer: Viewer, *, now: datetime) -> Desk:
    """The desk of somebody with an account."""
    person = viewer.person
    if person is None:
        return Desk(None, [], [], [], 0)
    matters = sorted(_matters(viewer, now), key=lambda one: (not one.live, one.when, one.url))
    first = next((one for one in matters if one.mine and _is_soon(one, now)), None)
    others = [one for one in matters if one is not first]
    return Desk(
        first=first,
        today=[one for one in others if one.mine and _is_soon(one, now)],
        later=[one for one in others if not (one.mine and _is_soon(one, now))],
        commitments=[text for (text,) in _commitments(viewer)[:5]],
        unread=_unread(viewer).count(),
    )


# Each row's name and one moment of it: all that the desk says about what others wrote.
def _read_by(viewer: Viewer) -> "QuerySet[Any, Row]":
    """Reviews, second readings and notes from the record in one query: page, name, due or since."""
    reviews = notes_access.reviews_of(viewer).filter(state=ReviewState.ASKED)
    readings = notes_access.second_readings_of(viewer).filter(state=ReadingState.ASKED)
    stand_ins = notes_access.stand_ins_of(viewer).filter(sent_at=None)
    of_reviews, of_readings, of_stand_ins = (
        rows.order_by().annotate(page=Value(page)).values_list("page", "pk", moment)
        for rows, page, moment in (
            (reviews, "review", "due_at"),
            (readings, "second-reading", "due_at"),
            (stand_ins, "stand-in", "created_at"),
        )
    )
    return of_reviews.union(of_readings, of_stand_ins, all=True)


_to_read = ForViewer(_read_by)


def _organized_by(viewer: Viewer, now: datetime) -> "QuerySet[Any, Row]":
    """Reports to answer and links that nobody took, in one query: page, name, since, program."""
    reports = reports_to_answer(viewer).filter(state=ReportState.OPEN).order_by()
    of_reports = reports.annotate(page=Value("report-answer"), of=Value(""))
    of_links = links_nobody_took(viewer, now=now).annotate(page=Value("invite"))
    return of_reports.values_list("page", "pk", "created_at", "of").union(
        of_links.values_list("page", "program", "created_at", "program__name"), all=True
    )


_organized = ForViewer(_organized_by, now=DateTimeField())
_commitments = ForViewer(lambda viewer: open_commitments(viewer.person).values_list("text"))
_unread = ForViewer(lambda viewer: unread_letters(viewer.person).values_list("pk"))


def _is_soon(matter: Matter, now: datetime) -> bool:
    return matter.live or matter.when <= now + SOON


def _matters(viewer: Viewer, now: datetime) -> Iterator[Matter]:
    hours = list(hours_of(viewer, now=now))
    proposals = proposals_in(
        mine.interview for mine, _ in hours if mine.state == InterviewState.PROPOSED
    )
    for mine, other in hours:
        if mine.state == InterviewState.ENDED:
            yield from _after(mine, other, now)
        else:
            yield _before(mine, other, proposals, now)
    yield from (_to_be_read(*row) for row in _to_read(viewer))
    # However many links lead into a program, they lie on one page.
    organized = {row[:2]: row for row in _organized(viewer, now=now)}
    yield from (_of_organizer(*row, now=now) for row in organized.values())
    yield from (_of_search(due) for due in due_in_search(viewer, now=now))
    yield from _paused(viewer, now)


def _paused(viewer: Viewer, now: datetime) -> Iterator[Matter]:
    """What was begun and left has no hour: it comes last of what is for today."""
    last, paused = now + SOON, paused_of(viewer)
    for interview in paused.interviews[:MOST]:
        title, page = sentences.go_on(interview.company), "debriefs:interview"
        about, url = sentences.still_empty(interview), page_of(page, interview.pk)
        yield Matter(title, about, url, "Go on", last, any_time=True)
    for cycle in paused.cycles[:MOST]:
        title, url = (
            sentences.go_on(cycle.cycle),
            reverse("debriefs:step", args=[cycle.pk, cycle.at]),
        )
        yield Matter(title, sentences.unanswered(cycle), url, "Go on", last, any_time=True)


def _of_organizer(page: str, pk: UUID, since: datetime, program: str, *, now: datetime) -> Matter:
    url = page_of(f"people:{page}", pk)
    if page == "report-answer":
        return Matter("A report", sentences.REPORT, url, "Read it", since)
    about, later = sentences.nobody_came(program), now + 2 * SOON
    return Matter(sentences.LINK, about, url, "See it", later, mine=False)


def _to_be_read(page: str, pk: UUID, due: datetime) -> Matter:
    url = page_of(f"notes:{page}", pk)
    if page == "review":
        title, about = "Review hiring notes", sentences.REVIEW
        return Matter(title, about, url, "Review them", due, shows_time=True)
    if page == "stand-in":
        title, about = "Write notes from the record", sentences.STAND_IN
        return Matter(title, about, url, "Write them", due)
    title, about = "Read a record a second time", sentences.SECOND_READING
    return Matter(title, about, url, "Read it", due, any_time=True)


def _of_search(due: Due) -> Matter:
    if due.wants is Wants.FOLLOW_UP:
        title, page = sentences.write_to(due.company), page_of("cycle:application", due.row)
        return Matter(title, sentences.FOLLOW_UP, page, "Open it", due.when)
    if due.wants is Wants.ANSWER:
        title, page = sentences.answer_offer(due.company), reverse("cycle:offers")
        return Matter(title, sentences.answer_by(due.day), page, "Compare", due.when, day=due.day)
    if due.wants is Wants.HINDSIGHT:
        page = reverse("cycle:hindsight")
        when = due.when + 2 * AHEAD
        return Matter(
            sentences.LONG_AGO, sentences.HINDSIGHT, page, "Look back", when, any_time=True
        )
    if due.wants is Wants.LOOK_BACK:
        title, page = sentences.how_was_it(due.company), reverse("debriefs:overview")
        return Matter(title, sentences.WHILE_FRESH, page, "Look back", due.when)
    title, page = sentences.company_interview(due.company), page_of("cycle:interview", due.row)
    return Matter(title, sentences.COMPANY_INTERVIEW, page, "Open it", due.when, shows_time=True)


def _before(mine: Seat, other: Seat, proposals: Proposals, now: datetime) -> Matter:
    page = page_of("interviews:interview", mine.interview)
    title = sentences.who_sits_where(mine, other)
    if mine.state == InterviewState.RUNNING:
        room = page_of("interviews:room", mine.interview)
        return Matter(title, sentences.RUNNING, room, "Go to the room", now, live=True)
    if mine.state == InterviewState.BOOKED:
        when = mine.starts_at or now
        return Matter(title, sentences.booked(mine), page, "Open it", when, shows_time=True)
    times = proposals[mine.interview]
    waits_for_me = any(by != mine.pk for by, _ in times)
    about = sentences.proposed(len(times), other, mine=waits_for_me)
    when = now if waits_for_me else min([now + SOON * 2, *(starts for _, starts in times)])
    return Matter(title, about, page, "Choose a time", when, mine=waits_for_me)


def _after(mine: Seat, other: Seat, now: datetime) -> Iterator[Matter]:
    ended = mine.ended_at or now
    if mine.kind == ChairKind.CANDIDATE:
        yield from _candidates(mine, other, ended, since=now - HALVES_STAY)
    else:
        yield from _interviewers(mine, other, ended)


def _candidates(mine: Seat, other: Seat, ended: datetime, *, since: datetime) -> Iterator[Matter]:
    letter = mine.notes_state == NotesState.RELEASED
    if letter and not mine.replied_at and (not mine.opened_at or ended >= since):
        about = sentences.LETTER_OPENED if mine.opened_at else sentences.LETTER
        yield _about("letter", mine, sentences.wrote_to_you(other), about, "Read it", ended)
    if not letter and not mine.half_sent_at:
        title = sentences.your_half(other)
        yield _about("self-assessment", mine, title, sentences.YOUR_HALF, "Write it", ended)
    asked = mine.change_asked_at
    if asked and asked >= since and not mine.change_told_at:
        title = sentences.what_changed(other)
        page = page_of("notes:letter", mine.interview) + "#change"
        yield Matter(title, sentences.CHANGE, page, "Tell them", asked)


def _interviewers(mine: Seat, other: Seat, ended: datetime) -> Iterator[Matter]:
    if not mine.notes_state:
        title = sentences.your_notes(other)
        yield _about("write", mine, title, sentences.YOUR_NOTES, "Write them", ended)
    elif mine.notes_state == NotesState.RETURNED:
        title = sentences.notes_returned(other)
        yield _about("write", mine, title, sentences.RETURNED, "Read the comments", ended)
    elif not mine.has_answered:
        title = sentences.next_round(other)
        yield _about("next-round", mine, title, sentences.NEXT_ROUND, "Answer", ended)
    if mine.replied_at and mine.question and not mine.answered_at:
        title = sentences.asks_you(other)
        yield _about("written", mine, title, sentences.ONE_QUESTION, "Answer", ended)


def _about(page: str, seat: Seat, title: str, about: str, action: str, when: datetime) -> Matter:
    return Matter(title, about, page_of(f"notes:{page}", seat.interview), action, when)
