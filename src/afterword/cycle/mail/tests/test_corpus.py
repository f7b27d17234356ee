"""How well mail is recognised, on messages that are labelled by hand. The floors are what was
reached; `python -m afterword.cycle.mail.tests.measuring` prints the whole table."""

import pytest

from afterword.cycle.mail.tests.corpora import corpus
from afterword.cycle.mail.tests.measuring import Measured, measured

# precision and recall of all events together, and how many of a hundred companies and roles
FLOORS = {"seen": (0.99, 0.98, 98, 97), "unseen": (0.98, 0.86, 89, 91)}


@pytest.fixture(scope="module", params=FLOORS)
def half(request) -> tuple[str, Measured]:
    return request.param, measured(request.param)


def test_the_corpus_is_large_and_varied():
    seen, unseen = corpus("seen"), corpus("unseen")
    assert len(seen) >= 120
    assert len(unseen) >= 120
    for some in (seen, unseen):
        assert sum(one.kind == "none" for one in some) * 4 > len(some)


def test_events_are_recognised_as_well_as_they_were(half):
    name, found = half
    precision, recall, _, _ = FLOORS[name]
    assert found.overall[0] >= precision
    assert found.overall[1] >= recall


def test_companies_and_roles_are_named_as_well_as_they_were(half):
    name, found = half
    _, _, companies, roles = FLOORS[name]
    assert found.companies * 100 >= companies * found.right_events
    assert found.roles * 100 >= roles * found.right_events


def test_whatever_is_marked_sure_is_right(half):
    _, found = half
    assert found.sure > 50
    assert found.sure_and_right == found.sure
