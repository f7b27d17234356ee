"""Judging the judges: abilities, severities, difficulties and second-opinion odds of a program.

Besides words, deeds and doors:

    gathering, connecting, ratings      a program's ratings, those that are connected, as values
    confining, fitting                  the child that fits, and the seam to the sums
    growing, agreeing                   the seams to growth, and to two readings
    habits, dimensions                  those to how ratings hang together, and to dimensions
    found, enough                       what a fit says, and how much it takes
    amounts, sentences                  how a number is rounded, and what is said of it
    together, by_dimension, over_hours  of an interviewer's habits, of dimensions, of hours
    pictures, maps                      in pictures, and on one scale
    departures                          what is forgotten with a place
"""
