"""A mailbox: read once, stopped or begun again, and gone from the disk."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.utils import timezone

from afterword.cycle import tasks
from afterword.cycle.actions import mail
from afterword.cycle.errors import MailRefused
from afterword.cycle.mail.confining import mail_told
from afterword.cycle.models import Mailbox, Proposal
from afterword.cycle.tests.mailed import BOX, bring, events_of, proposal, told_by, url

pytestmark = pytest.mark.django_db


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
