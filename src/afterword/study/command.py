"""`afterword calibrate`: a file of ratings in; sentences, JSON, tables and a report out."""

import argparse
import json
import os
import re
import shutil
import signal
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from afterword.study.bounding import FEWEST, USUAL
from afterword.study.errors import CannotRead, CannotWrite
from afterword.study.faults import fault, wants_memory
from afterword.study.guarding import Ended, Stopped, guarded
from afterword.study.memory import addresses_are_limited, more_memory, require_addresses
from afterword.study.terminal import plain

if TYPE_CHECKING:
    from afterword.study.columns import Asked, Role
    from afterword.study.findings import Findings

ABOUT = "say who rates hard, what is hard to be asked, and how much of a rating is the candidate"
EPILOG = """examples:
  afterword calibrate ratings.csv
  afterword calibrate ratings.csv --facets student,grader,task --level mark --scale 1..5
  afterword calibrate wide.csv --level coding,communication --out report/
  afterword calibrate ratings.parquet --json > numbers.json

Columns that no option names are found by their names and by what they hold, and shown.
`-` means that there is no such column. docs/use/calibrate.md tells more."""
STOPPED = 130  # what a shell expects of a command that was interrupted
# What a library puts about the words of the system.
OS_ERROR = re.compile(r"^parquet: .*IO error: | \(os error \d+\)$")
NOT_CONVERGED = (
    "Nothing was written: no number of it would be true. It takes more ratings of the same "
    "interviewers and questions, or fewer columns."
)
MODELS = ("probit", "rating-scale", "partial-credit")


