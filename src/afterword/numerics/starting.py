"""Where a climb may begin: at the σ and thresholds that an earlier fit of such ratings found."""

import numpy as np

from afterword.numerics.laplace import Surface
from afterword.numerics.maximum import guess
from afterword.numerics.model import Components, Floats


def begun_at(surface: Surface, earlier: Components) -> Floats | None:
    """All parameters, (p,): the earlier ones, and a guess of what is new.

    Rows of its thresholds are this design's dimensions; NaN where it knew nothing. None where the
    two do not go together.
    """
    design, k = surface.design, surface.n_sigmas
    out = guess(surface)
    for j, one in enumerate(design.components):
        out[j] = earlier.sigmas.get(one, out[j])
    known = (design.scale.table >= 0) & np.isfinite(earlier.thresholds)
    out[k + design.scale.table[known]] = earlier.thresholds[known]
    return out if surface.in_order(out) else None
