"""The room's door: who gets in, what is answered, what costs the connection."""

import asyncio
import dataclasses
import json
import time
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.test import Client
from django.utils import timezone

from afterword.interviews import actions, protocol, record, sockets
from afterword.interviews.edits import snapshots
from afterword.interviews.links import token_of
from afterword.interviews.models import Chair, Entry, GuestLink, Interview, Snapshot
from afterword.interviews.protocol import KINDS, Who
from afterword.interviews.room import hearing, live_rooms
from afterword.interviews.tests.room_client import Tab, begin, read, run, state_of
from afterword.interviews.tests.updates import NO_UPDATE, text_of, typed, typed_on
from afterword.journal.models import Entry as Journal
from afterword.kit import tokens
from afterword.questions.models import Sighting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])

HERE = "http://testserver"
BEN_TAB = "b" * 16


def kinds_recorded(interview: Interview) -> list[str]:
    return [entry.kind for entry in record.entries_after(interview.pk)]


def saying(interview: Interview, browser: Client, **how: object) -> Tab:
    return Tab(interview.pk, browser, **how)


# --- the second half


def swap(interview: Interview, by: str) -> None:
    chair = interview.chairs.select_related("interview", "person").get(kind=by)
    actions.swap_chairs(interview, by=chair, now=timezone.now())


