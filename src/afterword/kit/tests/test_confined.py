"""Work in a limited child that reports on its way."""

import time
from collections.abc import Iterator

import pytest

from afterword.kit import confined
from afterword.kit.confined import Broke, Refused, TooMuchMemory, TooMuchTime, confined_stream


def count(most: int) -> Iterator[int]:
    yield from range(most)


def refuse_after(most: int) -> Iterator[int]:
    yield from range(most)
    raise ValueError("no further")


def stand_still() -> Iterator[int]:
    yield 1
    time.sleep(60)


def turn_round() -> Iterator[int]:
    while True:
        pass
    yield 1


def grow() -> Iterator[int]:
    held = []
    for number in range(1000):
        held.append(b"x" * 10_000_000)
        yield number


def test_reports_come_in_their_order():
    assert list(confined_stream(count, 5)) == [0, 1, 2, 3, 4]


def test_what_was_told_before_a_refusal_is_heard():
    told = confined_stream(refuse_after, 2)
    assert [next(told), next(told)] == [0, 1]
    with pytest.raises(Refused, match="no further"):
        next(told)


@pytest.mark.parametrize(
    ("work", "limits"), [(stand_still, {"pause": 1.0}), (turn_round, {"cpu": 1})]
)
def test_a_child_that_does_not_come_on_is_ended(work, limits):
    begun = time.monotonic()
    with pytest.raises(TooMuchTime):
        list(confined_stream(work, **limits))
    assert time.monotonic() - begun < 20


def test_a_child_that_grows_is_ended():
    with pytest.raises(TooMuchMemory):
        list(confined_stream(grow, memory=100 * confined.MEGABYTE))


def say_much() -> str:
    return "much " * 1000


def test_an_answer_that_is_too_long_is_none(monkeypatch):
    monkeypatch.setattr(confined, "MOST_ANSWER", 1000)
    with pytest.raises(Broke):
        confined.confined(say_much)


def test_whoever_stops_listening_ends_the_child():
    begun = time.monotonic()
    told = confined_stream(stand_still)
    assert next(told) == 1
    told.close()
    assert time.monotonic() - begun < 20
