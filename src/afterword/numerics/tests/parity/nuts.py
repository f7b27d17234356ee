"""What NUTS says of two_thousand.json: posterior means and sds. Needs numpyro; not a dependency.

python nuts.py writes nuts.json beside this file: flat priors on thresholds and on each σ, the same
model with thresholds common to the dimensions, four chains.
"""

import json
import os
from pathlib import Path

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false")

import jax
import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist
from jax.scipy.stats import norm
from numpyro.infer import MCMC, NUTS

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
    draws = run.get_samples()
    said = {"seed": 1, "draws": 16_000, "numpyro": numpyro.__version__}
    for name in SIGNS:
        said[name] = {
            "mean": [round(float(x), 5) for x in draws[name].mean(0)],
            "sd": [round(float(x), 5) for x in draws[name].std(0)],
        }
        sigma = draws[f"sigma_{name}"]
        said[f"sigma_{name}"] = [round(float(x), 5) for x in (sigma.mean(), sigma.std())]
    (HERE / "nuts.json").write_text(json.dumps(said) + "\n")


if __name__ == "__main__":
    main()
