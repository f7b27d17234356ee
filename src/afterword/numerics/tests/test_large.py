"""What the estimator for large data promises."""

import csv
import gzip
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.special import ndtr

from afterword.numerics import arc, modes, refit
from afterword.numerics.bootstrap import with_errors
from afterword.numerics.errors import AllEqual, NotConverged, NothingToSeparate
from afterword.numerics.exact import fit_exact
from afterword.numerics.large import Large, fit_given, fit_large
from afterword.numerics.layout import layout_of
from afterword.numerics.model import Component, Components
from afterword.numerics.ratings import Facet, Ratings, ratings_of
from afterword.numerics.shares import Divided
from afterword.numerics.tables import tables_of
from afterword.numerics.tests.crossed import SIGMAS, simulated
from afterword.numerics.threads import rows_of, threads_of

EVERY_BUT_PROFILE: tuple[Component, ...] = ("candidate", "interview", "interviewer", "question")
RATINGS = Path(__file__).parents[4].parent / "shared" / "data" / "ratings"


@pytest.fixture(scope="module")
def student_evaluations() -> Ratings:
    path = RATINGS / "InstEval.csv.gz"
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    with gzip.open(path, "rt") as file:
        rows = list(csv.DictReader(file))

    def codes(column: str) -> np.ndarray:
        return np.unique([row[column] for row in rows], return_inverse=True)[1]

    return ratings_of(
        [int(row["y"]) - 1 for row in rows], n_levels=5,
        candidate=codes("s"), interviewer=codes("d"), dimension=codes("service"),
    )  # fmt: skip


def test_student_evaluations_give_the_numbers_of_arcprobit(student_evaluations: Ratings) -> None:
    found = fit_large(
        student_evaluations, components=("candidate", "interviewer"), scaling="shifted"
    ).fit.components
    shift = found.thresholds[1] - found.thresholds[0]
    assert found.sigmas["candidate"] == pytest.approx(0.28553, abs=0.002)
    assert found.sigmas["interviewer"] == pytest.approx(0.47274, abs=0.002)
    assert found.thresholds[0] == pytest.approx([-1.2927, -0.6008, 0.1079, 0.8540], abs=0.002)
    assert shift == pytest.approx([0.11636] * 4, abs=0.002)


@pytest.mark.parametrize("profile", [0.0, 0.4])
def test_what_made_the_ratings_is_found_again(profile: float) -> None:
    sigmas = {**SIGMAS, "profile": profile} if profile else SIGMAS
    ratings, true = simulated(200_000, seed=3, sigmas=sigmas)
    large = fit_large(ratings, components=tuple(sigmas))
    for one, sigma in sigmas.items():
        assert large.fit.components.sigmas[one] == pytest.approx(sigma, abs=0.03)
        z = (large.fit.effects[one].mode - true[one]) / large.fit.effects[one].sd
        assert z.std() == pytest.approx(1.0, abs=0.02 + 3 / np.sqrt(2 * z.size))
    assert large.fit.components.thresholds == pytest.approx(true["thresholds"], abs=0.08)


def test_the_mode_leaves_no_slope() -> None:
    ratings, true = simulated(6_000, seed=5, sigmas={**SIGMAS, "profile": 0.3})
    components = Components({**SIGMAS, "profile": 0.3}, true["thresholds"])
    layout = layout_of(ratings)
    mode = modes.mode_of(layout, components)
    left = modes.slopes_at(
        layout, mode.place, tables=tables_of(components.thresholds), priors=mode.priors
    )
    assert left.up.farthest < 1e-4


def test_the_mode_is_the_one_of_a_general_optimiser_without_tables() -> None:
    ratings, true = simulated(300, seed=7, n_questions=5)
    components = Components(SIGMAS, true["thresholds"])
    large = fit_given(layout_of(ratings), Divided(components, 0.0, 0, ()))
    order: tuple[Component, ...] = ("candidate", "interview", "interviewer", "question")
    sizes = [ratings.count(one) for one in order]
    cuts = np.cumsum(sizes)[:-1]
    tau = np.pad(true["thresholds"], ((0, 0), (1, 1)), constant_values=((0, 0), (-np.inf, np.inf)))

    def posterior(x: np.ndarray) -> float:
        theta, nu, s, b = np.split(x, cuts)
        eta = theta[ratings.candidate] + nu[ratings.interview]
        eta = eta - s[ratings.interviewer] - b[ratings.question]
        high = tau[ratings.dimension, ratings.level.astype(int) + 1] - eta
        low = tau[ratings.dimension, ratings.level] - eta
        prior = sum(
            ((p / SIGMAS[o]) ** 2).sum() for o, p in zip(order, (theta, nu, s, b), strict=True)
        )
        return float(0.5 * prior - np.log(ndtr(high) - ndtr(low)).sum())

    found = minimize(posterior, np.zeros(sum(sizes)), method="L-BFGS-B", tol=1e-13)
    for one, values in zip(order, np.split(found.x, cuts), strict=True):
        assert large.fit.effects[one].mode == pytest.approx(values, abs=2e-3)


