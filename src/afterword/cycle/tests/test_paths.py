from datetime import date

from afterword.cycle.paths import reached_in_order, watched_until

TODAY = date(2026, 11, 20)


def test_stages_come_in_the_order_of_the_way_each_once_with_its_first_day():
    events = [
        ("onsite", date(2026, 11, 9)), ("phone", date(2026, 11, 8)), ("phone", date(2026, 11, 2)),
        ("applied", date(2026, 11, 1)), ("rejected", date(2026, 11, 12)),
    ]  # fmt: skip

    found = reached_in_order(events)

    assert found == (("phone", date(2026, 11, 2)), ("onsite", date(2026, 11, 9)))


def test_whoever_accepted_had_an_offer():
    assert reached_in_order([("accepted", date(2026, 11, 3))]) == (("offer", date(2026, 11, 3)),)


def test_a_search_that_is_kept_is_watched_until_today():
    assert watched_until([date(2026, 9, 1)], ended_on=None, today=TODAY) == TODAY
    assert watched_until([], ended_on=None, today=TODAY) == TODAY


def test_a_search_that_ended_is_watched_until_its_end():
    found = watched_until([date(2026, 9, 1)], ended_on=date(2026, 10, 1), today=TODAY)

    assert found == date(2026, 10, 1)


def test_an_old_sheet_is_not_taken_for_years_of_silence():
    found = watched_until([date(2024, 5, 1), date(2024, 3, 1)], ended_on=None, today=TODAY)

    assert found == date(2024, 5, 2)
