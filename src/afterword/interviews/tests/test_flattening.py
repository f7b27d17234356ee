"""Whoever leaves for good takes along what they typed; what the other typed stays, when it was."""

from random import Random

import pytest
from pycrdt import Doc, Text

from afterword.interviews import record
from afterword.interviews.actions.flattening import flattened, keep_flattened
from afterword.interviews.edits import snapshots, stood
from afterword.interviews.edits.flat import GOES, STAYS
from afterword.interviews.edits.reading import of_one
from afterword.interviews.edits.stood import WHOLE_MOST, final_text, texts_at
from afterword.interviews.enums import ChairKind
from afterword.interviews.errors import RecordMoved
from afterword.interviews.models import Batch, Chair, Entry, Interview, Snapshot, StoodText
from afterword.interviews.tests.booked import seat
from afterword.interviews.tests.typed import ADA, BEN, BOTH, MINUTE, said
from afterword.interviews.tests.updates import text_of, typed, typed_beside, typed_on

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "record"])


def without(interview: Interview, kind: ChairKind) -> None:
    keep_flattened([flattened(Chair.objects.get(interview=interview, kind=kind))])


def stored(interview: Interview) -> bytes:
    return b"\n".join(bytes(one.body) for one in record.entries_of(interview.pk))


def test_the_others_text_stays_as_it_stood_at_every_moment(ended: Interview) -> None:
    said(ended, *BOTH)
    assert final_text(ended) == "äbWhy? Surec𝄞 def"
    without(ended, ChairKind.CANDIDATE)
    assert texts_at(ended, [MINUTE, 2 * MINUTE, 7 * MINUTE]) == {
        MINUTE: "", 2 * MINUTE: "Why?", 7 * MINUTE: "Why? Sure",
    }  # fmt: skip
    assert final_text(ended) == "Why? Sure"


@pytest.mark.parametrize(
    ("leaving", "theirs", "others"),
    [(ChairKind.CANDIDATE, b"def", b"Sure"), (ChairKind.INTERVIEWER, b"Sure", b"def")],
)
def test_no_byte_of_whoever_left_is_in_the_record(
    ended: Interview, leaving: ChairKind, theirs: bytes, others: bytes
) -> None:
    said(ended, *BOTH)
    assert theirs in stored(ended)
    without(ended, leaving)
    assert (theirs in stored(ended), others in stored(ended)) == (False, True)
    assert not Snapshot.objects.filter(room=ended.pk).exists()
    assert not StoodText.objects.filter(room=ended.pk).exists()


def test_what_the_room_showed_stays_and_when(ended: Interview) -> None:
    said(ended, *BOTH)
    without(ended, ChairKind.CANDIDATE)
    hint = Entry.objects.get(room=ended.pk, kind="hint")
    assert hint.at_us == record.micros(ended.started_at) + 6 * MINUTE


def test_the_record_is_whole_and_sealed_afterwards(ended: Interview) -> None:
    said(ended, *BOTH)
    without(ended, ChairKind.CANDIDATE)
    assert record.verify(ended.pk) == 3
    Entry.objects.filter(room=ended.pk, seq=3).delete()
    with pytest.raises(record.RecordBroken):
        record.verify(ended.pk)


def test_done_again_it_comes_to_the_same(ended: Interview) -> None:
    said(ended, *BOTH)
    without(ended, ChairKind.CANDIDATE)
    before = record.head(ended.pk)
    without(ended, ChairKind.CANDIDATE)
    assert record.head(ended.pk) == before


def test_of_two_who_leave_in_one_moment_neither_brings_back_the_other(ended: Interview) -> None:
    said(ended, *BOTH)
    read_before = flattened(seat(ended, ChairKind.CANDIDATE))
    without(ended, ChairKind.INTERVIEWER)
    with pytest.raises(RecordMoved):
        keep_flattened([read_before])
    assert b"Sure" not in stored(ended)


def test_when_both_have_left_no_text_is_there(ended: Interview) -> None:
    said(ended, *BOTH)
    without(ended, ChairKind.CANDIDATE)
    without(ended, ChairKind.INTERVIEWER)
    assert final_text(ended) == ""
    assert record.verify(ended.pk) == 1


def test_what_the_other_only_carried_goes_with_whoever_typed_it(ended: Interview) -> None:
    """A browser that carries the text back after a restart has typed none of it."""
    said(
        ended,
        (ChairKind.INTERVIEWER, "carried", typed("mine", client=BEN)),
        (ChairKind.CANDIDATE, "edit", typed_on(" too", clock=4, client=BEN)),
        (ChairKind.INTERVIEWER, "edit", typed_beside("Yes. ", beside=(BEN, 3), client=ADA)),
    )
    without(ended, ChairKind.CANDIDATE)
    assert final_text(ended) == "Yes. "