def test_the_large_estimator_says_what_the_exact_one_says() -> None:
    ratings, _ = simulated(5_000, seed=100)
    large = fit_large(ratings, components=EVERY_BUT_PROFILE).fit
    exact = fit_exact(ratings, components=EVERY_BUT_PROFILE).fit
    tau = exact.components.thresholds
    assert large.components.thresholds == pytest.approx(tau, abs=0.05)
    for one in EVERY_BUT_PROFILE:
        sigma = exact.components.sigmas[one]
        assert large.components.sigmas[one] == pytest.approx(sigma, abs=0.05)
        found, held = large.effects[one], exact.effects[one]
        apart = (found.mode - held.mode) / held.sd
        assert np.sqrt((apart**2).mean()) < 0.1
        assert (found.sd / held.sd).mean() == pytest.approx(1.0, abs=0.1)


def test_spreads_are_those_of_the_whole_inverse() -> None:
    ratings, true = simulated(3_000, seed=11)
    components = Components(SIGMAS, true["thresholds"])
    large = fit_given(layout_of(ratings), Divided(components, 0.0, 0, ()))
    whole = _spreads_by_inversion(ratings, large)
    for one, tolerance in zip(EVERY_BUT_PROFILE, (0.03, 0.03, 0.03, 0.03), strict=True):
        assert large.fit.effects[one].sd_given == pytest.approx(whole[one], rel=tolerance)


def _spreads_by_inversion(ratings: Ratings, large: Large) -> dict[str, np.ndarray]:
    effects, tables = large.fit.effects, tables_of(large.fit.components.thresholds)
    codes = {one: ratings.facets[one] for one in EVERY_BUT_PROFILE}
    signs = {"candidate": 1, "interview": 1, "interviewer": -1, "question": -1}
    eta = sum(signs[one] * effects[one].mode[codes[one]] for one in codes)
    grid = tables.origin + np.arange(tables.probit.shape[0]) / tables.per_unit
    cell = ratings.dimension * ratings.n_levels + ratings.level
    weight = [np.interp(e, grid, tables.probit[:, k, 2]) for e, k in zip(eta, cell, strict=True)]
    design = np.hstack([
        signs[one] * np.eye(ratings.count(one))[codes[one]]
        for one in codes
    ])  # fmt: skip
    prior = [np.full(ratings.count(one), SIGMAS[one] ** -2) for one in codes]
    matrix = design.T @ (np.array(weight)[:, None] * design) + np.diag(np.concatenate(prior))
    sd = np.sqrt(np.diag(np.linalg.inv(matrix)))
    cuts = np.cumsum([ratings.count(one) for one in codes])[:-1]
    return dict(zip(codes, np.split(sd, cuts), strict=True))


def test_one_more_interview_moves_the_mode_to_where_a_whole_fit_has_it() -> None:
    ratings, true = simulated(30_000, seed=13)
    components = Components(SIGMAS, true["thresholds"])
    large = fit_given(layout_of(ratings), Divided(components, 0.0, 0, ()))
    visit = refit.Visit(17, 3, 5, np.array([4, 4, 3, 4, 4], np.int8), np.arange(5, dtype=np.int32))
    quick = refit.refitted(large, visit).fit.effects
    whole = fit_given(layout_of(_with(ratings, visit)), Divided(components, 0.0, 0, ())).fit.effects
    for one in EVERY_BUT_PROFILE:
        assert quick[one].mode == pytest.approx(whole[one].mode, abs=3e-3)
        assert quick[one].rated.tolist() == whole[one].rated.tolist()
    assert abs(quick["candidate"].mode[17] - large.fit.effects["candidate"].mode[17]) > 0.05


