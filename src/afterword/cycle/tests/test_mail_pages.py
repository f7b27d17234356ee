"""Mail: brought, read, proposed; accepted or dismissed by hand; undone whole; never asked twice."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afterword.cycle import access, actions, grouping, proposing, tasks
from afterword.cycle.actions import mail, proposals
from afterword.cycle.actions.proposals import Accepted
from afterword.cycle.drafts import Draft
from afterword.cycle.errors import MailRefused
from afterword.cycle.mail.confining import mail_told
from afterword.cycle.models import Application, Cycle, Edit, Event, Import, Mailbox, Proposal
from afterword.cycle.tests.making import applied
from afterword.journal.models import Entry
from afterword.people.models import Person
from afterword.people.tests.test_pages import faults_of
from afterword.people.viewer import Viewer

pytestmark = pytest.mark.django_db


def message(number: int, sender: str, subject: str, text: str, day: int = 3) -> str:
    return (
        f"From x@mail.example Mon Nov  {day} 09:00:00 2026\nFrom: {sender}\n"
        f"To: Ben <ben@example.org>\nSubject: {subject}\nMessage-ID: <{number}@mail.example>\n"
        f"Date: {day} Nov 2026 09:00:00 +0000\n\n{text}\n\n"
    )


BOX = "".join(
    [
        message(1, "Fernhill Labs <no-reply@greenhouse.io>", "Thank you for applying",
                "We have received your application for Backend Engineer.", 3),
        message(2, "Osterly Bank <osterly@myworkday.com>", "Your application for Data Analyst",
                "We regret to inform you that you have not been selected for Data Analyst.", 4),
        message(3, "Fernhill Labs <no-reply@greenhouse.io>", "Next steps with Fernhill Labs",
                "We would like to invite you to a phone interview for Backend Engineer.", 9),
        message(4, "Shop <sale@shop.example>", "A special offer", "Everything must go.", 9),
        message(5, "Cobble <jobs@cobble.example>", "Your application for Web Developer",
                "Thank you for applying. We have received your application for Web Developer.", 10),
    ]
)  # fmt: skip


def url(name: str, *args: object) -> str:
    return reverse(f"cycle:{name}", args=args)


def bring(browser: Client, text: str | bytes = BOX, name: str = "job search.mbox") -> Mailbox:
    """Send a mailbox and have it read, as the worker does; the mailbox as it is then."""
    body = text if isinstance(text, bytes) else text.encode()
    answer = browser.post(url("mail"), {"files": SimpleUploadedFile(name, body)})
    assert answer.status_code == 302, answer.content.decode()
    box = Mailbox.objects.latest("created_at")
    tasks.read_mailbox.func(str(box.pk))
    box.refresh_from_db()
    return box


def events_of(person: Person) -> list[tuple[str, str, str]]:
    mine = access.own_events(Viewer(person=person, chairs=frozenset()))
    return sorted(mine.values_list("application__company", "application__role", "stage"))


def proposal(company: str, stage: str) -> Proposal:
    return Proposal.objects.get(company=company, stage=stage)


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


def test_a_reading_that_is_stopped_proposes_nothing(cast, signed_in):
    browser = signed_in(cast.ben)
    browser.post(url("mail"), {"files": SimpleUploadedFile("box.mbox", BOX.encode())})
    box = Mailbox.objects.get()
    assert "It will be read in a moment." in browser.get(url("mailbox", box.pk)).content.decode()
    second = browser.post(url("mail"), {"files": SimpleUploadedFile("box.mbox", BOX.encode())})
    assert second.status_code == 422
    answer = browser.post(url("mailbox-stop", box.pk), follow=True)
    assert "the mail is not kept" in answer.content.decode()
    tasks.read_mailbox.func(str(box.pk))
    box.refresh_from_db()
    assert box.state == "stopped"
    assert not Proposal.objects.exists()
    assert not mail.place_of(box).exists()


def test_what_is_found_after_a_stop_is_not_proposed(cast, signed_in):
    browser = signed_in(cast.ben)
    browser.post(url("mail"), {"files": SimpleUploadedFile("box.mbox", BOX.encode())})
    box = Mailbox.objects.get()
    assert mail.begin(box)
    *_, report = mail_told(mail.files_of(box), today=timezone.localdate())
    assert len(report["found"]) == 4
    browser.post(url("mailbox-stop", box.pk))
    assert not mail.come_so_far(box, done=10, messages=1)
    mail.finish(box, report)
    box.refresh_from_db()
    assert (box.state, Proposal.objects.count()) == ("stopped", 0)


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


def test_a_reading_whose_worker_was_ended_begins_again(cast, signed_in):
    browser = signed_in(cast.ben)
    browser.post(url("mail"), {"files": SimpleUploadedFile("box.mbox", BOX.encode())})
    box = Mailbox.objects.get()
    assert mail.begin(box)
    mail.come_so_far(box, done=10, messages=1)
    tasks.read_mailbox.func(str(box.pk))
    tasks.read_mailbox.func(str(box.pk))
    box.refresh_from_db()
    assert (box.state, box.proposed) == ("read", 4)


def test_what_is_no_mail_is_said_in_a_sentence_and_not_kept(cast, signed_in):
    browser = signed_in(cast.ben)
    box = bring(browser, b"%PDF-1.7 ...", name="cv.pdf")
    assert (box.state, box.why) == ("unreadable", "This is a PDF, not mail.")
    assert not mail.place_of(box).exists()
    assert "This is a PDF, not mail." in browser.get(url("mailbox", box.pk)).content.decode()
    assert browser.post(url("mail"), {}).status_code == 422


def test_forgotten_mail_is_deleted(cast, signed_in):
    browser = signed_in(cast.ben)
    browser.post(url("mail"), {"files": SimpleUploadedFile("box.mbox", BOX.encode())})
    box = Mailbox.objects.get()
    for waited in (timedelta(), 2 * mail.COPIED):  # a queue may be long
        mail.forget_mail(now=timezone.now() + waited)
        assert mail.place_of(box).exists()
    mail.forget_mail(now=timezone.now() + mail.KEPT + mail.KEPT)
    assert not mail.place_of(box).exists()
    box.refresh_from_db()
    assert box.state == "stopped"


def test_another_persons_proposals_cannot_be_accepted(cast, signed_in):
    bring(signed_in(cast.ben))
    theirs = {"one": proposal("Cobble", "applied").pk}
    signed_in(cast.eve).post(url("proposals-accept"), theirs)
    signed_in(cast.eve).post(url("proposals-dismiss"), theirs)
    assert not Event.objects.exists()
    assert not Proposal.objects.exclude(dismissed_at=None).exists()


def told_by(person: Person, count: int, company: str) -> list[Proposal]:
    """So many proposals of one company, each of a role of its own."""
    found = [
        {"key": str(number), "kind": "applied", "company": company, "says": "Thanks", "sure": True,
         "role": f"{number:x} {number * 7919:x} engineer of {number * 104729:x}", "subject": "",
         "sender": "", "on": (date(2026, 1, 1) + timedelta(days=number % 300)).isoformat()}
        for number in range(count)
    ]  # fmt: skip
    told = {"found": found, "repeats": 0, "nothing": {}, "unread": [], "unread_count": 0,
            "remarks": [], "messages": count, "total": 1}  # fmt: skip
    return list(mail.propose(person, told, name="all of it").proposals.all())


def test_much_mail_of_one_company_takes_no_longer_than_as_much_of_many(cast, monkeypatch):
    compared = []
    ratio = grouping.fuzz.token_set_ratio
    monkeypatch.setattr(
        grouping.fuzz, "token_set_ratio", lambda a, b: compared.append(a) or ratio(a, b)
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


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_mail_is_copied(cast):
    def coming() -> Iterator[bytes]:
        assert not connection.in_atomic_block
        yield BOX.encode()

    box = mail.receive(cast.ben, [("box.mbox", coming())], size=len(BOX))
    assert [path.read_text() for _, path in mail.files_of(box)] == [BOX]


def test_mail_that_the_disk_does_not_hold_leaves_nothing_behind(cast):
    def coming() -> Iterator[bytes]:
        yield b"From "
        raise OSError(28, "No space left on device")

    with pytest.raises(MailRefused, match="There is no room"):
        mail.receive(cast.ben, [("box.mbox", coming())], size=9)
    assert not Mailbox.objects.exists()
    assert list(Path(settings.DATA, "mail").iterdir()) == []


def test_of_two_that_come_at_once_one_is_read(cast):
    def coming() -> Iterator[bytes]:
        mail.receive(cast.ben, [("first.mbox", [b"x"])], size=1)  # meanwhile, in another tab
        yield b"y"

    with pytest.raises(MailRefused, match="Other mail of yours"):
        mail.receive(cast.ben, [("second.mbox", coming())], size=1)
    box = Mailbox.objects.get()
    assert [one.name for one in Path(settings.DATA, "mail").iterdir()] == [str(box.pk)]


def test_mail_on_its_way_in_is_not_swept_away(cast):
    def coming() -> Iterator[bytes]:
        mail.forget_mail(now=timezone.now())
        yield b"y"

    box = mail.receive(cast.ben, [("box.mbox", coming())], size=1)
    assert mail.files_of(box)[0][1].read_bytes() == b"y"


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


def test_a_name_is_kept_without_the_sign_that_a_database_refuses(cast, signed_in):
    browser = signed_in(cast.ben)
    bring(browser)
    deed = {"one": proposal("Cobble", "applied").pk, "company": "Cob\0ble", "role": "\0"}
    browser.post(url("proposals-accept"), deed)
    assert events_of(cast.ben) == [("Cobble", "", "applied")]


def test_a_large_file_is_moved_into_its_place_and_never_lies_there_twice(cast, signed_in):
    arriving = Path(settings.FILE_UPLOAD_TEMP_DIR)
    large = BOX.encode() + b"x" * settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    assert arriving.stat().st_dev == Path(settings.DATA).stat().st_dev
    signed_in(cast.ben).post(url("mail"), {"files": SimpleUploadedFile("box.mbox", large)})
    assert mail.files_of(Mailbox.objects.get())[0][1].stat().st_size == len(large)
    assert list(arriving.iterdir()) == []


def test_what_an_upload_left_behind_is_swept_away(cast):
    left = Path(settings.FILE_UPLOAD_TEMP_DIR, "half.upload")
    left.write_bytes(b"From x")
    mail.forget_mail(now=timezone.now())
    assert left.exists()
    mail.forget_mail(now=timezone.now() + mail.COPIED + mail.COPIED)
    assert not left.exists()


def test_nobody_has_two_mailboxes_on_their_way(cast):
    for state in ("read", "read", "waiting"):
        Mailbox.objects.create(person=cast.ben, name="box", files=[], state=state)
    Mailbox.objects.create(person=cast.ada, name="box", files=[], state="reading")
    with pytest.raises(IntegrityError):
        Mailbox.objects.create(person=cast.ben, name="box", files=[], state="reading")


def test_stopping_while_it_is_proposed_leaves_nothing(cast):
    told_by(cast.ben, 5, "Acme")
    Mailbox.objects.update(state="reading")
    assert mail.stop(Mailbox.objects.get(), by=cast.ben)
    assert not Proposal.objects.exists()


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
