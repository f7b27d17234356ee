"""The language of the room, held to the samples that the browser's tests read too."""

import json
from pathlib import Path

import pytest

from afterword.interviews import protocol
from afterword.interviews.protocol import BY_NAME, KINDS, Close, Closing, Who, Why

CONTRACT = json.loads((Path(__file__).parents[4] / "contracts/room.json").read_text())
ROLES = {"candidate": 1, "interviewer": 2}


def test_contract_names_every_kind_and_close_code() -> None:
    assert CONTRACT["version"] == protocol.VERSION
    assert CONTRACT["kinds"] == {kind.name: kind.code for kind in KINDS}
    assert CONTRACT["closes"] == {close.name.lower(): int(close) for close in Close}
    assert CONTRACT["whys"] == [why.value for why in Why]
    assert CONTRACT["phases"] == list(protocol.PHASES)


def test_contract_has_a_sample_of_every_kind() -> None:
    sampled = {sample["kind"] for sample in CONTRACT["said"] + CONTRACT["told"]}
    assert sampled == set(BY_NAME)


@pytest.mark.parametrize("sample", CONTRACT["said"], ids=lambda sample: sample["kind"])
def test_what_people_say_is_read(sample: dict) -> None:
    said = protocol.parse(bytes.fromhex(sample["hex"]))
    assert said.kind.name == sample["kind"]
    assert said.words == sample.get("words", {})
    assert said.number == sample.get("number", 0)
    if "body" in sample:
        assert said.body == bytes.fromhex(sample["body"])


@pytest.mark.parametrize("sample", CONTRACT["told"], ids=lambda sample: sample["kind"])
def test_what_the_server_tells_is_written_as_agreed(sample: dict) -> None:
    assert _written(sample).hex() == sample["hex"]


def _written(sample: dict) -> bytes:
    if "words" in sample:
        return protocol.words(sample["kind"], sample["words"])
    if sample["kind"] == "ack":
        return protocol.ack(sample["had"], sample["durable"])
    if sample["kind"] == "carets":
        places = [(at, ROLES[role], bytes.fromhex(body)) for at, role, body in sample["carets"]]
        return protocol.carets(places)
    return protocol.edits((seq, bytes.fromhex(body)) for seq, body in sample["entries"])


@pytest.mark.parametrize("sample", CONTRACT["broken"], ids=lambda sample: sample["why"])
def test_a_broken_frame_closes_with_a_named_code(sample: dict) -> None:
    with pytest.raises(Closing) as closing:
        protocol.parse(bytes.fromhex(sample["hex"]))
    assert closing.value.code.name.lower() == sample["close"]


def test_a_frame_one_byte_too_large_is_refused_and_the_largest_is_read() -> None:
    for kind in KINDS:
        if kind.said_by is Who.SERVER or kind.shape is protocol.Shape.WORDS:
            continue
        largest = bytes([kind.code, 1]) + bytes(kind.most_bytes - 2)
        assert protocol.parse(largest).kind is kind
        with pytest.raises(Closing, match="too_large"):
            protocol.parse(largest + b"\0")


def test_no_two_kinds_share_a_code_or_a_name() -> None:
    assert len({kind.code for kind in KINDS}) == len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("number", [0, 1, 127, 128, 16383, 16384, protocol.COUNT_MOST])
def test_counts_come_back_as_they_went(number: int) -> None:
    written = protocol.count(number)
    assert protocol.read_count(b"x" + written, 1) == (number, 1 + len(written))
