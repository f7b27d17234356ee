"""One cell, read by itself.

dates, hours                every way of writing a day, and an hour of it
statuses, segments          what it says happened; several things, each with its day
links                       links, sources, marks, two names in one, histories in JSON
people                      who is named in it, and how to reach them
"""
