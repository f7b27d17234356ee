"""Calibration for files and notebooks: reading ratings, tables, plots, the Python API.

    from afterword.study import Calibration, read_ratings

    fit = Calibration().fit(frame)        # docs/use/calibrate-in-python.md is a session

From a file to what is said of it, in this order:

    command, guarding, memory, progress     `afterword calibrate`, and what it may use
    faults                                  want of memory and faults of ours, told apart
    files, no_table                         a file's columns, and what is no table
    columns, titles, contents, taken_for    what each column is, by its title and by what it holds
    scale, level_words                      the levels, in order
    rows, reading                           one row a rating, and the whole as arrays
    taking, shaping, levels_given           what a fit may be given
    calibration, bounding                   the fit, and its intervals
    starting                                where it may begin
    calibrated, estimates, odds, growth     what is read from it in a notebook
    against                                 everybody against the mean of all
    adding                                  one interview more
    page, plots, notebook                   as plain text, as pictures, as a notebook shows it
    findings, line, classic, naming         everything that a report says, found once
    in_short, candidates, surprising        sentences of it
    sentences, words                        all of them, for a terminal
    tables, tables_of_candidates, cells     as tables and JSON
    writing                                 tables as files
    report, markup                          as a page
    errors                                  why a file was refused
    terminal                                words of a file, as a terminal is shown them
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.numerics.errors import Refused as Refused
    from afterword.study.calibrated import Calibrated as Calibrated
    from afterword.study.calibration import Calibration as Calibration
    from afterword.study.columns import Asked as Asked
    from afterword.study.errors import CannotRead as CannotRead
    from afterword.study.estimates import Estimate as Estimate
    from afterword.study.estimates import Table as Table
    from afterword.study.reading import read_ratings as read_ratings
    from afterword.study.starting import Start as Start

WHERE = {
    "Asked": "afterword.study.columns",
    "Calibrated": "afterword.study.calibrated",
    "Calibration": "afterword.study.calibration",
    "CannotRead": "afterword.study.errors",
    "Estimate": "afterword.study.estimates",
    "Refused": "afterword.numerics.errors",
    "Start": "afterword.study.starting",
    "Table": "afterword.study.estimates",
    "read_ratings": "afterword.study.reading",
}


def __getattr__(name: str) -> object:
    """What a notebook imports from here, brought when it is asked for: the command must not wait
    for numpy to print its help."""
    if name not in WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(WHERE[name]), name)


def __dir__() -> list[str]:
    return sorted(WHERE)
