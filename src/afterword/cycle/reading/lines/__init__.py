"""What each line of a sheet says happened, and which lines are one application.

every_line                  all of them, in order
known_sheet, line           what is known before a line is read, and while it is
other_lines                 those that are no applications
text_columns, stage_columns, status_columns, day_columns     what each kind of column tells of it
first_answers               whether anybody answered, and when
events, ordering            what happened, once each, in an order that can be
joining                     lines of one application
"""
