"""Letters: each is a row, posted once where there is a server, and secret ones are forgotten."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from afterword.people import post
from afterword.people.models import Letter

pytestmark = pytest.mark.django_db

WORDS = post.Words(subject="Your code", body="is 1234", secret=True)


def test_a_letter_is_posted_once(cast):
    letter = post.write_to(cast.ada, post.Words(subject="Hello", body="Come."))
    assert post.post(letter)
    assert not post.post(letter)
    assert [message.to for message in mail.outbox] == [[cast.ada.email]]
    letter.refresh_from_db()
    assert letter.body == "Hello Ada,\n\nCome."


def test_whoever_gave_no_name_is_greeted_all_the_same(cast):
    words = post.Words(subject="Agreed", body="Come.")
    assert post.write_to_address("g@example.net", words).body == "Hello,\n\nCome."
    named = post.write_to_address("g@example.net", words, name=" Grace  Hopper ")
    assert named.body == "Hello Grace,\n\nCome."


def test_what_a_secret_letter_said_is_forgotten_once_posted(cast):
    letter = post.write_to_address(cast.ada.email, WORDS)
    post.post(letter)
    assert "1234" in mail.outbox[0].body
    assert "is 1234" not in str(Letter.objects.values().get())


def test_a_letter_that_could_not_be_posted_is_kept_for_the_next_try(cast, monkeypatch):
    letter = post.write_to_address(cast.ada.email, WORDS)
    with monkeypatch.context() as broken:
        broken.setattr(EmailBackend, "send_messages", _refuse)
        with pytest.raises(OSError, match="nobody there"):
            post.post(letter)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.body) == (None, "Hello,\n\nis 1234")
    assert post.post(letter)


def test_a_letter_that_cannot_be_written_is_not_said_to_be_posted(cast):
    letter = post.write_to(cast.ada, post.Words(subject="Hello", body="Come."))
    Letter.objects.update(to_email="ada@example.org\nBcc: eve@example.org")
    letter.refresh_from_db()
    with pytest.raises(ValueError, match="Header values"):
        post.post(letter)
    letter.refresh_from_db()
    assert letter.sent_at is None


def _refuse(*arguments: object) -> int:
    raise OSError("nobody there")


def test_a_line_break_in_a_name_does_not_stop_a_letter(cast):
    letter = post.write_to(cast.ada, post.Words(subject="With Eve\r\nBcc: a@b.org", body="Hello"))
    assert post.post(letter)
    assert [message.subject for message in mail.outbox] == ["With Eve Bcc: a@b.org"]
    assert mail.outbox[0].recipients() == [cast.ada.email]


def test_a_posted_link_to_somebody_without_an_account_is_shown_to_nobody(cast, settings):
    words = post.Words(
        subject="Agreed", body="at https://here/guest/key", link="https://here/guest/key"
    )
    assert not post.write_to_address("grace@example.net", words).secret
    settings.MAIL = True
    letter = post.write_to_address("grace@example.net", words)
    assert letter.secret
    assert not post.write_to_address("", words).secret
    post.post(letter)
    assert "guest/key" not in str(Letter.objects.filter(pk=letter.pk).values().get())
