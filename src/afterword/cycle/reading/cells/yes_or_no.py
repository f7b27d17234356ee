"""Cells that say yes, no, or nothing at all."""

from afterword.cycle.reading.plain_text import plain

_YES_WORDS = """
yes y x true 1 ja oui si sim ok ✓ ✔ ✅ ☑ t j checked tak evet 是 done
"""
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = """
no n false 0 nein non nao nee none na n/a - — – ❌ ☐ ✗ f nie hayir 否 . / // -- --- unchecked nil
null nan tbd
"""
_NO = frozenset(_NO_WORDS.split())


def says_yes(cell: str) -> bool:
    """A yes, a tick, an x."""
    return cell.casefold() in _YES or plain(cell) in _YES


def says_no(cell: str) -> bool:
    """A no, a dash, nothing."""
    if cell.casefold() in _NO or plain(cell) in _NO:
        return True
    return not any(map(str.isalnum, cell)) and not says_yes(cell)


_BARE_WORDS = "yes no y n ja nein oui non si sim nao true false tak nie evet hayir"
_BARE = frozenset(_BARE_WORDS.split())


def only_yes_or_no(cell: str) -> bool:
    """A yes or a no in letters, and to what it does not say."""
    return plain(cell) in _BARE


NOTHING_THERE = frozenset({
    "null", "NULL", "None", "none", "nan", "NaN", "N/A", "n/a", "NA", "nil", "-", "–", "—", "--",
    "#N/A", "undefined",
})  # fmt: skip
