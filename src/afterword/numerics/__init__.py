"""The sums: arrays in, frozen results out; no web, no database, no files.

A fit, from ratings to numbers; the exact estimator for small data, the large one for millions:

    ratings, model, errors              what goes in, what comes out, why a sum is refused
    design, levels_used, connected      which components and thresholds these ratings can tell
    link, tables                        the chance of a level: to the last digit, and from a grid
    laplace, block_layout, blocks,      exact: the likelihood, its curvature along blocks,
    stacked                             many places at once
    starting, maximum, exact            where a climb begins, where it ends, and the fit
    bounds, axes, places, matching      how sure σ is: its likelihood, its posterior and priors
    sampled, spline, near_zero          the posterior of σ, between its places and beside nothing
    mixture, uncertainty                how sure everybody's effects are, σ unknown
    layout, threads, arc, shares        large: ratings in order, composite likelihood, variances
    slopes, modes, spreads              the joint mode and how sure it is
    large, refit                        the fit, and one more interview
    bootstrap, bootstrap_bounds         its samples, and bounds from them
    unsure                              what effects owe to them
    kernels, compiling, alone           what is compiled, where that is kept, and one thread
    adjacent, edges, quadrature         the rating scale and partial credit models
    rating_scale                        and their fit

What is read from a fit, and what needs none:

    levels, dependability               in levels of a rating; after how many interviews
    second_opinion, growth, fit         another's odds; over hours; whose ratings surprise
    agreement, variance                 two readings; G and D studies of complete designs

A search:

    incidence, waiting, foreseeing      when an answer comes, what still may, how many will
    rates, luck, clustered, comparing   what share goes on, by luck, of how many people, or apart
    search_errors                       why a sum about a search is refused
"""