def test_whoever_is_in_the_room_hears_that_the_chairs_are_swapped(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            await sync_to_async(swap)(due, "interviewer")
            assert await ben.told("second_half") == {}
            assert await ada.told("second_half") == {}
        async with saying(due, ben_in) as later:
            await later.hello()
            assert await later.told("second_half") == {}

    run(story)


def test_a_room_without_a_second_half_tells_of_none(due, ada_in, ben_in, monkeypatch) -> None:
    monkeypatch.setattr(live_rooms, "WATCH_SECONDS", 0.05)

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            await asyncio.sleep(0.3)
            ada.say("ping", number=1)
            await ada.told("pong")
            told = {protocol.BY_CODE[frame[0]].name for frame in ada.frames}
            assert "second_half" not in told

    run(story)


# --- the handshake


@pytest.mark.parametrize(
    "origins",
    [
        ("http://elsewhere.example",),
        ("null",),
        (),
        (HERE, HERE),
        (HERE, "http://elsewhere.example"),
        ("https://testserver",),
        ("http://testserver:8000",),
        ("http://testserver.elsewhere.example",),
        ("http://testserver/",),
        ("",),
    ],
)
def test_a_handshake_from_elsewhere_is_refused_before_it_is_accepted(
    due, ada_in, caplog, origins
) -> None:
    async def story() -> None:
        async with saying(due, ada_in, origins=origins) as tab:
            assert await tab.closed() == "refused"
            assert not tab.accepted
        assert caplog.messages == ["a socket was refused: a foreign Origin"]
        async with saying(due, ada_in) as tab:
            assert (await tab.hello())["role"] == "interviewer"

    run(story)


def test_a_place_that_is_no_room_is_refused(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in, path="/interviews/1/room/socket") as tab:
            assert await tab.closed() == "refused"

    run(story)


def test_whoever_has_no_seat_learns_nothing_of_the_room(due, cast, ada_in, signed_in) -> None:
    eve, dov = signed_in(cast.eve), signed_in(cast.dov)

    async def story() -> None:
        nowhere = "00000000-0000-4000-8000-000000000000"
        for tab in (
            saying(due, None),
            saying(due, eve),
            saying(due, dov),
            Tab(nowhere, eve),
            Tab(nowhere, ada_in),
        ):
            async with tab:
                assert await tab.closed() == "no_seat"
                assert tab.frames == []

    run(story)


def test_an_interview_that_is_only_proposed_has_no_room(due, ada_in) -> None:
    Interview.objects.filter(pk=due.pk).update(state="proposed")

    async def story() -> None:
        async with saying(due, ada_in) as tab:
            assert await tab.closed() == "no_seat"

    run(story)


def test_a_guest_sits_down_with_a_link_and_gets_up_when_it_is_revoked(due) -> None:
    chair = due.chairs.get(kind="interviewer")
    Chair.objects.filter(pk=chair.pk).update(person=None, guest_name="Grace")
    link = GuestLink.objects.create(
        chair=chair, digest="", own=True, expires_at=timezone.now() + timedelta(hours=2)
    )
    GuestLink.objects.filter(pk=link.pk).update(digest=tokens.digest(token_of(link)))
    browser = Client()
    session = browser.session
    session["chairs"] = [str(chair.pk)]
    session.save()

    async def story() -> None:
        async with saying(due, browser) as grace:
            welcome = await grace.hello()
            assert welcome["role"] == "interviewer"
            assert [one["name"] for one in welcome["people"]] == ["Grace"]
            revoked = GuestLink.objects.filter(pk=link.pk).aupdate
            await revoked(revoked_at=timezone.now())
            began = time.monotonic()
            assert await grace.closed() == "revoked"
            assert time.monotonic() - began < 1.5
        async with saying(due, browser) as grace:
            assert await grace.closed() == "no_seat"

    run(story)


# --- agreeing and starting


def test_before_both_agree_nothing_is_recorded_but_consent(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in) as ben:
            await ada.hello()
            await ben.hello()
            ada.say("consent")
            await ben.told("consented")
            ben.edit(1, b"\0\0")
            assert await ben.told("refused") == {"kind": "edit", "number": 1, "why": "not_agreed"}
            ada.say("reveal", number=1)
            assert (await ada.told("refused"))["why"] == "not_agreed"
            ada.say("phase", phase="coding")
            assert (await ada.told("refused"))["why"] == "not_agreed"

    run(story)
    assert kinds_recorded(due) == ["consent"]
    assert state_of(due) == "booked"


def test_an_edit_waits_for_the_start(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in) as ben:
            await ada.hello()
            await ben.hello()
            ada.say("consent")
            ben.say("consent")
            await ben.told("consented")
            await ben.told("consented")
            ben.edit(1, b"\0\0")
            assert (await ben.told("refused"))["why"] == "not_running"
            ada.say("phase", phase="introductions")
            assert (await ben.told("phase_changed"))["by"] == "interviewer"
            ben.edit(2, b"\0\0")
            await ben.acknowledged(2)

    run(story)
    assert state_of(due) == "running"
    kinds = kinds_recorded(due)
    assert kinds[:3] == ["consent", "consent", "phase"]
    assert kinds.count("edit") == 1


def test_agreeing_before_one_is_up_to_date_counts(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=protocol.VERSION, tab=ada.tab, since=0)
            ada.say("consent")
            assert await ada.told("consented") == {"role": "interviewer"}

    run(story)
    assert kinds_recorded(due) == ["consent"]


def test_agreeing_twice_is_agreeing_once(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            ada.say("consent")
            await ada.told("consented")
            ada.say("consent")
            assert (await ada.told("refused"))["why"] == "already_done"

    run(story)
    assert kinds_recorded(due) == ["consent"]


# --- edits


def test_an_edit_reaches_the_others_at_once_and_is_recorded_once(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.edit(1, typed("first"))
            seq, update = await ada.told("edits")
            assert update == typed("first")
            await ben.acknowledged(1)
            ben.edit(1, typed("first"))
            ben.edit(2, typed("second"))
            assert (await ada.told("edits"))[1] == typed("second")
            await ben.acknowledged(2)
            assert seq > 0

    run(story)
    edits = [one for one in record.entries_after(due.pk) if one.kind == "edit"]
    ben = due.chairs.get(kind="candidate")
    assert [record.unnumbered(bytes(one.body)) for one in edits] == [
        typed("first"),
        typed("second"),
    ]
    assert {(one.author, one.connection) for one in edits} == {(f"chair:{ben.pk}", BEN_TAB)}
    assert record.verify(due.pk) == len(list(record.entries_after(due.pk)))


def test_coming_back_brings_only_what_was_missed(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            async with saying(due, ben_in, tab=BEN_TAB) as ben:
                await begin(ada, ben)
                ben.edit(1, typed("before"))
                await ben.acknowledged(1)
                seq, _ = await ada.told("edits")
                durable = 0
                while durable < seq:
                    _, durable = await ada.told("ack")
            ada.edit(1, typed("while away"))
            await ada.acknowledged(1)
            async with saying(due, ben_in, tab=BEN_TAB) as ben:
                welcome = await ben.hello(since=durable)
                assert welcome["had"] == 1
                edits = [frame for frame in ben.frames if frame[0] == 65]
                assert len(edits) == 1
                assert b"while away" in edits[0]
                assert b"before" not in edits[0]

    run(story)


def test_who_comes_late_is_sent_a_snapshot_and_what_came_after_it(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            for number in range(1, 41):
                ben.edit(number, typed("x") if number == 1 else typed_on("x", clock=number - 1))
            await ben.acknowledged(40)
            await was_read(due, edits=40)
            ada.edit(1, typed("later", client=2))
            await ada.acknowledged(1)
            async with saying(due, ada_in, tab="c" * 16) as late:
                await late.hello()
            (_, state), (_, tail) = pairs(late)
            assert len(state) < 100
            assert text_of(state) == "x" * 40
            assert tail == typed("later", client=2)

    run(story)


def test_a_room_that_everybody_left_is_read_for_whoever_comes_next(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.edit(1, typed("kept"))
            await ben.acknowledged(1)
        await was_read(due, edits=1)

    run(story)
    assert text_of(bytes(Snapshot.objects.get(room=due.pk).state)) == "kept"


def test_an_edit_that_nobody_can_read_costs_its_author_the_line_and_stays_marked(
    due, ada_in, ben_in
) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.edit(1, typed("fine"))
            ben.edit(2, NO_UPDATE)
            assert await ben.closed() == "unreadable"
            quarantined = (await ada.told("quarantined"))["seq"]
            ada.edit(1, typed("the room lives on", client=2))
            await ada.acknowledged(1)
            for since in (0, quarantined - 1):
                async with saying(due, ada_in, tab="c" * 16) as late:
                    await late.hello(since=since)
                assert NO_UPDATE not in [update for _, update in pairs(late)]
            async with saying(due, ben_in, tab="d" * 16) as again:
                assert (await again.hello())["phase"] == "introductions"

    run(story)
    entries = list(record.entries_after(due.pk))
    [mark] = [one for one in entries if one.kind == "quarantined"]
    [marked] = [one for one in entries if one.seq == json.loads(bytes(mark.body))["seq"]]
    assert (mark.author, marked.kind) == ("system", "edit")
    assert record.unnumbered(bytes(marked.body)) == NO_UPDATE
    assert record.verify(due.pk) == len(entries)


async def was_read(interview: Interview, *, edits: int) -> None:
    """Wait until a snapshot holds so many edits."""
    async with asyncio.timeout(10):
        while await sync_to_async(held)(interview) < edits:
            await asyncio.sleep(0.05)


def held(interview: Interview) -> int:
    read = snapshots.read_up_to(interview.pk)
    return snapshots.edits_of(interview.pk).filter(seq__lte=read).count()


def pairs(tab: Tab) -> list[tuple[int, bytes]]:
    """The edits that a tab was told, with their numbers."""
    told = [read(frame) for frame in tab.frames if frame[0] == protocol.BY_NAME["edits"].code]
    return [pair for values in told for pair in zip(values[::2], values[1::2], strict=True)]


def test_a_room_that_was_closed_opens_as_it_stood(due, ada_in, ben_in) -> None:
    async def before() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("reveal", number=1)
            ada.say("hint", number=2)
            ada.say("phase", phase="coding")
            ada.say("language", language="javascript")
            await ben.told("language_changed")
            ben.edit(1, typed("kept"))
            await ben.acknowledged(1)

    async def later() -> None:
        async with saying(due, ben_in, tab=BEN_TAB) as ben:
            welcome = await ben.hello()
            assert welcome["phase"] == "coding"
            assert welcome["consents"] == ["candidate", "interviewer"]
            assert welcome["language"] == "javascript"
            assert [(one["what"], one["number"]) for one in welcome["shown"]] == [
                ("part", 1),
                ("hint", 2),
            ]
            assert welcome["had"] == 1
            assert any(b"kept" in frame for frame in ben.frames)

    run(before)
    run(later)


def test_a_second_tab_of_the_same_person_sees_what_the_first_types(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with (
            saying(due, ada_in) as ada,
            saying(due, ben_in, tab=BEN_TAB) as one,
            saying(due, ben_in, tab="c" * 16) as two,
        ):
            await begin(ada, one)
            welcome = await two.hello()
            assert [person["role"] for person in welcome["people"]] == ["interviewer", "candidate"]
            one.edit(1, typed("typed here"))
            assert (await two.told("edits"))[1] == typed("typed here")

    run(story)


def test_the_same_tab_coming_back_takes_its_old_place(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as old:
            await old.hello()
            async with saying(due, ada_in) as new:
                await new.hello()
                assert await old.closed() == "replaced"

    run(story)


def test_a_chair_has_room_for_eight_tabs(due, ada_in) -> None:
    async def story() -> None:
        tabs = [saying(due, ada_in, tab=f"{number:016x}") for number in range(9)]
        for tab in tabs[:8]:
            await tab.__aenter__()
            await tab.hello()
        async with tabs[8] as late:
            late.say("hello", version=1, tab=late.tab, since=0)
            assert await late.closed() == "room_full"
        for tab in tabs[:8]:
            await tab.__aexit__()

    run(story)


def test_carets_are_relayed_and_recorded_twice_a_second_at_most(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            for step in range(20):
                ben.send(bytes([protocol.BY_NAME["caret"].code, step]))
            connection, role, caret = await ada.told("carets")
            while caret != bytes([19]):
                connection, role, caret = await ada.told("carets")
            assert (connection, role) == (2, 1)
            async with saying(due, ada_in, tab="d" * 16) as late:
                await late.hello()
                assert any(frame[0] == 68 and frame.endswith(bytes([19])) for frame in late.frames)

    run(story)
    assert kinds_recorded(due).count("caret") == 1


# --- what is shown


def test_a_question_chosen_while_the_hour_runs_can_be_shown(due, ada_in, ben_in) -> None:
    chosen = due.question_version_id
    of_this_hour = Interview.objects.filter(pk=due.pk)
    of_this_hour.update(question_version=None)

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("reveal", number=1)
            assert (await ada.told("refused"))["why"] == "no_such_thing"
            await of_this_hour.aupdate(question_version=chosen)
            ada.say("reveal", number=1)
            assert (await ben.told("shown"))["title"] == "Part 1: The everyday case"

    run(story)


def test_a_part_reaches_the_candidate_when_it_is_revealed_and_not_before(
    due, ada_in, ben_in
) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            assert b"canary" not in ben.everything()
            ada.say("reveal", number=1)
            shown = await ben.told("shown")
            assert shown["title"] == "Part 1: The everyday case"
            assert shown["html"] == (
                "<p>Put <strong>every</strong> parcel into a canary-part-one.</p>\n"
            )
            ada.say("hint", number=1)
            assert "canary-hint-one" in (await ben.told("shown"))["html"]
            ada.say("follow_up", number=1)
            assert (await ben.told("shown"))["html"] == ""
            heard = ben.everything()
            for secret in (b"part-two", b"hint-two", b"when", b"follow-up", b"sign", b"plan"):
                assert b"canary-" + secret not in heard

    run(story)
    assert Sighting.objects.count() == 2
    words = [moment.text for moment in record.moments(Interview.objects.get(pk=due.pk))]
    assert words == [
        "Introductions",
        "Part 1: The everyday case. Put **every** parcel into a canary-part-one",
        "Hint 1. Try canary-hint-one",
        "Follow-up 1: Bigger",
    ]


def test_a_piece_is_shown_once_and_must_exist(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("hint", number=1)
            await ada.told("shown")
            ada.say("hint", number=1)
            assert (await ada.told("refused"))["why"] == "already_done"
            for number in (0, 3, 2**53 - 1):
                ada.say("hint", number=number)
                assert (await ada.told("refused"))["why"] == "no_such_thing"

    run(story)


# --- rules

WORDS = {"number": 1, "phase": "coding", "language": "text"}


@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.said_by is Who.INTERVIEWER], ids=lambda kind: kind.name
)
def test_what_is_the_interviewers_costs_the_candidate_the_connection(
    due, ada_in, ben_in, kind
) -> None:
    words = {name: WORDS[name] for name in kind.fields}

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.say(kind.name, **words)
            assert await ben.closed() == "not_allowed"
            ada.say(kind.name, **words)
            await ada.told("phase_changed" if kind.name == "phase" else "shown")

    run(story)


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"", "malformed"),
        (b"\xfe", "unknown_kind"),
        (bytes([66, 1, 1]), "unknown_kind"),
        (b"\x05{", "malformed"),
        (b"\x02\x80", "malformed"),
        (bytes([4]) + bytes(600), "too_large"),
        (bytes([2, 1]) + bytes(protocol.EDIT_MOST), "too_large"),
        (protocol.words("hello", {"version": 1, "tab": "0" * 16, "since": 0}), "malformed"),
    ],
)
def test_a_broken_frame_closes_its_own_connection_and_no_other(
    due, ada_in, ben_in, frame, code
) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ben.send(frame)
            assert await ben.closed() == code
            ada.edit(1, typed("still here"))
            await ada.acknowledged(1)

    run(story)


def test_text_instead_of_bytes_is_malformed(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            ada.send_text("hello")
            assert await ada.closed() == "malformed"

    run(story)


def test_the_first_word_is_hello_in_our_version(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            ada.say("ping", number=1)
            assert await ada.closed() == "malformed"
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=2, tab=ada.tab, since=0)
            assert await ada.closed() == "other_version"

    run(story)


def test_whoever_comes_and_goes_without_end_is_asked_to_wait(due, ada_in, monkeypatch) -> None:
    few = dataclasses.replace(live_rooms.ARRIVAL, burst=3, per_second=0)
    monkeypatch.setattr(live_rooms, "ARRIVAL", few)

    async def story() -> None:
        for _ in range(3):
            async with saying(due, ada_in) as ada:
                await ada.hello()
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=1, tab=ada.tab, since=0)
            assert await ada.closed() == "too_fast"

    run(story)


def test_whoever_talks_too_fast_is_cut_off(due, ada_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            for number in range(40):
                ada.say("ping", number=number)
            assert await ada.closed() == "too_fast"

    run(story)


def test_a_reader_who_does_not_read_is_cut_off_and_nobody_waits(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            deaf = saying(due, ben_in, tab="d" * 16)
            await deaf.__aenter__()
            await deaf.hello()
            deaf._reads = False
            for number in range(1, 8):
                large = typed("x" * 400_000, client=number)
                ada.edit(number, large)
                await ada.acknowledged(number)
                assert (await ben.told("edits"))[1] == large
            assert await deaf.closed() == "too_slow"
            await deaf.__aexit__()

    run(story)


# --- losing a seat


@pytest.mark.parametrize(
    "way", ["sign out", "new password", "deactivated", "chair taken", "expired"]
)
def test_losing_a_seat_closes_an_open_socket_within_a_second(
    due, cast, ben_in, ada_in, way
) -> None:
    def lose() -> None:
        if way == "sign out":
            ben_in.logout()
        elif way == "new password":
            cast.ben.set_password("another long password")
            cast.ben.save()
        elif way == "deactivated":
            cast.ben.is_active = False
            cast.ben.save()
        elif way == "chair taken":
            due.chairs.filter(kind="candidate").update(person=cast.eve)
        else:
            session = ben_in.session
            session.model.objects.filter(pk=session.session_key).update(expire_date=timezone.now())

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await ada.hello()
            await ben.hello()
            await sync_to_async(lose)()
            began = time.monotonic()
            assert await ben.closed() == "revoked"
            assert time.monotonic() - began < 1.5
            ada.say("ping", number=1)
            await ada.told("pong")

    run(story)


def test_revoking_a_chair_closes_its_sockets_at_once(due, ada_in, chair_of_ada) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada:
            await ada.hello()
            began = time.monotonic()
            await sync_to_async(live_rooms.revoke)(chair_of_ada.pk)
            assert await ada.closed() == "revoked"
            assert time.monotonic() - began < 0.3

    run(story)


# --- the end


def test_after_the_end_late_keystrokes_are_still_taken_and_then_nothing(
    due, ada_in, ben_in, monkeypatch
) -> None:
    monkeypatch.setattr(hearing, "CLOSING_US", 1_500_000)

    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            ada.say("end")
            assert await ben.told("ended") == {"by": "interviewer"}
            ben.edit(1, typed("typed before"))
            ben.edit(2, b"the last text", kind="text_snapshot")
            await ben.acknowledged(2)
            ada.say("reveal", number=1)
            assert (await ada.told("refused"))["why"] == "ended"
            ada.say("end")
            assert (await ada.told("refused"))["why"] == "ended"
            assert await ben.closed() == "ended"
        sealed = Journal.objects.filter(verb=record.SEALED)
        while not await sealed.aexists():
            await asyncio.sleep(0.02)
        monkeypatch.setattr(live_rooms, "CLOSING_US", 0)
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=1, tab=ada.tab, since=0)
            assert await ada.closed() == "ended"

    run(story)
    assert state_of(due) == "ended"
    claimed = record.claimed_text(Interview.objects.get(pk=due.pk))
    assert claimed == record.ClaimedText("the last text", "candidate")


def test_an_interview_ended_on_another_page_ends_in_the_room(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            await Interview.objects.filter(pk=due.pk).aupdate(
                state="ended", ended_at=timezone.now()
            )
            assert await ada.told("ended") == {"by": ""}

    run(story)


# --- the record cannot be written


def test_no_edit_is_acknowledged_that_could_not_be_written(due, ada_in, ben_in) -> None:
    async def story() -> None:
        async with saying(due, ada_in) as ada, saying(due, ben_in, tab=BEN_TAB) as ben:
            await begin(ada, ben)
            while (await ada.told("ack"))[1] < 3:
                pass
            await Entry.objects.using("record").acreate(
                room=due.pk, seq=4, at_us=0, author="another process", kind="caret", body=b""
            )
            ada.edit(1, typed("collides"))
            assert await ada.closed() == "record_unavailable"
            assert await ben.closed() == "record_unavailable"
            assert not any(frame[0] == 67 and frame[1] == 1 for frame in ada.frames)
        async with saying(due, ada_in) as ada:
            welcome = await ada.hello()
            assert welcome["had"] == 0
            ada.edit(1, typed("collides"))
            await ada.acknowledged(1)

    run(story)


def test_a_room_that_was_left_in_the_middle_of_a_deed_closes_after_it(
    due, ada_in, monkeypatch
) -> None:
    monkeypatch.setattr(live_rooms, "WATCH_SECONDS", 0.05)

    async def story() -> None:
        open_now = sockets.live_rooms()._rooms
        async with saying(due, ada_in) as ada:
            await ada.hello()
            deed = open_now[due.pk].deed
            await deed.acquire()
        await asyncio.sleep(0.2)
        assert list(open_now) == [due.pk]
        deed.release()  # having written nothing: it was refused
        async with asyncio.timeout(5):
            while open_now:
                await asyncio.sleep(0.05)

    run(story)


def test_a_room_that_is_over_is_not_kept_open_by_knocking(due, ada_in) -> None:
    over = timezone.now() - timedelta(minutes=5)
    Interview.objects.filter(pk=due.pk).update(state="ended", started_at=over, ended_at=over)

    async def story() -> None:
        async with saying(due, ada_in) as ada:
            ada.say("hello", version=protocol.VERSION, tab="0" * 16, since=0)
            assert await ada.closed() == "ended"
        assert sockets.live_rooms()._rooms == {}

    run(story)