def add_options(parser: ArgumentParser) -> None:
    """The options of the command, on a parser that the caller made."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG
    parser.add_argument("file", metavar="RATINGS", type=Path, help="CSV, TSV, .gz or Parquet")
    columns = parser.add_argument_group("columns")
    columns.add_argument(
        "--facets",
        metavar="C,I,Q",
        help="columns of candidates, interviewers and questions, in this order; --facets=-,I,Q for "
        "none of the first",
    )
    columns.add_argument(
        "--when",
        metavar="COLUMN",
        help="when each interview was (2026-11-26, or a number): says who grew",
    )
    columns.add_argument("--interview", metavar="COLUMN", help="whose ratings were one interview")
    columns.add_argument("--dimension", metavar="COLUMN", help="what was rated of the candidate")
    columns.add_argument(
        "--level",
        metavar="COLUMN",
        help="the ratings; several with commas where each dimension has a column",
    )
    columns.add_argument(
        "--wide-by",
        choices=("dimension", "interviewer", "question"),
        help="what the several columns of ratings are",
    )
    columns.add_argument(
        "--scale",
        metavar="LEVELS",
        help="1..5, or names from lowest to highest with commas",
    )
    columns.add_argument(
        "--repeats",
        choices=("refuse", "keep", "last"),
        help="what counts where the same rating stands twice (refuse, or keep without dimensions)",
    )
    parser.add_argument(
        "--model",
        choices=MODELS,
        default="probit",
        help="probit, unless named; the others as FACETS and TAM fit them",
    )
    parser.add_argument(
        "--line",
        metavar="[DIMENSION:]LEVEL",
        help="the lowest level that is a yes: odds of another interviewer for each candidate",
    )
    parser.add_argument(
        "--bootstrap",
        metavar="FITS",
        type=_fits,
        help=f"fits behind the intervals of large files ({USUAL}, unless they take long; 0: none)",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON instead")
    parser.add_argument("--out", metavar="FOLDER", type=Path, help="write tables and a report here")
    parser.add_argument(
        "--tables", choices=("csv", "parquet"), default="csv", help="how tables are written (csv)"
    )


def _fits(written: str) -> int:
    """How many fits a bootstrap takes; argparse words what is wrong."""
    fits = int(written)
    if fits == 0 or fits >= FEWEST:
        return fits
    raise argparse.ArgumentTypeError(f"{fits} fits have no spread; it takes {FEWEST} or more")


def run(options: Namespace) -> None:
    """Calibrate one file, in a child; leave with 1 and a sentence where it cannot be done."""
    try:
        require_addresses()
    except CannotRead as sentence:
        _leave(sentence)
    try:
        guarded(partial(calibrate, options))
    except Stopped as one:
        _leave_nothing(options, child=one.child)
        _stopped()
    except Ended as one:
        _leave_nothing(options, child=one.child)
        _leave(_ended(options, by=one.by))


def calibrate(options: Namespace) -> None:
    """The same in this process: a library that ends it ends the caller."""
    from afterword.numerics.errors import NotConverged, Refused  # slow: brings numpy

    try:
        if options.out:
            _require_place(options.out)
        _calibrate(options)
    except NotConverged as sentence:
        _leave(f"{sentence} {NOT_CONVERGED}")
    except (CannotRead, CannotWrite, Refused) as sentence:
        _leave(sentence)
    except KeyboardInterrupt:
        _stopped()
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BaseException as trouble:  # whatever a library raises; a panic in Rust is no Exception
        _leave(_too_large(options) if wants_memory(trouble) else fault(trouble))


def _leave(sentence: object) -> NoReturn:
    """Leave with 1 and a sentence, which may quote a file, its name or its columns."""
    sys.exit(plain(f"afterword calibrate: {sentence}"))


def _stopped() -> NoReturn:
    sys.stderr.write("afterword calibrate: stopped. Nothing was written.\n")
    sys.exit(STOPPED)


def _ended(options: Namespace, *, by: signal.Signals | None) -> str:
    """Why the child could not say itself how it ended."""
    # What a library does that is refused addresses: abort() or exit().
    if addresses_are_limited() and by in (None, signal.SIGABRT):
        return _too_large(options)
    if by is signal.SIGKILL:
        return (
            f"{options.file.name} was not calibrated: the work was ended from outside (SIGKILL), "
            "as a machine does whose memory is full. Nothing was written. Take fewer rows (a year, "
            "a program), fewer columns, or a larger machine."
        )
    how = by.name if by else "it left without a word"
    limited = " Try ulimit -v unlimited first: want of memory can look like this."
    return (
        f"This is a fault of Afterword's, or of a library that it uses ({how}), and nothing was "
        "written. Please open an issue at the repository and say what the file looks like."
        + (limited if addresses_are_limited() else "")
    )


def _too_large(options: Namespace) -> str:
    allowed = "this shell allows (ulimit -v)" if addresses_are_limited() else "there is"
    return (
        f"{options.file.name} needs more memory than {allowed}. Take fewer rows (a year, a "
        f"program), fewer columns, or {more_memory()}."
    )


def _calibrate(options: Namespace) -> None:
    _tell(options, _found(options))


def _found(options: Namespace) -> "Findings":
    # Imported here because help must not wait for numpy, polars and scipy.
    from afterword.study.calibration import Calibration
    from afterword.study.findings import found_in
    from afterword.study.progress import step
    from afterword.study.reading import read_ratings

    with step(f"Reading {options.file.name}"):
        reading = read_ratings(
            options.file, _asked(options), scale=options.scale, repeats=options.repeats
        )
    with step(_fitting(reading.ratings.n, options.model)) as say:
        calibrated = Calibration(
            model=options.model, bootstrap=options.bootstrap,
            heard=lambda made, of: say(f"How sure: sample {made} of {of}"),
        ).fit(reading)  # fmt: skip
    with step("Looking for agreement and surprises"):
        return found_in(reading, calibrated, line=options.line)


def _fitting(n: int, model: str) -> str:
    from afterword.study.calibration import MOST_EXACT  # slow: brings numpy

    words = f"Fitting {n:,} ratings"
    if n <= MOST_EXACT or model != "probit":
        return words
    from afterword.numerics.compiling import compiled_before  # slow: brings numba

    return words if compiled_before() else f"{words}; compiling the sums first, this once"


def _tell(options: Namespace, findings: "Findings") -> None:
    # Slow, as what they are told of: they bring numpy.
    from afterword.study.sentences import summary
    from afterword.study.tables import as_json

    if options.out:
        _write(options, findings)
    if options.json:
        say(json.dumps(as_json(findings), ensure_ascii=False, indent=1, allow_nan=False))
        return
    say(summary(findings).rstrip())
    if options.out:
        say(f"\nWritten to {options.out}: report.html, numbers.json and tables.")


def say(words: str) -> None:
    """A result, on the way a pipe can take it."""
    sys.stdout.write(plain(words) + "\n")


def _asked(options: Namespace) -> "Asked":
    from afterword.study.columns import Asked  # light, but only needed here

    facets: dict[Role, str] = {}
    if options.facets:
        names = [name.strip() for name in options.facets.split(",")]
        if len(names) > 3:
            raise CannotRead(
                f"--facets names {len(names)} columns; it takes up to three: candidate, "
                "interviewer, question."
            )
        order: tuple[Role, ...] = ("candidate", "interviewer", "question")
        facets |= {role: name for role, name in zip(order, names, strict=False) if name}
    for role in ("interview", "dimension"):
        if getattr(options, role):
            facets[role] = getattr(options, role)
    levels = tuple(one.strip() for one in options.level.split(",")) if options.level else ()
    return Asked(facets, levels, options.wide_by, options.when)


def _require_place(folder: Path) -> None:
    """Say before the work, not after it, that a result could not be written."""
    folder = folder.resolve()  # a link stands for what it leads to
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = "is not empty" if folder.is_dir() else "is a file"
        raise CannotWrite(f"{folder} {what}. Name a new folder for --out.")
    above = folder.parent
    if not above.is_dir():
        raise CannotWrite(f"There is no folder {above} to put {folder.name} into.")
    if not os.access(above, os.W_OK):
        raise CannotWrite(f"{above} cannot be written to.")


def _beside(target: Path, *, by: int) -> str:
    """How the name of a folder begins that a process writes into before all is there."""
    return f".{target.name}-{by}-"


def _leave_nothing(options: Namespace, *, child: int) -> None:
    """Take away what a child was writing when it was ended."""
    if not options.out:
        return
    target = _target(options)
    for one in target.parent.iterdir() if target.parent.is_dir() else ():
        if one.name.startswith(_beside(target, by=child)):
            shutil.rmtree(one, ignore_errors=True)


def _target(options: Namespace) -> Path:
    """Where results go: a link stands for what it leads to."""
    out: Path = options.out
    return out.resolve()


def _write(options: Namespace, findings: "Findings") -> None:
    """All of it or none: into a folder beside, which takes its name at the end."""
    # Slow: they bring numpy.
    from afterword.study.progress import step
    from afterword.study.report import report
    from afterword.study.tables import as_json, tables
    from afterword.study.writing import written

    target = _target(options)
    terminated = signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that all is undone
    beside = Path(tempfile.mkdtemp(prefix=_beside(target, by=os.getpid()), dir=target.parent))
    try:
        with step("Writing tables and the report"):
            written(beside, tables(findings), kind=options.tables)
            (beside / "report.html").write_text(report(findings), encoding="utf-8")
            numbers = json.dumps(as_json(findings), ensure_ascii=False, indent=1, allow_nan=False)
            (beside / "numbers.json").write_text(numbers + "\n", encoding="utf-8")
        beside.chmod(0o755)
        if target.exists():
            target.rmdir()
        beside.rename(target)
    except OSError as trouble:
        why = OS_ERROR.sub("", trouble.strerror or str(trouble))
        raise CannotWrite(
            f"{options.out} could not be written: {why}. Nothing is left there."
        ) from trouble
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        signal.signal(signal.SIGTERM, terminated)