@pytest.mark.parametrize("missing", [(), ("interview",), ("interview", "question")])
@pytest.mark.parametrize(("candidate", "interviewer"), [(17, 3), (666, 3), (17, 166), (666, 166)])
def test_one_more_interview_is_followed_whatever_ratings_name_and_whoever_is_new(
    missing: tuple[Facet, ...], candidate: int, interviewer: int
) -> None:
    whole, true = simulated(10_000, seed=14)
    counts = {facet: count for facet, count in whole.counts.items() if facet not in missing}
    ratings = replace(whole, counts=counts, **dict.fromkeys(missing))
    sigmas = {one: sigma for one, sigma in SIGMAS.items() if one not in missing}
    components = Components(sigmas, true["thresholds"])
    large = fit_given(layout_of(ratings), Divided(components, 0.0, 0, ()))
    assert (large.layout.n_candidates, large.layout.n_interviewers) == (666, 166)
    before = [one.tobytes() for one in (*vars(large.place).values(), large.mode.slopes.weight)]
    visit = refit.Visit(
        candidate, interviewer, 0, np.array([4, 4, 3, 4, 4], np.int8), np.arange(5, dtype=np.int32)
    )
    quick = refit.refitted(large, visit).fit.effects
    anew = layout_of(_with(ratings, visit))
    found = fit_given(anew, Divided(components, 0.0, 0, ())).fit.effects
    for one in sigmas:
        assert quick[one].mode == pytest.approx(found[one].mode, abs=0.06)
        assert quick[one].sd == pytest.approx(found[one].sd, abs=0.03)
        assert quick[one].rated.tolist() == found[one].rated.tolist()
    assert before == [
        one.tobytes() for one in (*vars(large.place).values(), large.mode.slopes.weight)
    ]


def _with(ratings: Ratings, visit: refit.Visit) -> Ratings:
    added: dict[Facet, int] = {
        "candidate": visit.candidate,
        "interviewer": visit.interviewer,
        "question": visit.question,
        "interview": ratings.count("interview"),
    }
    met = {one: code for one, code in added.items() if one in ratings.counts}
    assert ratings.dimension is not None
    return replace(
        ratings,
        level=np.concatenate([ratings.level, visit.level]),
        dimension=np.concatenate([ratings.dimension, visit.dimension]),
        counts={
            **ratings.counts,
            **{one: max(ratings.counts[one], code + 1) for one, code in met.items()},
        },
        **{
            one: np.append(ratings.facets[one], np.full(visit.level.size, code, np.int32))
            for one, code in met.items()
        },
    )


def test_the_same_ratings_give_the_same_numbers_to_the_last_bit() -> None:
    ratings, _ = simulated(30_000, seed=17)
    one, other = fit_large(ratings).fit, fit_large(ratings).fit
    assert one.components.sigmas == other.components.sigmas
    for component, effects in one.effects.items():
        assert effects.mode.tobytes() == other.effects[component].mode.tobytes()


def test_errors_of_the_sigmas_come_from_samples_of_the_model() -> None:
    ratings, _ = simulated(6_000, seed=19)
    large = with_errors(fit_large(ratings, components=EVERY_BUT_PROFILE), samples=12)
    candidate = large.fit.sigmas["candidate"]
    assert candidate.error == pytest.approx(0.05, abs=0.03)
    assert candidate.low < 1.0 < candidate.high
    assert large.fit.condition("errors_unasked") is None


def test_samples_with_few_questions_arrive_though_their_threads_have_much_in_common() -> None:
    sigmas: dict[Component, float] = {**SIGMAS, "profile": 0.3}
    ratings, _ = simulated(
        30_000, seed=1000, sigmas=sigmas, dims=4, per_interviewer=731, n_questions=6
    )
    large = with_errors(fit_large(ratings, components=tuple(sigmas)), samples=10)
    assert all(np.isfinite(one.high) for one in large.fit.sigmas.values())


def test_a_rater_who_throws_dice_surprises() -> None:
    ratings, _ = simulated(30_000, seed=23)
    assert ratings.interviewer is not None
    mine = ratings.interviewer == 7
    level = ratings.level.copy()
    level[mine] = np.random.default_rng(1).integers(5, size=mine.sum())
    outfit = fit_large(replace(ratings, level=level)).surprises["interviewer"].outfit
    assert outfit[7] > 1.5
    assert np.median(outfit) < 1.1


