"""What a message tells, and what messages tell together."""

from datetime import date

import pytest

from afterword.cycle.mail.found import Found
from afterword.cycle.mail.gathering import Gathered
from afterword.cycle.mail.messages.mailboxes import Raw
from afterword.cycle.mail.repeats import without_repeats

BEN = "Ben <ben@example.org>"
ATS = "Fernhill Labs <no-reply@greenhouse.io>"
INVITED = "We would like to invite you to a phone interview for Backend Engineer."


def mail(text: str, *, by: str = ATS, to: str = BEN, day: int = 3, **fields: str) -> bytes:
    head = {"From": by, "To": to, "Subject": "Your application", "Message-ID": f"<{day}@x.example>",
            "Date": f"{day} Nov 2026 09:00:00 +0000"}  # fmt: skip
    head |= {name.replace("_", "-"): value for name, value in fields.items()}
    return "".join(f"{name}: {value}\n" for name, value in head.items()).encode() + (
        f"\n{text}\n".encode()
    )


def gathered(*messages: bytes) -> Gathered:
    found = Gathered(date(2026, 11, 26))
    for number, one in enumerate(messages):
        found.take(Raw(str(number), one))
    return found


def told(*messages: bytes) -> list[Found]:
    return gathered(*messages).told()


def news(*messages: bytes) -> list[Found]:
    found = gathered(*messages)
    return [one.found for one in without_repeats(found.together(), found.cancelled)]


def test_a_message_tells_its_kind_company_role_day_and_sentence():
    (one,) = told(mail(INVITED))
    assert (one.kind, one.company, one.role, one.on, one.says, one.sure) == (
        "phone", "Fernhill Labs", "Backend Engineer", date(2026, 11, 3), INVITED, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "If your profile matches, we would like to invite you to a phone interview.",
        "Should you be selected, we will schedule a call.",
        "Thank you for the call on Monday.",
        "We are still reviewing your application and have made no decision.",
        "Your interview has been rescheduled; we will be in touch.",
    ],
)
def test_what_only_would_be_or_is_not_decided_is_no_invitation(text):
    assert [one.kind for one in told(mail(text)) if one.kind != "applied"] == []


def test_a_rejection_in_the_last_lines_outweighs_all_thanks():
    thanks = "Thank you for applying. It was a pleasure to meet you, and the team was impressed. "
    (one,) = told(mail(f"{thanks * 3}\n\nIn the end we have decided to go with another candidate."))
    assert one.kind == "rejected"
    assert one.says == "In the end we have decided to go with another candidate."


def test_what_is_quoted_below_counts_for_nothing():
    answer = "Thanks, got it!\n\nOn Mon, 2 Nov 2026 at 09:00, Ada wrote:\n> " + INVITED
    assert told(mail(answer, by="Ada <ada@friends.example>")) == []


def test_a_subject_without_any_words_below_it_is_read():
    (one,) = told(mail("", Subject="Your application for Backend Engineer has been received"))
    assert (one.kind, one.role) == ("applied", "Backend Engineer")


def test_ones_own_letters_are_no_events_and_whom_one_writes_to_is_not_oneself():
    mara = "Mara <mara@fernhill.example>"
    sent = [mail(INVITED, by=BEN, to=mara, day=day) for day in (3, 4, 5)]
    came = [mail(INVITED, by=mara, day=day) for day in (6, 7, 8, 9)]
    assert [one.sender for one in told(*sent, *came)] == ["Mara mara@fernhill.example"] * 4


def test_a_friends_letter_handed_on_is_no_event():
    handed_on = (
        "look!\n\n---------- Forwarded message ---------\n"
        f"From: {ATS}\nTo: Ada <ada@friends.example>\nSubject: Next\n\n{INVITED}"
    )
    assert told(mail(handed_on, by="Ada <ada@friends.example>"), mail("lunch?", day=4)) == []


def test_ones_own_letter_handed_on_to_oneself_is_an_event():
    handed_on = (
        f"---------- Forwarded message ---------\nFrom: {ATS}\nTo: {BEN}\n"
        f"Subject: Next\n\n{INVITED}"
    )
    (one,) = told(mail(handed_on, by="Ben <ben@elsewhere.example>"))
    assert (one.kind, one.company) == ("phone", "Fernhill Labs")


def test_the_role_comes_from_the_thread():
    first = mail(INVITED, day=3)
    answer = mail("The position has been filled.", by="Jo <jo@gmail.com>", day=9,
                  In_Reply_To="<3@x.example>")  # fmt: skip
    assert [(one.kind, one.company, one.role) for one in told(first, answer)] == [
        ("phone", "Fernhill Labs", "Backend Engineer"),
        ("rejected", "Fernhill Labs", "Backend Engineer"),
    ]


@pytest.mark.parametrize(
    ("by", "subject", "company"),
    [
        ("Leonie Abara <l.abara@tamariskhealth.example>", "Hello", "Tamarisk Health"),
        ("Vantry Talent <vantry@somesystem.example>", "Your application", "Vantry"),
        ("Orchid Row via PlayTests <invite@playtests.example>", "Your test", "Orchid Row"),
        ("Pinegate Careers <jobs@pinegate-careers.example>", "Your application", "Pinegate"),
        ('"Fennimore Press (HR)" <hr@post.example>', "Your application", "Fennimore Press"),
        ("notifications@app.bamboohr.com", "Systems Analyst at Whitlow Retail", "Whitlow Retail"),
        ("Greta Mossbank <greta@mossbank.example>", "Hello", "Mossbank"),
    ],
)
def test_a_company_is_named_as_people_write_it(by, subject, company):
    (one,) = told(mail(INVITED, by=by, Subject=subject))
    assert one.company == company


def test_an_agency_is_not_the_company():
    words = f"{INVITED}\n\nThe job is the one at Aldous Reinsurance.\n\nNadia\nHartley Ferro Search"
    (one,) = told(mail(words, by="Nadia Ferro <nadia@hartleyferro.example>"))
    assert one.company == "Aldous Reinsurance"


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("interview for Software Engineer, Clinical Data.", "Software Engineer, Clinical Data"),
        ("interview for Software Engineer, and hope to hear from you.", "Software Engineer"),
        ("interview.\n\nWalter Kim\nRecruiting Coordinator", ""),
    ],
)
def test_a_role_goes_on_after_a_comma_and_is_not_that_of_who_signs(words, role):
    (one,) = told(mail(f"We would like to invite you to a phone {words}"))
    assert one.role == role


def test_a_domain_that_abbreviates_a_name_is_that_company_and_a_beginning_alone_is_not():
    whole = mail(INVITED, by="Dunmore Payments <no-reply@greenhouse.io>", day=3)
    short = mail(INVITED, by="Jo Lund <jo@dunmorepay.example>", day=9)
    assert [one.company for one in told(whole, short)] == ["Dunmore Payments"] * 2
    northern = mail(INVITED, by="Northernlights Energy <no-reply@greenhouse.io>", day=3)
    begun = mail(INVITED, by="Jo Lund <jo@northern.example>", day=9)
    assert [one.company for one in told(northern, begun)] == ["Northernlights Energy", "Northern"]


def test_the_same_news_within_days_is_told_once():
    four = [mail(INVITED, day=day) for day in (1, 3, 9, 24)]
    assert [one.on.day for one in news(*four) if one.on] == [1, 24]
