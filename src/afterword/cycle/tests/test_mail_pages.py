"""What mail proposes: accepted or dismissed by hand, undone whole, never asked twice."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from afterword.cycle import access, actions, grouping_proposals, proposing
from afterword.cycle.actions import proposals
from afterword.cycle.actions.proposals import Accepted
from afterword.cycle.drafts import Draft
from afterword.cycle.models import Application, Cycle, Edit, Event, Import, Proposal
from afterword.cycle.tests.mailed import bring, events_of, message, proposal, told_by, url
from afterword.cycle.tests.making import applied
from afterword.journal.models import Entry
from afterword.people.tests.faults import faults_of
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_mail_is_proposed_and_nothing_is_noted(cast, signed_in):
    browser = signed_in(cast.ben)
    box = bring(browser)
    assert (box.state, box.messages, box.proposed) == ("read", 5, 4)
    assert not Event.objects.exists()
    assert not Path(settings.DATA, "mail", str(box.pk)).exists()
    page = browser.get(url("proposals"))
    assert faults_of(page) == []
    words = page.content.decode()
    assert words.index("Fernhill Labs, Backend Engineer") < words.index(
        "Osterly Bank, Data Analyst"
    )
    assert "because it says “" in words
    assert "received your application for Backend Engineer" in words
    assert faults_of(browser.get(url("mailbox", box.pk))) == []
    assert faults_of(browser.get(url("mail"))) == []


def test_one_is_accepted_and_another_dismissed(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    phone = proposal("Fernhill Labs", "phone")
    browser.post(url("proposals-accept"), {"one": phone.pk})
    assert events_of(cast.ben) == [("Fernhill Labs", "Backend Engineer", "phone")]
    browser.post(url("proposals-dismiss"), {"one": proposal("Cobble", "applied").pk})
    words = browser.get(url("proposals")).content.decode()
    assert "2 events, none of them noted yet." in words
    assert "which is here already" in words  # the confirmation goes to what was just made


def test_a_group_goes_to_one_application_by_the_names_on_the_page(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    both = [proposal("Fernhill Labs", stage).pk for stage in ("applied", "phone")]
    browser.post(url("proposals-accept"), {"pick": both, "company": "Fernhill", "role": "Backend"})
    assert events_of(cast.ben) == [
        ("Fernhill", "Backend", "applied"), ("Fernhill", "Backend", "phone"),
    ]  # fmt: skip
    assert Application.objects.count() == 1


def test_all_that_are_sure_come_in_one_edit_that_is_undone_at_once(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    answer = browser.post(url("proposals-accept"), {"sure": "yes"}, follow=True)
    assert "4 events noted." in answer.content.decode()
    assert len(events_of(cast.ben)) == 4
    browser.post(url("undo", Event.objects.first().added_in_id))
    assert events_of(cast.ben) == []
    assert "4 events, none of them noted yet." in browser.get(url("proposals")).content.decode()


def test_all_that_came_from_a_mailbox_is_undone_whole_and_asked_again(cast, signed_in):
    browser = signed_in(cast.ben)
    applied(cast.ben, "Fernhill Labs", ("applied", 3), role="Backend Engineer")
    box = bring(browser)
    for one in ("applied", "phone"):
        waiting = Proposal.objects.filter(company="Fernhill Labs", stage=one)
        browser.post(url("proposals-accept"), {"pick": [it.pk for it in waiting]})
    browser.post(url("proposals-accept"), {"one": proposal("Cobble", "applied").pk})
    box.refresh_from_db()
    assert Import.objects.get() == box.imported
    browser.post(url("import-undo", box.imported.pk))
    assert events_of(cast.ben) == [("Fernhill Labs", "Backend Engineer", "applied")]
    assert "3 events, none of them noted yet." in browser.get(url("proposals")).content.decode()


def test_what_is_noted_already_is_not_proposed(cast, signed_in):
    applied(cast.ben, "Fernhill Labs", ("applied", 2), ("phone", 10), role="Backend Engineer")
    browser = signed_in(cast.ben)
    bring(browser)
    words = browser.get(url("proposals")).content.decode()
    assert "2 events, none of them noted yet." in words
    assert "2 more are noted already." in words
    assert "Fernhill" not in words


def test_what_is_noted_already_keeps_out_nothing_that_is_still_to_answer(
    cast, signed_in, monkeypatch
):
    applied(cast.ben, "Fernhill Labs", ("applied", 2), ("phone", 10), role="Backend Engineer")
    applied(cast.ben, "Osterly Bank", ("applied", 2), ("rejected", 4), role="Data Analyst")
    browser = signed_in(cast.ben)
    bring(browser)
    monkeypatch.setattr(proposing, "AT_ONCE", 1)
    words = browser.get(url("proposals")).content.decode()
    assert "Cobble" in words
    assert "3 more are noted already." in words


def test_the_same_mail_again_proposes_nothing_twice_and_dismissed_stays(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    browser.post(url("proposals-dismiss"), {"one": proposal("Cobble", "applied").pk})
    again = bring(browser, name="another name.mbox")
    assert (again.proposed, again.known) == (0, 4)
    assert Proposal.objects.count() == 4
    assert "3 events" in browser.get(url("proposals")).content.decode()
    browser.post(url("proposal-back", proposal("Cobble", "applied").pk))
    assert "4 events" in browser.get(url("proposals")).content.decode()


def test_two_tabs_accept_one_proposal_once(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    chosen = {"one": proposal("Cobble", "applied").pk}
    browser.post(url("proposals-accept"), chosen)
    answer = browser.post(url("proposals-accept"), chosen, follow=True)
    assert "answered already, perhaps in another tab" in answer.content.decode()
    assert len(events_of(cast.ben)) == 1


def test_a_proposal_can_be_sent_to_another_application(cast, signed_in):
    other = applied(cast.ben, "Fernhill Labs", ("applied", 1), role="Site Cook")
    browser = signed_in(cast.ben)
    bring(browser)
    browser.post(
        url("proposals-accept"), {"one": proposal("Fernhill Labs", "phone").pk, "about": other.pk}
    )
    assert ("Fernhill Labs", "Site Cook", "phone") in events_of(cast.ben)


def test_who_applies_again_later_has_another_application(cast, signed_in):
    old = applied(cast.ben, "Fernhill Labs", ("applied", 1), role="Backend Engineer")
    Event.objects.filter(application=old).update(on="2025-11-01")
    Application.objects.filter(pk=old.pk).update(applied_on="2025-11-01", last_on="2025-11-01")
    browser = signed_in(cast.ben)
    bring(browser)
    browser.post(url("proposals-accept"), {"sure": "yes"})
    new = Application.objects.exclude(pk=old.pk).get(company="Fernhill Labs")
    assert list(new.events.order_by("on").values_list("stage", flat=True)) == ["applied", "phone"]
    assert old.events.count() == 1


def test_a_page_of_many_asks_the_database_as_often_as_one_of_few(cast, signed_in):
    browser = signed_in(cast.ben)
    applied(cast.ben, "Fernhill Labs", ("applied", 1), role="Site Cook")
    bring(browser)
    with CaptureQueriesContext(connection) as few:
        browser.get(url("proposals"))
    many = "".join(
        message(100 + n, f"Company {n} <no-reply@greenhouse.io>", "Thank you for applying",
                f"We have received your application for the role of Engineer at Company {n}.", 5)
        for n in range(20)
    )  # fmt: skip
    bring(browser, many)
    with CaptureQueriesContext(connection) as more:
        assert "24 events" in browser.get(url("proposals")).content.decode()
    assert len(more) == len(few)


def test_another_persons_proposals_cannot_be_accepted(cast, signed_in):
    bring(signed_in(cast.ben))
    theirs = {"one": proposal("Cobble", "applied").pk}
    signed_in(cast.eve).post(url("proposals-accept"), theirs)
    signed_in(cast.eve).post(url("proposals-dismiss"), theirs)
    assert not Event.objects.exists()
    assert not Proposal.objects.exclude(dismissed_at=None).exists()


def test_much_mail_of_one_company_takes_no_longer_than_as_much_of_many(cast, monkeypatch):
    compared = []
    ratio = grouping_proposals.fuzz.token_set_ratio
    monkeypatch.setattr(
        grouping_proposals.fuzz, "token_set_ratio", lambda a, b: compared.append(a) or ratio(a, b)
    )
    told_by(cast.ben, 600, "Acme")
    mine = access.own_proposals(Viewer(person=cast.ben, chairs=frozenset()))
    groups, _ = proposing.groups_of(mine, Application.objects.all())
    assert sum(len(one.lines) for one in groups) == 600
    assert len(compared) <= 18_000  # thirty times as many as there are, not half of their square


def test_a_page_holds_some_of_a_large_group_and_says_how_many_follow(cast, signed_in, monkeypatch):
    told_by(cast.ben, 60, "Acme")
    Proposal.objects.update(role="Engineer", on=date(2026, 1, 2), group=uuid4())
    monkeypatch.setattr(proposing, "AT_ONCE", 55)
    words = signed_in(cast.ben).get(url("proposals")).content.decode()
    assert words.count('name="pick"') == proposing.SHOWN
    assert "5 more come here once these are answered.</p>" in words  # of the group
    assert "55 events, none of them noted yet." in words
    assert "5 more come here once these are answered." in words


def test_what_is_undone_of_a_mailbox_leads_back_to_its_proposals(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    browser.post(url("proposals-accept"), {"sure": "yes"})
    source = Import.objects.get()
    assert "came from this mail" in browser.get(url("imported", source.pk)).content.decode()
    words = browser.post(url("import-undo", source.pk), follow=True).content.decode()
    assert url("proposals") in words
    assert "the rules you set" not in words


def test_what_is_accepted_from_one_mailbox_is_one_import_however_much_it_is(cast, signed_in):
    browser = signed_in(cast.ben)
    applied(cast.ben, "Fernhill Labs", ("applied", 1), role="Backend Engineer")
    box = bring(browser)
    browser.post(url("proposals-accept"), {"sure": "yes"})
    box.refresh_from_db()
    source = Import.objects.get()
    assert (source, source.added, source.joined) == (box.imported, 2, 1)
    assert set(Event.objects.exclude(imported=None).values_list("imported", flat=True)) == {
        source.pk
    }


@pytest.mark.parametrize("page", ["²", "٣", "9" * 5000, "-1", "\0"])
def test_a_page_that_is_no_number_is_the_first(cast, signed_in, page):
    browser = signed_in(cast.ben)
    bring(browser)
    deed = {"one": proposal("Cobble", "applied").pk, "page": page}
    assert browser.post(url("proposals-dismiss"), deed)["Location"] == url("proposals")


def test_many_are_noted_slice_by_slice_in_one_edit_that_one_undo_takes_back(
    cast, signed_in, monkeypatch
):
    monkeypatch.setattr(proposals, "A_SLICE", 7)
    told_by(cast.ben, 20, "Acme")
    Proposal.objects.filter(key__in=map(str, range(10))).update(group=uuid4())
    browser = signed_in(cast.ben)
    browser.post(url("proposals-accept"), {"sure": "yes"})
    noted = Entry.objects.filter(verb="proposals.accepted")
    assert noted.count() == 3
    assert len({one.subject for one in noted}) == 1
    there = Application.objects.filter(taken_back_at=None)
    assert (there.count(), Event.objects.count()) == (2, 20)  # each of two groups is one
    actions.undo(Edit.objects.latest("created_at"), by=cast.ben, now=timezone.now())
    assert not there.exists()
    assert Proposal.objects.filter(proposals.UNANSWERED).count() == 20


def test_what_is_undone_meanwhile_is_not_gone_on_with(cast, monkeypatch):
    monkeypatch.setattr(proposals, "A_SLICE", 1)
    some = told_by(cast.ben, 3, "Acme")

    def asked() -> Iterator[Accepted]:
        yield Accepted([some[0].pk], Draft("Acme"))
        yield Accepted([some[1].pk], Draft("Acme"))
        actions.undo(Edit.objects.get(), by=cast.ben, now=timezone.now())  # in another tab
        yield Accepted([some[2].pk], Draft("Acme"))

    proposals.accept(cast.ben, asked(), now=timezone.now())
    assert Event.objects.count() == 2
    assert not Event.objects.filter(taken_back_at=None).exists()


def test_mail_that_comes_later_goes_where_its_owner_put_the_first(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    deed = {"one": proposal("Cobble", "applied").pk, "company": "Cobble & Sons", "role": "Dev"}
    browser.post(url("proposals-accept"), deed)
    bring(browser, message(9, "Cobble <jobs@cobble.example>", "Your application",
                           "We would like to invite you to a phone interview for Web Developer."),
          "later.mbox")  # fmt: skip
    browser.post(url("proposals-accept"), {"one": proposal("Cobble", "phone").pk})
    assert events_of(cast.ben) == [
        ("Cobble & Sons", "Dev", "applied"), ("Cobble & Sons", "Dev", "phone"),
    ]  # fmt: skip


def test_a_second_interview_of_one_mailbox_is_asked_though_the_first_is_noted(cast, signed_in):
    """Within four days a stage counts as noted, but mail that tells of two was read with care."""
    invited = "We would like to invite you to a {} phone interview for Backend Engineer."
    browser = signed_in(cast.ben)
    bring(browser, "".join(
        message(number, "Fernhill Labs <no-reply@greenhouse.io>", "Your interview",
                invited.format(which), day)
        for number, which, day in ((1, "first", 3), (2, "second", 6))
    ))  # fmt: skip
    first, second = Proposal.objects.order_by("on")
    browser.post(url("proposals-accept"), {"one": first.pk})
    assert str(second.pk) in browser.get(url("proposals")).content.decode()


def test_the_page_asks_no_more_for_many_than_for_few(
    cast, signed_in, django_assert_max_num_queries
):
    browser = signed_in(cast.ben)
    told_by(cast.ben, 60, "Acme")
    with django_assert_max_num_queries(18):
        browser.get(url("proposals"))


def test_what_is_noted_of_a_search_that_is_over_makes_its_pictures_anew(cast, signed_in):
    browser = signed_in(cast.ben)
    one = applied(cast.ben, "Fernhill Labs", ("applied", 1), role="Backend Engineer")
    actions.end_cycle(one.cycle, on=date(2026, 11, 30), by=cast.ben)
    before = Cycle.objects.get(pk=one.cycle_id).revision
    bring(browser)
    browser.post(url("proposals-accept"), {"one": proposal("Fernhill Labs", "phone").pk})
    event = Event.objects.get(stage="phone")
    after = Cycle.objects.get(pk=one.cycle_id).revision
    assert event.application == one
    assert after > before
    actions.undo(event.added_in, by=cast.ben, now=timezone.now())
    assert Cycle.objects.get(pk=one.cycle_id).revision > after
