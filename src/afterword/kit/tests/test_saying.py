"""Numbers and words as sentences take them."""

from afterword.kit.numbers import in_100
from afterword.kit.words import listed


def test_no_chance_is_said_to_be_none_or_all_while_either_can_be():
    assert (in_100(0.001), in_100(0.31), in_100(0.999)) == ("fewer than 1", "31", "more than 99")
    assert (in_100(0), in_100(1)) == ("0", "100")


def test_words_are_listed_with_one_and():
    assert listed(["tea"]) == "tea"
    assert listed(["tea", "bread"]) == "tea and bread"
    assert listed(["tea", "bread", "salt"]) == "tea, bread and salt"
