"""An example interview from notes/examples, held once more by people of the fictional club.

Every step goes through the parts' own actions, at the time it would have happened.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from afterword.interviews import actions as interviews
from afterword.interviews import protocol, record
from afterword.interviews.actions.sealing import seal_record
from afterword.interviews.enums import ChairKind, Seniority
from afterword.interviews.models import Chair, Entry, Interview
from afterword.interviews.plan import Plan
from afterword.interviews.queries import chair
from afterword.notes import actions as writing
from afterword.notes import example
from afterword.notes.example import Words
from afterword.notes.models import HiringNotes
from afterword.people.models import Person, Program
from afterword.questions.enums import Kind
from afterword.questions.models import Question


@dataclass(frozen=True)
class ExampleHour:
    """What stands in an example file, the people who play it, and when it began."""

    words: Words
    program: Program
    candidate: Person
    interviewer: Person
    reviewer: Person
    began: datetime
    reader: Person | None = None

    def after(self, **passed: float) -> datetime:
        """A moment, so long after the interview began."""
        return self.began + timedelta(**passed)

    def play(self) -> HiringNotes:
        """From booking to the candidate's reading it, and their question where they have one."""
        interview = self._hold()
        self._assess(interview)
        hiring_notes = self._write(interview)
        self._review(hiring_notes)
        self._open(hiring_notes)
        if "reply" in self.words:
            self._reply(hiring_notes)
        if self.reader is not None and "second_reading" in self.words:
            self._read_again(hiring_notes, self.reader)
        return hiring_notes

    def _hold(self) -> Interview:
        interview = self._begin()
        asks = chair(interview, ChairKind.INTERVIEWER)
        for note in self.words["private_notes"]:
            interviews.write_private_note(
                asks,
                line=uuid4(),
                moment=example.micros(note["minute"]),
                text=note["text"],
                now=self.after(minutes=note["minute"]),
            )
        record.append(list(self._record(interview, asks)), after={})
        interviews.note_question_seen(interview.pk)
        interviews.end_interview(interview, by=asks, now=self.after(minutes=40))
        seal_record(interview.pk)
        interview.refresh_from_db()
        return interview

    def _begin(self) -> Interview:
        plan = Plan(
            chair=ChairKind.INTERVIEWER,
            kind=Kind(self.words["kind"]),
            seniority=Seniority(self.words["seniority"]),
            program=self.program,
            other=self.candidate,
        )
        interview = interviews.start_now(plan, by=self.interviewer, now=self.began)
        asks = chair(interview, ChairKind.INTERVIEWER)
        question = Question.objects.get(slug=self.words["question"], program=None)
        interviews.take_question(interview, question=question, by=asks)
        for one in (asks, chair(interview, ChairKind.CANDIDATE)):
            interviews.give_consent(one, now=self.began)
        interview.refresh_from_db()
        interviews.start_interview(interview, by=asks, now=self.began)
        return interview

    def _record(self, interview: Interview, asks: Chair) -> Iterator[Entry]:
        """The room's record: phases, parts and hints as they were shown, the code as it grew."""
        candidate = chair(interview, ChairKind.CANDIDATE)
        happened = sorted(self._happened(), key=lambda one: one[0])
        for seq, (minute, kind, body) in enumerate(happened, start=1):
            who = candidate if kind == record.SNAPSHOT else asks
            yield Entry(
                room=interview.pk,
                seq=seq,
                at_us=record.micros(self.after(minutes=minute)),
                author=record.author(who.pk),
                connection="example",
                kind=kind,
                body=body,
            )

    def _happened(self) -> Iterator[tuple[float, str, bytes]]:
        for minute, kind, body in example.happened(self.words):
            yield minute, kind, json.dumps(body).encode()
        for number, typed in enumerate(self.words.get("keystrokes", ()), start=1):
            body = protocol.count(number) + typed["code"].encode()
            yield typed["minute"], record.SNAPSHOT, body

    def _assess(self, interview: Interview) -> None:
        """The candidate's half, and what both answer about a next round."""
        mine, said = chair(interview, ChairKind.CANDIDATE), self.words["self_assessment"]
        now = self.after(minutes=55)
        half = writing.begin_self_assessment(mine)
        writing.save_self_assessment(half, by=mine, revision=half.revision, now=now, **said)
        asked = self.words["next_round"]
        answer = self._next_round(mine, asked["candidate"], now=now)
        writing.send_self_assessment(half, answer, by=mine, now=now)
        asks = chair(interview, ChairKind.INTERVIEWER)
        hers = self._next_round(asks, asked["interviewer"], now=now)
        writing.send_next_round(hers, by=asks, now=now)

    def _next_round(self, mine: Chair, said: Words, *, now: datetime) -> Any:  # Any: a NextRound
        answer = writing.begin_next_round(mine)
        given = {"to_learn": "", "why": "", "takeaway": "", **said}
        writing.save_next_round(answer, by=mine, revision=answer.revision, now=now, **given)
        return answer

    def _write(self, interview: Interview) -> HiringNotes:
        asks, now = chair(interview, ChairKind.INTERVIEWER), self.after(minutes=58)
        begun = writing.begin(asks)
        saved = writing.save(
            begun, example.content_of(self.words), by=asks, revision=begun.revision, now=now
        )
        return writing.send(saved, by=asks, now=now)

    def _review(self, hiring_notes: HiringNotes) -> None:
        """Approved by whom the file names, with the comments that stand there."""
        asked, now = hiring_notes.reviews.get(), self.after(hours=5)
        review = writing.pick_up(asked, by=self.reviewer)
        said = self.words["review"]
        writing.save_review(
            review,
            by=self.reviewer,
            words=said.get("words", ""),
            comments=dict(example.review_comments(self.words)),
            checklist=said.get("checklist", ()),
            revision=review.revision,
            now=now,
        )
        writing.approve(review, by=self.reviewer, now=now)
        hiring_notes.refresh_from_db()

    def _open(self, hiring_notes: HiringNotes) -> None:
        reads = chair(hiring_notes.interview, ChairKind.CANDIDATE)
        writing.mark_opened(hiring_notes, by=reads, now=self.after(hours=20))

    def _read_again(self, hiring_notes: HiringNotes, reader: Person) -> None:
        """Somebody who was not there reads the record, without the ratings."""
        now = self.after(days=2)
        reading = writing.take_up_reading(hiring_notes, by=reader, now=now)
        said = self.words["second_reading"]
        writing.save_reading(reading, by=reader, revision=0, now=now, **said)
        writing.send_reading(reading, by=reader, now=now)

    def _reply(self, hiring_notes: HiringNotes) -> None:
        reads, now = chair(hiring_notes.interview, ChairKind.CANDIDATE), self.after(hours=20)
        reply = writing.begin_reply(hiring_notes)
        writing.save_reply(reply, by=reads, revision=0, now=now, **self.words["reply"])
        reply.refresh_from_db()
        writing.send_reply(reply, by=reads, now=now)
        asks = chair(hiring_notes.interview, ChairKind.INTERVIEWER)
        writing.answer(reply, text=self.words["answer"], by=asks, now=self.after(hours=26))
