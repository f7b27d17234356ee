"""A person's own file of applications, understood: pure, no rows, no clock, no settings.

From bytes to rows, in this order; what parses runs in the limited child (confining.py, warm.py):

    whole, errors                       a file, and what it can be that nobody can read
    opening, encodings, delimited       bytes as tables: text,
    workbooks, typed, html_tables       workbooks and pages,
    json_lists, tables                  JSON; and how large a table may be
    shapes, below, beside, groups       tables of other shapes, turned into a line an application
    transitions, sentences, own_words   steps, diaries, and lists in one's own words
    heads, sections, ditto, legend      where a table begins, and what stands over its lines
    other_lines                         lines that are no applications
    formats, mapping                    what columns mean: as known, or as the person says,
    names, contents, promised           by their names and by what is in them,
    one_column, guessing                one by one, then by their neighbours
    plain, cells, dates, days, years    cells: as compared, as known, and as days;
    hours                               at which hour of its day an interview was
    statuses, lexicon, told, wordings   cells that say what happened
    known, line, understanding          a line: what is known before, while, and what it says
    text_columns, people                who and what it is about
    stage_columns, status_columns       what happened, by columns of stages and of statuses
    day_columns, answers                when, and what was answered
    events, ordering, joining           in an order that can be; lines of one application
    understood, totals, telling         what leaves the child, counted, and in words
    pages, postings                     a job's page, pasted
"""