def test_all_ratings_equal_is_refused() -> None:
    with pytest.raises(AllEqual):
        fit_large(ratings_of(np.ones(50), n_levels=5, candidate=np.arange(50) % 5))


def test_one_candidate_and_one_interviewer_leave_nothing_to_separate() -> None:
    with pytest.raises(NothingToSeparate):
        fit_large(ratings_of([0, 1, 2, 1], n_levels=3, candidate=[0] * 4, interviewer=[0] * 4))


@pytest.mark.parametrize(
    ("name", "kwargs"),
    [
        ("one interviewer", {"interviewer": np.zeros(60, int)}),
        ("nobody overlaps", {"interviewer": np.arange(60) // 6}),
        ("each rating somebody else's", {"candidate": np.arange(60)}),
        ("one candidate", {"candidate": np.zeros(60, int)}),
        ("one question each", {"question": np.arange(60) % 10}),
    ],
)
def test_thin_data_gives_finite_numbers_and_a_sentence(name: str, kwargs: dict) -> None:
    rng = np.random.default_rng(2)
    codes = {
        "candidate": np.arange(60) // 6, "interviewer": rng.integers(4, size=60),
        "question": rng.integers(5, size=60),
    }  # fmt: skip
    large = fit_large(ratings_of(rng.integers(4, size=60), n_levels=5, **{**codes, **kwargs}))
    for effects in large.fit.effects.values():
        assert np.isfinite(effects.mode).all()
        assert np.isfinite(effects.sd).all()
    assert large.fit.condition("level_never_used") is not None
    assert all(np.isfinite(sigma) for sigma in large.fit.components.sigmas.values())


def test_separated_ratings_end_at_the_edge_and_say_so() -> None:
    people = np.repeat(np.arange(40), 12)
    large = fit_large(
        ratings_of((people % 2) * 4, n_levels=5, candidate=people, interviewer=np.arange(480) % 12)
    )
    assert large.fit.condition("separated") is not None
    assert np.isfinite(large.fit.effects["candidate"].mode).all()


def test_a_search_that_does_not_arrive_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings, true = simulated(300, seed=29)
    monkeypatch.setattr(modes, "MOST_STEPS", 1)
    with pytest.raises(NotConverged):
        modes.mode_of(layout_of(ratings), Components(SIGMAS, true["thresholds"]))


@pytest.mark.parametrize("component", EVERY_BUT_PROFILE)
def test_the_slope_is_the_log_likelihoods_however_threads_are_summed(component: Component) -> None:
    layout = layout_of(simulated(20_000, seed=3, per_interviewer=700)[0])
    counts = np.bincount(layout.code).reshape(layout.n_dims, -1).astype(float)
    marginal = arc.marginal_thresholds(counts)
    threads = threads_of(layout, rows_of(layout, component, among=EVERY_BUT_PROFILE))
    below, at, above = (arc.evaluated(threads, marginal, rho) for rho in (0.1999, 0.2, 0.2001))
    assert at[1] == pytest.approx((above[0] - below[0]) / 0.0002, rel=1e-5)


def test_threads_that_hold_the_same_are_written_once() -> None:
    people = np.repeat(np.arange(400), 2)
    ratings = ratings_of(np.arange(800) // 2 % 2, n_levels=2, candidate=people)
    threads = threads_of(layout_of(ratings), rows_of(layout_of(ratings), "candidate", among=()))
    (part,) = threads.parts
    assert (part.codes.tolist(), part.times.tolist(), threads.n) == ([0, 0, 1, 1], [200, 200], 800)


def test_two_ratings_that_agree_three_times_in_four_correlate_as_sheppard_says() -> None:
    people = np.repeat(np.arange(4_000), 2)
    agree = np.arange(4_000) % 4 != 0
    first = np.arange(4_000) // 4 % 2
    level = np.column_stack([first, np.where(agree, first, 1 - first)]).ravel()
    ratings = ratings_of(level, n_levels=2, candidate=people)
    sigma = fit_large(ratings).fit.components.sigmas["candidate"]
    assert sigma**2 / (1 + sigma**2) == pytest.approx(np.sin(np.pi / 4), abs=1e-4)
