"""What each column of a sheet means, and what only a whole column can say.

guessing                    every column, by itself and then by its neighbours
one_column, contents        one column: by its name, and by what is in it
name_checks                 what a name promises, held against what is in the column
known_formats               exports that are known by their columns
days, years                 days whose month or year only the whole column tells
month_and_number            whether `Mar 26` is a day or a month of a year
wordings                    the statuses of a sheet, counted as they are read
"""
