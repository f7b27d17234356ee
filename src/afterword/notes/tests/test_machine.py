"""Drafting, reviewing, releasing and withdrawing in any order agree with a simple model.

The model is a few lines that anybody can check: what the candidate may read changes only by one
release, by corrections with a reason, and by one withdrawal.
"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from afterword.interviews.enums import InterviewState
from afterword.interviews.models import Chair, Interview
from afterword.journal.queries import verify
from afterword.journal.tests.reading import entries_about
from afterword.kit.errors import Fact
from afterword.notes import actions, document
from afterword.notes.access import letters_to
from afterword.notes.actions import releasing
from afterword.notes.content import Content
from afterword.notes.enums import NotesState, ReviewState
from afterword.notes.models import HiringNotes, SelfAssessment
from afterword.notes.tests.making import FULL, looks
from afterword.people.models import Membership, Person, Program
from afterword.questions.models import Rubric

pytestmark = pytest.mark.django_db(databases=["default", "record"])

WORDS = st.sampled_from(["one thought", "another thought", "a third thought"])


class HiringNotesMachine(RuleBasedStateMachine):
    """Ada, Ben and two reviewers press whatever they can, in any order and more than once."""

    def __init__(self) -> None:
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()

    @initialize()
    def begin(self) -> None:
        self.program = Program.objects.create(name="Night Owls")
        self.people = {
            name: Person.objects.create_user(f"{name}@example.org", name=name.capitalize())
            for name in ("ada", "ben", "cleo", "dov")
        }
        for person in self.people.values():
            Membership.objects.create(program=self.program, person=person)
        self.notes = actions.begin(self._seats())
        self.now = self.interview.ended_at
        # The model: who has done what, and what the candidate may read.
        self.state = NotesState.DRAFT
        self.draft = Content.of(self.notes).because
        self.sent = ""
        self.own_half = False
        self.due = None
        self.published: list[str] = []

    def _seats(self) -> Chair:
        from django.utils import timezone

        now = timezone.now()
        keys = ("problem_solving", "coding", "verification", "communication", "collaboration")
        rubric = Rubric.objects.create(
            kind="coding",
            title="Coding",
            dimensions=[
                {"key": key, "name": key, "question": "?", "anchors": dict.fromkeys("1234", "so")}
                for key in keys
            ],
        )
        self.interview = Interview.objects.create(
            program=self.program, rubric=rubric, state=InterviewState.ENDED,
            started_at=now - timedelta(hours=1), ended_at=now,
        )  # fmt: skip
        Chair.objects.create(interview=self.interview, kind="candidate", person=self.people["ben"])
        return Chair.objects.create(
            interview=self.interview, kind="interviewer", person=self.people["ada"]
        )

    # --- what people press

    @rule(words=WORDS)
    def type_words(self, words: str) -> None:
        notes = HiringNotes.objects.get(pk=self.notes.pk)
        content = replace(FULL, because=words)
        may = self.state in (NotesState.DRAFT, NotesState.RETURNED, NotesState.RELEASED)
        done = self._done(
            lambda: actions.save(
                notes, content, by=self.people["ada"], revision=notes.revision, now=self.now
            )
        )
        assert done == may
        if may:
            self.draft = words

    @rule()
    def send(self) -> None:
        may = self.state in (NotesState.DRAFT, NotesState.RETURNED) and bool(self.draft)
        done = self._done(lambda: actions.send(self.notes, by=self.people["ada"], now=self.now))
        assert done == may
        if may:
            self.due = self.due or self.now + timedelta(hours=24)
            self.state, self.sent = NotesState.IN_REVIEW, self.draft

    @rule()
    def finish_own_half(self) -> None:
        ben = self.interview.chairs.get(kind="candidate")
        mine, answer = actions.begin_self_assessment(ben), actions.begin_next_round(ben)
        SelfAssessment.objects.filter(pk=mine.pk).update(went_well="Talking.")
        mine.refresh_from_db()
        done = self._done(
            lambda: actions.send_self_assessment(mine, answer, by=self.people["ben"], now=self.now)
        )
        assert done == (not self.own_half)
        self.own_half = True
        self._release_if_ready()

    @rule()
    def approve(self) -> None:
        review = self.notes.reviews.order_by("created_at").first()
        if review is None:
            return
        done = self._done(lambda: actions.approve(review, by=review.reviewer, now=self.now))
        assert done == (self.state == NotesState.IN_REVIEW)
        if done:
            self.state = NotesState.APPROVED
            self._release_if_ready()

    @precondition(lambda self: self.state == NotesState.IN_REVIEW)
    @rule()
    def return_with_words(self) -> None:
        review = self.notes.reviews.order_by("created_at").first()
        if review is None:
            return
        review.words = "Look again."
        done = self._done(
            lambda: actions.return_to_writer(review, by=review.reviewer, now=self.now)
        )
        assert done == (self.state == NotesState.IN_REVIEW)
        if done:
            self.state = NotesState.RETURNED
            first = HiringNotes.objects.get(pk=self.notes.pk)
            assert self.due <= first.review_due_at <= first.sent_at + timedelta(hours=48)
            self.due = first.review_due_at

    @rule(hours=st.sampled_from([1, 13, 25]))
    def wait(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        actions.release_overdue(now=self.now)
        waits = self.state in (NotesState.IN_REVIEW, NotesState.RETURNED)
        if waits and self.now >= self.due and self._is_open():
            self._released()
        self._release_if_ready()

    @rule()
    def press_release(self) -> None:
        done = self._done(lambda: actions.release(self.notes, by=self.people["ada"], now=self.now))
        may = self.state == NotesState.APPROVED and self._is_open()
        assert done == may
        if may:
            self._released()

    @precondition(lambda self: self.state == NotesState.RELEASED)
    @rule()
    def correct(self) -> None:
        actions.correct(self.notes, why="A mix-up.", by=self.people["ada"])
        self.published.append(self.draft)

    @rule()
    def withdraw(self) -> None:
        done = self._done(
            lambda: actions.withdraw(
                self.notes, because="Unkind.", by=self.people["ada"], now=self.now
            )
        )
        assert done == (self.state == NotesState.RELEASED)
        if done:
            self.state = NotesState.WITHDRAWN

    # --- the model's own moves

    def _is_open(self) -> bool:
        is_sent = bool(self.sent)
        late = self.now >= self.interview.ended_at + timedelta(hours=48)
        return late or (is_sent and self.own_half)

    def _release_if_ready(self) -> None:
        if self.state == NotesState.APPROVED and self._is_open():
            self._released()

    def _released(self) -> None:
        self.state = NotesState.RELEASED
        self.published = [self.sent]

    def _done(self, act) -> bool:
        self.notes.refresh_from_db()
        try:
            act()
        except Fact:
            return False
        finally:
            self.notes.refresh_from_db()
        return True

    # --- what always holds

    @invariant()
    def the_rows_agree_with_the_model(self) -> None:
        assert HiringNotes.objects.get(pk=self.notes.pk).state == self.state
        versions = list(self.notes.versions.all())
        assert [one.content["recommendation"]["because"] for one in versions] == self.published
        assert all(one.digest == document.digest(one.content) for one in versions)

    @invariant()
    def the_candidate_sees_it_exactly_when_it_was_released(self) -> None:
        seen = letters_to(looks(self.people["ben"])).exists()
        assert seen == (self.state in (NotesState.RELEASED, NotesState.WITHDRAWN))

    @invariant()
    def it_was_released_at_most_once(self) -> None:
        verbs = [entry.verb for entry in entries_about(self.notes)]
        assert verbs.count("notes.released") == int(bool(self.published))
        assert verbs.count("notes.withdrawn") == int(self.state == NotesState.WITHDRAWN)

    @invariant()
    def nobody_is_asked_once_it_is_out(self) -> None:
        if self.state in (NotesState.RELEASED, NotesState.WITHDRAWN):
            assert not self.notes.reviews.filter(state=ReviewState.ASKED).exists()

    def teardown(self) -> None:
        if hasattr(self, "notes"):
            verify()
        transaction.set_rollback(True)
        self.run.__exit__(None, None, None)


SHORT = settings(
    max_examples=30,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_every_order_of_presses_agrees_with_the_model() -> None:
    run_state_machine_as_test(HiringNotesMachine, settings=SHORT)


def press(*presses: str) -> None:
    """One order of presses, with everything that always holds checked after each."""
    machine = HiringNotesMachine()
    try:
        machine.begin()
        for one in presses:
            rule_name, _, words = one.partition(": ")
            act = getattr(HiringNotesMachine, rule_name)
            act(machine, int(words) if words.isdigit() else words) if words else act(machine)
            machine.the_rows_agree_with_the_model()
            machine.the_candidate_sees_it_exactly_when_it_was_released()
            machine.it_was_released_at_most_once()
            machine.nobody_is_asked_once_it_is_out()
    finally:
        machine.teardown()


TO_THE_SEAL = ("type_words: one", "send", "approve")
RETURNED_TOO_LATE = (
    "type_words: one",
    "send",
    "finish_own_half",
    "return_with_words",
    "type_words: two",
    "wait: 25",
)


@pytest.mark.parametrize("presses", [TO_THE_SEAL, RETURNED_TOO_LATE])
def test_these_orders_agree_too(presses: tuple[str, ...]) -> None:
    press(*presses)


def test_a_seal_that_never_holds_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing, "seal_is_open", lambda interview, *, now: True)
    with pytest.raises(AssertionError):
        press(*TO_THE_SEAL)


def test_a_release_of_what_is_still_being_typed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releasing.Content, "sent", Content.of)
    with pytest.raises(AssertionError):
        press(*RETURNED_TOO_LATE)
