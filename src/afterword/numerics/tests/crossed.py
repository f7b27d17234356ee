"""A simulated program: candidates interviewed several times, rated in several dimensions."""

from collections.abc import Mapping

import numpy as np

from afterword.numerics.model import Component, Floats
from afterword.numerics.ratings import Ratings

SIGMAS: dict[Component, float] = {
    "candidate": 1.0, "interview": 0.4, "interviewer": 0.6, "question": 0.5,
}  # fmt: skip


def simulated(
    n: int, *, seed: int, sigmas: Mapping[Component, float] = SIGMAS, dims: int = 5,
    visits: int = 3, levels: int = 5, per_interviewer: int = 60, n_questions: int | None = None,
    growth: tuple[float, float] | None = None, thresholds: Floats | None = None,
) -> tuple[Ratings, dict[str, Floats]]:  # fmt: skip
    """About n ratings in no order, and what made them: effects and ``thresholds``.

    ``growth`` is the mean and σ of how abilities move an hour; interviews are numbered in time.
    """
    rng = np.random.default_rng(seed)
    candidates = max(n // (dims * visits), 2)
    interviews = candidates * visits
    interviewers = max(n // per_interviewer, 2)
    questions = n_questions or max(int(n**0.5), 2)
    sizes: dict[Component, int] = {
        "candidate": candidates, "interview": interviews, "interviewer": interviewers,
        "question": questions, "profile": candidates * dims,
    }  # fmt: skip
    true = {one: sigmas.get(one, 0.0) * rng.standard_normal(size) for one, size in sizes.items()}
    of = np.repeat(np.arange(candidates), visits)
    who, what = (
        rng.integers(interviewers, size=interviews),
        rng.integers(questions, size=interviews),
    )
    base = true["candidate"][of] + true["interview"] - true["interviewer"][who]
    if growth is not None:
        true["growth"] = growth[0] + growth[1] * rng.standard_normal(candidates)
        base += true["growth"][of] * np.tile(np.arange(visits) - (visits - 1) / 2, candidates)
    profile = true["profile"].reshape(candidates, dims)
    latent = (base - true["question"][what])[:, None] + profile[of]
    latent = latent + rng.standard_normal(latent.shape)
    if thresholds is None:
        thresholds = thresholds_of(levels=levels, dims=dims)
    level = (latent[:, :, None] > thresholds).sum(axis=2).astype(np.int8)
    order = rng.permutation(level.size)

    def each(codes: Floats) -> Floats:
        return np.repeat(codes, dims)[order].astype(np.int32)

    ratings = Ratings(
        level=level.ravel()[order], n_levels=levels,
        candidate=each(of), interviewer=each(who), question=each(what),
        interview=each(np.arange(interviews)),
        dimension=np.tile(np.arange(dims, dtype=np.int32), interviews)[order],
        counts={
            "candidate": candidates, "interviewer": interviewers, "question": questions,
            "interview": interviews, "dimension": dims,
        },
    )  # fmt: skip
    return ratings, {**true, "profile": profile, "thresholds": thresholds}


def thresholds_of(*, levels: int = 5, dims: int = 5) -> Floats:
    """(dims, levels − 1): levels that are all used, and dimensions a little harder one by one."""
    return np.linspace(-1.8, 1.8, levels - 1) + 0.15 * np.arange(dims)[:, None] - 0.3
