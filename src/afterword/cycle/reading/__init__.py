"""A person's own file of applications, understood: pure, no rows, no clock, no settings.

From bytes to rows, in this order; what parses runs in the limited child (confining, preloading):

    whole_file   a file, or several that belong together: all of what follows, in one call
    files/       its bytes as tables of text: CSV, workbooks, pages, JSON
    sheets/      where a table begins, and what stands over and between its lines
    layouts/     tables of other layouts, turned into one with a line for each application
    columns/     what each column means, and the days and wordings of a whole column
    lines/       what each line says happened, and which lines are one application
    result       what was understood: what leaves the child
    totals, report      counted, and in words

What those stand on:

    vocabulary/  the lists of words: names of columns, and what statuses are called
    cells/       one cell: dates, hours, statuses, links, people
    mapping      how its owner says that the file is to be read
    plain_text   text as it is compared
    errors       what a file can be that nobody can read

And beside all that, postings: a job's page, pasted.
"""
