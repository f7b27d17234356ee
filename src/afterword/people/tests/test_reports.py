"""Reports reach an organizer, never the one they are about; blocks are never told."""

import pytest
from django.urls import reverse

from afterword.journal.models import Entry
from afterword.people import access, actions, queries
from afterword.people.enums import Role
from afterword.people.errors import ReportClosed
from afterword.people.models import Block, Letter, Membership, Person, Report
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db

WORDS = "She told me not to bother applying."


def place_of(cast, name) -> Membership:
    return Membership.objects.get(program=cast.program, person=getattr(cast, name))


def reported(cast, *, about: str, by: Person) -> Report:
    person = getattr(cast, about)
    return actions.report(
        f"person:{person.pk}", by=by, text=WORDS, program=cast.program, concerning=person
    )


def about(person: Person) -> str:
    return reverse("people:report") + f"?about=person:{person.pk}"


def test_a_member_reports_another_and_reads_the_answer(cast, signed_in):
    ben, dov = signed_in(cast.ben), signed_in(cast.dov)
    ben.post(about(cast.ada), {"text": WORDS})
    report = Report.objects.get()
    assert (report.program, report.concerning) == (cast.program, cast.ada)
    page = dov.get(reverse("people:report-answer", args=[report.pk]))
    assert WORDS in page.content.decode()
    dov.post(reverse("people:report-answer", args=[report.pk]), {"answer": "I spoke with her."})
    assert "I spoke with her." in ben.get(reverse("people:reports")).content.decode()
    assert {letter.person for letter in Letter.objects.all()} == {cast.dov, cast.ben}


def test_nobody_storms_the_organizers_with_reports(cast, signed_in):
    ben = signed_in(cast.ben)
    for _ in range(10):
        assert ben.post(about(cast.ada), {"text": WORDS}).status_code == 302
    answer = ben.post(about(cast.ada), {"text": "One more."})
    assert answer.status_code == 422
    assert "One more." in answer.content.decode()
    assert Report.objects.count() == 10


def test_no_letter_says_what_was_reported(cast):
    reported(cast, about="ada", by=cast.ben)
    assert WORDS not in Letter.objects.get().body


@pytest.mark.parametrize("name", ["ada", "cleo", "eve"])
def test_a_report_is_for_organizers_alone(cast, signed_in, name):
    report = reported(cast, about="ada", by=cast.ben)
    page = signed_in(getattr(cast, name)).get(reverse("people:report-answer", args=[report.pk]))
    assert page.status_code == 404


def test_an_organizer_never_sees_a_report_about_themselves(cast, signed_in):
    actions.change_role(place_of(cast, "ada"), role=Role.ORGANIZER, by=cast.dov)
    report = reported(cast, about="ada", by=cast.ben)
    assert access.reports_to_answer(Viewer(cast.dov)).get() == report
    assert not access.reports_to_answer(Viewer(cast.ada)).exists()
    assert not Letter.objects.filter(person=cast.ada, subject__startswith="Somebody").exists()


def test_a_report_about_the_only_organizer_goes_to_the_host(cast):
    Person.objects.filter(pk=cast.eve.pk).update(is_host=True)
    cast.eve.refresh_from_db()
    report = reported(cast, about="dov", by=cast.ben)
    assert access.reports_to_answer(Viewer(cast.eve)).get() == report
    assert not access.reports_to_answer(Viewer(cast.dov)).exists()


def test_a_report_that_nobody_else_would_read_is_not_taken(cast, signed_in):
    Person.objects.filter(pk=cast.dov.pk).update(is_host=True)
    ben = signed_in(cast.ben)
    assert "nobody else would read" in ben.get(about(cast.dov)).content.decode()
    refused = ben.post(about(cast.dov), {"text": WORDS})
    assert refused.status_code == 422
    assert WORDS in refused.content.decode()
    assert not Report.objects.exists()
    assert "nobody else would read" not in ben.get(about(cast.ada)).content.decode()


def test_strangers_cannot_be_reported_or_even_found(cast, signed_in):
    assert signed_in(cast.ben).get(about(cast.ada)).status_code == 200
    assert signed_in(cast.ben).get(about(cast.eve)).status_code == 404
    assert signed_in(cast.eve).get(about(cast.ada)).status_code == 404


@pytest.mark.parametrize("about", ["", "person:", "person:nobody", "secret:1", "program:x"])
def test_what_cannot_be_reported_is_not_found(cast, signed_in, about):
    response = signed_in(cast.ben).get(reverse("people:report"), {"about": about})
    assert response.status_code == 404


def test_the_first_answer_stands(cast):
    report = reported(cast, about="ada", by=cast.ben)
    actions.answer_report(report, by=cast.dov, answer="I spoke with her.")
    with pytest.raises(ReportClosed):
        actions.answer_report(report, by=cast.dov, answer="Nothing to see.")
    report.refresh_from_db()
    assert report.answer == "I spoke with her."


def test_a_block_holds_both_ways_and_is_never_told(cast, signed_in):
    signed_in(cast.ben).post(reverse("people:block", args=[cast.ada.pk]))
    assert queries.blocked_between(cast.ada, cast.ben)
    assert list(queries.people_blocked_with(cast.ada)) == [cast.ben]
    assert not Letter.objects.filter(person=cast.ada).exists()
    ada_sees = signed_in(cast.ada).get(reverse("people:members", args=[cast.program.pk]))
    assert "Ben" in ada_sees.content.decode()


def test_what_was_answered_is_listed_page_by_page_the_newest_first(cast, signed_in):
    for number in range(31):
        Report.objects.create(
            reporter=cast.ben, program=cast.program, about=f"person:{cast.eve.pk}",
            text=WORDS, state="closed", answer=f"{number}",
        )  # fmt: skip
    first, second = (
        signed_in(cast.dov).get(reverse("people:reports"), {"page": page}) for page in (1, 2)
    )
    assert [one["report"].answer for one in first.context["answered"]][:2] == ["30", "29"]
    assert [one["report"].answer for one in second.context["answered"]] == ["0"]


def test_a_block_that_is_gone_is_not_lifted_again(cast):
    block = actions.block(cast.eve, by=cast.ada)
    for _ in range(2):
        actions.lift_block(block, by=cast.ada)
    assert Entry.objects.filter(verb="block.lifted").count() == 1


def test_only_the_blocker_lifts_a_block(cast, signed_in):
    block = actions.block(cast.ada, by=cast.ben)
    address = reverse("people:block-lift", args=[block.pk])
    assert signed_in(cast.ada).post(address).status_code == 404
    assert Block.objects.exists()
    signed_in(cast.ben).post(address)
    assert not Block.objects.exists()


def test_blocking_twice_is_one_block(cast):
    assert actions.block(cast.ada, by=cast.ben) == actions.block(cast.ada, by=cast.ben)
