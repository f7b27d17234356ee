"""Kernels are kept for later runs, and those of other versions go once nobody uses them."""

import os
import time
from pathlib import Path

import pytest

from afterword.numerics import compiling

WEEK_AND_A_DAY = 8 * 86_400


def folder(place: Path, name: str, *, used: float = 0.0) -> Path:
    """A folder with a kernel in it, used so many seconds ago."""
    (place / name).mkdir(parents=True)
    (place / name / "sorting.nbi").write_text("kernel")
    os.utime(place / name, (time.time() - used,) * 2)
    return place / name


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where kernels of all versions are kept."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "afterword" / "kernels"


def test_kernels_of_other_versions_go_when_nobody_has_used_them_for_a_week(kept: Path) -> None:
    mine = folder(kept, compiling.kept_in().name + "x", used=WEEK_AND_A_DAY)
    old = [folder(kept, name, used=WEEK_AND_A_DAY) for name in ("0" * 16, "numerics_" + "a" * 40)]
    recent = folder(kept, "f" * 16, used=86_400)
    here = compiling.kept_in()
    assert not any(one.exists() for one in old)
    assert {one.name for one in kept.iterdir()} == {here.name, recent.name, mine.name}


def test_a_version_in_use_is_never_old(kept: Path) -> None:
    here = compiling.kept_in()
    (here / "sorting.nbi").write_text("kernel")
    os.utime(here, (time.time() - WEEK_AND_A_DAY,) * 2)
    assert compiling.kept_in() == here
    assert (here / "sorting.nbi").exists()
    assert here.stat().st_mtime > time.time() - 60


def test_what_a_link_leads_to_stays(kept: Path, tmp_path: Path) -> None:
    elsewhere = folder(tmp_path, "elsewhere", used=WEEK_AND_A_DAY)
    kept.mkdir(parents=True)
    (kept / ("b" * 16)).symlink_to(elsewhere)
    compiling.kept_in()
    assert (elsewhere / "sorting.nbi").exists()
