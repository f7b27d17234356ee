"""What an invitation promises: a page first, one place for each use, and no hint of why not."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afterword.people import actions, links
from afterword.people.enums import MembershipState, Role
from afterword.people.errors import InvitationUnusable
from afterword.people.models import Invitation, Letter, Membership, Person
from afterword.people.views.invitations import LETTERS, WRONG_LINKS

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(cast) -> Invitation:
    return actions.invite_many(cast.program, by=cast.dov, days=7, uses=2, now=timezone.now())


@pytest.fixture
def for_eve(cast) -> Invitation:
    return actions.invite_address(
        cast.program,
        by=cast.dov,
        email="Eve@example.org",
        role=Role.MEMBER,
        days=7,
        now=timezone.now(),
    )


def opened(client: Client, invitation: Invitation):
    address = reverse("people:invitation", args=[links.token_of(invitation)])
    return client.get(address, follow=True)


def test_opening_a_link_uses_nothing_and_takes_the_token_away(cast, many):
    browser = Client()
    response = opened(browser, many)
    assert response.redirect_chain == [("/invitations/accept/", 302)]
    assert links.token_of(many) not in response.content.decode()
    many.refresh_from_db()
    assert many.uses_left == 2


def test_a_person_joins_by_a_link(cast, many, signed_in):
    browser = signed_in(cast.eve)
    opened(browser, many)
    response = browser.post(reverse("people:accept"))
    assert response.headers["Location"] == reverse("people:program", args=[cast.program.pk])
    assert Membership.objects.get(person=cast.eve).state == MembershipState.ACTIVE
    many.refresh_from_db()
    assert many.uses_left == 1


def test_somebody_new_signs_up_by_a_link_and_is_in(cast, many):
    browser = Client()
    opened(browser, many)
    response = browser.post(
        reverse("account_signup"),
        {
            "name": "Finn",
            "email": "finn@example.org",
            "password1": "a word nobody guesses",
            "time_zone": "Europe/Lisbon",
        },
    )
    assert response.headers["Location"] == reverse("people:program", args=[cast.program.pk])
    finn = Person.objects.get(email="finn@example.org")
    assert (finn.name, finn.time_zone) == ("Finn", "Europe/Lisbon")
    assert Membership.objects.get(person=finn).program == cast.program


def test_a_link_for_an_address_verifies_it(cast, for_eve):
    Person.objects.filter(pk=cast.eve.pk).delete()
    browser = Client()
    opened(browser, for_eve)
    fields = {"name": "Eve", "email": "eve@example.org", "password1": "a word nobody guesses"}
    browser.post(reverse("account_signup"), fields)
    address = EmailAddress.objects.get(email="eve@example.org")
    assert address.verified
    assert Membership.objects.filter(person=address.user_id).exists()


def test_a_link_for_an_address_is_not_for_another(cast, for_eve):
    browser = Client()
    opened(browser, for_eve)
    fields = {"name": "Finn", "email": "finn@example.org", "password1": "a word nobody guesses"}
    response = browser.post(reverse("account_signup"), fields)
    assert "another address" in response.content.decode()
    assert not Person.objects.filter(email="finn@example.org").exists()


def test_another_account_is_told_and_nothing_happens(cast, for_eve, signed_in):
    outsider = Person.objects.create_user("finn@example.org", "a long enough password", name="Finn")
    browser = signed_in(outsider)
    assert opened(browser, for_eve).status_code == 403
    assert browser.post(reverse("people:accept")).status_code == 403
    assert not Membership.objects.filter(person=outsider).exists()


def pages_of_useless_links(cast, many) -> list[tuple[int, str]]:
    now = timezone.now()
    expired = actions.invite_many(cast.program, by=cast.dov, days=1, uses=2, now=now)
    Invitation.objects.filter(pk=expired.pk).update(expires_at=now - timedelta(seconds=1))
    used = actions.invite_many(cast.program, by=cast.dov, days=1, uses=1, now=now)
    Invitation.objects.filter(pk=used.pk).update(uses_left=0)
    revoked = actions.invite_many(cast.program, by=cast.dov, days=1, uses=1, now=now)
    actions.revoke_invitation(revoked, by=cast.dov, now=now)
    forged = Invitation(program=cast.program)
    pages = [opened(Client(), one) for one in (expired, used, revoked, forged)]
    return [(page.status_code, without_csrf_token(page.content.decode())) for page in pages]


def without_csrf_token(text: str) -> str:
    return re.sub(r'(csrf-token" content=|csrfmiddlewaretoken" value=)"\w+"', "", text)


def test_useless_links_all_look_the_same(cast, many):
    pages = pages_of_useless_links(cast, many)
    assert len(set(pages)) == 1
    status, text = pages[0]
    assert status == 404
    assert cast.program.name not in text


def test_more_people_than_uses_are_refused(cast, many):
    now = timezone.now()
    Invitation.objects.filter(pk=many.pk).update(uses_left=1)
    actions.accept_invitation(many, person=cast.eve, now=now)
    finn = Person.objects.create_user("finn@example.org", name="Finn")
    with pytest.raises(InvitationUnusable):
        actions.accept_invitation(many, person=finn, now=now)


def test_of_two_who_sign_up_for_one_place_the_later_is_told(cast, many, settings):
    settings.SIGN_UP_OPEN = True
    Invitation.objects.filter(pk=many.pk).update(uses_left=1)
    finn, gus = Client(), Client()
    for browser in (finn, gus):
        opened(browser, many)
    for browser, name in ((finn, "Finn"), (gus, "Gus")):
        page = browser.post(
            reverse("account_signup"),
            {"name": name, "email": f"{name}@example.org", "password1": "a word nobody guesses"},
            follow=True,
        )
        told = "used up, or taken back, meanwhile" in page.content.decode()
        assert told == (name == "Gus")
    assert Membership.objects.filter(program=cast.program, person__name="Finn").exists()
    assert not Membership.objects.filter(program=cast.program, person__name="Gus").exists()


def test_whoever_was_removed_does_not_return_by_a_link(cast, many):
    actions.remove(Membership.objects.get(person=cast.ben), by=cast.dov)
    with pytest.raises(InvitationUnusable):
        actions.accept_invitation(many, person=cast.ben, now=timezone.now())
    many.refresh_from_db()
    assert many.uses_left == 2


def test_a_member_who_opens_a_link_spends_nothing(cast, many, signed_in):
    browser = signed_in(cast.ada)
    opened(browser, many)
    browser.post(reverse("people:accept"))
    many.refresh_from_db()
    assert many.uses_left == 2


def test_guessing_links_is_limited(cast, many):
    for number in range(WRONG_LINKS.most):
        Client().get(reverse("people:invitation", args=[f"guess-{number}"]))
    assert Client().get(reverse("people:invitation", args=["one-more"])).status_code == 429


def test_a_right_link_opens_whatever_others_there_have_tried(cast, many):
    for number in range(WRONG_LINKS.most + 1):
        Client().get(reverse("people:invitation", args=[f"guess-{number}"]))
    assert cast.program.name in opened(Client(), many).content.decode()


def test_a_posted_link_is_seen_by_its_reader_alone(cast, settings, signed_in):
    settings.MAIL = True
    invitation = actions.invite_address(
        cast.program, by=cast.dov, email="finn@example.org", role=Role.MEMBER, days=7,
        now=timezone.now(),
    )  # fmt: skip
    page = signed_in(cast.dov).get(reverse("people:invite", args=[cast.program.pk]))
    assert "finn@example.org" in page.content.decode()
    assert links.token_of(invitation) not in page.content.decode()
    assert Letter.objects.get(to_email="finn@example.org").secret


def test_the_database_holds_no_token(cast, many):
    row = Invitation.objects.filter(pk=many.pk).values().get()
    assert links.token_of(many) not in {str(value) for value in row.values()}


def test_without_an_invitation_signing_up_is_closed(cast):
    page = Client().get(reverse("account_signup"))
    assert "You need an invitation" in page.content.decode()
    fields = {"name": "Finn", "email": "finn@example.org", "password1": "a word nobody guesses"}
    Client().post(reverse("account_signup"), fields)
    assert not Person.objects.filter(email="finn@example.org").exists()


def leads_to_signing_up(page) -> bool:
    return f'href="{reverse("account_signup")}"' in page.content.decode()


def test_signing_up_is_offered_only_where_it_is_open(cast):
    page = Client().get(reverse("account_login"))
    assert "You need an invitation" in page.content.decode()
    assert not leads_to_signing_up(page)
    actions.change_program(
        cast.program, by=cast.dov, changes={"invitation_open": True}, now=timezone.now()
    )
    assert leads_to_signing_up(Client().get(reverse("account_login")))


def test_a_program_that_is_open_opens_signing_up(cast):
    actions.change_program(
        cast.program, by=cast.dov, changes={"invitation_open": True}, now=timezone.now()
    )
    fields = {"name": "Finn", "email": "finn@example.org", "password1": "a word nobody guesses"}
    Client().post(reverse("account_signup"), fields)
    assert Person.objects.filter(email="finn@example.org").exists()


def test_nobody_writes_invitations_to_strangers_without_end(cast, signed_in):
    for _ in range(LETTERS.most):
        LETTERS.count(cast.dov.actor)
    address = reverse("people:invite", args=[cast.program.pk])

    answer = signed_in(cast.dov).post(address, {"email": "new@example.org", "role": "member"})

    assert "A link for many reaches the others" in answer.content.decode()
    assert not Invitation.objects.exists()
    assert signed_in(cast.dov).post(address, {"days": 30, "uses": 100}).status_code == 302
