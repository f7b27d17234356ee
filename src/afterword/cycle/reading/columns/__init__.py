"""What each column of a sheet means, and what only a whole column can say.

guessing                    every column, by itself and then by its neighbours
one_column, contents        one column: by its name, and by what is in it
name_checks                 what a name promises, held against what is in the column
known_formats               exports that are known by their columns
days                        the days of a sheet: which number is the month (day_or_month),
missing_years               and the years that were left out
month_and_number            whether `Mar 26` is a day or a month of a year
wordings                    the statuses of a sheet, counted as they are read
"""
