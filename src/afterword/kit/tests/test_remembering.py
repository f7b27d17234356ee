"""What is remembered takes the place of what was, and leaves the disk when it is good no longer."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import override_settings

from afterword.kit import remembering
from afterword.kit.remembering import LONGEST, forget, remembered, remembered_until, sweep
from afterword.kit.tests.test_limits import FILES


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = {"default": {"BACKEND": FILES, "LOCATION": str(tmp_path)}}
    with override_settings(CACHES=place):
        yield tmp_path


def kept(folder: Path) -> list[Path]:
    return list(folder.glob("*.djcache"))


def test_a_later_state_takes_the_place_of_an_earlier_one(folder: Path) -> None:
    assert remembered("search", "1", lambda: "one") == "one"
    assert remembered("search", "1", lambda: "again") == "one"
    assert remembered("search", "2", lambda: "two") == "two"
    assert len(kept(folder)) == 1


def test_what_is_good_until_a_moment_is_counted_again_from_then_on(folder: Path) -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    counts = iter((("before", noon), ("after", None)))

    def told(now: datetime) -> str:
        return remembered_until("search", "1", lambda: next(counts), now=now)

    early, late = noon - timedelta(seconds=1), noon + timedelta(days=1)
    assert [told(one) for one in (early, early, noon, late)] == ["before"] * 2 + ["after"] * 2


def test_what_is_forgotten_is_not_on_the_disk(folder: Path) -> None:
    remembered("search", "1", lambda: "one")
    forget("search")
    assert kept(folder) == []


def test_what_other_code_counted_is_counted_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    code = tmp_path_factory.mktemp("code") / "summary.py"
    monkeypatch.setattr(remembering, "CODE", code.parent)
    for written in (1, 2):
        code.touch()
        os.utime(code, (written, written))
        remembering._written.cache_clear()
        assert remembered("search", "1", lambda at=written: f"by {at}") == f"by {written}"
    remembering._written.cache_clear()


def test_what_nobody_asks_for_again_goes_when_it_is_old(folder: Path) -> None:
    remembered("search", "1", lambda: "one")
    (old,) = kept(folder)
    cache.set("young", 1, 60)
    then = time.time() - LONGEST - 1
    os.utime(old, (then, then))
    sweep()
    assert len(kept(folder)) == 1
    assert not old.exists()
