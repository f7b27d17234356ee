"""What NUTS says of two_thousand.json: posterior means and sds. Needs numpyro; not a dependency.

python nuts.py writes nuts.json beside this file: the same model with thresholds common to the
dimensions, four chains, with flat priors on thresholds and on each σ; then the same draws weighed
as our priors weigh them (docs/sums/laplace.md), since it is our posterior that is to be checked.
"""

import json
import os
from pathlib import Path

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
import numpyro.distributions as dist
from jax.scipy.stats import norm
from numpyro.infer import MCMC, NUTS

from afterword.numerics.design import design_of
from afterword.numerics.laplace import Surface
from afterword.numerics.matching import log_jeffreys, told_of
from afterword.numerics.ratings import ratings_of
from afterword.numerics.stacked import Stacked

HERE = Path(__file__).parent
SIGNS = {"candidate": 1, "interviewer": -1, "question": -1}


def model(level, codes, counts, n_levels):
    eta = jnp.zeros(level.shape)
    for name, sign in SIGNS.items():
        sigma = numpyro.sample(
            f"sigma_{name}", dist.ImproperUniform(dist.constraints.positive, (), ())
        )
        with numpyro.plate(f"of_{name}", counts[name]):
            z = numpyro.sample(f"z_{name}", dist.Normal(0.0, 1.0))
        effect = numpyro.deterministic(name, sigma * z)
        eta = eta + sign * effect[codes[name]]
    ordered = dist.constraints.ordered_vector
    tau = numpyro.sample("tau", dist.ImproperUniform(ordered, (), (n_levels - 1,)))
    edges = jnp.concatenate([jnp.array([-30.0]), tau, jnp.array([30.0])])
    upper, lower = edges[level + 1] - eta, edges[level] - eta
    flip = lower > 0  # the smaller tail keeps its digits
    high, low = jnp.where(flip, -lower, upper), jnp.where(flip, -upper, lower)
    numpyro.factor("ratings", jnp.log(jnp.maximum(norm.cdf(high) - norm.cdf(low), 1e-30)).sum())


def main():
    told = json.loads((HERE / "two_thousand.json").read_text())
    level = jnp.array(told["level"], dtype=int)
    codes = {name: jnp.array(told["codes"][name], dtype=int) for name in SIGNS}
    counts = {name: int(code.max()) + 1 for name, code in codes.items()}
    run = MCMC(
        NUTS(model), num_warmup=1000, num_samples=4000, num_chains=4,
        chain_method="sequential", progress_bar=False,
    )  # fmt: skip
    run.run(jax.random.PRNGKey(1), level, codes, counts, told["n_levels"])
    draws = {name: np.asarray(drawn, dtype=float) for name, drawn in run.get_samples().items()}
    (HERE / "nuts.json").write_text(json.dumps(said_of(draws, told)) + "\n")


def said_of(draws, told):
    weights = matched(draws, told)
    said = {
        "seed": 1, "draws": 16_000, "numpyro": numpyro.__version__,
        "draws_worth": round(float(1 / (weights**2).sum())),
    }  # fmt: skip
    for name in SIGNS:
        mean, sd = moments(draws[name], weights)
        said[name] = {"mean": mean.round(5).tolist(), "sd": sd.round(5).tolist()}
        said[f"sigma_{name}"] = [
            round(float(x), 5) for x in moments(draws[f"sigma_{name}"], weights)
        ]
    return said


def moments(drawn, weights):
    mean = weights @ drawn
    return mean, np.sqrt(weights @ (drawn - mean) ** 2)


def matched(draws, told):
    """What each draw weighs when Jeffreys' prior of each σ and a flat one of the logarithms of the
    gaps between thresholds take the place of flat ones, (draws,)."""
    ratings = ratings_of(told["level"], n_levels=told["n_levels"], **told["codes"])
    surface = Surface(design_of(ratings, common=True, components=told["components"]))
    stacked = Stacked(surface)
    names = [f"sigma_{one}" for one in surface.design.components]
    parameters = np.vstack([*(draws[one] for one in names), draws["tau"].T])
    log_weights = -np.log(np.diff(draws["tau"])).sum(axis=1)
    for part in stacked.parts(log_weights.size):
        some = parameters[:, part]
        near = np.zeros((surface.layout.length, some.shape[1]))
        stack = stacked.at(some, near=near)
        told = told_of(stacked, stack, *stacked.with_location(stack))
        log_weights[part] += log_jeffreys(surface, stack, told)
    weights = np.exp(log_weights - log_weights.max())
    return weights / weights.sum()


if __name__ == "__main__":
    main()
