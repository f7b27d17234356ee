"""One cell, read by itself.

dates, date_patterns        every way of writing a day
hours                       at which hour something was
statuses, misspelt          what a status says happened
segments                    several things in one cell, each with its day
histories                   such things as JSON
yes_or_no                   marks, and what says nothing
links, sources, two_names   addresses; where it was found; company and role in one
people                      who is named, and how to reach them
"""
