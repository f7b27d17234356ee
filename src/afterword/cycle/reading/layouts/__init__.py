"""Tables of other layouts than a line for each application, turned into that.

choosing                    which of them a sheet has
one_below_another, side_by_side     several lists in one sheet
grouped_names               names of columns over names of columns
transitions                 a line for each step from one stage to the next
diaries, free_notes         a line for each thing that happened; all of it in one's own words
"""
