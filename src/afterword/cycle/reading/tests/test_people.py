"""Who is named in a cell, whatever is in it."""

import time

import pytest

from afterword.cycle.reading.cells.people import is_people


@pytest.mark.parametrize("cell", ["(1/" * 100_000, "a" * 300_000], ids=["numbers", "letters"])
def test_a_cell_as_long_as_a_book_names_nobody_and_takes_no_time(cell):
    began = time.process_time()
    assert not is_people(cell)
    assert time.process_time() - began < 1


def test_a_cell_may_name_many():
    assert is_people("; ".join(f"Dana Smith (dana{number}@acme.example)" for number in range(40)))
