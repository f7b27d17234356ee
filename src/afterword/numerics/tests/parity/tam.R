# What TAM says of simulated ratings: tam.mml.mfr, and infit and outfit by msq.itemfit.
# Run from this folder: Rscript tam.R. Writes tam.json beside this file: for each model the ratings
# (codes from 0), deviance, sigma, severities, and fit by rater and dimension, dimensions fastest.
suppressMessages({library(TAM); library(jsonlite)})

set.seed(11)
C <- 120; I <- 3; D <- 4; K <- 4
ability <- rnorm(C, sd = 1.2); severity <- c(-.5, .1, .4)
steps <- rbind(c(-1.2, 0, 1.1), c(-.6, .4, 1.5), c(-1.5, -.7, .3), c(-.9, .2, .9))
rows <- expand.grid(dimension = seq_len(D), interviewer = seq_len(I), candidate = seq_len(C))
# A third of the raters' work is missing, and one rater is noisier than the model allows.
rows <- rows[!(rows$candidate %% 3 == rows$interviewer %% 3), ]
eta <- (ability[rows$candidate] - severity[rows$interviewer]) * ifelse(rows$interviewer == 3, .3, 1)
logits <- cbind(0, t(apply(eta - steps[rows$dimension, ], 1, cumsum)))
chances <- exp(logits) / rowSums(exp(logits))
rows$level <- rowSums(runif(nrow(rows)) > t(apply(chances, 1, cumsum)))

wide <- reshape(rows, idvar = c("candidate", "interviewer"), timevar = "dimension",
                direction = "wide")
wide <- wide[order(wide$candidate, wide$interviewer), ]
resp <- wide[, paste0("level.", seq_len(D))]
grid <- c(-7, 7, 57)
fitted <- function(formula) {
  fit <- tam.mml.mfr(resp, facets = wide["interviewer"], pid = wide$candidate, formulaA = formula,
    control = list(nodes = seq(grid[1], grid[2], len = grid[3]), progress = FALSE, conv = 1e-8,
                   convD = 1e-10, maxiter = 20000))
  found <- msq.itemfit(fit)$itemfit
  named <- as.vector(t(outer(seq_len(I), seq_len(D),
    function(i, d) paste0("level.", d, "-interviewer", i))))
  place <- match(named, found$item)
  stopifnot(!anyNA(place))
  raters <- fit$xsi.facets[fit$xsi.facets$facet == "interviewer", "xsi"]
  list(level = rows$level, n_levels = K, grid = grid,
       codes = list(candidate = rows$candidate - 1, interviewer = rows$interviewer - 1,
                    dimension = rows$dimension - 1),
       deviance = fit$deviance, sigma = sqrt(fit$variance[1]), severity = raters,
       infit = found$Infit[place], outfit = found$Outfit[place])
}
told <- list("partial-credit" = fitted(~ item + item:step + interviewer),
             "rating-scale" = fitted(~ item + step + interviewer))
write(toJSON(told, auto_unbox = TRUE, digits = 10), "tam.json")
