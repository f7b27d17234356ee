"""Tables of other layouts than a line for each application, turned into that.

choosing                    which of them a sheet has; made_columns: what the columns are called
one_below_another, side_by_side     several lists in one sheet
double_heads, grouped_names         two lines of names; names over names that come again
transposed                  a column for each application
stage_boards                a column for each stage, with names below it
company_sheets              a sheet for each company
transitions                 a line for each step from one stage to the next
diaries                     a line for each thing that happened
dashed_lists, free_notes    lists that are no tables
"""
