"""Numbers and words as sentences take them."""

import pytest

from afterword.kit.numbers import counted, in_100
from afterword.kit.words import listed


def test_no_chance_is_said_to_be_none_or_all_while_either_can_be():
    assert (in_100(0.001), in_100(0.31), in_100(0.999)) == ("fewer than 1", "31", "more than 99")
    assert (in_100(0), in_100(1)) == ("0", "100")


def test_words_are_listed_with_one_and():
    assert listed(["tea"]) == "tea"
    assert listed(["tea", "bread"]) == "tea and bread"
    assert listed(["tea", "bread", "salt"]) == "tea, bread and salt"


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (9, "9"), (99, "99"), (441, "440"), (6061, "6,100"), (10_000, "more than 10,000")],
)
def test_a_number_that_is_hardly_known_is_said_in_two_digits(number, said):
    assert counted(number) == said
