# What ordinal::clmm says of simulated ratings. Run from this folder: Rscript clmm.R [case …]
# Simulates each case with its seed, fits it with tight tolerances, writes <case>.json beside this
# file: the ratings (codes from 0), and log-likelihood, sigma, thresholds, modes and their sds.
suppressMessages({library(ordinal); library(jsonlite)})

draw <- function(seed, n_candidate, interviews, n_interviewer, n_question, D, K, sigma) {
  set.seed(seed)
  v <- data.frame(candidate = rep(seq_len(n_candidate), each = interviews))
  v$interview <- seq_len(nrow(v))
  v$interviewer <- sample(rep_len(seq_len(n_interviewer), nrow(v)))
  v$question <- sample(rep_len(seq_len(n_question), nrow(v)))
  r <- merge(v, data.frame(dimension = seq_len(D)))
  r <- r[order(r$interview, r$dimension), ]
  r$profile <- (r$candidate - 1) * D + r$dimension
  effect <- function(name, sign = 1) sign * sigma[[name]] * rnorm(max(r[[name]]))[r[[name]]]
  eta <- effect("candidate") + effect("profile") + effect("interview") +
    effect("interviewer", -1) + effect("question", -1)
  tau <- qnorm(seq_len(K - 1) / K) * 1.3
  r$level <- 1 + rowSums(outer(eta + rnorm(nrow(r)), tau, ">"))
  r
}

sigma <- function(candidate, profile, interview, interviewer, question)
  list(candidate = candidate, profile = profile, interview = interview,
       interviewer = interviewer, question = question)

cases <- list(
  two_facets = list(link = "probit", components = c("candidate", "interviewer"),
    data = function() draw(1, 30, 10, 12, 6, 1, 4, sigma(1, 0, 0, .6, 0))),
  three_facets = list(link = "probit", components = c("candidate", "interviewer", "question"),
    data = function() draw(2, 40, 5, 15, 10, 3, 5, sigma(.9, 0, 0, .6, .5))),
  five_components = list(link = "probit",
    components = c("candidate", "profile", "interview", "interviewer", "question"),
    data = function() draw(3, 50, 4, 16, 9, 5, 4, sigma(.8, .5, .6, .5, .5))),
  two_thousand = list(link = "probit", components = c("candidate", "interviewer", "question"),
    data = function() draw(4, 133, 5, 33, 44, 3, 5, sigma(1, 0, 0, .6, .5))),
  logit = list(link = "logit", components = c("candidate", "interview", "interviewer"),
    data = function() draw(5, 25, 4, 10, 6, 4, 4, sigma(1.2, 0, .8, .7, 0))),
  edge = list(link = "probit", components = c("candidate", "interviewer", "question"),
    data = function() draw(12, 30, 5, 10, 8, 2, 4, sigma(.8, 0, 0, .5, 0))),
  yes_or_no = list(link = "probit", components = c("candidate", "interviewer"),
    data = function() draw(13, 30, 8, 10, 6, 1, 2, sigma(1, 0, 0, .6, 0))),
  ten_levels = list(link = "probit", components = c("candidate", "interviewer"),
    data = function() draw(14, 30, 8, 10, 6, 1, 10, sigma(1, 0, 0, .6, 0)))
)

fitted <- function(r, components, link) {
  for (name in components) r[[name]] <- factor(r[[name]])
  r$level <- ordered(r$level)
  formula <- as.formula(paste("level ~ 1 +", paste0("(1|", components, ")", collapse = " + ")))
  clmm(formula, data = r, link = link, Hess = FALSE,
       control = clmm.control(method = "nlminb", gradTol = 1e-10, maxIter = 200, maxLineIter = 100,
                              rel.tol = 1e-15, x.tol = 1e-11, abs.tol = 0,
                              eval.max = 4000, iter.max = 2000))
}

plain <- function(one) unname(as.numeric(one))
asked <- commandArgs(trailingOnly = TRUE)
for (name in if (length(asked)) asked else names(cases)) {
  case <- cases[[name]]
  r <- case$data()
  begun <- proc.time()[["elapsed"]]
  m <- fitted(r, case$components, case$link)
  seconds <- proc.time()[["elapsed"]] - begun
  modes <- ranef(m); variances <- condVar(m)
  codes <- lapply(r[c("candidate", "interview", "interviewer", "question", "dimension")],
                  function(x) as.integer(x) - 1L)
  out <- list(
    made_by = list(script = "clmm.R", R = as.character(getRversion()),
                   ordinal = as.character(packageVersion("ordinal")), seconds = seconds),
    link = case$link, components = case$components, n_levels = nlevels(ordered(r$level)),
    level = as.integer(factor(r$level)) - 1L, codes = codes,
    log_likelihood = plain(logLik(m)),
    sigma = lapply(VarCorr(m)[case$components], function(x) plain(attr(x, "stddev"))),
    thresholds = I(plain(m$alpha)),  # an array also where there is one
    modes = lapply(modes[case$components], function(x) plain(x[[1]])),
    sds = lapply(variances[case$components], function(x) plain(sqrt(x[[1]]))))
  write(toJSON(out, digits = NA, auto_unbox = TRUE), paste0(name, ".json"))
  cat(name, nrow(r), plain(logLik(m)), seconds, "s\n")
}
