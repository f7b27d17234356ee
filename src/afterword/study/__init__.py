"""Calibration for files and notebooks: reading ratings, tables, plots, the Python API.

From a file to what is said of it, in this order:

    command, guarding, memory, progress     `afterword calibrate`, and what it may use
    faults                                  want of memory and faults of ours, told apart
    files, no_table                         a file's columns, and what is no table
    columns, titles, contents, taken_for    what each column is, by its title and by what it holds
    scale, level_words                      the levels, in order
    rows, reading                           one row a rating, and the whole as arrays
    taking, calibration, bounding           what a fit may be given, the fit, and its intervals
    starting                                where it may begin
    calibrated, estimates, odds, growth     what is read from it in a notebook
    adding                                  one interview more
    page, plots                             as plain text, and as pictures
    findings, line, classic, naming         everything that a report says, found once
    in_short, candidates, surprising        sentences of it
    sentences, words                        all of them, for a terminal
    tables, tables_of_candidates, cells     as tables and JSON
    report, markup                          as a page
    errors                                  why a file was refused
    terminal                                words of a file, as a terminal is shown them
"""