def test_who_calls_a_browser_by_the_others_number_takes_nothing_of_theirs_along(
    ended: Interview,
) -> None:
    """Ben's page says a letter under the number of Ada's, before she types anything."""
    said(
        ended,
        (ChairKind.CANDIDATE, "edit", typed("x", client=ADA)),
        (ChairKind.INTERVIEWER, "edit", typed("Why?", client=ADA)),
        (ChairKind.INTERVIEWER, "edit", typed_on(" Sure", clock=4, client=ADA)),
    )
    assert final_text(ended) == "xhy? Sure"
    without(ended, ChairKind.CANDIDATE)
    assert final_text(ended) == "hy? Sure"
    without(ended, ChairKind.INTERVIEWER)
    assert final_text(ended) == ""


def test_who_types_more_than_is_read_elsewhere_takes_nothing_of_the_others_along(
    ended: Interview,
) -> None:
    said(
        ended,
        (ChairKind.INTERVIEWER, "edit", typed("Why?", client=ADA)),
        (ChairKind.CANDIDATE, "edit", typed("much" * (WHOLE_MOST // 4), client=BEN)),
    )
    without(ended, ChairKind.CANDIDATE)
    assert final_text(ended) == "Why?"


def test_where_nobody_can_tell_whose_it_is_no_text_stays(ended: Interview, monkeypatch) -> None:
    said(ended, *BOTH)
    monkeypatch.setattr("afterword.interviews.edits.reading.FLAT_WALL_SECONDS", 0.0)
    without(ended, ChairKind.INTERVIEWER)
    assert [one.kind for one in record.entries_of(ended.pk)] == ["hint"]
    assert record.verify(ended.pk) == 1


@pytest.mark.parametrize("seed", range(10))
def test_however_two_type_over_each_other_the_others_letters_stay_in_their_order(
    seed: int,
) -> None:
    """Ada types capitals, Ben small letters; each hears of the other's edits late, in any order."""
    rng, edits = Random(seed), []
    docs = {STAYS: Doc(), GOES: Doc()}
    texts = {who: doc.get("code", type=Text) for who, doc in docs.items()}
    letters = {STAYS: "ABCÄÖ", GOES: "xyz𝄞ß"}
    for seq in range(1, 120):
        who = rng.choice([STAYS, GOES])
        before, text = docs[who].get_state(), texts[who]
        places = [len(str(text)[:at].encode()) for at in range(len(str(text)) + 1)]
        first, last = sorted(rng.choices(places, k=2))
        if rng.random() < 0.3 and first < last:
            del text[first:last]
        else:
            text.insert(first, "".join(rng.choices(letters[who], k=rng.randint(1, 4))))
        edits.append((seq, docs[who].get_update(before), who))
        if rng.random() < 0.2:
            other = STAYS if who == GOES else GOES
            docs[other].apply_update(docs[who].get_update(docs[other].get_state()))
    for _, update, _ in edits:
        docs[STAYS].apply_update(update)
    whole = str(texts[STAYS])
    said = [update for _, update in of_one(edits)]
    assert text_of(*said) == "".join(one for one in whole if one in letters[STAYS])


@pytest.mark.parametrize(("module", "name"), [(snapshots, "read"), (stood, "texts")])
def test_whoever_reads_while_somebody_leaves_brings_back_none_of_it(
    ended: Interview, monkeypatch, module, name: str
) -> None:
    """A page of Ada's has the hour read; Ben is gone before what was read is kept."""
    said(ended, *BOTH)
    reads = getattr(module, name)

    def reads_slowly(*given, **more):
        found = reads(*given, **more)
        monkeypatch.setattr(module, name, reads)
        without(ended, ChairKind.CANDIDATE)
        return found

    monkeypatch.setattr(module, name, reads_slowly)
    assert "def" not in (final_text(ended) or "")
    kept = [bytes(one.state) for one in Snapshot.objects.filter(room=ended.pk)]
    kept += [one.text.encode() for one in StoodText.objects.filter(room=ended.pk)]
    assert not any(b"def" in one for one in kept)
    assert final_text(ended) == "Why? Sure"


def test_a_record_that_is_gone_whole_is_still_looked_for(ended: Interview) -> None:
    said(ended, *BOTH)
    for rows in (Entry, Batch):
        rows.objects.filter(room=ended.pk).delete()
    assert record.rooms() == {ended.pk}
    with pytest.raises(record.RecordBroken):
        record.verify(ended.pk)
