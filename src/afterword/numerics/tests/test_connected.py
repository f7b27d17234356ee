"""What a rating joins stays together, and nothing else does."""

import numpy as np
import pytest
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from afterword.numerics.connected import parts_of, with_ratings
from afterword.numerics.ratings import Ratings, ratings_of


def ratings(**codes: np.ndarray) -> Ratings:
    level = np.arange(next(iter(codes.values())).size) % 2
    return ratings_of(level, n_levels=2, **codes)


@pytest.mark.parametrize("seed", range(20))
def test_parts_are_those_of_a_general_search(seed: int) -> None:
    rng = np.random.default_rng(seed)
    given = ratings(
        candidate=rng.integers(40, size=50),
        interviewer=rng.integers(40, size=50),
        question=rng.integers(30, size=50),
    )
    found = parts_of(given)
    points = np.stack([given.facets[f] + 50 * at for at, f in enumerate(found.of)])
    rows, columns = np.concatenate([points[[0, 1]], points[[0, 2]]], axis=1)
    graph = coo_array((np.ones(rows.size), (rows, columns)), shape=(150, 150))
    label = connected_components(graph, directed=False)[1][points[0]]
    part = found.of["candidate"][given.facets["candidate"]]
    pairs = set(zip(label.tolist(), part.tolist(), strict=True))
    assert len(pairs) == len(set(label.tolist())) == found.count
    assert found.ratings.tolist() == sorted(np.bincount(part).tolist(), reverse=True)


def test_a_long_chain_of_people_is_one_part() -> None:
    person = np.arange(20_000)
    chain = ratings(
        candidate=np.concatenate([person, person[1:]]),
        interviewer=np.random.default_rng(1).permutation(20_000)[
            np.concatenate([person, person[:-1]])
        ],
    )
    assert parts_of(chain).count == 1


FOLLOWED = (0, 3, 6, 13, 14, 21, 34, 37, 59)  # whoever is met is of one part, which keeps its place


@pytest.mark.parametrize("seed", range(60))
def test_parts_with_ratings_more_are_what_a_search_of_all_finds(seed: int) -> None:
    rng = np.random.default_rng(seed)
    codes = {"candidate": rng.integers(9, size=9), "interviewer": rng.integers(9, size=9)}
    before = parts_of(ratings(**codes))
    counts = {facet: before.of[facet].size for facet in before.of}
    met = {facet: int(rng.integers(count + 1)) for facet, count in counts.items()}
    followed = with_ratings(before, met, many=2)
    after = parts_of(ratings(**{one: np.append(codes[one], [met[one]] * 2) for one in codes}))
    if followed is None:
        assert seed not in FOLLOWED
        return
    assert followed.ratings.tolist() == after.ratings.tolist()
    assert {one: each.tolist() for one, each in followed.of.items()} == {
        one: each.tolist() for one, each in after.of.items()
    }
