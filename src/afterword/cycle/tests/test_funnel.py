from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.cycle.enums import ENDS, Outcome, Source, Stage
from afterword.cycle.funnel import RUNGS, conversion, shares
from afterword.cycle.luck import luck
from afterword.cycle.paths import Path, reached_in_order
from afterword.cycle.pooled import Pool
from afterword.cycle.sankey import SENT, THEY_WROTE, flows, sankey
from afterword.cycle.standing import Happening, standing
from afterword.cycle.timeline import latest_told, timeline, told

TODAY = date(2026, 11, 20)
FIRST = date(2026, 6, 1)


def path(*stages, applied=0, outcome="rejected", until=60, source="outbound", answered=None):
    """An application of June: sent, its stages ten days apart, and how it stands."""
    begun = FIRST + timedelta(days=applied)
    reached = tuple((one, begun + timedelta(days=10 * at)) for at, one in enumerate(stages, 1))
    heard = reached[0][1] if reached else (begun + timedelta(days=answered) if answered else None)
    answer = stages[0] if stages else ("rejected" if answered else "")
    return Path(source, begun, heard, answer, outcome, reached, begun + timedelta(days=until))


happenings = st.lists(
    st.builds(
        Happening,
        on=st.one_of(st.none(), st.dates(FIRST, TODAY)),
        place=st.integers(0, 2),
        stage=st.sampled_from([one.value for one in Stage]),
    ),
    max_size=8,
)


def way(told, source):
    """The way of whatever events there are, as the rows would give it."""
    stands = standing(told)
    return Path(
        source, stands.applied_on, stands.answered_on, stands.answer, stands.outcome,
        reached_in_order((one.stage, one.on) for one in told), TODAY,
    )  # fmt: skip


ways = st.lists(
    st.builds(way, happenings, st.sampled_from([one.value for one in Source])), max_size=30
)


@given(ways)
def test_the_streams_always_add_up(paths):
    streams = flows(paths)
    enters, leaves = Counter(), Counter()
    for (source, target), count in streams.items():
        leaves[source] += count
        enters[target] += count

    begins = {SENT, THEY_WROTE}
    for node in enters | leaves:
        if node in begins:
            assert enters[node] == 0
        elif node.startswith("end:"):
            assert leaves[node] == 0
        else:
            assert enters[node] == leaves[node]
    assert sum(leaves[one] for one in begins) == len(paths)
    assert sum(count for node, count in enters.items() if node.startswith("end:")) == len(paths)


@given(ways)
def test_every_ending_has_as_many_as_stand_so(paths):
    enters = Counter()
    for (_, target), count in flows(paths).items():
        enters[target] += count

    for outcome in ENDS.values():
        assert enters[f"end:{outcome}"] == sum(one.outcome == outcome for one in paths)


@given(ways)
def test_no_stage_has_more_that_went_on_than_were_there(paths):
    found = shares(paths, pool=None)

    for one, after in pairwise(found):
        assert 0 <= one.advanced <= one.settled <= one.there
        assert 0 < one.rate.low <= one.rate.estimate <= one.rate.high < 1
        assert after.there == sum(it.furthest >= after.rung.after for it in paths)


@given(ways)
def test_streams_never_turn_back(paths):
    chart = sankey(paths)
    if chart is None:
        return
    order = [one["id"] for one in chart.spec["nodes"]]
    for one in chart.spec["links"]:
        assert order.index(one["source"]) < order.index(one["target"])


def test_five_applications_and_where_they_went():
    paths = [
        path("phone", "onsite", "offer", outcome="declined"),
        path("phone"),
        path(answered=5),
        path(outcome="open"),
        path("recruiter", outcome="open", source="inbound"),
    ]

    assert flows(paths) == {
        ("sent", "phone"): 2, ("phone", "onsite"): 1, ("onsite", "offer"): 1,
        ("offer", "end:declined"): 1, ("phone", "end:rejected"): 1, ("sent", "end:rejected"): 1,
        ("sent", "end:waiting"): 1, ("they_wrote", "recruiter"): 1,
        ("recruiter", "end:going_on"): 1,
    }  # fmt: skip
    assert [(one.advanced, one.settled, one.open) for one in shares(paths, pool=None)] == [
        (2, 3, 1), (2, 2, 1), (1, 2, 0), (1, 1, 0),
    ]  # fmt: skip


