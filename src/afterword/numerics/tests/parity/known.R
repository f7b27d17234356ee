# What other programs say of data sets that people know. Run from this folder: Rscript known.R FOLDER
# FOLDER holds each data set as write.csv(x, row.names = FALSE) leaves it, called <package>-<name>.csv.
# Writes known.json beside this file (answers, no ratings) and each set as long rows into FOLDER/long,
# from which known.py fits the same models.
suppressMessages({library(ordinal); library(lme4); library(TAM); library(sirt); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
dir.create(file.path(folder, "long"), showWarnings = FALSE)
set_of <- function(name) read.csv(file.path(folder, paste0(name, ".csv")), check.names = FALSE)
plain <- function(x) unname(as.numeric(x))

# Wide columns as long rows: one facet says which column it was.
long <- function(x, columns, as, ...) {
  r <- do.call(rbind, lapply(seq_along(columns), function(at)
    data.frame(..., column = at, level = x[[columns[at]]])))
  names(r)[names(r) == "column"] <- as
  r[!is.na(r$level), ]
}

probit <- list(
  soup = function() { x <- set_of("ordinal-soup")
    data.frame(candidate = x$PRODID, interviewer = x$RESP, level = x$SURENESS) },
  VerbAgg = function() { x <- set_of("lme4-VerbAgg")
    data.frame(candidate = x$id, question = x$item, level = match(x$resp, c("no", "perhaps", "yes"))) },
  SWMD = function() { x <- set_of("mokken-SWMD")
    long(x, paste0("Item", 1:7), "question", candidate = seq_len(nrow(x))) },
  pcmdat2 = function() { x <- set_of("eRm-pcmdat2")
    long(x, paste0("I", 1:4), "question", candidate = seq_len(nrow(x))) },
  Socatt = function() { x <- set_of("mlmRev-Socatt")
    data.frame(candidate = x$respond, interviewer = x$district, level = x$numpos) },
  ratings2 = function() { x <- set_of("sirt-data.ratings2")
    long(x, paste0("k", 1:5), "question", candidate = x$idstud, interviewer = x$rater) },
  ptam4 = function() { x <- set_of("immer-data.ptam4")
    long(x, paste0("crit", 2:4), "question", candidate = x$idstud, interviewer = x$rater) },
  immer09 = function() { x <- set_of("immer-data.immer09")
    data.frame(candidate = x$idpaper, interviewer = x$idreviewer, level = x$score) },
  immer10 = function() { x <- set_of("immer-data.immer10")
    long(x, sprintf("R%02d", 1:13), "interviewer", candidate = x$item) },
  anesthesia = function() { x <- set_of("rater-anesthesia")
    data.frame(candidate = x$item, interviewer = x$rater, level = x$rating) },
  video = function() { x <- set_of("irr-video")
    long(x, paste0("rater", 1:4), "interviewer", candidate = seq_len(nrow(x))) },
  raw4raters = function() { x <- set_of("irrCAC-cac.raw4raters")
    long(x, paste0("Rater", 1:4), "interviewer", candidate = seq_len(nrow(x))) },
  raw5obser = function() { x <- set_of("irrCAC-cac.raw5obser")
    long(x, paste0("Observer", 1:5), "interviewer", candidate = seq_len(nrow(x))) },
  respiratory = function() { x <- set_of("HSAUR3-respiratory")
    data.frame(candidate = x$subject, level = match(x$status, c("poor", "good"))) },
  bacteria = function() { x <- set_of("MASS-bacteria")
    data.frame(candidate = x$ID, level = match(x$y, c("n", "y"))) }
)
by_clmm <- function(r) {
  facets <- setdiff(names(r), "level")
  for (name in facets) r[[name]] <- factor(r[[name]])
  r$level <- ordered(r$level)
  m <- clmm(as.formula(paste("level ~ 1 +", paste0("(1|", facets, ")", collapse = " + "))), r,
            link = "probit", Hess = FALSE,
            control = clmm.control(method = "nlminb", gradTol = 1e-10, maxIter = 200,
                                   maxLineIter = 100, rel.tol = 1e-15, x.tol = 1e-11, abs.tol = 0,
                                   eval.max = 4000, iter.max = 2000))
  list(log_likelihood = plain(logLik(m)), thresholds = I(plain(m$alpha)),
       sigma = lapply(VarCorr(m)[facets], function(x) plain(attr(x, "stddev"))),
       modes = lapply(ranef(m)[facets], function(x) signif(plain(x[[1]]), 9)))
}

# The same two models that TAM and sirt fit, with a column an item and a row a rater's work.
scaled <- list(
  ex08 = list("TAM-data.ex08-resp", paste0("I", sprintf("%04d", 1:10))),
  gpcm = list("TAM-data.gpcm", c("Comfort", "Work", "Benefit")),
  cqc02 = list("TAM-data.cqc02", paste0("It", 1:8)),
  pcmdat2 = list("eRm-pcmdat2", paste0("I", 1:4)),
  rsmdat = list("eRm-rsmdat", paste0("I", 1:6), kind = "rating-scale"),
  SWMD = list("mokken-SWMD", paste0("Item", 1:7)),
  ptam4 = list("immer-data.ptam4", paste0("crit", 2:4), c(rater = "rater"), "idstud"),
  ptam4_steps = list("immer-data.ptam4", paste0("crit", 2:4), c(rater = "rater"), "idstud",
                     kind = "rating-scale"),
  immer07 = list("immer-data.immer07", paste0("I", 1:4), c(rater = "rater"), "pid"),
  ratings2 = list("sirt-data.ratings2", paste0("k", 1:5), c(rater = "rater"), "idstud"),
  ex14 = list("TAM-data.ex14", paste0("crit", 1:7), c(rater = "rater"), "pid"),
  cqc04 = list("TAM-data.cqc04", c("spe", "coh", "str", "gra", "con"),
               c(rater = "rater", topic = "topic"), "pid")
)
role <- c(rater = "interviewer", topic = "question")
by_tam <- function(x, items, facets = NULL, pid = NULL, kind = "partial-credit") {
  x[items] <- x[items] - min(x[items], na.rm = TRUE)
  control <- list(nodes = seq(-8, 8, len = 81), progress = FALSE, conv = 1e-8, convD = 1e-8,
                  maxiter = 5000)
  if (is.null(facets)) {
    fit <- tam.mml(x[items], irtmodel = if (kind == "rating-scale") "RSM" else "PCM",
                   verbose = FALSE, control = control)
    found <- list()
  } else {
    steps <- if (kind == "rating-scale") "~ item + step" else "~ item + item:step"
    fit <- tam.mml.mfr(x[items], facets = x[facets], pid = x[[pid]], verbose = FALSE,
                       formulaA = as.formula(paste(steps, "+", paste(facets, collapse = " + "))),
                       control = control)
    xsi <- fit$xsi.facets
    found <- lapply(setNames(facets, role[names(facets)]), function(f) xsi$xsi[xsi$facet == f])
  }
  list(kind = kind, deviance = fit$deviance, variance = plain(fit$variance)[1],
       parameters = fit$ic$Npars, facets = found)
}
as_long <- function(x, items, facets = NULL, pid = NULL, kind = NULL) {
  x[items] <- x[items] - min(x[items], na.rm = TRUE) + 1
  x$who <- if (is.null(pid)) seq_len(nrow(x)) else x[[pid]]
  r <- long(x, items, "dimension", candidate = x$who)
  for (f in facets) r[[role[[f]]]] <- long(x, items, "dimension", value = x[[f]])$value
  r
}
by_sirt <- function(x, items, points) {
  fit <- rm.facets(x[items], rater = x$rater, pid = x$idstud, theta.k = points, globconv = 1e-6,
                   maxiter = 4000)
  list(kind = "partial-credit", deviance = fit$deviance, variance = fit$sigma^2,
       points = c(min(points), max(points), length(points)),
       facets = list(interviewer = plain(fit$rater$b)))
}

# Members by number, so that they stand in one order here and there.
keep <- function(name, r) {
  for (facet in setdiff(names(r), "level")) r[[facet]] <- as.integer(factor(r[[facet]]))
  write.csv(r, file.path(folder, "long", paste0(name, ".csv")), row.names = FALSE)
}
told <- list(made_by = list(script = "known.R", R = as.character(getRversion())))
for (name in c("ordinal", "TAM", "sirt")) told$made_by[[name]] <- as.character(packageVersion(name))
for (name in names(scaled)) {
  set <- scaled[[name]]; x <- set_of(set[[1]])
  keep(paste0("scaled-", name), do.call(as_long, c(list(x), set[-1])))
  told$tam[[name]] <- do.call(by_tam, c(list(x), set[-1]))
  cat("TAM", name, told$tam[[name]]$deviance, "\n")
}
x <- set_of("sirt-data.ratings3"); items <- paste0("crit", c(2, 3, 4, 6))
x[items] <- lapply(x[items], function(one) pmin(one, 3))
keep("scaled-ratings3", do.call(as_long, list(x, items, c(rater = "rater"), "idstud")))
invisible(capture.output(for (at in c("ratings2", "ratings3")) told$sirt[[at]] <- by_sirt(
  if (at == "ratings2") set_of("sirt-data.ratings2") else x,
  if (at == "ratings2") paste0("k", 1:5) else items, seq(-12, 12, len = 161))))
for (name in names(probit)) {
  r <- probit[[name]](); r$level <- as.integer(factor(r$level)); keep(name, r)
  begun <- proc.time()[["elapsed"]]
  told$clmm[[name]] <- c(n = nrow(r), by_clmm(r), seconds = round(proc.time()[["elapsed"]] - begun, 1))
  cat("clmm", name, told$clmm[[name]]$log_likelihood, "\n")
}
write(toJSON(told, digits = NA, auto_unbox = TRUE), "known.json")
