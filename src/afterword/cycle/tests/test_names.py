"""When two spellings are one company."""

import pytest

from afterword.cycle.names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Acme, Inc.", "ACME"),
        ("Böhm GmbH & Co. KG", "bohm"),
        ("O'Reilly", "OReilly"),
        ("  Two   words ", "two words"),
        ("S.A.", "sa"),
    ],
)
def test_one_company(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Acme", "Acme Labs"), ("شركة", "公司"), ("!!", "?")])
def test_two_companies(one, other):
    assert name_key(one) != name_key(other)
    assert name_key(one)