def test_before_anything_was_sent_there_is_no_picture():
    assert sankey([]) is None
    assert timeline([], [], told=0, today=TODAY) is None
    assert [one.settled for one in shares([], pool=None)] == [0, 0, 0, 0]


def others(people, *, heard, sent=20):
    """People of whom each was answered with interest so many times, and then rejected."""
    each = [path("recruiter") for _ in range(heard)] + [path(answered=9)] * (sent - heard)
    return Pool("Night Owls", tuple(tuple(each) for _ in range(people)))


def test_like_the_others_is_well_inside_luck():
    mine = [path("recruiter")] * 4 + [path(answered=9)] * 14

    found = shares(mine, pool=others(6, heard=5))[0]

    assert (found.advanced, found.settled) == (4, 18)
    assert found.others.mean == pytest.approx(0.25, abs=0.02)
    assert found.words == "this is well inside luck"


def test_far_from_many_others_is_said_with_how_rarely():
    mine = [path(answered=9)] * 40

    found = shares(mine, pool=others(10, heard=8))[0]

    assert found.words == "luck alone would do this in about 1 of 100 searches"


def test_fewer_than_five_others_with_cases_are_not_shown():
    talked = others(6, heard=5)
    quiet = Pool("Night Owls", (*talked.people[:4], *others(4, heard=0).people))

    found = shares([path("recruiter", "phone")], pool=quiet)

    assert found[0].others is not None
    assert found[1].others is None


def test_nobody_elses_name_or_day_is_in_a_chart():
    chart = conversion(shares([path("recruiter")], pool=others(5, heard=5)), program="Night Owls")

    assert "beside" in chart.spec["rows"][0]
    assert len(chart.rows) == len(RUNGS)


def test_the_public_search_is_never_shown_as_the_programs():
    pool = others(5, heard=5)
    found = shares([path("recruiter")] * 5, pool=pool)

    heard, *_, offer = (row[-1] for row in conversion(found, program="Night Owls").rows)

    assert "% (" in heard
    assert offer == "too few of them"
    assert luck(found, pool=pool).is_mixed
    assert not luck(shares([path()] * 5, pool=None), pool=None).is_mixed


def test_many_applications_without_an_offer_are_mostly_luck_where_offers_are_rare():
    mine = [path("recruiter")] * 3 + [path(answered=9)] * 41

    found = luck(shares(mine, pool=None), pool=None)

    assert (found.sent, found.offers) == (44, 0)
    assert found.usual.estimate > 0.4
    assert found.own.low < found.own.estimate < found.own.high
    assert found.more.low < found.more.estimate <= found.more.high
    assert (44, f"{found.usual.estimate:.0%}") in [
        (sent, said.split()[0]) for sent, said in found.usual_chart.rows
    ]


def test_four_applications_say_nothing_about_luck():
    assert luck(shares([path()] * 4, pool=None), pool=None) is None


def test_the_days_are_of_those_that_came_further():
    paths = [path("phone"), path(answered=3), path("recruiter", outcome="open")]

    there = latest_told(paths)
    chart = timeline(
        [paths[at] for at in there], [("Acme", "Brot", "Celsius")[at] for at in there],
        told=told(paths), today=TODAY,
    )  # fmt: skip

    assert [row["label"] for row in chart.spec["rows"]] == ["Acme", "Celsius"]
    assert [mark["label"] for mark in chart.spec["rows"][0]["marks"]] == [
        "applied", "phone screen", "rejected",
    ]  # fmt: skip


def test_outcomes_all_have_their_words():
    for outcome in Outcome.values:
        assert sankey([path(outcome=outcome)]) is not None
