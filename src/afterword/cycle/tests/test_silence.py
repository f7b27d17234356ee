from datetime import date, timedelta

import pytest

from afterword.cycle.paths import Path
from afterword.cycle.pooled import Pool
from afterword.cycle.silence import silence, table_of

FIRST = date(2026, 6, 1)


def path(answer="", days=0, *, until=60, source="outbound", outcome="open", applied=FIRST):
    """Sent on the first of June; answered so many days later, or silent until the end."""
    heard = applied + timedelta(days=days) if answer and applied else None
    last = (applied or FIRST) + timedelta(days=until)
    return Path(source, applied, heard, answer, outcome, (), last)


MANY = [path("rejected", 9), path("recruiter", 4), path("rejected", 20)] + [path()] * 9


def test_what_was_heard_and_what_was_not_is_counted_by_its_days():
    table = table_of([path("recruiter", 4), path("rejected", 9), path(until=30)])

    assert table.count == 3
    assert table.answers[:, [4, 9]].tolist() == [[1, 0], [0, 1]]
    assert table.at_risk[30] == 1


def test_letting_go_is_not_an_answer():
    table = table_of([path(outcome="silence", until=50)])

    assert table.answered == 0
    assert table.at_risk[50] == 1


def test_who_wrote_first_and_what_has_no_day_are_left_out():
    undated = Path("outbound", FIRST, None, "rejected", "rejected", (), FIRST)

    found = silence(
        [*MANY, path("recruiter", 1, source="inbound"), undated], open_days=[], pool=None
    )

    assert found.sent == len(MANY)
    assert found.undated == 1


def test_an_answer_noted_before_it_was_sent_counts_as_the_same_day():
    assert table_of([path("rejected", -3)]).answers[1, 0] == 1


@pytest.mark.parametrize("paths", [[], [path("rejected", 3)] * 4, [path()] * 30])
def test_too_few_say_so_and_show_nothing_else(paths):
    found = silence(paths, open_days=[5], pool=None)

    assert not found.is_enough
    assert found.foreseen is None
    assert found.chances == {}


def test_from_enough_there_are_chances_with_intervals_and_what_they_rest_on():
    found = silence(MANY, open_days=[60] * 9, pool=None, asked=[60])

    early = found.chances[7]
    low, middle, high = early.rejection[1], early.rejection[0], early.rejection[2]
    assert low < middle < high
    assert early.rests_on == 11
    assert not found.chances[60].is_known
    assert found.foreseen is None
    assert found.beyond == 9


def test_what_is_foreseen_is_of_those_that_others_waited_as_long_as():
    found = silence(MANY, open_days=[10, 30, 60, 500], pool=None)

    assert (found.foreseen.ahead, found.beyond) == (2, 2)
    assert found.foreseen.low <= found.foreseen.estimate <= found.foreseen.high


def test_one_alone_reads_what_the_others_know():
    pool = Pool("Night Owls", tuple(tuple(MANY) for _ in range(5)))

    found = silence([path(until=2)], open_days=[2], pool=pool)

    assert found.is_enough
    assert (found.people, found.program) == (5, "Night Owls")
    assert found.chances[14].is_known


def test_the_same_rows_say_the_same_twice():
    first, second = (silence(MANY, open_days=[60], pool=None) for _ in range(2))

    assert first.chances == second.chances
    assert first.chart == second.chart


def test_a_chart_says_in_words_and_numbers_what_it_draws():
    chart = silence(MANY, open_days=[], pool=None).chart

    assert chart.sentence.startswith("By day 60, about ")
    assert [row[0] for row in chart.rows] == ["7", "14", "30", "60", "60"]
    assert {len(one["x"]) for one in chart.spec["series"]} == {61}


def test_others_whose_days_are_not_known_are_no_crowd():
    """Five share, but only one has told days: nothing of hers alone is joined to yours."""
    undated = Path("outbound", FIRST, None, "rejected", "rejected", (), FIRST)
    pool = Pool("Night Owls", ((path("recruiter", 4),), *(((undated,),) * 4)))

    found = silence(MANY, open_days=[], pool=pool)

    assert (found.people, found.is_enough) == (0, True)
    assert found.chances == silence(MANY, open_days=[], pool=None).chances
