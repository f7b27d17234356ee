"""Judging the judges: abilities, severities, difficulties and second-opinion odds of a program.

Besides words, deeds and doors:

    gathering, connecting, ratings      a program's ratings, those that are connected, as values
    confining, fitting                  the child that fits, and the seam to the sums
    growing, agreeing                   the seams to growth, and to two readings
    found, enough                       what a fit says, and how much it takes
    amounts, sentences                  how a number is rounded, and what is said of it
    pictures, over_hours                in pictures, and over somebody's hours
    departures                          what is forgotten with a place
"""
