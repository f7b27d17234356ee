"""Want of memory is told from a fault of ours, whatever a library calls it."""

import errno

import numpy as np
import pytest

from afterword.study.faults import fault, wants_memory


def raised(*, first: Exception, then: Exception) -> Exception:
    """What comes out of a library that hears of the first and stumbles over it."""
    try:
        try:
            raise first
        except Exception:
            raise then  # noqa: B904  # as libraries do that did not foresee it
    except Exception as trouble:
        return trouble


def test_numpy_that_is_refused_an_array_wants_memory() -> None:
    with pytest.raises(MemoryError) as refused:
        np.empty(1 << 58)
    assert wants_memory(refused.value)


@pytest.mark.parametrize(
    "trouble",
    [
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("libgfortran.so.5: failed to map segment from shared object"),
        RuntimeError("can't start new thread"),
        raised(first=MemoryError(), then=AttributeError("module 'scipy' has no 'linalg'")),
    ],
)
def test_whoever_was_refused_memory_wants_it(trouble: Exception) -> None:
    assert wants_memory(trouble)


@pytest.mark.parametrize(
    "trouble",
    [
        ZeroDivisionError("division by zero"),
        OSError(errno.ENOSPC, "No space left on device"),
        raised(first=KeyError("level"), then=ValueError("no level")),
    ],
)
def test_a_fault_is_no_want_of_memory(trouble: Exception) -> None:
    assert not wants_memory(trouble)


def test_a_fault_names_its_kind_and_where_it_is_told_whole(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = fault(raised(first=KeyError("level"), then=ValueError("no level.\nat all")))
    (kept,) = tmp_path.iterdir()
    assert "(ValueError: no level), and nothing was written" in said
    assert f"with {kept};" in said
    assert "KeyError: 'level'" in kept.read_text()


def test_where_no_file_can_be_written_the_traceback_is_said(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    said = fault(raised(first=KeyError("level"), then=ValueError("no level")))
    assert "KeyError: 'level'" in said
