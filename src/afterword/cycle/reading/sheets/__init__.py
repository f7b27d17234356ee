"""A table as a sheet: where its head is, and what stands over and between its lines.

heads                       the row that names the columns
totals_and_headings         rows that are no applications
section_headings            `WAITING`: how the applications below it stand
ditto_marks                 cells that say what the line above says
legends                     letters that stand for words
"""
